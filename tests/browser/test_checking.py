"""A proof checked on the phone itself: what fits is said to fit, and each lie is named."""

import re

import pytest

from oversight.log import keyring
from reports.models import Report
from reports.removals import erasure
from tests import factories
from tests.oversight.log import seal
from tests.oversight.test_tampering import altered

pytestmark = pytest.mark.browser

WORDS = "Құбыр көшеде жатыр, жұмыс тоқтап қалды."


@pytest.fixture
def report(project):
    reports = [factories.make_report(project, text=WORDS) for _number in range(5)]
    seal()
    return reports[2]


@pytest.fixture
def proof(report, client):
    return client.get(f"/log/proof/{report.public_id}").content.decode()


@pytest.fixture
def check(phone):
    """Puts the file into the page, and gives the answers that it shows."""

    def put(text, **fields):
        phone.goto("/en/log/check/")
        phone.wait_for_selector("[data-check]:not([hidden])")
        file = {"name": "a.tlog-proof", "mimeType": "text/plain", "buffer": text.encode()}
        phone.set_input_files("[name=proof]", file)
        if fields:
            phone.click("details summary")
        for name, value in fields.items():
            phone.fill(f"[name={name}]", value)
        phone.click("[data-check] button")
        phone.wait_for_selector("[data-answer]:not([hidden])")
        phone.wait_for_load_state("networkidle")
        shown = phone.query_selector_all("[data-answer]:not([hidden])")
        return [one.get_attribute("data-answer") for one in shown]

    return put


def settled(answers):
    """A browser may or may not know how to check the signature."""
    return {"signed" if one == "unsigned" else one for one in answers}


def test_a_proof_fits_with_its_signature_and_its_eight_words(check, proof, report, phone):
    phone.on("request", lambda request: asked.append(request.url))
    asked = []

    answers = settled(check(proof, words=WORDS, code=report.code))

    assert answers == {"fits", "signed", "eight", "filed"}
    assert f"object {report.public_id}" in phone.text_content("[data-entry]")
    assert [url for url in asked if "/static/" not in url and "/log/check/" not in url] == []


def test_the_words_are_proven_after_they_were_erased(check, proof, report):
    erasure.erase_own(Report.objects.get(pk=report.pk))

    assert "filed" in check(proof, words=WORDS, code=report.code)
    assert "not-filed" in check(proof, words=WORDS + "!", code=report.code)
    assert "not-filed" in check(proof, words=WORDS, code="0" * 24)


def test_a_changed_entry_or_path_is_said_not_to_fit(check, proof):
    index = int(re.search(r"^index (\d+)$", proof, re.M)[1])
    size = int(re.search(r"/log/1\n(\d+)\n", proof)[1])

    assert check(proof.replace(f"index {index}\n", f"index {index + 1}\n")) == ["wrong"]
    # As if it were the last of the tree: the path is too long for that.
    assert check(proof.replace(f"\n{size}\n", f"\n{index + 1}\n")) == ["wrong"]


def test_a_checkpoint_signed_by_nobody_is_named(check, proof):
    foreign = proof.replace("\n\u2014 ", "\n\u2014 other.example/")

    assert "other-key" in check(foreign)


@pytest.mark.parametrize("text", ["", "hello", "c2sp.org/tlog-proof@v1\nextra !\nindex 0\n\nx"])
def test_what_is_no_proof_is_said_to_be_none(check, report, text):
    assert check(text) == ["unreadable"]


JUDGE = """async ([files, key]) => {
  const { readProof, leads, isSigned } = await import("/static/js/proof.js");
  const fits = async (text) => {
    try {
      const proof = readProof(text);
      return (await leads(proof)) && (await isSigned(proof.note, key)) !== false;
    } catch {
      return false;
    }
  };
  const passed = [];
  for (const [change, text] of files) if (await fits(text)) passed.push(change);
  return passed;
}"""


def test_no_altered_proof_passes(phone, proof):
    """The same alterations as for audit.py: each byte, each line, cut off anywhere."""
    phone.goto("/en/log/check/")
    whole = proof.encode()
    changes = [(change, raw) for change, raw in altered(whole) if raw != whole]
    files = [("none", proof), *((change, raw.decode(errors="replace")) for change, raw in changes)]

    assert phone.evaluate(JUDGE, [files, keyring.head().public]) == ["none"]
