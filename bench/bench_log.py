"""The public log at a million entries: `python -m bench.bench_log [ENTRIES]`.

Seals a thousand new entries on top, proves one, audits the whole from files, and says what an
entry adds to a write. On the database of the environment, in a scratch database of its own.
"""

import base64
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from oversight import ids, public_log  # noqa: E402
from oversight.log import hashing, proofs, sealing  # noqa: E402
from oversight.models import LogEntry  # noqa: E402
from oversight.outside import audit  # noqa: E402
from oversight.public_log import Part  # noqa: E402

ENTRIES = 1_000_000
NEW = 1_000
WRITES = 300
BATCH = 5_000
SALT = bytes(32)
_SALTS = json.dumps({"text": SALT.hex()})
_COMMITMENT = base64.b64encode(hashing.commitment(SALT, "text", b"words")).decode()


def main(entries: int = ENTRIES) -> None:
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            settings.LOG_DIR = Path(folder)
            measure(entries, Path(folder) / "files")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measure(entries: int, files: Path) -> None:
    print(f"{entries:,} entries on {connection.vendor}:")
    print(f"  written in {timed(lambda: fill(entries)):.1f} s")
    print(f"  first seal of all {timed(lambda: sealing.seal(at_once=True)):.1f} s")
    fill(NEW)
    print(f"  seal of {NEW:,} new {timed(lambda: sealing.seal(at_once=True)):.2f} s")
    entry = LogEntry.objects.get(index=entries // 3)
    rounds = sorted(timed(lambda: proofs.of(entry)) for _round in range(9))
    print(f"  proof of one {rounds[4] * 1000:.0f} ms")
    tell_append()
    save(files)
    print(f"  audit of all from files {timed(lambda: check(files)):.0f} s")


def fill(count: int) -> None:
    """Replies, as the log holds most of; opened in the files, so that the auditor has its work."""
    columns = "kind, object_id, text, leaf_hash, salts, promise"
    insert = f"INSERT INTO oversight_logentry ({columns}) VALUES (%s, %s, %s, %s, %s, %s)"
    numbers = iter(range(count))
    while batch := list(itertools.islice(numbers, BATCH)):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(insert, [row() for _number in batch])


def row() -> tuple[str, str, str, bytes, str, str]:
    thing = ids.public_id()
    text = (
        f"{public_log.VERSION}\nkind reply.added\nobject {thing}\nref {thing[::-1]}\n"
        f"role office\nday 2026-11-23\nreason under_way\npart text {_COMMITMENT}\n"
    )
    return ("reply.added", thing, text, hashing.leaf(text.encode()), _SALTS, "")


def tell_append() -> None:
    """An entry with six parts and a promise, as the filing of a report writes it."""
    parts = [Part(f"part{number}", b"words" * 20, SALT) for number in range(6)]

    def write() -> None:
        public_log.append(
            "report.filed", ids.public_id(), role="citizen", parts=parts, promised=True
        )

    with transaction.atomic():
        with CaptureQueriesContext(connection) as asked:
            write()
        spent = sorted(timed(write) * 1000 for _write in range(WRITES))
        transaction.set_rollback(True)
    median, most = spent[WRITES // 2], spent[WRITES * 95 // 100]
    print(f"  append {median:.2f} ms, 95 of 100 within {most:.2f} ms, {len(asked)} query")


def save(files: Path) -> None:
    """The pieces as `audit.py --save` keeps them."""
    files.mkdir()
    checkpoint = public_log.latest_checkpoint()
    (files / "checkpoints.txt").write_text(f"{checkpoint.note}\n")
    (files / "key.txt").write_text(f"head {checkpoint.key}\n")
    (files / "waiting.txt").write_text("")
    rows = LogEntry.objects.sealed().order_by("index").values_list("index", "text")
    for start, piece in pieces(rows.iterator(chunk_size=BATCH)):
        texts = "".join(f"{text}\n" for _index, text in piece)
        (files / f"entries-{start:09}.txt").write_text(texts)
        opened = "".join(f"{index} text {SALT.hex()} d29yZHM=\n" for index, _text in piece)
        (files / f"openings-{start:09}.txt").write_text(opened)


def pieces(rows: Iterator[tuple[int, str]]) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    for start in itertools.count(0, audit.PIECE):
        piece = list(itertools.islice(rows, audit.PIECE))
        if not piece:
            return
        yield start, piece


def check(files: Path) -> None:
    subprocess.run([sys.executable, audit.__file__, str(files)], check=True)


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
