"""A photo in pieces: gaps, repeats and mixed pictures."""

import pytest

from reports.photos import quarantine
from reports.submission import DeclaredPhoto
from tests import factories
from tests.reports.phone import LARGE, PIECE, digest, get, put, put_piece, refusal, waiting_files


@pytest.fixture
def report(project):
    """Aigul's report, which announced one photo."""
    return factories.make_report(project, photos=(DeclaredPhoto(1),))


def test_pieces_become_the_photo(client, report):
    answers = [
        put_piece(
            client, report, LARGE, start, **{"Content-Digest": digest(LARGE[start : start + PIECE])}
        )
        for start in range(0, len(LARGE), PIECE)
    ]

    told = [answer.json() for answer in answers]
    assert {answer.status_code for answer in answers} == {202}
    assert [each["received"] for each in told[:2]] == [PIECE, 2 * PIECE]
    assert [each["status"] for each in told[:-1]] == ["receiving"] * (len(told) - 1)
    assert (told[-1]["status"], told[-1]["received"]) == ("processing", len(LARGE))
    assert waiting_files() == [LARGE]


def test_a_piece_sent_again_changes_nothing(client, report):
    for start in [0, 0, PIECE, PIECE]:
        response = put_piece(client, report, LARGE, start)

    assert response.json()["received"] == 2 * PIECE


def test_a_piece_of_another_file_starts_from_the_beginning(client, report):
    put_piece(client, report, LARGE, 0)

    response = put_piece(client, report, LARGE + b"more", PIECE)

    assert (response.status_code, response.json()["received"]) == (409, 0)
    assert put_piece(client, report, LARGE + b"more", 0).json()["received"] == PIECE
    assert len(waiting_files()) == 1


def test_pieces_whose_file_was_swept_start_from_the_beginning(client, report):
    put_piece(client, report, LARGE, 0)
    quarantine.sweep(older_than=-2 * 24 * 3600)

    assert put_piece(client, report, LARGE, PIECE).json()["received"] == 0


def test_pieces_of_two_pictures_do_not_become_one(client, report):
    other = bytes(len(LARGE))
    put_piece(client, report, other, 0)

    for start in range(PIECE, len(LARGE), PIECE):
        response = put_piece(client, report, LARGE, start, **{"Repr-Digest": digest(LARGE)})

    assert refusal(response) == (400, "photo_refused", "damaged")
    assert get(client, report).json() == {"n": 1, "received": 0, "status": "receiving"}
    assert waiting_files() == []


def test_a_late_piece_of_a_photo_that_is_there_is_told_so(client, report):
    put(client, report, LARGE)

    response = put_piece(client, report, LARGE, PIECE)

    assert response.json() == {"n": 1, "received": len(LARGE), "status": "processing"}
    assert waiting_files() == [LARGE]


def test_a_whole_photo_takes_the_place_of_its_pieces(client, report):
    put_piece(client, report, LARGE, 0)

    put(client, report, LARGE)

    assert waiting_files() == [LARGE]


def test_a_gap_is_told_with_where_to_go_on(client, report):
    put_piece(client, report, LARGE, 0)

    response = put_piece(client, report, LARGE, 2 * PIECE)

    assert (response.status_code, response.json()["code"]) == (409, "wrong_offset")
    assert response.json()["received"] == PIECE
    assert get(client, report).json()["received"] == PIECE
