"""What tests of the log share: sealing, superusers, and an auditor that asks the test client."""

from django.core.cache import cache
from django.db import connection, transaction

from oversight import ids, log_guard, public_log, sealing
from oversight.outside import audit


def seal():
    cache.clear()
    return sealing.seal(at_once=True)


def rewritten(sql, *values):
    """As somebody does who may do everything in the database."""
    log_guard.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


class Asked:
    """The site, asked through Django's test client instead of the net."""

    has_pages = True

    def __init__(self, client, changed=None):
        self.client, self.changed = client, changed or {}

    def text(self, path, file=""):
        response = self.client.get(path)
        assert response.status_code == 200, path
        text = b"".join(response).decode()
        return self.changed.get(file, lambda same: same)(text)


def audited(client, state="", witnesses=(), changed=None, promises=(), key=""):
    """The number an audit ends with; what it says is printed."""
    source = Asked(client, changed)
    try:
        heads = [head for path in witnesses for head in audit.State(str(path)).heads]
        return audit.Audit(source, audit.State(str(state or "")), heads, key).run(list(promises))
    except audit.Refused as refused:
        print(refused)
        return refused.code


def write(count=1):
    """Facts nobody cares about."""
    with transaction.atomic():
        for _number in range(count):
            public_log.append("note.operator", ids.public_id(), role="operator")
