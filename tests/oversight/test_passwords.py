"""Passwords that anybody here would guess are refused, in whatever script they are typed."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize(
    "password",
    [
        "akimat-auyl-2026",
        "әкімат ауыл 2026",
        "Zhalagash2026!!",
        "ЖАЛАҒАШ-2026-08",
        "baqylau_Aqsu_2026",
        "Құпиясөз-Ақсу-1",
    ],
)
def test_words_of_this_work_and_names_of_places_are_no_password(aksu, password):
    with pytest.raises(ValidationError) as refusal:
        validate_password(password)

    assert "password_of_local_words" in [error.code for error in refusal.value.error_list]


@pytest.mark.parametrize(
    "password", ["kök aspan astynda 7", "тау басында екі қоян", "akim sleeps under a birch"]
)
def test_a_sentence_of_own_is_taken(aksu, password):
    assert validate_password(password) is None
