"""Open311 GeoReport v2 as existing clients ask for it, in JSON and XML."""

import uuid
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from oversight.calendar import midnight, today
from oversight.models import Installation, Place
from reports import receipts, services
from reports.models import Report
from reports.removals import hiding
from tests import factories

V2 = "/open311/v2"
WORDS = "Құбыр көшеде жатыр, жұмыс тоқтап қалды."
ENGLISH = {"Accept-Language": "en"}


def xml(response):
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def asked(client, **query):
    response = client.get(f"{V2}/requests.json", query, headers=ENGLISH)
    assert response.status_code == 200, response.content
    return [request["service_request_id"] for request in response.json()]


def posted(client, form="json", **said):
    said = {"service_code": "stopped", "description": WORDS, **said}
    return client.post(f"{V2}/requests.{form}", said, headers=ENGLISH)


def test_discovery_names_the_endpoint_and_its_formats(client, site):
    told = client.get("/open311/discovery.json").json()

    assert told["endpoints"][0]["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert told["endpoints"][0]["url"].endswith("/open311/v2/")
    root = xml(client.get("/open311/discovery.xml"))
    assert [one.text for one in root.iter("format")] == ["text/xml", "application/json"]


def test_services_are_what_a_resident_sees_there(client, site):
    told = client.get(f"{V2}/services.json", headers=ENGLISH).json()

    assert [service["service_code"] for service in told] == [
        *("not_started", "under_way", "stopped", "finished", "finished_not_working"),
        *("serves_village", "works_elsewhere", "refused_us", "stands_idle", "broken_down"),
        *("cannot_tell", "misuse"),
    ]
    assert told[2] == {
        "service_code": "stopped",
        "service_name": "stopped",
        "description": "It was begun, and nobody works there any more.",
        "metadata": True,
        "type": "realtime",
        "keywords": "progress",
        "group": "Progress of a public work",
    }


def test_services_are_the_same_in_xml(client, site):
    root = xml(client.get(f"{V2}/services.xml", headers=ENGLISH))

    assert root.tag == "services"
    assert {service.tag for service in root} == {"service"}
    assert root.find("service[service_code='stopped']/metadata").text == "true"
    assert len(root) == 12


def test_a_service_says_what_else_may_be_told(client, site):
    told = client.get(f"{V2}/services/misuse.json", headers=ENGLISH).json()

    codes = [attribute["code"] for attribute in told["attributes"]]
    assert told["service_code"] == "misuse"
    assert codes[:5] == ["project", "machine", "place", "observed_on", "language"]
    assert [attribute["order"] for attribute in told["attributes"]] == [*range(1, len(codes) + 1)]
    root = xml(client.get(f"{V2}/services/misuse.xml"))
    assert root.find("attributes/attribute[code='language']/values/value/key").text == "kk"


def test_a_request_is_told_with_days_and_the_office(client, project, daniyar, office):
    report = factories.make_stopped_report(project)
    factories.make_reply(report, daniyar, text="Жұмада келеміз.")

    told = client.get(f"{V2}/requests/{report.public_id}.json", headers=ENGLISH).json()

    report.refresh_from_db()
    assert told == [
        {
            "service_request_id": report.public_id,
            "status": "open",
            "status_notes": "Жұмада келеміз.",
            "service_name": "stopped",
            "service_code": "stopped",
            "description": report.text,
            "agency_responsible": "Akim's office of Ақсу",
            "service_notice": "",
            "requested_datetime": midnight(report.filed_on).isoformat(),
            "updated_datetime": midnight(report.answered_on).isoformat(),
            "expected_datetime": midnight(report.answer_due_on).isoformat(),
            "address": f"Water pipe, {report.place.spoken}",
            "address_id": "433636100",
            "zipcode": "",
            "lat": told[0]["lat"],
            "long": told[0]["long"],
            "media_url": "",
        }
    ]


def test_a_request_is_the_same_in_xml(client, project):
    report = factories.make_stopped_report(project, text="a < b & \x0bc")

    root = xml(client.get(f"{V2}/requests/{report.public_id}.xml"))

    assert root.tag == "service_requests"
    assert root.find("request/service_request_id").text == report.public_id
    assert root.find("request/description").text.startswith("a < b & ")


def test_only_what_everybody_may_see_is_told(client, project, madina):
    shown = factories.make_report(project)
    held = factories.make_misuse_report(project)
    hidden = factories.make_report(project)
    hiding.hide_report(hidden, reason="insult")

    assert asked(client) == [shown.public_id]
    for gone in (held, hidden):
        for address in (f"requests/{gone.public_id}", f"tokens/{gone.public_id}"):
            assert client.get(f"{V2}/{address}.json").status_code == 404


def test_requests_are_narrowed_by_service_and_status(client, project, daniyar, madina):
    stopped = factories.make_stopped_report(project)
    under_way = factories.make_report(project)
    misuse = factories.make_misuse_report(project)
    services.publish_report(misuse, moderator=madina, reason="fits")
    factories.make_claim(stopped, daniyar)
    services.give_verdict(stopped, is_done=True)

    assert asked(client, service_code="misuse") == [misuse.public_id]
    assert {*asked(client, service_code=f"stopped,{under_way.stage}")} == {
        stopped.public_id,
        under_way.public_id,
    }
    assert asked(client, service_code="no_such") == []
    assert asked(client, status="closed") == [stopped.public_id]
    assert {*asked(client, status="open")} == {under_way.public_id, misuse.public_id}
    assert len(asked(client, status="open,closed")) == 3
    assert len(asked(client, status=["open", "closed"])) == 3
    assert {*asked(client, service_code=["stopped", "misuse"])} == {
        stopped.public_id,
        misuse.public_id,
    }


def test_requests_are_narrowed_by_days_ninety_where_none_are_said(client, project):
    new, old = factories.make_report(project), factories.make_report(project)
    Report.objects.filter(pk=old.pk).update(filed_on=today() - timedelta(days=91))
    day = midnight(old.filed_on - timedelta(days=91))

    assert asked(client) == [new.public_id]
    assert asked(client, start_date=day.isoformat()) == [old.public_id]
    assert asked(client, end_date="2020-01-01T00:00:00Z") == []
    assert asked(client, service_request_id=f"{old.public_id},{'a' * 16}") == [old.public_id]


def test_pages_follow_each_other(client, project):
    reports = {factories.make_report(project).public_id for _number in range(3)}

    first, second = asked(client, page_size=2), asked(client, page_size=2, page=2)

    assert (len(first), len(second)) == (2, 1)
    assert {*first, *second} == reports


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_many_as_for_one(
    client, project, daniyar, count, django_assert_max_num_queries
):
    for _number in range(count):
        factories.make_reply(factories.make_stopped_report(project), daniyar)

    with django_assert_max_num_queries(8):
        asked(client)


def test_a_request_is_filed_for_a_work_and_told_with_its_code(client, project):
    response = posted(client, **{"attribute[project]": project.identifier})

    (told,) = response.json()
    report = Report.objects.get()
    assert response.status_code == 201
    assert told["service_request_id"] == report.public_id
    assert (report.project, report.stage, report.kind) == (project, "stopped", "progress")
    code = told["service_notice"].split("receipt code ")[1].split(":")[0]
    assert client.post("/en/receipt/", {"receipt_code": code}).status_code == 200


def test_a_request_is_filed_for_a_place_by_its_code_or_the_nearest(client, aksu):
    Place.objects.filter(pk=aksu.pk).update(latitude="45.08", longitude="64.67")
    by_code = posted(client, address_id=aksu.code)
    by_position = posted(client, lat="45.1", long="64.6")

    assert (by_code.status_code, by_position.status_code) == (201, 201)
    assert [report.place for report in Report.objects.all()] == [aksu, aksu]


def test_what_waits_for_a_moderator_gets_a_token(client, project, madina):
    root = xml(
        posted(client, "xml", service_code="misuse", **{"attribute[project]": project.identifier})
    )
    token = root.find("request/token").text
    assert client.get(f"{V2}/tokens/{token}.json").status_code == 404

    services.publish_report(Report.objects.get(), moderator=madina, reason="fits")

    told = client.get(f"{V2}/tokens/{token}.json").json()
    assert told == [{"service_request_id": token, "token": token}]


def test_a_sender_that_makes_draft_and_code_may_send_twice(client, project):
    said = {
        "attribute[project]": project.identifier,
        "attribute[draft_id]": str(uuid.uuid4()),
        "attribute[receipt_code]": receipts.make_code(),
    }

    first, second = posted(client, **said).json(), posted(client, **said).json()

    assert first == second
    assert Report.objects.count() == 1


def test_names_and_numbers_of_people_are_not_kept(client, project):
    posted(
        client,
        first_name="Айгүл",
        phone="87015551234",
        device_id="abc",
        api_key="xyz",
        **{"attribute[project]": project.identifier},
    )

    row = str(Report.objects.values().get())
    assert [mark for mark in ("Айгүл", "8701555", "abc'", "xyz") if mark in row] == []


REFUSED = {
    "no service": ({"service_code": ""}, 400, "service_code was not provided"),
    "an unknown service": ({"service_code": "potholes"}, 404, "was not found"),
    "an unknown service at a place": (
        {"service_code": "potholes", "lat": "45.1", "long": "64.6"},
        404,
        "service_code provided was not found",
    ),
    "another jurisdiction": (
        {"jurisdiction_id": "city.example", "address_id": "433636100"},
        404,
        "jurisdiction_id provided was not found",
    ),
    "nowhere": ({}, 400, "Say where it is"),
    "an address in words alone": (
        {"address_string": "Ақсу ауылы, Абай көшесі 1"},
        400,
        "Say where it is",
    ),
    "a position in words": ({"lat": "north", "long": "64.6"}, 400, "lat: "),
    "half a position the other way": ({"long": "64.6"}, 400, "Say where it is"),
    "half a position": ({"lat": "44"}, 400, "Say where it is"),
    "no position on Earth": ({"lat": "144", "long": "1"}, 400, "lat"),
    "far from any village": ({"lat": "0", "long": "0"}, 400, "Say where it is"),
    "an unknown place": ({"address_id": "999999999"}, 400, "No place has this code."),
    "an unknown work": ({"attribute[project]": "nothing"}, 400, "no work with this identifier"),
    "a day to come": ({"attribute[observed_on]": "2999-01-01"}, 400, "observed_on"),
    "a broken code": ({"attribute[receipt_code]": "x"}, 400, "receipt_code"),
    "no address": ({"email": "x"}, 400, "contact_email"),
}


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("form", ["json", "xml"])
def test_what_makes_no_sense_is_refused_in_the_shape_of_georeport(client, aksu, what, form):
    said, status, words = REFUSED[what]
    if {"email", "attribute[observed_on]", "attribute[receipt_code]"} & said.keys():
        said = {"address_id": aksu.code, **said}

    response = posted(client, form, **said)

    assert response.status_code == status
    if form == "json":
        code, sentence = response.json()[0]["code"], response.json()[0]["description"]
    else:
        root = xml(response)
        code, sentence = int(root.find("error/code").text), root.find("error/description").text
    assert code == status
    assert words in sentence
    assert Report.objects.count() == 0


@pytest.mark.parametrize(
    ("address", "status"),
    [
        *(
            (f"{address}.json?jurisdiction_id=city.example", 404)
            for address in ("services", "services/stopped", "requests", "tokens/a", "requests/a")
        ),
        ("services.json?jurisdiction_id=", 200),
        ("tokens/aaaaaaaaaaaaaaaa.json", 404),
        ("services/Schlagloch-1.json", 404),
        ("services/potholes.json", 404),
        ("requests/aaaaaaaaaaaaaaaa.json", 404),
        ("requests.json?start_date=yesterday", 400),
        ("requests.json?status=pending", 400),
        ("requests.json?page_size=1001", 400),
        ("requests.json?page=0", 400),
        ("requests.json?start_date=0001-01-01T00:00:00%2B05:00", 400),
        ("requests.json?end_date=9999-12-31T23:59:59Z", 400),
        ("requests.json?end_date=0001-01-03", 200),
        ("requests.json?start_date=9999-12-30", 200),
        ("nothing.json", 404),
        ("requests.csv", 404),
    ],
)
def test_questions_are_answered_in_the_shape_of_georeport(client, site, address, status):
    response = client.get(f"{V2}/{address}")

    assert response.status_code == status
    if status != 200:
        assert response.json()[0]["code"] == status


def test_every_sentence_of_a_refusal_stands_in_both_shapes(client, aksu):
    said = {"service_code": "", "lat": "144", "long": "500"}

    told = posted(client, **said).json()
    root = xml(posted(client, "xml", **said))

    assert root.tag == "errors"
    assert [error.tag for error in root] == ["error"] * 3
    assert [(one["code"], one["description"]) for one in told] == [
        (int(error.find("code").text), error.find("description").text) for error in root
    ]
    assert [one["description"].split(":")[0] for one in told] == ["service_code", "lat", "long"]


def test_words_of_an_address_beside_a_position_are_not_kept(client, aksu):
    Place.objects.filter(pk=aksu.pk).update(latitude="45.08", longitude="64.67")

    answer = posted(client, lat="45.1", long="64.6", address_string="Абай көшесі 1, Айгүл")

    assert answer.status_code == 201
    assert "Абай" not in str(Report.objects.values().get())


def test_a_report_is_filed_with_what_its_definition_offers(client, project):
    definition = client.get(f"{V2}/services/misuse.json", headers=ENGLISH).json()
    (stages,) = [one["values"] for one in definition["attributes"] if one["code"] == "stage"]
    said = {
        "attribute[project]": project.identifier,
        "attribute[observed_on]": "2026-11-01T00:00:00Z",
        "attribute[language]": "ru",
        "attribute[stage]": stages[1]["key"],
    }

    (told,) = posted(client, service_code="misuse", **said).json()

    report = Report.objects.get()
    assert "token" in told
    assert "service_request_id" not in told
    assert (report.kind, report.stage, report.language) == ("misuse", stages[1]["key"], "ru")
    assert report.observed_on.isoformat() == "2026-11-01"


def test_one_that_is_filed_is_found_again_in_every_shape(client, project):
    (told,) = posted(client, **{"attribute[project]": project.identifier}).json()
    number = told["service_request_id"]

    [listed] = client.get(f"{V2}/requests.json", {"service_request_id": number}).json()
    [single] = client.get(f"{V2}/requests/{number}.json").json()
    root = xml(client.get(f"{V2}/requests/{number}.xml"))

    assert listed == single
    assert {element.tag for element in root.find("request")} == single.keys()
    assert (single["status"], single["service_code"]) == ("open", "stopped")
    assert asked(client, service_request_id=number, service_code="misuse") == [number]


def test_a_site_that_is_not_open_says_when_to_come_back(client, project):
    Installation.objects.update(opened_on=None, demonstration=False)

    response = posted(client, **{"attribute[project]": project.identifier})

    assert (response.status_code, response["Retry-After"]) == (503, "3600")
    assert response.json()[0]["code"] == 503


def test_another_site_s_page_may_read_and_not_file(client, project):
    foreign = {"Origin": "https://news.example"}
    said = {"service_code": "stopped", "attribute[project]": project.identifier}

    assert client.get(f"{V2}/requests.json", headers=foreign)["Access-Control-Allow-Origin"] == "*"
    refused = client.post(f"{V2}/requests.json", said, headers=foreign)
    assert refused.status_code == 403
    assert Report.objects.count() == 0


# What is refused before anything is looked at -------------------------------------------------


def _foreign(client, address):
    return client.post(address, {}, headers={"Origin": "https://news.example"})


def _unknown_method(client, address):
    return client.delete(address)


def _far_too_much(client, address):
    return client.post(address, {"description": "а" * 2_700_000})


def _a_torn_form(client, address):
    return client.post(address, b"--x", content_type="multipart/form-data; boundary=")


def _a_session_without_its_token(client, address):
    client.cookies["sessionid"] = "of-somebody"
    return client.post(address, {})


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (_foreign, 403),
        (_a_session_without_its_token, 403),
        (_unknown_method, 405),
        (_far_too_much, 413),
        (_a_torn_form, 400),
    ],
)
def test_what_is_refused_at_the_door_has_the_shape_that_clients_read(site, ask, status):
    """The door checks tokens, as it does outside of tests."""
    read = ask(Client(enforce_csrf_checks=True), f"{V2}/requests.json")
    spoken = ask(Client(enforce_csrf_checks=True), f"{V2}/requests.xml")

    [told] = read.json()
    assert (read.status_code, told["code"]) == (status, status)
    error = xml(spoken).find("error")
    assert (spoken.status_code, error.find("code").text) == (status, str(status))
    assert error.find("description").text == told["description"]


def test_a_method_that_is_not_taken_is_told_which_are(client, site):
    response = client.delete(f"{V2}/services.json")

    assert response["Allow"] == "GET, HEAD"
