"""Weighs every public page: what a phone loads but photos, gzipped, and the questions it costs."""

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from oversight.models import Place
from projects.models import Project
from reports.models import Report
from reports.photos import developing

KB = 1024
# What may be weighed: gzipped bytes with everything linked, of them scripts, and queries.
DEFAULT = (25 * KB, 15 * KB, 10)
BUDGETS = {"report form": (35 * KB, 15 * KB, 10), "unlisted work": (35 * KB, 15 * KB, 10)}
_RELATIONS = {"stylesheet", "modulepreload", "icon", "manifest"}
_IMPORT = re.compile(rb"""(?:^|\n)\s*(?:import|export)\b[^"'();]*["'](\.[^"']+)["']""")


@dataclass(frozen=True)
class Weight:
    """A page on the scales; bytes are gzipped."""

    name: str
    page: int
    linked: int
    scripts: int
    queries: int

    @property
    def total(self) -> int:
        return self.page + self.linked

    @property
    def is_over(self) -> bool:
        most, most_scripts, most_queries = BUDGETS.get(self.name, DEFAULT)
        too_heavy = self.total > most or self.scripts > most_scripts
        return too_heavy or self.queries > most_queries


class Links(HTMLParser):
    """The addresses that a page makes a browser load, photos left out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get("href") if tag == "link" else given.get("src")
        if tag == "link" and given.get("rel") not in _RELATIONS:
            return
        if address and not address.startswith(("data:", "/media/")):
            self.found.append(address)


def weigh(name: str, address: str) -> Weight:
    """Ask for the page as a phone does, and for everything it links."""
    with CaptureQueriesContext(connection) as asked:
        body = fetch(address)
    queries = len(asked)  # the next request forgets them
    linked = {part: zipped(fetch(part)) for part in parts(Links(body.decode()).found)}
    return Weight(
        name=name,
        page=zipped(body),
        linked=sum(linked.values()),
        scripts=sum(size for part, size in linked.items() if part.endswith(".js")),
        queries=queries,
    )


def parts(addresses: Iterable[str]) -> set[str]:
    """The addresses with all that their scripts import, each once."""
    met: set[str] = set()
    waiting = list(addresses)
    while waiting:
        address = waiting.pop()
        if address not in met:
            met.add(address)
            waiting += imports(address)
    return met


def imports(address: str) -> list[str]:
    if not address.endswith(".js"):
        return []
    return [urljoin(address, found.decode()) for found in _IMPORT.findall(fetch(address))]


def fetch(address: str) -> bytes:
    """The plain body; a page that is not there is no page to weigh."""
    response = Client().get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answers {response.status_code}")
    return b"".join(response.streaming_content) if response.streaming else response.content


def zipped(body: bytes) -> int:
    return len(gzip.compress(body, 6, mtime=0))


def pages() -> Iterator[tuple[str, str]]:
    """Every kind of public page, on the fullest example there is. Kazakh is the longest."""
    work = Project.objects.order_by("-report_count", "identifier").first()
    report = max(Report.objects.public(), key=lambda report: report.replies.count())
    district = Place.objects.get(code="990100000")
    with translation.override("kk"):
        yield "home", reverse("home")
        yield "search", reverse("search") + "?q=Жамбыл"
        yield "region", reverse("place", args=["430000000"])
        yield "district", reverse("place", args=[district.code])
        yield "village", reverse("place", args=[work.place.code])
        yield "list of works", reverse("projects")
        yield "project", reverse("project", args=[work.identifier])
        yield "report", reverse("report-detail", args=[report.public_id])
        yield "office", reverse("office", args=[report.office_id])
        yield "report form", reverse("report-project", args=[work.identifier])
        yield "unlisted work", f"{reverse('report')}?place={district.code}"
        yield "receipt", reverse("receipt")
        yield "about", reverse("about")
        yield "rules", reverse("rules")


def prepare() -> None:
    """A site with its demonstration data, every photo developed."""
    call_command("migrate", verbosity=0)
    call_command("demo", verbosity=0)
    while developing.develop_waiting():
        pass


def show(weights: list[Weight]) -> None:
    print(f"{'page':<16}{'page':>10}{'linked':>10}{'together':>10}{'scripts':>10}{'queries':>9}")
    for weight in weights:
        sizes = (weight.page, weight.linked, weight.total, weight.scripts)
        columns = "".join(f"{size / KB:>7.1f} KB" for size in sizes)
        over = "  over its budget" if weight.is_over else ""
        print(f"{weight.name:<16}{columns}{weight.queries:>9}{over}")


def main() -> int:
    """Weigh all; 1 when a page is over its budget."""
    prepare()
    weights = [weigh(name, address) for name, address in pages()]
    show(weights)
    return 1 if any(weight.is_over for weight in weights) else 0
