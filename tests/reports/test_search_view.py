"""Search: a village by any spelling, told apart from its namesakes, and works by their titles."""

from datetime import date
from decimal import Decimal

import pytest

from oversight.calendar import today
from oversight.models import Place
from oversight.places import search
from projects import giving
from projects.models import Supplier
from reports.models import Dossier, Gathering
from reports.removals import hiding
from tests import factories

Kind = Place.Kind


def ask(client, words):
    return client.get("/en/search/", {"q": words})


def places(response):
    return [found.place.code for found in response.context["answer"].places]


def similar(response):
    return [found.place.code for found in response.context["answer"].similar]


@pytest.mark.parametrize("words", ["Ақсу", "бюджет Аксу", "Aksu budget"])
def test_the_budget_of_a_place_is_found_with_it(client, aksu, words):
    factories.make_budget(aksu.parent)

    response = ask(client, words)

    assert [budget.code for _place, budget in response.context["budgets"]] == [aksu.parent.code]
    assert f'href="/en/budgets/{aksu.parent.code}/"' in response.content.decode()


@pytest.fixture
def zhambyls(aksu):
    """A region, a village, a rural district and a farm of one name, and an Aksu beside them."""
    region = factories.make_place("310000000", Kind.REGION, "Жамбыл", "Жамбылская")
    district = factories.make_place(
        "314000000", Kind.DISTRICT, "Жамбыл", "Жамбылский", parent=region
    )
    rural = factories.make_place(
        "314043000", Kind.RURAL_DISTRICT, "Жамбыл", "Жамбылский", parent=district
    )
    factories.make_place("314043100", kk="Жамбыл", ru="Жамбыл", parent=rural)
    factories.make_place(
        "314043181", Kind.LOCALITY, "Жамбыл қыстауы", "зимовка Жамбыл", parent=rural
    )
    factories.make_place("314043200", kk="Ақсу", ru="Аксу", parent=rural)


@pytest.mark.parametrize("words", ["Жалағаш", "жалагаш", "Zhalagash", "ЖАЛАҒАШ", "Жалағаш ауданы"])
def test_a_place_is_found_in_any_script(client, aksu, words):
    assert places(ask(client, words)) == ["433600000"]


def test_namesakes_stand_in_the_order_of_their_likelihood(client, zhambyls):
    assert places(ask(client, "Жамбыл")) == [
        "310000000",
        "314043100",
        "314000000",
        "314043000",
        "314043181",
    ]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Жамбыл облысы", "310000000"),
        ("село Жамбыл", "314043100"),
        ("Жамбыл ауданы", "314000000"),
        ("Жамбыл ауылдық округі", "314043000"),
        ("Zhambyl rural district", "314043000"),
    ],
)
def test_the_kind_that_is_said_comes_first(client, zhambyls, words, first):
    assert places(ask(client, words))[0] == first


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Ақсу Жамбыл", ["314043200"]), ("Жалағаш Ақсу", ["433636100", "433636000"])],
)
def test_the_district_beside_the_name_tells_namesakes_apart(client, zhambyls, words, expected):
    assert places(ask(client, words)) == expected


def test_what_lies_above_stands_beside_the_name(client, zhambyls):
    page = ask(client, "Ақсу Жамбыл").content.decode()

    assert "Zhambyl Region › Zhambyl District › Zhambyl rural district" in page


def test_a_village_with_works_comes_before_its_namesakes(client, zhambyls, aksu):
    factories.make_project(aksu)

    assert places(ask(client, "Ақсу"))[0] == aksu.code


def test_a_retired_place_is_not_found(client, aksu):
    factories.make_place("433636200", kk="Ескі", ru="Ески", valid_to=factories.SINCE)

    assert places(ask(client, "Ескі")) == []


def test_works_are_found_by_their_titles(client, aksu):
    work = factories.make_project(aksu, title_kk="Мәдениет үйі", title_ru="Дом культуры")
    factories.make_project(aksu)

    assert ask(client, "мадениет").context["works"] == [work]


