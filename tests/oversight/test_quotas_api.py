"""How much a reader may take: by its key, or with all who have none; and what it is told."""

import io

import pytest
import time_machine
from django.core.management import call_command

from oversight.models import ApiKey, ApiUse
from oversight.quotas import _shared
from tests import factories

PLACES = "/api/v1/places/"
NOON = "2026-11-23T12:00:20+05:00"


@pytest.fixture(autouse=True)
def noon(site, settings):
    settings.API_OPEN_PER_MINUTE = 3
    _shared.minute = 0
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def key():
    said = io.StringIO()
    call_command("give_api_key", "Дала газеті", "gazeta@example.kz", per_minute=2, stdout=said)
    return said.getvalue().strip()


def told(response):
    names = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
    return [int(response[name]) for name in names]


def test_readers_without_a_key_share_a_limit_and_are_told_what_is_left(client):
    assert [told(client.get(PLACES)) for _number in range(3)] == [
        [3, 2, 40],
        [3, 1, 40],
        [3, 0, 40],
    ]

    refused = client.get(PLACES)

    assert (refused.status_code, refused.json()["code"]) == (429, "throttled")
    assert (refused["Retry-After"], told(refused)) == ("40", [3, 0, 40])
    assert refused["Content-Type"] == "application/problem+json"


def test_the_next_minute_begins_anew(client, noon):
    for _number in range(4):
        client.get(PLACES)
    noon.shift(40)

    assert told(client.get(PLACES)) == [3, 2, 60]


def test_a_key_has_a_limit_of_its_own(client, key):
    for _number in range(4):
        client.get(PLACES)

    answers = [client.get(PLACES, headers={"X-Api-Key": key}) for _number in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [told(answer)[:2] for answer in answers] == [[2, 1], [2, 0], [2, 0]]


def test_only_the_hash_of_a_key_and_the_count_of_a_minute_are_kept(client, key, noon):
    client.get(PLACES, headers={"X-Api-Key": key})
    noon.shift(60)
    client.get(PLACES, headers={"X-Api-Key": key})

    assert key not in str(ApiKey.objects.values().get())
    assert list(ApiUse.objects.values_list("count", flat=True)) == [1]


def test_a_key_that_nobody_gave_or_that_was_ended_is_refused(client, key):
    ApiKey.objects.update(ended_on="2026-11-22")

    for said in (key, "made-up"):
        answer = client.get(PLACES, headers={"X-Api-Key": said})
        assert (answer.status_code, answer.json()["code"]) == (403, "key_unknown")


def test_open311_tells_it_in_its_own_shape(client):
    for _number in range(3):
        client.get("/open311/v2/services.json")

    refused = client.get("/open311/v2/services.json")

    assert (refused.status_code, refused.json()[0]["code"]) == (429, 429)


def test_filing_and_the_receipt_are_never_counted(client, project):
    for _number in range(4):
        client.get(PLACES)
    report = factories.make_report(project)

    filed = client.post("/api/v1/reports/", {}, content_type="application/json")
    own = client.post(
        "/api/v1/receipt/", {"receipt_code": report.code}, content_type="application/json"
    )

    assert (filed.status_code, own.status_code) == (400, 200)
    assert "RateLimit-Limit" not in own
