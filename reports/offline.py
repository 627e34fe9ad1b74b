"""What a phone keeps of the site so that it opens without a network, and under which version.

The service worker keeps these files and pages, which are the same for everybody and hold neither a
code nor a draft id. A version is the hash of all of them: what changes anything changes it.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from projects.models.stage import OF_MACHINE, Stage
from reports import checklists, identification
from reports.forms.filing import ReportForm

SCRIPTS = (
    *("arrivals", "carry", "confirm", "confirming", "copy", "cover", "deliver", "draft", "filed"),
    *("install", "keep", "keep-code", "keep-place", "keep-trying", "mine", "my-reports"),
    *("on-phone", "phone", "photos", "problems", "receipt", "receipt-code", "receipt-picture"),
    *("receipt-steps", "report", "said", "send", "sent", "shell", "shrink", "store"),
)
FILES = (
    *("css/site.css", "css/print.css", "img/favicon.svg", "img/sign.svg"),
    *(f"js/{name}.js" for name in SCRIPTS),
)
WORKER = "js/worker.js"
A_DAY = date(2000, 1, 1)  # stands where the phone puts the server's day


def script(request: HttpRequest) -> str:
    """The service worker: our module, told what to keep and under which name."""
    kept = {
        "version": _version(request),
        "files": [staticfiles_storage.url(name) for name in FILES],
        "pages": [reverse(name) for _code in _languages() for name in ("report-shell", "queue")],
    }
    worker = staticfiles_storage.url(WORKER)
    return f'import {{ serve }} from "{worker}";\nserve({json.dumps(kept)});\n'


def shell(request: HttpRequest) -> str:
    """The report form of no work in particular, for a phone without a network."""
    installation = request.installation
    if identification.needs_group(installation):
        return render_to_string("reports/report_form_groups.html", {"shell": True}, request)
    form = ReportForm(
        initial={"observed_on": None},
        questions=list(checklists.ALL.values()),
        installation=installation,
    )
    form.fields["stage"].choices = Stage.choices
    context = {"form": form, "shell": True, "answer_by": A_DAY, "machine_stages": OF_MACHINE}
    return render_to_string("reports/report_form.html", context, request)


def queue(request: HttpRequest) -> str:
    """The frame of what lies on a phone; only the phone fills it."""
    return render_to_string("reports/queue.html", {}, request)


def _languages() -> Iterator[str]:
    """Each language in turn, spoken while it is given."""
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            yield code


def _version(request: HttpRequest) -> str:
    digest = hashlib.sha256()
    for name in (*FILES, WORKER):
        digest.update(staticfiles_storage.url(name).encode())
        digest.update(Path(finders.find(name)).read_bytes())
    stranger = _stranger(request)
    for _code in _languages():
        digest.update((shell(stranger) + queue(stranger)).encode())
    return digest.hexdigest()[:16]


def _stranger(request: HttpRequest) -> HttpRequest:
    """The same request without a session: what is kept is what a stranger sees."""
    bare = HttpRequest()
    bare.META = {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    bare.path = bare.path_info = "/"
    bare.demonstration = request.demonstration
    bare.installation = request.installation
    return bare
