"""Processes that write entries, or seal them, until they are killed: `sealer.py FOLDER write seal`.

What was acknowledged, because its transaction had committed, stands in a file each, line by line.
The one at work is a child, whose number stands in FILE.pid: killed, it has a successor at once.
"""

import os
import sys

import django

django.setup()

from django.db import OperationalError, connection, transaction  # noqa: E402

from oversight import ids, public_log  # noqa: E402
from oversight.log import sealing  # noqa: E402


def write(file):
    while True:
        thing = ids.public_id()
        with transaction.atomic():
            public_log.append("note.operator", thing, role="operator")
            if int(thing[0], 36) % 7 == 0:
                transaction.set_rollback(True)
                continue
        os.write(file, f"{thing}\n".encode())


def seal(file):
    while True:
        try:
            checkpoint = sealing.seal(at_once=True)
        except OperationalError:
            connection.close()
            continue
        if checkpoint:
            os.write(file, f"{checkpoint.size}\n".encode())


def work(what, file):
    out = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    {"write": write, "seal": seal}[what](out)


def keep_at_work(what, file):
    while True:
        child = os.fork()
        if not child:
            work(what, file)
        draft = f"{file}.draft"
        with open(draft, "w") as note:
            note.write(str(child))
        os.replace(draft, f"{file}.pid")
        os.waitpid(child, 0)


def main(folder, *cast):
    """Django is set up once, and then divides."""
    for number, what in enumerate(cast):
        if not os.fork():
            keep_at_work(what, f"{folder}/{what}-{number}.txt")
    os.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
