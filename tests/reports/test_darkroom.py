"""How the darkroom ends a child that takes too much, and tells the picture's fault from ours."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from reports.photos import darkroom, images
from reports.photos.darkroom import REASONS
from tests.reports.pictures import developed, many_scans, refusal, saved, scene


def python(code):
    """A program in the place of the child, or before it."""
    return [sys.executable, "-S", "-c", code]


# A child that takes too much, or ends badly


@pytest.fixture
def before_child(monkeypatch):
    """Returns a function that has some Python run in the child's process before the child."""

    def run(code):
        become = f"import os, resource, sys, time; {code}; os.execv(sys.argv[1], sys.argv[1:])"
        monkeypatch.setattr(darkroom, "CHILD", [*python(become), *darkroom.CHILD])

    return run


@pytest.mark.row(41)
def test_a_photo_that_takes_too_much_work_is_too_slow(tmp_path, before_child):
    endless = many_scans(saved(Image.new("RGB", (8160, 6120), "tan"), progressive=True), 400)
    before_child("resource.setrlimit(resource.RLIMIT_CPU, (1, 3))")

    assert refusal(tmp_path, endless) == "too_slow"


def test_a_child_that_does_not_come_back_is_ended(tmp_path, monkeypatch, before_child):
    monkeypatch.setattr(darkroom, "SECONDS", 1)
    before_child(f"open('{tmp_path}/child', 'w').write(str(os.getpid())); time.sleep(20)")

    assert refusal(tmp_path, saved(scene())) == "too_slow"

    child = (tmp_path / "child").read_text()
    assert not Path(f"/proc/{child}").exists()


@pytest.mark.parametrize("crash", [signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT])
def test_a_photo_that_crashes_its_decoder_is_broken(tmp_path, monkeypatch, crash):
    monkeypatch.setattr(darkroom, "CHILD", python(f"import os; os.kill(os.getpid(), {crash:d})"))

    assert refusal(tmp_path, saved(scene(64, 64))) == "broken"


@pytest.mark.parametrize(
    ("child", "told"),
    [
        (["/no/such/program"], "No such file"),
        (python("import a_part_that_is_not_installed"), "ended with 1"),
        (python("import os; os.kill(os.getpid(), 9)"), "ended with -9"),
    ],
)
def test_a_fault_of_the_machine_is_not_blamed_on_the_photo(tmp_path, monkeypatch, child, told):
    monkeypatch.setattr(darkroom, "CHILD", child)

    with pytest.raises(OSError, match=told):
        developed(tmp_path, saved(scene(64, 64)))


def test_a_full_disk_is_told_as_such_and_leaves_nothing_behind(tmp_path):
    public = tmp_path / "public"
    public.mkdir()
    (public / "thumb.jpg").symlink_to("/dev/full")

    with pytest.raises(OSError, match="No space left"):
        developed(tmp_path, saved(scene()))

    assert list(public.iterdir()) == []


def test_a_photo_that_is_not_there_is_a_fault_of_the_machine(tmp_path):
    with pytest.raises(FileNotFoundError):
        darkroom.develop(tmp_path / "nothing", tmp_path)


# The child's cell


def child_says(code):
    """What a process with the child's imports prints."""
    return subprocess.run(
        [sys.executable, "-c", f"import resource, sys; from reports.photos import images; {code}"],
        cwd=Path(darkroom.__file__).parents[2],
        capture_output=True,
        text=True,
    )


def test_the_child_knows_nothing_of_the_site():
    loaded = child_says("print(sorted({'django', 'config', 'celery', 'socket'} & {*sys.modules}))")

    assert loaded.stdout == "[]\n"


def test_the_child_cannot_take_more_memory_than_it_is_given():
    greedy = child_says("images.confine(); bytearray(700 * 2**20)")

    assert greedy.stderr.splitlines()[-1] == "MemoryError"


def test_the_child_loosens_no_limit_that_is_tighter():
    modest = child_says(
        "resource.setrlimit(resource.RLIMIT_NOFILE, (9, 9)); images.confine();"
        "print(resource.getrlimit(resource.RLIMIT_NOFILE))"
    )

    assert modest.stdout == "(9, 9)\n"


def test_the_child_gets_none_of_our_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for pictures")
    told = python("import os, json; print(json.dumps({'refused': ' '.join(sorted(os.environ))}))")
    monkeypatch.setattr(darkroom, "CHILD", told)

    assert refusal(tmp_path, saved(scene(64, 64))) == "GLIBC_TUNABLES LC_ALL MALLOC_ARENA_MAX"


def test_parent_and_child_agree_on_names():
    assert tuple(images.SIZES) == darkroom.SIZES


def test_every_refusal_is_a_sentence():
    assert [code for code, reason in REASONS.items() if not str(reason).endswith(".")] == []
