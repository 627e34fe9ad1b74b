"""What the stories share: pictures as phones take them, the worker's turns, people who sign in."""

import random
import time

import pytest
from PIL import Image

from tests import factories
from tests.reports.pictures import AKSU, notes, saved, scene, stored
from tests.stories.visitor import Visitor
from tests.stories.worker import Worker

UPRIGHT = (3000, 4000)
SIDEWAYS = 6  # the orientation of a phone held upright


@pytest.fixture(scope="session")
def trench():
    """What stood before the camera: 12 megapixels, upright."""
    fine = random.Random(7).randbytes(750 * 1000)
    grain = Image.frombytes("L", (750, 1000), fine).resize(UPRIGHT, Image.Resampling.NEAREST)
    return Image.blend(scene(*UPRIGHT), grain.convert("RGB"), 0.15)


@pytest.fixture(scope="session")
def phone_photo(trench):
    """The file of the phone: on its side, with its make, its owner and where it was taken."""
    exif = notes(orientation=SIDEWAYS, taken="2026:11:20 10:15:00", place=AKSU)
    return saved(stored(trench, SIDEWAYS), exif=exif, quality=90)


@pytest.fixture
def aigul():
    return Visitor()


@pytest.fixture
def worker(settings):
    settings.EMAIL_BACKEND = "oversight.mail.LetterFolder"
    return Worker(settings.LETTERS_DIR)


@pytest.fixture
def comes_in(enrolled):
    """Leads somebody of the staff through the sign-in to an address: `comes_in(daniyar, url)`."""
    phones = {}

    def come_in(user, address):
        if user not in phones:
            phones[user] = enrolled(user)
        visitor = Visitor()
        visitor.open(address)
        visitor.send("Sign in", login=user.email, password=factories.PASSWORD)
        visitor.send("Sign in", code=phones[user](time.time()))
        assert visitor.page.address == address
        return visitor

    return come_in
