"""The one script that a bare machine runs."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "bootstrap.py"
OLD = 'sys.version_info, sys.version = (3, 10, 12), "3.10.12 (main)"'
WITHOUT_VENV = 'sys.modules["ensurepip"] = None'


@pytest.fixture
def checkout(tmp_path):
    """A checkout that needs no package at all."""
    shutil.copy(SCRIPT, tmp_path)
    (tmp_path / "requirements").mkdir()
    for name in ["base.txt", "dev.txt", "prod.txt"]:
        (tmp_path / "requirements" / name).write_text("# nothing\n")
    return tmp_path


def bootstrap(checkout, *arguments, first="pass"):
    """Run it without uv on the PATH, as on most machines; `first` changes what Python it meets."""
    script = str(checkout / "bootstrap.py")
    play = f"sys.argv[0] = {script!r}; runpy.run_path({script!r}, run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-c", f"import runpy, sys; {first}; {play}", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | {"PATH": "/usr/bin:/bin"},
    )


def pins(name):
    text = (ROOT / "requirements" / name).read_text()
    return set(re.findall(r"^([a-z0-9_.\-\[\]]+==\S+)", text, re.M | re.I))


@pytest.mark.parametrize(
    ("python", "sentence"),
    [
        (OLD, "Baqylau needs Python 3.11 or newer; this is 3.10.12.\n"),
        (
            WITHOUT_VENV,
            "This Python lacks its venv module; on Debian: apt install python3-venv\n",
        ),
    ],
)
def test_a_python_that_will_not_do_is_told_so_in_one_sentence(checkout, python, sentence):
    result = bootstrap(checkout, "run", first=python)

    assert (result.returncode, result.stderr) == (1, sentence)
    assert not (checkout / ".venv").exists()


def test_an_old_python_can_read_the_script():
    ast.parse(SCRIPT.read_text(), feature_version=(3, 7))


@pytest.mark.parametrize("arguments", [[], ["dance"]])
def test_without_a_known_task_it_says_which_there_are(checkout, arguments):
    result = bootstrap(checkout, *arguments)

    assert result.returncode == 1
    assert re.findall(r"^python3 bootstrap.py (\w+)", result.stderr, re.M) == [
        "run",
        "test",
        "install",
        "production",
    ]
    assert not (checkout / ".venv").exists()


def test_a_second_start_installs_nothing_until_a_lock_changes(checkout):
    first = bootstrap(checkout, "install")
    second = bootstrap(checkout, "install")
    (checkout / "requirements" / "dev.txt").write_text("# nothing new\n")
    third = bootstrap(checkout, "install")

    spoken = [result.stdout.splitlines() for result in [first, second, third]]
    notice = ["Installing what the site needs; this takes a minute the first time."]
    assert [result.returncode for result in [first, second, third]] == [0, 0, 0]
    assert spoken == [notice, [], notice]


def test_a_failed_installation_leaves_nothing_and_says_what_to_do(checkout):
    (checkout / "requirements" / "dev.txt").write_text("./not-there\n")

    result = bootstrap(checkout, "install")

    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].startswith(
        "The installation failed: see the lines above."
    )
    assert not (checkout / ".venv").exists()


def test_a_production_machine_gets_its_own_lock_and_no_tools_of_developers(checkout):
    (checkout / "requirements" / "dev.txt").write_text("./not-there\n")

    result = bootstrap(checkout, "production")

    assert (result.returncode, (checkout / ".venv" / "bin" / "python").exists()) == (0, True)
    assert any(pin.startswith("gunicorn==") for pin in pins("prod.txt"))


@pytest.mark.parametrize("lock", ["dev.txt", "prod.txt"])
def test_who_has_more_can_run(lock):
    assert pins("base.txt") - pins(lock) == set()
    assert len(pins("base.txt")) > 20
