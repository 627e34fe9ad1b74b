"""Works changed together leave what they would leave one by one."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from oversight.models import LogEntry, Place
from projects import services
from projects.models import Contract, FigureChange, FundingLine, PlaceTally, Project, ProjectFlag
from tests import factories


@pytest.fixture
def works(aksu, office):
    factories.make_place(
        "433638100", Place.Kind.VILLAGE, "Аққұм", "Аккум", parent=aksu.parent.parent
    )
    found = [factories.make_project(aksu, identifier=f"kz-{name}") for name in "abc"]
    found.append(factories.make_project(aksu, identifier="kz-d", planned_end=None))
    factories.make_asking(found[3], "end")
    Project.objects.update(added_on=date(2026, 1, 1))
    return list(Project.objects.order_by("identifier"))


def change_all(works):
    """A deadline, a place, a sum, a contract with its payment, declared progress, a first end."""
    first, second, third, fourth = works
    services.change_project(first, planned_end=date(2026, 4, 1), budget_amount=Decimal(5))
    services.change_project(second, place=Place.objects.get(code="433638100"), status="cancelled")
    contract = Contract(project=third, supplier=services.supplier_named("Су"))
    services.add_line(contract, role="office", cited="https://example.kz/")
    services.change_line(contract, contract_value=Decimal(7))
    services.record_payment(contract, amount=Decimal("9.10"), on=date(2026, 5, 1))
    services.add_line(FundingLine(project=third, source=FundingLine.Source.GRANT, giver="Қор"))
    services.declare_progress(third, percent=90, on=date(2026, 6, 1), by="office")
    services.change_project(fourth, planned_end=date(2028, 1, 1))


def state():
    """Everything that the works, and what follows from them, say in the database."""
    own = [field.attname for field in Project._meta.concrete_fields]
    moved = LogEntry.objects.filter(kind="figure.changed").exclude(text__contains="_stated\n")
    entries = moved.order_by("pk")
    noted = FigureChange.objects.order_by("pk")
    return {
        "works": list(Project.objects.order_by("pk").values(*own)),
        "changes": list(noted.values_list("project_id", "field", "about", "old", "new")),
        "entries": [(entry.word("role"), entry.word("ref")) for entry in entries],
        "opened": [entry.object_id for entry in entries]
        == list(noted.values_list("public_id", flat=True)),
        "flags": set(ProjectFlag.objects.values_list("project_id", "code", "numbers__days")),
        "tallies": set(
            PlaceTally.objects.exclude(count=0).values_list(
                "place__code", "status", "year", "count", "total", "unpublished"
            )
        ),
        "places": list(Place.objects.order_by("code").values_list("code", "project_count")),
        "late": list(Place.objects.order_by("code").values_list("code", "late_count")),
        "asked": list(Project.objects.get(identifier="kz-d").askings.values_list("state")),
    }


class Undone(Exception):
    pass


def after(change):
    """The state after a change that is then taken back."""
    try:
        with transaction.atomic():
            change()
            found = state()
            raise Undone
    except Undone:
        return found


def test_together_and_one_by_one_leave_the_same(works):
    def together():
        with services.together():
            change_all([Project.objects.get(pk=work.pk) for work in works])

    one_by_one = after(lambda: change_all([Project.objects.get(pk=w.pk) for w in works]))

    assert after(together) == one_by_one
    assert one_by_one["opened"]
    assert len(one_by_one["changes"]) > 8


def test_the_state_of_this_test_would_tell_a_difference(works):
    before = state()
    changed = after(lambda: change_all([Project.objects.get(pk=work.pk) for work in works]))

    assert [name for name in before if before[name] == changed[name]] == ["opened"]


def test_many_cost_as_few_queries_as_few(works):
    """A savepoint and its release for each work are all that grows."""
    known = Project.objects.select_related("place")

    def cost(count):
        def move():
            with services.together():
                for work in known.order_by("identifier")[:count]:
                    services.change_project(work, planned_end=date(2028, 5, 1))

        with CaptureQueriesContext(connection) as queries:
            after(move)
        return len(queries)

    assert cost(3) - cost(2) == 2


def fail_together(works):
    with services.together():
        change_all(works)
        raise Undone


def test_nothing_is_left_of_a_block_that_fails(works):
    before = state()

    with pytest.raises(Undone), transaction.atomic():
        fail_together(works)

    assert state() == before


def test_each_work_is_written_once_with_its_share_in_the_tallies(works):
    def move():
        with services.together():
            for work in works[:3]:
                services.change_project(work, planned_end=date(2028, 5, 1))

    with CaptureQueriesContext(connection) as queries:
        after(move)

    table = f'"{Project._meta.db_table}"'
    written = [query["sql"] for query in queries if f"INTO {table}" in query["sql"]]
    assert len(written) == 1
    assert "planned_end" in written[0].partition("ON CONFLICT")[2]
    assert "tallied" in written[0].partition("ON CONFLICT")[2]
