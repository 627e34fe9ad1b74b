"""Letters that came back: read from the report a mail server sends (RFC 3464). Pure."""

from email import message_from_bytes, policy


def refused_for_good(letter: bytes) -> list[str]:
    """The addresses that a delivery report says do not exist or refuse, whatever is tried."""
    found = []
    for part in message_from_bytes(letter, policy=policy.default).walk():
        status = part.get("Status", "")
        recipient = part.get("Final-Recipient", "")
        if status.strip().startswith("5.") and ";" in recipient:
            found.append(recipient.split(";", 1)[1].strip().strip("<>"))
    return found
