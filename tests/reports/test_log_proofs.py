"""The proof of a report: one file, checked offline by our program and by hand."""

import ast
import base64
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from oversight.log import hashing, keyring, proofs
from oversight.log.notes import Head
from oversight.models import LogEntry
from oversight.outside import audit
from reports.removals import erasure
from tests import factories
from tests.oversight.log import seal, write

DOCUMENT = settings.BASE_DIR / "docs" / "verifying-the-log.md"


@pytest.fixture
def report(project):
    """One of several, in a log that has been sealed."""
    reports = [factories.make_report(project) for _number in range(6)]
    seal()
    return reports[3]


@pytest.fixture
def file(report, client, tmp_path):
    path = tmp_path / "proof.txt"
    path.write_bytes(client.get(f"/log/proof/{report.public_id}").content)
    return path


def check(*words):
    return audit.main([*map(str, words)])


def test_the_proof_is_a_file_of_its_own(report, client):
    response = client.get(f"/log/proof/{report.public_id}")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"] == (
        f'attachment; filename="{report.public_id}.tlog-proof"'
    )
    assert response.content.startswith(b"c2sp.org/tlog-proof@v1\nextra ")
    assert b"\nindex 4\n" in response.content
    assert len(response.content) < 2048


def test_before_the_seal_there_is_no_proof_yet(project, client):
    report = factories.make_report(project)

    address = f"/log/proof/{report.public_id}"
    response = client.get(address, headers={"accept-language": "en"})

    assert response.status_code == 404
    assert "Within a day it is in the log" in response.content.decode()


def test_of_nothing_there_is_no_proof(site, client):
    assert client.get("/log/proof/aaaaaaaaaaaaaaaa").status_code == 404


def test_the_program_checks_it_offline(report, file, capsys):
    assert check("--proof", file, "--key", keyring.head().public) == audit.FITS
    assert f"object {report.public_id}" in capsys.readouterr().out


def test_it_runs_as_a_file_of_its_own(file):
    words = [sys.executable, audit.__file__, "--proof", str(file)]

    assert subprocess.run(words, capture_output=True, check=False).returncode == audit.FITS


def test_the_reporter_proves_the_words_after_they_were_erased(report, client, tmp_path, capsys):
    words, code = report.text, report.code
    erasure.erase_own(report)
    kept, proof = tmp_path / "words.txt", tmp_path / "proof.txt"
    kept.write_text(words)
    proof.write_bytes(client.get(f"/log/proof/{report.public_id}").content)

    assert check("--proof", proof, "--code", code, "--part", f"text={kept}") == audit.FITS
    kept.write_text(words + "!")
    assert check("--proof", proof, "--code", code, "--part", f"text={kept}") == audit.REWRITTEN


ALTERED = {
    "another version": (lambda text: text.replace("@v1", "@v2"), "version this program"),
    "a shorter path": (
        lambda text: re.sub(r"\n.{44}\n\n", "\n\n", text, count=1),
        "hashes instead",
    ),
    "a longer path": (lambda text: text.replace("\n\n", f"\n{'A' * 43}=\n\n", 1), "hashes instead"),
    "another number": (lambda text: text.replace("index 4", "index 3"), "does not lead"),
    "a number with a zero": (lambda text: text.replace("index 4", "index 04"), "was altered"),
    "a number beyond": (lambda text: text.replace("index 4", "index 9"), "beyond the checkpoint"),
    "another size": (lambda text: text.replace("\n7\n", "\n8\n"), "does not fit"),
    "a torn hash": (lambda text: text.replace("=\n\n", "\n\n", 1), "not base64"),
    "no entry": (lambda text: re.sub("extra .*\n", "", text), "was shortened"),
    "no checkpoint": (lambda text: text.partition("\n\n")[0], "was shortened"),
    "another signature": (lambda text: text[:-8] + "AAAAA==\n", "the signature does not fit"),
    "no signature": (lambda text: text.rpartition("\n\n")[0] + "\n\n", "not a signed note"),
}


@pytest.mark.parametrize("change", ALTERED)
def test_an_altered_proof_is_refused_by_name(file, change, capsys):
    alter, words = ALTERED[change]
    file.write_text(alter(file.read_text()))

    assert check("--proof", file, "--key", keyring.head().public) in (
        audit.REWRITTEN,
        audit.UNUSABLE,
    )
    assert words in capsys.readouterr().out


NOT_SIGNED = {
    "a torn signature": lambda text: text[:-20] + "\n",
    "no last line feed": lambda text: text[:-1],
    "a line behind": lambda text: text + "hello\n",
    "the same line twice": lambda text: text + text.rpartition("\n\n")[2],
    "another's line alone": lambda text: text.replace("— 1", "— 2"),
    "the name of another log": lambda text: text.replace("/log/1\n", "/log/2\n"),
}


@pytest.mark.parametrize("change", NOT_SIGNED)
def test_without_a_key_the_form_of_the_signature_is_still_looked_at(file, change, capsys):
    file.write_text(NOT_SIGNED[change](file.read_text()))

    assert check("--proof", file) == audit.UNUSABLE
    assert "in the proof: " in capsys.readouterr().out


def test_without_a_key_it_says_that_anybody_may_have_made_the_file(file, capsys):
    check("--proof", file)

    assert "The signature was NOT checked" in capsys.readouterr().out


def test_an_entry_that_is_no_text_is_refused_by_name(file, capsys):
    signer, entry = keyring.head(), b"oversight-entry/1\nkind \xff\n"
    note = signer.sign(Head(signer.name, 1, hashing.leaf(entry)).text)
    extra = base64.b64encode(entry).decode()
    file.write_text(f"{audit.PROOF}\nextra {extra}\nindex 0\n\n{note}")

    assert check("--proof", file) == audit.REWRITTEN
    assert "entry 0 is not text" in capsys.readouterr().out


def test_a_proof_with_another_order_of_hashes_is_refused(file):
    lines = file.read_text().split("\n")
    lines[3], lines[4] = lines[4], lines[3]
    file.write_text("\n".join(lines))

    assert check("--proof", file) == audit.REWRITTEN


def test_a_wrong_key_is_refused_by_name(file, capsys):
    other = keyring.receipt().public

    assert check("--proof", file, "--key", other) == audit.REWRITTEN
    assert "signed by another key" in capsys.readouterr().out


@pytest.mark.parametrize("count", [1, 2, 255, 256, 257, 600])
def test_each_entry_of_a_log_of_any_size_can_be_proven(db, count):

    write(count)
    seal()

    for index in {0, 1, count // 2, 255, 256, count - 1}:
        if 0 <= index < count:
            text = proofs.of(LogEntry.objects.get(index=index))
            assert f"\nindex {index}\n" in text


def test_by_hand_with_the_commands_of_the_document(report, file):
    """The very commands a stranger would copy, in an empty folder."""
    blocks = re.findall(r"```sh\n(.*?)```", DOCUMENT.read_text(), re.S)
    (file.parent / "words.txt").write_text(report.text)
    script = f"set -e\nCODE={report.code}\n" + "".join(blocks)

    told = subprocess.run(
        ["sh", "-c", script], cwd=file.parent, capture_output=True, text=True, check=False
    )

    assert told.stderr == ""
    assert told.stdout.splitlines() == [
        "The entry is in the tree.",
        "These are the words that were filed.",
    ]


def test_the_program_needs_only_an_old_python_and_its_library():

    tree = ast.parse(Path(audit.__file__).read_text(), feature_version=(3, 9))

    names = [
        alias.name for one in ast.walk(tree) if isinstance(one, ast.Import) for alias in one.names
    ]
    names += [one.module for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)]
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
