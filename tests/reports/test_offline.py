"""What a phone keeps of the site: one version, the same for everybody, with nobody's code in it."""

import json
import re
from pathlib import Path

import pytest
from django.templatetags.static import static

from reports import offline

WORKER = "/service-worker.js"
JS = Path(__file__).parent.parent.parent / "static" / "js"


def told(client):
    """What the service worker is told to keep."""
    return json.loads(re.search(r"serve\((.*)\);", client.get(WORKER).content.decode())[1])


def test_the_worker_stands_at_the_root_and_is_asked_for_anew(client, site):
    response = client.get(WORKER)

    assert response["Content-Type"] == "text/javascript"
    assert response["Cache-Control"] == "no-cache"
    begins = f'import {{ serve }} from "{static("js/worker.js")}";'
    assert response.content.decode().startswith(begins)


def test_the_version_stays_while_nothing_changes_whoever_asks(client, site, signed_in, daniyar):
    versions = {told(client)["version"] for _ask in range(2)}
    versions.add(told(signed_in(daniyar))["version"])

    assert len(versions) == 1


def test_what_is_kept_changes_the_version(client, site, monkeypatch):
    before = told(client)["version"]

    monkeypatch.setattr(offline, "FILES", offline.FILES[1:])

    assert told(client)["version"] != before


def test_all_that_a_kept_page_can_load_is_kept():
    imported = set()
    for name in offline.SCRIPTS:
        found = re.findall(
            r'(?:from|import)\s*\(?"\./([\w-]+)\.js"', (JS / f"{name}.js").read_text()
        )
        imported |= set(found)

    assert imported - set(offline.SCRIPTS) == set()


@pytest.mark.parametrize("page", ["shell", "queue"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_kept_pages_hold_no_code_no_draft_and_no_day(client, project, language, page):
    response = client.get(f"/{language}/report/{page}/")

    words = response.content.decode()
    assert response["Cache-Control"] == "no-cache"
    assert not re.search(r'name="(draft_id|receipt_code|observed_on)" value="[^"]', words)
    assert "csrfmiddlewaretoken" not in words
    assert words == client.get(f"/{language}/report/{page}/").content.decode()
