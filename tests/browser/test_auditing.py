"""The audit as a page: saved to a disk it checks the site, and it finds what audit.py finds."""

import json
import re
from pathlib import Path

import pytest
from django.db import transaction

from oversight.log import anchor
from oversight.outside import audit
from reports.models import Photo
from reports.removals import hiding
from tests import factories
from tests.oversight.log import Asked, restated, rewritten, seal
from tests.reports.test_log_audit import REPORTS
from tests.reports.test_log_audit import past as past  # noqa: PLC0414
from tests.reports.test_log_audit_given import BROKEN
from tests.reports.test_log_audit_twice import PUT_OFF, days_later, telling
from tests.reports.test_log_audit_whole import LOG, ROWS, run
from tests.reports.test_log_audit_whole import happen as happen  # noqa: PLC0414
from tests.reports.test_log_audit_whole import whole as whole  # noqa: PLC0414

pytestmark = pytest.mark.browser

PAGE = "/en/log/audit.html"
ID = re.compile(r"\b[a-z2-7]{16}\b|\b[a-z]+-\d+\b")


@pytest.fixture
def saved(client, tmp_path, address, settings):
    """The page on somebody's disk, from a site at this address."""
    settings.SITE_URL = address
    path = tmp_path / "audit.html"
    path.write_bytes(client.get(PAGE).content)
    return path


@pytest.fixture
def check(phone):
    """Opens the page, has it checked, and gives its number with what it says."""

    def run_there(address, kept=None, with_photos=False):
        phone.goto(str(address))
        phone.set_checked("[data-photos]", with_photos)
        if kept:
            phone.set_input_files("[data-kept]", str(kept))
        phone.click("[data-start]")
        phone.wait_for_selector("[data-answer][data-done]:not([hidden])")
        findings = [one.text_content() for one in phone.query_selector_all("[data-findings] li")]
        return int(phone.get_attribute("[data-answer]", "data-done")), findings

    return run_there


def test_the_saved_page_checks_the_site_from_a_disk(whole, saved, check, phone, address, tmp_path):
    asked = []
    phone.on("request", lambda request: asked.append(request.url))

    answer = check(saved.as_uri())

    assert answer == (0, [])
    assert {url.partition("/log/")[0].partition("/api/v1/")[0] for url in asked} <= {
        address,
        saved.as_uri(),
        "data:,",
    }
    assert len(phone.text_content("[data-eight]").split()) == 8
    with phone.expect_download() as kept:
        phone.click("[data-keep]")
    kept.value.save_as(tmp_path / "heads.txt")
    assert len(audit.State(str(tmp_path / "heads.txt")).heads) == 1
    assert check(saved.as_uri(), tmp_path / "heads.txt") == (0, [])


def test_on_the_site_it_fits_in_kazakh_and_complains_of_nothing(whole, check, phone, settings):
    settings.SITE_URL = "https://elsewhere.example"

    assert check("/kk/log/audit.html") == (0, [])
    assert phone.is_visible("text=Бәрі сәйкес.")


def test_a_changed_letter_is_named(whole, saved, check):
    rewritten("UPDATE reports_reply SET text = text || '.' WHERE reason = 'no_money'")
    rewritten("UPDATE reports_report SET text = text || '.' WHERE state = 'resolved'")
    rewritten("DELETE FROM reports_dossier_reports")

    code, findings = check(saved.as_uri())

    assert code == audit.MISSING
    assert all("nowhere to be seen" in finding for finding in findings)


def test_it_compares_photos_too_when_asked_to(whole, check, phone):
    """Of a disk see tests/reports/test_media_view.py: other sites may read a public photo."""
    photo = Photo.objects.filter(state="ready", visibility="public", reply__isnull=False).first()

    assert check(PAGE, with_photos=True) == (0, [])
    phone.route(f"**{photo.large_url}", lambda route: route.fulfill(body=b"another picture"))
    assert check(PAGE) == (0, [])
    code, findings = check(PAGE, with_photos=True)

    assert (code, len(findings)) == (audit.REWRITTEN, 1)
    assert f"{photo.public_id} of " in findings[0]


