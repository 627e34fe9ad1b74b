"""An anonymous villager: a phone that tells all a phone could tell, in marks to look for."""

import json
import uuid
from contextlib import suppress
from secrets import token_hex
from struct import pack
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from oversight.calendar import today
from reports import receipts
from tests import factories

ADDRESS, REFERER = "203.0.113.77", "https://canary-referer.example/"
AGENT = "CanaryPhone/9.7"
# The log of a database server outlives a run: words of another run are no trace of this one.
WORDS = f"Канарейка-{token_hex(4)}: құбыр тоттанып тұр."
OTHER_WORDS = f"Канарейка-{token_hex(4)}: басқа сөз."
FILE_NAME = "IMG_canary_7Q.jpg"
# The notes of the photo of tests/factories.py: the phone, and where it was, in words and bytes.
MODEL = "SM-A045F"
PLACE = ("45.0808", "64.6769", pack(">6I", 45, 1, 4, 1, 51, 1))


class Villager:
    """One phone before the site of a stack; `code` and `plain_code` open its two reports."""

    def __init__(self, stack):
        self.address = stack.address
        self.code, self.plain_code = receipts.make_code(), receipts.make_code()
        self.draft = str(uuid.uuid4())

    @property
    def marks(self):
        """What must stand nowhere, however the report came."""
        codes = [self.code, self.plain_code]
        spelled = [receipts.spell(code) for code in codes]
        return [ADDRESS, AGENT, REFERER, FILE_NAME, MODEL, *PLACE, *codes, *spelled]

    def ask(self, path, data=None, method=None, **headers):
        """The status of the answer; None for a refusal, or when there is none."""
        told = {
            "User-Agent": AGENT,
            "Referer": REFERER,
            "X-Forwarded-For": ADDRESS,
            "X-Real-IP": ADDRESS,
            "Forwarded": f"for={ADDRESS}",
        }
        request = Request(self.address + path, data=data, headers=told | headers, method=method)
        with suppress(OSError), urlopen(request, timeout=30) as answer:
            return answer.status
        return None

    def file(self, **fields):
        """As the phone's own script does it."""
        sent = {
            "draft_id": self.draft,
            "receipt_code": receipts.spell(self.code),
            "kind": "progress",
            "stage": "stopped",
            "project": "kz-aksu-water",
            "text": WORDS,
            "language": "kk",
            **fields,
        }
        body = json.dumps(sent).encode()
        return self.ask("/api/v1/reports/", body, **{"Content-Type": "application/json"})

    def file_plainly(self):
        """As a browser without scripts does it: words and a photo, large enough for a temporary
        file, in one request."""
        photo = SimpleUploadedFile(FILE_NAME, factories.phone_picture() + bytes(300_000))
        sent = {
            "draft_id": str(uuid.uuid4()),
            "receipt_code": self.plain_code,
            "stage": "stopped",
            "text": WORDS,
            "observed_on": today().isoformat(),
            "photos": photo,
        }
        body = encode_multipart(BOUNDARY, sent)
        path = "/kk/projects/kz-aksu-water/report/"
        return self.ask(path, body, **{"Content-Type": MULTIPART_CONTENT})

    def photograph(self, content):
        key = f"Receipt {receipts.spell(self.code)}"
        headers = {"Authorization": key, "Content-Type": "image/jpeg"}
        return self.ask("/api/v1/receipt/photos/1/", content, "PUT", **headers)

    def say(self, action=""):
        """What the receipt page lets its author do."""
        sent = {"receipt_code": self.code, "action": action}
        return self.ask("/kk/receipt/", urlencode(sent).encode())

    def err(self):
        """Whatever makes a server write something down."""
        self.file(text=OTHER_WORDS)  # the same draft with other words
        self.file(draft_id=str(uuid.uuid4()))  # the database refuses the same code twice
        self.file(observed_on="never")
        self.ask("/api/v1/reports/", b"{", **{"Content-Type": "application/json"})
        self.ask("/kk/no-such-page/")
        self.ask("/kk/receipt/", b"receipt_code=" + b"0" * 24)
        self.ask("/media/photos/" + "0" * 20 + "/thumb.jpg")
        self.photograph(b"<?php not a photo ?>")
