"""Eight words for a checkpoint: the same for the site, for the auditor, and in both alphabets."""

import hashlib

from django.utils import translation

from oversight.log import spoken
from oversight.models import Checkpoint
from oversight.outside import audit
from tests.oversight.log import seal, write


def test_a_word_is_what_the_proposal_says():
    # 127.0.0.1 and 63.84.220.193 are examples of the proposal.
    assert spoken._word(bytes([127, 0]), spoken.LATIN) == "lusab"
    assert spoken._word(bytes([0, 1]), spoken.LATIN) == "babad"
    assert spoken._word(bytes([63, 84]), spoken.LATIN) == "gutih"
    assert spoken._word(bytes([220, 193]), spoken.LATIN) == "tugad"


def test_no_two_letters_sound_alike_and_each_alphabet_has_all():
    for consonants, vowels in (spoken.LATIN, spoken.CYRILLIC):
        assert (len(set(consonants)), len(set(vowels))) == (16, 4)


def test_eight_words_stand_for_the_first_128_bits():
    digest = hashlib.sha256(b"abc\n").digest()

    said = spoken.words("abc\n", cyrillic=False).split(" ")

    assert said == [spoken._word(digest[at : at + 2], spoken.LATIN) for at in range(0, 16, 2)]


def test_site_and_auditor_say_the_same_of_a_checkpoint(db, client):
    write(5)
    checkpoint = seal()

    with translation.override("en"):
        latin = checkpoint.words
    with translation.override("kk"):
        cyrillic = checkpoint.words

    assert audit.eight_words(checkpoint.note) == latin
    table = str.maketrans("".join(spoken.LATIN), "".join(spoken.CYRILLIC))
    assert latin.translate(table) == cyrillic
    for page in ("/kk/log/", "/kk/log/sheet/"):
        assert cyrillic in client.get(page).content.decode()


def test_another_root_has_other_words(db):
    write(5)
    seal()
    write(5)
    seal()

    first, second = Checkpoint.objects.order_by("size")

    assert first.words != second.words