def test_nothing_found_helps_on(client, aksu):
    page = ask(client, "Атлантида").content.decode()

    assert "Nothing was found" in page
    assert 'href="/en/">To the regions</a>' in page


def test_no_words_say_how_to_search(client, aksu):
    response = client.get("/en/search/")

    assert (places(response), similar(response), response.context["works"]) == ([], [], [])
    assert "Write the name as you say it" in response.content.decode()


def test_too_many_namesakes_are_cut_and_that_is_said(client, aksu):
    for number in range(search.MOST + 1):
        factories.make_place(f"4337{number:02}100", kk="Бірлік", ru="Бирлик")

    response = ask(client, "Бірлік")

    assert len(places(response)) == search.MOST
    assert "More places have this name." in response.content.decode()


@pytest.mark.parametrize(
    "words", ["", "   ", "%", "_", "'", "\x00", "???", "а" * 5000, "село", "<script>", "‮"]
)
def test_strange_words_are_no_error(client, aksu, words):
    response = ask(client, words)

    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


@pytest.mark.parametrize(
    ("words", "is_there"),
    [
        ("тазалау", True),
        ("astyk", True),  # the business
        ("Жалагаш", False),  # the district above is not the place
        ("аксу тазалау", True),  # the place and the words
        ("Атлантида", False),
    ],
)
def test_a_promise_is_found_by_its_words_its_business_and_its_place(client, aksu, words, is_there):
    pledge = factories.make_pledge(aksu)

    page = ask(client, words).content.decode()

    assert (f'href="/en/pledges/{pledge.public_id}/"' in page) is is_there
    assert ("No law asks them to" in page) is is_there


def test_a_promise_that_was_worded_anew_is_found_by_its_new_words(client, aksu):
    pledge = factories.make_pledge(aksu)
    giving.change(pledge, what="Мектепке көмір")

    assert list(ask(client, "көмір").context["pledges"]) == [pledge]
    assert list(ask(client, "тазалау").context["pledges"]) == []


@pytest.mark.parametrize(
    ("language", "said"),
    [("kk", "Ештеңе табылмады"), ("ru", "Ничего не найдено"), ("en", "Nothing was found")],
)
@pytest.mark.parametrize("words", ["???", "—", "…!", "«»"])
def test_signs_without_letters_find_nothing(client, aksu, papers, words, language, said):
    factories.make_machine(aksu, "1")
    factories.make_pledge(aksu)

    response = client.get(f"/{language}/search/", {"q": words})

    kinds = ("works", "machines", "firms", "pledges", "groups", "gatherings", "dossiers")
    assert [response.context[kind] for kind in kinds] == [[]] * len(kinds)
    assert list(response.context["answer"]) == []
    assert said in response.content.decode()


@pytest.fixture
def papers(dostyk, project):
    """A final document, two gatherings and a draft of a group."""
    return factories.make_papers(dostyk, factories.make_stopped_report(project))


@pytest.mark.parametrize("count", [1, 3])
def test_search_asks_the_database_equally_often(
    client, aksu, papers, count, django_assert_num_queries
):
    """Whatever is found, and of each kind one or several."""
    for number in range(count):
        factories.make_place(f"4336365{number}0", kk="Ақсу", ru="Аксу", parent=aksu.parent)
        factories.make_project(aksu, title_kk="Ақсу көпірі", planned_end=None)
        machine = factories.make_machine(aksu, f"ақсу{number}")
        factories.hold(machine, date(2026, 1, 1))
        factories.make_pledge(aksu, f"«Ақсу {number}» ЖШС")

    with django_assert_num_queries(9):
        response = ask(client, "Ақсу")

    assert found(response) == (1, 2, 1)
    others = ("machines", "firms", "pledges")
    assert [len(response.context[name]) for name in others] == [count, count, count]


