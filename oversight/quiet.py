"""Keeps the person out of the server's log."""

import logging


class DropRequest(logging.Filter):
    """Takes the request, with its address and agent, off every record before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)
        return True