def test_a_file_that_was_altered_is_refused(whole, saved, check, phone, tmp_path):
    check(saved.as_uri())
    with phone.expect_download() as kept:
        phone.click("[data-keep]")
    heads = Path(kept.value.path()).read_text()
    altered = tmp_path / "altered.txt"
    altered.write_text(re.sub(r"\n\d+\n", "\n7\n", heads))

    code, findings = check(saved.as_uri(), altered)

    assert (code, len(findings)) == (audit.UNUSABLE, 1)
    assert "the signature does not fit the text" in findings[0]


def test_a_site_that_is_away_is_said_to_be_away(saved, check):
    saved.write_text(
        re.sub(r'data-site="[^"]*"', 'data-site="http://127.0.0.1:9"', saved.read_text())
    )

    code, findings = check(saved.as_uri())

    assert code == audit.UNREACHED
    assert findings == ["The site does not answer: http://127.0.0.1:9/log/checkpoints.txt"]


class Recording(Asked):
    """What the auditor was told, to be told to the page as well."""

    def __init__(self, client, changed=None):
        super().__init__(client, changed)
        self.told = {}

    def raw(self, path):
        path = re.sub(r"^https?://[^/]*", "", path)
        self.told[path] = super().raw(path)
        return self.told[path]


CHECK = "/en/log/check/"  # a page whose policy lets the modules be asked for one by one
JUDGE = """async ([told, today, facts, kept]) => {
  const known = document.getElementById("facts") ?? document.createElement("data");
  Object.assign(known, { id: "facts", hidden: true, textContent: facts });
  document.body.append(known);
  const { audit } = await import("/static/js/audit/audit.js");
  const ask = async (path) => told[path] ?? "";
  const { code, findings, file } = await audit({ ask, today, kept });
  return [code, findings.map((one) => JSON.stringify([one.code, one.sentence, one.about])), file];
}"""


def facts_of(client):
    """The tables that the page brings along."""
    return re.search(r'id="facts"[^>]*>(.*?)</script>', client.get(PAGE).content.decode())[1]


def by_program(client, state="", changed=None):
    """The number and what is named, by audit.py; and what it was told."""
    source = Recording(client, changed)
    one = audit.Audit(source, audit.State(str(state)), [], "")
    try:
        code = one.run([])
        found = [(code, words) for code, words in one.findings]
    except audit.Refused as refused:
        code, found = refused.code, [(refused.code, str(refused))]
    return code, named(found), source.told


def named(findings):
    """The things that are named, each with the number of the finding."""
    return sorted({(code, thing) for code, words in findings for thing in ID.findall(words)})


def test_the_page_finds_what_the_program_finds(whole, client, phone, capsys):
    """Every lie of the program's own tests, told to both."""
    phone.goto(CHECK)
    facts = facts_of(client)
    today = audit.datetime.date.today().isoformat()
    lies = {"nothing": "SELECT 1"} | {what: sql for what, (sql, _words) in ROWS.items()} | LOG
    differ = {}
    for what, statements in lies.items():
        with transaction.atomic():
            run(statements.replace("{size}", "60"), bytes(32))
            code, found, told = by_program(client)
            transaction.set_rollback(True)
        texts = {path: raw.decode() for path, raw in told.items()}
        theirs, findings, _file = phone.evaluate(JUDGE, [texts, today, facts, ""])
        pairs = [(json.loads(one)[0], one) for one in findings]
        if (code, found) != (theirs, named(pairs)):
            differ[what] = (code, theirs, set(found) ^ set(named(pairs)))

    assert differ == {}


