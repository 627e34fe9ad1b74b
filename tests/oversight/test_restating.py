"""What is restated from elsewhere stands in the public log: as it is, and whenever it moves."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from oversight import offices, public_log, restating
from oversight.models import (
    AkimTerm,
    Election,
    ElectionFigure,
    LogEntry,
    Office,
    Place,
    RowTold,
)
from projects.models import Norm, Programme, Supplier
from tests import admin_pages, factories


@pytest.fixture
def place(db):
    return factories.make_aksu()


def tell(model=Place):
    with transaction.atomic():
        return restating.tell(model.objects.all())


def logged(row):
    """Number and reason of each entry of a row."""
    return [entry.word("reason") for entry in LogEntry.objects.filter(object_id=row.log_id)]


def test_a_row_that_stands_as_it_was_told_leaves_no_trace(place):
    assert (tell(), tell()) == (4, 0)
    assert logged(place) == ["unit_stated"]


def test_a_row_that_moved_is_told_anew_and_what_it_said_stays(place):
    tell()
    Place.objects.filter(pk=place.pk).update(population=640)

    assert tell() == 1
    said = [row.said.get("population") for row in RowTold.objects.filter(log_id=place.log_id)]
    assert said == [None, "640"]


def test_what_is_reckoned_beside_it_moves_nothing(place):
    tell()
    Place.objects.filter(pk=place.pk).update(report_count=7)

    assert tell() == 0


def test_a_row_that_is_taken_away_is_told_once(place):
    offices.make()
    office = Office.objects.get(place=place.parent)
    with transaction.atomic():
        restating.drop(Office.objects.filter(pk=office.pk))
        restating.forget([f"office-{office.pk}", "office-999"])

    reasons = LogEntry.objects.filter(object_id__startswith="office-").order_by("pk")
    assert [entry.word("reason") for entry in reasons][-1] == restating.REMOVED
    assert sum(entry.word("reason") == restating.REMOVED for entry in reasons) == 1


@pytest.mark.django_db(transaction=True)
def test_a_fact_and_its_entry_are_saved_together_or_not_at_all(place):
    with pytest.raises(public_log.OutsideTransaction):
        restating.tell(Place.objects.all())


def test_words_of_many_lines_stay_one_value():
    assert restating.text(2, {"b": "one\n\ntwo", "a": "1"}) == "2\na 1\nb one\n \n two"


def test_the_price_is_the_same_for_one_and_for_many(place, django_assert_num_queries):
    for rows in (Place.objects.filter(pk=place.pk), Place.objects.exclude(pk=place.pk)):
        with django_assert_num_queries(7), transaction.atomic():
            restating.tell(rows)


def test_rows_older_than_the_log_s_telling_are_told_once_by_the_site(place):
    assert (restating.catch_up(), restating.catch_up()) == (4, 0)
    entry = LogEntry.objects.get(object_id=place.log_id)
    assert (entry.word("role"), restating.untold()) == ("system", [])


def test_each_batch_of_the_night_is_a_transaction_of_its_own(place, monkeypatch):
    monkeypatch.setattr(restating, "BATCH", 1)

    with CaptureQueriesContext(connection) as queries:
        restating.catch_up()

    begun = [query for query in queries if query["sql"].startswith("SAVEPOINT")]
    assert len(begun) == Place.objects.count() == 4
    assert restating.untold() == []


def test_what_was_changed_behind_the_log_is_not_told_by_the_site(place):
    restating.catch_up()
    Place.objects.filter(pk=place.pk).update(name_kk="Талап")

    assert restating.catch_up() == 0
    assert restating.untold() == [place.log_id]


# By hand: what an operator writes in the Django admin ------------------------------------------

BY_HAND = {
    Norm: {
        "sector": "school",
        "least": 10,
        "per_hundred": 90,
        "since": "2026-01-01",
        "source": "№7",
    },
    Supplier: {"name": "«Су» ЖШС"},
    Programme: {"code": "auyl", "name_kk": "Ауыл", "name_ru": "Ауыл"},
    Election: {"called_on": "2026-01-01", "vote_on": "2026-03-01", "source": "ОСК"},
}


@pytest.mark.parametrize("model", BY_HAND)
def test_what_is_written_by_hand_is_told(model, olzhas, signed_in, all_told):
    client = signed_in(olzhas)
    add = admin_pages.address(model, "add")
    sent = admin_pages.values(client.get(add), **BY_HAND[model])

    assert client.post(add, sent).status_code == 302
    row = model.objects.get()
    change = admin_pages.address(model, "change", row.pk)
    sent = admin_pages.values(client.get(change))
    assert client.post(change, sent).status_code == 302
    name = next(name for name in ("name", "name_kk", "source") if name in BY_HAND[model])
    assert client.post(change, sent | {name: "Басқа"}).status_code == 302
    assert logged(row) == [restating.reason(model)] * 2


def test_terms_written_with_an_office_are_told_and_so_is_their_going(
    place, olzhas, signed_in, all_told
):
    client = signed_in(olzhas)
    restating.catch_up()
    offices.make()
    office = Office.objects.get(place=place.parent)
    change = admin_pages.address(Office, "change", office.pk)
    term = {"terms-TOTAL_FORMS": 1, "terms-0-elected_on": "2025-01-01", "terms-0-office": office.pk}
    assert client.post(change, admin_pages.values(client.get(change), **term)).status_code == 302
    row = AkimTerm.objects.get()
    gone = {"terms-0-DELETE": "on"}
    assert client.post(change, admin_pages.values(client.get(change), **gone)).status_code == 302

    assert logged(row) == ["akim_stated", restating.REMOVED]


@pytest.mark.parametrize("page", ["delete", "changelist"])
def test_a_figure_taken_away_by_hand_is_told(olzhas, signed_in, all_told, page):
    figure = ElectionFigure.objects.create(voted="2025", subject="women", value=12, source="ОСК")
    restating.catch_up()
    log_id = figure.log_id
    args = [figure.pk] if page == "delete" else []
    chosen = {"action": "delete_selected", "_selected_action": figure.pk, "post": "yes"}

    signed_in(olzhas).post(admin_pages.address(ElectionFigure, page, *args), chosen)

    assert not ElectionFigure.objects.exists()
    assert LogEntry.objects.filter(object_id=log_id).last().word("reason") == restating.REMOVED
