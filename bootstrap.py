#!/usr/bin/env python3
"""From a bare checkout to a running or tested site: `python3 bootstrap.py run`, or another task.

Standard library only. Older Pythons must be able to read this file, so as to be told their age.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv

USAGE = """\
python3 bootstrap.py run              start the site, with demonstration data in an empty database
python3 bootstrap.py test [options]   run the tests, options go to pytest
python3 bootstrap.py install          only make the environment, with the developers' tools
python3 bootstrap.py production       only make the environment, with gunicorn"""

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))
HOME = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(HOME, "bin", "python")
INSTALLED = os.path.join(HOME, "installed-locks")
# The others hold all of base.txt in the same versions: who has one needs nothing more to run.
LOCKS = {
    "run": ["base.txt"],
    "test": ["base.txt", "dev.txt"],
    "install": ["base.txt", "dev.txt"],
    "production": ["base.txt", "prod.txt"],
}


def main(arguments: list) -> None:
    """Make the environment if need be, then become the program asked for."""
    if sys.version_info[:2] < OLDEST:
        sys.exit(f"Baqylau needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if not arguments or arguments[0] not in LOCKS:
        sys.exit(USAGE)
    task, options = arguments[0], arguments[1:]
    os.chdir(ROOT)
    ensure(LOCKS[task])
    if task == "run":
        become("manage.py", "runall", "--prepare", *options)
    if task == "test":
        become("-m", "pytest", "-n", "auto", "--dist", "worksteal", *options)


def ensure(locks: list) -> None:
    """Install the last of the locks unless all of them are known to be in place."""
    wanted = {fingerprint(lock) for lock in locks}
    if wanted <= in_place():
        return
    existed = os.path.exists(HOME)
    try:
        install(os.path.join("requirements", locks[-1]))
        with open(INSTALLED, "w") as file:
            file.write("\n".join(sorted(wanted)))
    except (subprocess.CalledProcessError, OSError, KeyboardInterrupt) as error:
        if not existed:
            shutil.rmtree(HOME, ignore_errors=True)
        sys.exit(advice(error))


def fingerprint(lock: str) -> str:
    """The lock's name with the hash of what it says."""
    with open(os.path.join("requirements", lock), "rb") as file:
        return lock + " " + hashlib.sha256(file.read()).hexdigest()


def in_place() -> set:
    """The fingerprints of the locks whose installation came to its end, here."""
    if not os.path.exists(PYTHON) or not os.path.exists(INSTALLED):
        return set()
    with open(INSTALLED) as file:
        return set(file.read().splitlines())


def install(lock: str) -> None:
    """Make the environment and install the lock; what was cut short is made good."""
    print("Installing what the site needs; this takes a minute the first time.", flush=True)
    uv = working_uv()
    if os.path.exists(PYTHON) and os.path.exists(INSTALLED):
        os.remove(INSTALLED)  # nothing is in place until the end is reached
    else:
        make_environment(uv)
    words = ["install", "--quiet", "--require-hashes", "-r", lock]
    if uv:
        # As pip does: else every start reads all the sources where writing bytecode is off.
        call(uv, "pip", *words, "--python", PYTHON, "--compile-bytecode")
    else:
        call(PYTHON, "-m", "pip", *words)


def make_environment(uv: str) -> None:
    """An empty one, or the one that is there made whole."""
    usable = os.path.exists(PYTHON)
    if uv:
        keep = "--allow-existing" if usable else "--clear"
        call(uv, "venv", "--quiet", keep, "--python", sys.executable, HOME)
    elif importlib.util.find_spec("ensurepip") is None:
        sys.exit("This Python lacks its venv module; on Debian: apt install python3-venv")
    else:
        venv.create(HOME, with_pip=True, clear=not usable)


def working_uv() -> str:
    """The path of uv, or nothing where it is missing or only pretends to be there."""
    uv = shutil.which("uv")
    if uv and subprocess.run([uv, "--version"], capture_output=True).returncode == 0:
        return uv
    return ""


def call(*command: str) -> None:
    """Run to a good end, or raise. uv may not fetch a Python of its own: this one is fine."""
    quiet = {"UV_PYTHON_DOWNLOADS": "never", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run(command, check=True, env=dict(os.environ, **quiet))


def advice(error: BaseException) -> str:
    """What to do about a failed installation."""
    if isinstance(error, KeyboardInterrupt):
        return "Stopped before the installation was finished; the next start does it again."
    return (
        "The installation failed: see the lines above. If the network was away, run the same "
        f"command again; if it fails again, remove the folder .venv first. ({error})"
    )


def become(*arguments: str) -> None:
    """Replace this process, so that signals and exit codes are the program's own."""
    os.execv(PYTHON, [PYTHON, *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