@pytest.fixture
def both(client, phone, tmp_path):
    """Audits by audit.py and by the page, each with its own file of the last time: gives the number
    and what is named, once when the two agree."""
    phone.goto(CHECK)
    facts = facts_of(client)
    kept = [tmp_path / "program.txt", tmp_path / "page.txt"]

    def audited_by_both(changed=None):
        code, found, told = by_program(client, kept[0], changed)
        texts = {path: raw.decode() for path, raw in told.items()}
        today = audit.datetime.date.today().isoformat()
        before = kept[1].read_text() if kept[1].exists() else ""
        theirs, findings, file = phone.evaluate(JUDGE, [texts, today, facts, before])
        if file:
            kept[1].write_text(file)
        pairs = [(json.loads(one)[0], one) for one in findings]
        assert (code, found) == (theirs, named(pairs))
        lines = [sorted(path.read_text().splitlines()[:-1]) for path in kept]
        assert lines[0] == lines[1]
        return code, found

    return audited_by_both


@pytest.mark.parametrize("what", PUT_OFF)
def test_both_find_what_is_said_to_be_new_day_by_day(past, both, what):
    assert both(telling(what)) == (audit.FITS, [])

    with days_later(2):
        code, found = both(telling(what))

    assert (code, len(found)) == (audit.MISSING, 1)


def test_both_find_an_entry_that_waited_and_is_gone(past, both):
    hiding.hide_report(past.report, reason="insult")
    assert both() == (audit.FITS, [])
    rewritten('DELETE FROM oversight_logentry WHERE "index" IS NULL')
    rewritten("UPDATE reports_report SET visibility = 'public' WHERE id = %s", past.report.pk)
    rewritten("DELETE FROM reports_removal WHERE report_id = %s", past.report.pk)

    assert both() == (audit.MISSING, [(audit.MISSING, past.report.public_id)])


def test_both_see_all_come_that_an_honest_site_can_do(past, happen, both):
    happen()
    assert both() == (audit.FITS, [])
    seal()

    with days_later(2):
        assert both() == (audit.FITS, [])


@pytest.mark.parametrize(
    ("statement", "count"),
    [
        ("UPDATE reports_reply SET text = text || '.'", 2),
        ("UPDATE projects_project SET budget_amount = 1", 1),
    ],
)
def test_both_give_no_day_to_what_stands_there_otherwise(
    past, project, daniyar, both, statement, count
):
    factories.make_reply(factories.make_stopped_report(project), daniyar)
    restated(project, budget_amount=7)
    seal()
    assert both() == (audit.FITS, [])
    rewritten(statement)

    code, found = both()

    assert (code, len(found)) == (audit.MISSING, count)


def test_both_find_a_checkpoint_that_is_not_told_any_more(past, project, both):
    assert both() == (audit.FITS, [])
    first = anchor.kept()[0]
    factories.make_report(project)
    seal()
    rewritten("DELETE FROM oversight_checkpoint WHERE note = %s", first)

    assert both() == (audit.REWRITTEN, [])


@pytest.mark.parametrize("what", BROKEN)
def test_both_say_that_a_list_of_another_form_cannot_be_read(past, both, what):
    assert both() == (audit.FITS, [])

    code, _found = both({REPORTS: BROKEN[what]})

    assert code == audit.MISSING


VECTOR = """async ([key, text, mark]) => {
  const { ownSignatureFits } = await import("/static/js/audit/notes.js");
  const { fromHex, sha256, hex } = await import("/static/js/audit/numbers.js");
  const [half, said, signature] = [key, text, mark].map(fromHex);
  return [
    await ownSignatureFits(half, said, signature),
    await ownSignatureFits(half, Uint8Array.from([...said, 1]), signature),
    hex(sha256(said)),
  ];
}"""


def test_an_old_browser_reckons_signatures_itself(site, phone):
    """The third example of RFC 8032, section 7.1."""
    phone.goto(CHECK)
    vector = [
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984d"
        "c6594a7c15e9716ed28dc027beceea1ec40a",
    ]

    fits, altered, digest = phone.evaluate(VECTOR, vector)

    assert (fits, altered) == (True, False)
    assert digest == audit.sha256(bytes.fromhex("af82")).hexdigest()