@pytest.mark.parametrize(
    ("words", "is_there"),
    [
        ("астык", True),
        ("Astyk", True),
        ("аксу ЖШС", True),
        ("990340001234", True),
        ("990340001234 астық", True),
        ("99034000123", False),  # not a whole BIN
        ("990340001234 құрылыс", False),
    ],
)
def test_a_business_is_found_by_its_name_and_its_bin(client, site, words, is_there):
    firm = Supplier.objects.create(name="«Ақсу Астық» ЖШС", bin="990340001234")
    Supplier.objects.create(name="«Құрылыс» ЖШС")

    response = ask(client, words)

    assert (firm in response.context["firms"]) is is_there
    assert (f'href="/en/suppliers/{firm.pk}/"' in response.content.decode()) is is_there
    assert ("BIN 990340001234" in response.content.decode()) is is_there


def test_of_many_businesses_the_first_by_name_are_shown(client, site):
    for number in range(9, -2, -1):
        Supplier.objects.create(name=f"«Астық {number + 1}» ЖШС")

    response = ask(client, "астық")

    assert [firm.name for firm in response.context["firms"]][:2] == [
        "«Астық 0» ЖШС",
        "«Астық 1» ЖШС",
    ]
    assert len(response.context["firms"]) == 10
    assert "The first 10 are shown." in response.content.decode()


def test_what_is_found_is_shown_whole(client, aksu):
    """Rows come as JSON and are made anew: sums and days come with them."""
    factories.make_pledge(
        aksu, promised=Decimal("0.10"), paid=Decimal("0.10"), paid_on=date(2026, 9, 2)
    )
    factories.make_pledge(aksu, what="Ауыл мешіті", due_on=date(2026, 9, 3))

    pledges = ask(client, "ауыл").context["pledges"]

    assert {one.what: one.state(date(2026, 9, 4)) for one in pledges} == {
        "Ауыл жолын тазалау": "claimed",
        "Ауыл мешіті": "overdue",
    }
    assert {(one.place.spoken, one.firm.name) for one in pledges} == {
        (aksu.spoken, "«Ақсу Астық» ЖШС")
    }


def found(response):
    names = ("groups", "gatherings", "dossiers")
    return tuple(len(response.context[name]) for name in names)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Достык", (1, 2, 1)),  # its name, and whose papers they are
        ("dostyk aksu", (1, 2, 1)),
        ("Ақсу", (1, 2, 1)),  # all that is there
        ("ауызсу", (0, 2, 0)),  # an agenda
        ("келістік", (0, 1, 0)),  # minutes
        ("барысын тексеру", (0, 0, 1)),  # tasks; never those of a draft
        ("Атлантида", (0, 0, 0)),
    ],
)
def test_groups_gatherings_and_final_documents_are_found(client, papers, words, expected):
    assert found(ask(client, words)) == expected


def test_what_a_moderator_hid_and_a_group_that_ended_are_not_found(client, papers, dostyk, madina):
    for model in (Gathering, Dossier):
        for paper in model.objects.shown():
            hiding.hide_paper(paper, reason="insult", by=madina)
    dostyk.ended_on = today()
    dostyk.save()

    assert found(ask(client, "Ақсу")) == (0, 0, 0)


def test_each_leads_to_its_page(client, papers):
    page = ask(client, "Ақсу").content.decode()

    for address in (
        "/en/groups/dostyk/",
        f"/en/gatherings/{papers['minutes']}/",
        f"/en/dossiers/{papers['dossier']}/",
    ):
        assert f'href="{address}"' in page


def test_search_sets_no_cookie_and_takes_no_post(client, aksu):
    assert ask(client, "Ақсу").cookies == {}
    assert client.post("/en/search/").status_code == 405


def test_words_of_kinds_alone_are_searched_as_names(aksu):
    village = factories.make_place("433636300", kk="Ауыл", ru="Аул", parent=aksu.parent)

    assert [found.place for found in search.find("ауыл")] == [village]
