"""A phone with JavaScript: it speaks with the API, as static/js/ does."""

import uuid

from django.test import Client

from oversight.calendar import today
from reports import receipts


class Phone:
    """Makes the receipt code itself, and sends the words first, then each photo."""

    def __init__(self):
        self._client = Client(headers={"Accept-Language": "kk"})
        self.code = receipts.make_code()

    def file(self, project, photos, **words):
        """Returns the report's public id."""
        sent = {
            "draft_id": str(uuid.uuid4()),
            "receipt_code": self.code,
            "kind": "progress",
            "project": project.identifier,
            "language": "kk",
            "observed_on": today().isoformat(),
            "photos": [{"n": number} for number, _content in enumerate(photos, start=1)],
            **words,
        }
        answer = self._client.post("/api/v1/reports/", sent, content_type="application/json")
        assert answer.status_code == 201, answer.content
        for number, content in enumerate(photos, start=1):
            self._send(number, content)
        return answer.json()["id"]

    def _send(self, number, content):
        answer = self._client.put(
            f"/api/v1/receipt/photos/{number}/",
            content,
            content_type="image/jpeg",
            headers={"Authorization": f"Receipt {self.code}"},
        )
        assert answer.status_code == 202, answer.content
