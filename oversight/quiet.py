"""Keeps the person, and what opens an account, out of the server's log."""

import logging
import re

_LINKS = re.compile(r"(/accounts/(?:invitation|password/reset/key)/|/confirm/)[^/\s]+(?:/[^/\s]+)?")


class DropRequest(logging.Filter):
    """Takes the request, with its address and agent, and the secret part of one-time links off
    every record before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)
        words = record.getMessage()
        if _LINKS.search(words):
            record.msg, record.args = _LINKS.sub(r"\1…", words), ()
        return True
