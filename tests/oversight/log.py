"""What tests of the log share: sealing, superusers, and an auditor that asks the test client."""

import re

from django.core.cache import cache, caches
from django.db import connection, transaction

from oversight import ids, public_log, restating
from oversight.log import hashing, sealing, triggers
from oversight.models import LogEntry
from oversight.outside import audit
from projects.machinery import keeping as machinery


def seal():
    cache.clear()
    return sealing.seal(at_once=True)


def tell_register():
    """What factories put into the register by themselves, told to the log as imports tell it."""
    with transaction.atomic():
        for model in restating.models():
            restating.tell(model.told_rows())


def restated(row, **fields):
    """A row of the register says something else, and the log is told of it."""
    with transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**fields)
        restating.tell(type(row).objects.filter(pk=row.pk))


def rewritten(sql, *values):
    """As somebody does who may do everything in the database."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def before_all_was_told():
    """Unsealed entries of machines as they were before kind, price and addresses stood in them."""
    for entry in LogEntry.objects.waiting().filter(kind="figure.changed"):
        later = {machinery.part(name) for name in machinery.LATER.get(entry.word("reason"), ())}
        lines = entry.text.splitlines(keepends=True)
        text = "".join(
            line for line in lines if line[:5] != "part " or line.split(" ")[1] not in later
        )
        rewritten(
            "UPDATE oversight_logentry SET text = %s, leaf_hash = %s WHERE id = %s",
            *(text, hashing.leaf(text.encode()), entry.pk),
        )


def before_told(row, *later):
    """Unsealed entries of this row as they were before these parts stood in them."""
    for entry in LogEntry.objects.waiting().filter(object_id=row.public_id):
        lines = entry.text.splitlines(keepends=True)
        kept = [line for line in lines if line[:5] != "part " or line.split(" ")[1] not in later]
        text = "".join(kept)
        rewritten(
            "UPDATE oversight_logentry SET text = %s, leaf_hash = %s WHERE id = %s",
            *(text, hashing.leaf(text.encode()), entry.pk),
        )


class Asked:
    """The site, asked through Django's test client instead of the net."""

    has_pages = True

    def __init__(self, client, changed=None):
        self.client, self.changed = client, changed or {}

    def text(self, path, file=""):
        return self.changed.get(file, lambda same: same)(self.raw(path).decode())

    def raw(self, path):
        response = self.client.get(path)
        assert response.status_code == 200, path
        return self.changed.get(path, lambda same: same)(b"".join(response))


class Remembering:
    """A client of a site that is lied in again and again: an answer is given again as long as it
    was read from no table that is `touched`."""

    def __init__(self, client):
        self.client, self.honest, self.touched = client, {}, set()

    def get(self, path):
        response, read = self.honest.get(path, (None, set()))
        return self._asked(path) if response is None or read & self.touched else response

    def _asked(self, path):
        caches["process"].clear()  # what is remembered there is read from no table
        read = set()

        def note(execute, sql, *rest):
            read.update(re.findall(r"\w+", sql))
            return execute(sql, *rest)

        with connection.execute_wrapper(note):
            response = self.client.get(path)
        if not self.touched:
            self.honest[path] = (response, read)
        return response


def tables_in(statements):
    """The tables that are named in SQL."""
    return set(re.findall(r"\w+", statements)) & set(connection.introspection.table_names())


def audited(client, state="", witnesses=(), changed=None, promises=(), key="", photos=False):
    """The number an audit ends with; what it says is printed."""
    source = Asked(client, changed)
    try:
        heads = [head for path in witnesses for head in audit.State(str(path)).heads]
        kept = audit.State(str(state or ""))
        return audit.Audit(source, kept, heads, key, photos).run(list(promises))
    except audit.Refused as refused:
        print(refused)
        return refused.code


def write(count=1):
    """Facts nobody cares about."""
    with transaction.atomic():
        for _number in range(count):
            public_log.append("note.operator", ids.public_id(), role="operator")
