"""The register of machines: one holder at a time, and what moved stays readable."""

from datetime import date

import pytest

from projects.machinery import keeping, life
from projects.models import Hire, MachineChange
from tests import factories

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
