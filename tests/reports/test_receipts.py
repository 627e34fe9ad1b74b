"""The receipt code: forgiving to fingers, strict about what it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import receipts

CODE = "0123456789ABCDEFGHJKMNP" + receipts.check_symbol("0123456789ABCDEFGHJKMNP")


def test_a_code_has_23_random_symbols_and_a_check_symbol():
    code = receipts.make_code()

    assert len(code) == 24
    assert set(code) <= set(receipts.ALPHABET)
    assert receipts.check_symbol(code[:-1]) == code[-1]


def test_codes_do_not_repeat():
    assert len({receipts.make_code() for _ in range(200)}) == 200


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        receipts.spell(CODE),
        f"  {receipts.spell(CODE).replace('-', ' ')}\n",
        CODE.replace("A", "А").replace("B", "В").replace("E", "Е").replace("H", "Н"),
        CODE.replace("0", "O").replace("1", "I"),
        CODE.replace("0", "О").replace("1", "l"),
    ],
)
def test_what_people_type_is_forgiven(typed):
    assert receipts.fold(typed) == CODE


@pytest.mark.parametrize(
    "typed", ["", "abc", CODE[:-1], CODE + "0", "?" + CODE[1:], "Ж" + CODE[1:]]
)
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(receipts.Malformed):
        receipts.fold(typed)


@given(st.integers(0, 23), st.sampled_from(receipts.ALPHABET))
def test_any_one_wrong_symbol_is_noticed(place, symbol):
    wrong = CODE[:place] + symbol + CODE[place + 1 :]

    if wrong != CODE:
        with pytest.raises(receipts.Malformed):
            receipts.fold(wrong)


def test_a_code_is_spelled_in_six_groups_of_four():
    assert [len(group) for group in receipts.spell(CODE).split("-")] == [4] * 6


def test_the_fingerprint_depends_on_code_and_pepper():
    prints = {
        receipts.fingerprint(CODE, b"pepper"),
        receipts.fingerprint(CODE, b"other pepper"),
        receipts.fingerprint(receipts.make_code(), b"pepper"),
    }

    assert len(prints) == 3
    assert all(len(each) == 64 for each in prints)
