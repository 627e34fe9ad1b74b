"""Random public names: nothing public is a sequence number."""

import base64
import secrets

LENGTH = 16


def public_id() -> str:
    """80 random bits as 16 lower-case letters and digits."""
    return base64.b32encode(secrets.token_bytes(10)).decode().lower()
