"""The register of machines: one holder at a time, and what moved stays readable."""

from datetime import date

import pytest

from oversight.models import LogEntry
from projects.machinery import keeping, life
from projects.models import Hire, MachineChange
from tests import factories
from tests.oversight.log import before_all_was_told, rewritten

TODAY = date(2026, 11, 23)


@pytest.fixture
def machine(aksu):
    return factories.make_machine(aksu)


def pay(holding, amount, on):
    hire = Hire(holding=holding, paid_by="Ақсу ауылдық округі", paid_on=on, amount=amount)
    return keeping.pay(hire)


def test_each_fact_stands_in_the_public_log(machine, logged):
    holding = factories.hold(machine, date(2026, 1, 1))
    pay(holding, 50_000, date(2026, 2, 1))
    keeping.change(holding, ends_on=date(2026, 12, 31))

    assert logged() == [("figure.changed", "operator")] * 4


def test_three_hold_it_one_after_another(machine):
    first = factories.hold(machine, date(2020, 1, 1), date(2022, 3, 1), holder="")
    second = factories.hold(machine, date(2022, 3, 1), date(2024, 12, 31), "«Дала» ЖШС")
    third = factories.hold(machine, date(2025, 1, 1), holder="«Жер» ЖШС")

    shown = life.of(machine, TODAY)

    assert [spell.holding for spell in shown.spells] == [third, second, first]
    assert shown.current.holding == third


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2025, 6, 1), None),
        (date(2024, 1, 1), date(2025, 1, 2)),
        (date(2024, 1, 1), None),
        (date(2025, 2, 1), date(2025, 3, 1)),
    ],
)
def test_two_cannot_hold_it_at_once(machine, logged, starts_on, ends_on):
    held = factories.hold(machine, date(2025, 1, 1), date(2026, 1, 1))

    with pytest.raises(keeping.HeldByTwo) as refusal:
        factories.hold(machine, starts_on, ends_on, "«Дала» ЖШС")

    assert refusal.value.args == (held,)
    assert list(machine.holdings.all()) == [held]
    assert len(logged()) == 2


def test_a_moved_end_cannot_reach_into_the_next_ones_time(machine):
    held = factories.hold(machine, date(2025, 1, 1), date(2026, 1, 1))
    factories.hold(machine, date(2026, 1, 1), holder="«Дала» ЖШС")

    with pytest.raises(keeping.HeldByTwo):
        keeping.change(held, ends_on=date(2026, 2, 1))

    held.refresh_from_db()
    assert held.ends_on == date(2026, 1, 1)
    assert not MachineChange.objects.exists()


def test_what_moved_stays_readable(machine):
    held = factories.hold(machine, date(2025, 1, 1), rent=1_200_000)

    moved = keeping.change(held, rent=900_000, hours_promised=365, mode="lease")

    assert moved == ["rent", "mode"]
    rent, mode = held.changes.all()
    assert (rent.label, rent.before, rent.after) == (
        "rent a year, paid to the owner",
        1_200_000,
        900_000,
    )
    assert (mode.before, mode.after) == ("in trust management", "rented out")


def test_another_place_and_owner_of_a_machine_stay_readable(machine, other_office):
    keeping.change(machine, place=other_office.place, owner="", name="МТЗ-82")

    changes = {one.field: (one.before, one.after) for one in machine.changes.all()}
    assert changes["place"] == ("433636100", other_office.place.code)
    assert changes["owner"] == ("Аудан әкімдігі", None)
    assert changes["name"] == ("Беларус-82.1", "МТЗ-82")


def test_rent_paid_for_ones_own_machine_is_summed(machine):
    first = factories.hold(machine, date(2025, 1, 1), date(2026, 1, 1))
    second = factories.hold(machine, date(2026, 1, 1), holder="«Дала» ЖШС")
    pay(first, 150_000, date(2025, 2, 1))
    pay(second, 50_000, date(2026, 2, 1))
    pay(second, 25_000, date(2026, 3, 1))

    shown = life.of(machine, TODAY)

    assert [spell.paid for spell in shown.spells] == [75_000, 150_000]
    assert shown.paid == 225_000


def test_no_known_payment_is_no_zero(machine):
    factories.hold(machine, date(2025, 1, 1))

    shown = life.of(machine, TODAY)

    assert (shown.paid, shown.current.paid) == (None, None)


def test_a_time_in_which_nobody_is_known_is_told(machine):
    factories.hold(machine, date(2020, 1, 1), date(2021, 12, 31))
    factories.hold(machine, date(2024, 1, 1), holder="«Дала» ЖШС")

    spells = life.of(machine, TODAY).spells

    assert [spell.holding is None for spell in spells] == [False, True, False]
    assert (spells[1].span.starts_on, spells[1].span.ends_on) == (
        date(2022, 1, 1),
        date(2023, 12, 31),
    )


def test_hours_are_promised_for_the_days_that_have_passed(machine):
    factories.hold(machine, date(2026, 11, 14), hours_promised=365)

    assert life.of(machine, TODAY).current.hours_due == 10


def test_all_that_is_shown_of_a_machine_leaves_a_trace_when_it_moves(aksu):
    machine = factories.make_machine(aksu, price=9_000_000, made_in=2019)
    held = factories.hold(machine, date(2025, 1, 1))

    keeping.change(machine, kind="grader", price=8_000_000, bought_on=TODAY, made_in=2020)
    keeping.change(held, contract_url="https://example.test/7")

    own = {one.field: (one.before, one.after) for one in machine.changes.filter(holding=None)}
    assert own == {
        "kind": ("tractor", "grader"),
        "price": (9_000_000, 8_000_000),
        "bought_on": (None, TODAY),
        "made_in": (2019, 2020),
    }
    assert [(one.before, one.after) for one in held.changes.all()] == [
        (None, "https://example.test/7")
    ]


def test_hours_of_a_payment_that_come_later_stay_readable_beside_its_holding(machine):
    held = factories.hold(machine, date(2025, 1, 1))
    hire = pay(held, 150_000, date(2025, 2, 1))

    keeping.change(hire, hours=12)

    change = held.changes.get()
    assert (change.hire, change.label, change.before, change.after) == (hire, "hours", None, 12)


def test_what_entries_of_before_did_not_tell_is_told_in_the_night_once(aksu):
    machine = factories.make_machine(aksu, price=9_000_000)
    held = factories.hold(machine, date(2025, 1, 1))
    pay(held, 150_000, date(2025, 2, 1))
    before_all_was_told()

    assert (keeping.catch_up(), keeping.catch_up()) == (3, 0)

    told = LogEntry.objects.filter(object_id=machine.public_id).order_by("pk").last()
    assert (told.word("role"), told.word("reason")) == ("system", "machine_entered")
    assert list(told.salts) == ["sort", "price", "source"]


def test_what_was_blank_and_is_set_behind_our_back_is_not_told_in_the_night(machine):
    held = factories.hold(machine, date(2025, 1, 1))
    rewritten("UPDATE projects_machine SET price = 1")
    rewritten("UPDATE projects_holding SET contract_url = 'https://example.test/7'")

    assert keeping.catch_up() == 0
    assert LogEntry.objects.filter(object_id=held.public_id).count() == 1
