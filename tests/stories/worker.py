"""The worker's turns, one after another in this process, and the letters that leave."""

import email
import re
from email import policy
from urllib.parse import urlsplit

from oversight.models import Job
from reports import tasks


class Worker:
    """Does what the clock has it do."""

    def __init__(self, letters):
        self._letters = letters

    def develop(self):
        while Job.objects.waiting().filter(kind="develop_photo").exists():
            tasks.develop_photos()

    def monday(self):
        """Make this week's digests; returns the letters that leave."""
        tasks.make_digests()
        return self.letters()

    def letters(self):
        """Send what waits; returns it by address."""
        known = set(self._letters.glob("*.eml"))
        tasks.send_letters()
        files = sorted(set(self._letters.glob("*.eml")) - known)
        letters = [
            email.message_from_bytes(each.read_bytes(), policy=policy.default) for each in files
        ]
        return {letter["To"]: letter for letter in letters}


def links(letter):
    """The addresses on this site that a letter names."""
    text = letter.get_body(("plain",)).get_content()
    return [urlsplit(address).path for address in re.findall(r"https?://\S+", text)]
