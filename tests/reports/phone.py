"""What a phone sends to the API, and what it reads of the answers."""

import base64
import hashlib
import uuid

from oversight.calendar import today
from reports import receipts
from reports.photos import quarantine
from tests import factories

REPORTS = "/api/v1/reports/"
PHOTOS = "/api/v1/receipt/photos/"
WRONG = "Трактор жеке егістікте жүр, ауылға келмейді."
HASH = "0f" * 32
SMALL = factories.picture(64, 64)
LARGE = factories.picture(640, 480, (10, 20, 30))
PIECE = 1000


def body(**fields):
    """What a phone sends; a field set to None is left out."""
    sent = {
        "draft_id": str(uuid.uuid4()),
        "receipt_code": receipts.spell(receipts.make_code()),
        "kind": "progress",
        "stage": "stopped",
        "project": "kz-aksu-water",
        "text": "Құбыр көшеде жатыр.",
        "language": "kk",
        "observed_on": today().isoformat(),
        **fields,
    }
    return {name: value for name, value in sent.items() if value is not None}


def post(client, sent, **headers):
    return client.post(
        REPORTS, sent, content_type="application/json", headers={"Accept-Language": "en", **headers}
    )


def digest(content):
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"


def key(report):
    return f"Receipt {receipts.spell(report.code)}"


def put(client, report, content=SMALL, n=1, authorization=None, **headers):
    return client.put(
        f"{PHOTOS}{n}/",
        content,
        content_type="image/jpeg",
        headers={"Authorization": authorization or key(report), "Accept-Language": "en", **headers},
    )


def put_piece(client, report, content, start, size=PIECE, **headers):
    piece = content[start : start + size]
    span = f"bytes {start}-{start + len(piece) - 1}/{len(content)}"
    return put(client, report, piece, **{"Content-Range": span, **headers})


def get(client, report, n=1):
    return client.get(f"{PHOTOS}{n}/", headers={"Authorization": key(report)})


def refusal(response):
    told = response.json()
    return response.status_code, told["code"], told.get("reason")


def waiting_files():
    """What lies in quarantine."""
    return [path.read_bytes() for path in quarantine.path_of("").glob("*")]
