"""How places are found: likeness as tables, slips, filters, the same on page and API."""

import pytest

from oversight.models import NameWord, Place, PlaceName
from oversight.places import grading, names, search
from oversight.places.grading import Grade
from oversight.places.phrases import Typed, readings
from oversight.places.search import Likeness
from tests import factories

Kind = Place.Kind


def codes(found):
    return [each.place.code for each in found]


@pytest.mark.parametrize(
    ("asked", "phrases", "kinds"),
    [
        ("Жалағаш", ["жалагаш"], ()),
        ("село Ақсу", ["аксу"], (Kind.VILLAGE,)),
        ("Жаңа тілек", ["жана тилек", "жанатилек"], ()),
        ("ауыл", ["ауыл"], (Kind.VILLAGE,)),
        ("ар бал вал дар", ["ар бал вал дар"], ()),
        ("ар бал вал дар ел жан зар", ["ар бал вал дар ел жан"], ()),
        ("", [], None),
        (" «» ", [], None),
    ],
)
def test_words_are_read_as_names_and_kinds(asked, phrases, kinds):
    typed = readings(asked)

    assert [each.phrase for each in typed] == phrases
    assert {each.kinds for each in typed} == ({kinds} if typed else set())


@pytest.mark.parametrize(
    ("asked", "phrase", "kind"),
    [
        ("Ақсу а.о.", "аксу", Kind.RURAL_DISTRICT),
        ("Аксуский с/о", "аксускии", Kind.RURAL_DISTRICT),
        ("Ақсу а.", "аксу", Kind.VILLAGE),
        ("п. Шетпе", "шетпе", Kind.SETTLEMENT),
        ("Жалагаш р-н", "жалагаш", Kind.DISTRICT),
        ("Жалағаш ауд.", "жалагаш", Kind.DISTRICT),
        ("р-н им. Казыбек би", "казибек би", Kind.DISTRICT),
        ("Ақсу қ.ә.", "аксу", Kind.TOWN),
        ("Алматинская обл.", "алматинская", Kind.REGION),
    ],
)
def test_kinds_may_be_cut_short(asked, phrase, kind):
    typed = readings(asked)[0]

    assert (names.heard(typed.phrase), typed.kinds[0]) == (names.heard(phrase), kind)


@pytest.mark.parametrize("asked", ["Абай облысы, Абай ауданы", "Абай ауданы Абай облысы"])
def test_of_several_kinds_the_smallest_is_meant(asked):
    assert readings(asked)[0].kinds[0] == Kind.DISTRICT


@pytest.mark.parametrize(
    ("word", "text", "grade"),
    [
        ("аксу", "аксу", Grade.SAME),
        ("аксу", "аксуат", Grade.BEGINS),
        ("тобе", "актобе", Grade.INSIDE),
        ("то", "актобе", None),
        ("а", "аксу", None),
        ("аксу", "талап", None),
    ],
)
def test_a_typed_word_is_held_in_another(word, text, grade):
    assert grading.grade_of(word, text) == grade


@pytest.mark.parametrize(
    ("word", "text", "grade"),
    [
        ("кизилорда", "кызылорда", Grade.HEARD),
        ("жалаганш", "жалагаш", Grade.SLIP),
        ("халагаш", "жалагаш", Grade.FIRST_LETTER),
    ],
)
def test_a_wrong_letter_weighs_more_at_the_beginning(word, text, grade):
    assert grading.slip_grade(word, text) == grade


@pytest.mark.parametrize(
    ("words", "key", "own", "likeness"),
    [
        (["аксу"], "аксу", {"аксу": Grade.SAME}, Likeness.WHOLE),
        (["аксу", "жамбыл"], "аксу", {"аксу": Grade.SAME}, Likeness.WHOLE_AND_ABOVE),
        (["акс"], "аксу", {"акс": Grade.BEGINS}, Likeness.BEGINS),
        (["тилек"], "жана тилек", {"тилек": Grade.SAME}, Likeness.HAS_WORD),
        (["тил"], "жана тилек", {"тил": Grade.BEGINS}, Likeness.HAS_BEGINNING),
        (["кизил"], "кызыл", {"кизил": Grade.HEARD}, Likeness.SIMILAR),
        (["тилк"], "жана тилек", {"тилк": Grade.SLIP}, Likeness.HAS_SLIP),
        (["тобе"], "актобе", {"тобе": Grade.INSIDE}, Likeness.HAS_INSIDE),
    ],
)
def test_names_are_weighed_by_how_they_answer(words, key, own, likeness):
    assert search.how_like(Typed(tuple(words), tuple(words)), key, own) == likeness


@pytest.mark.parametrize(
    "slip",
    [
        *("Жалаңаш", "Жалааш", "Жалағғаш", "Жаладғаш", "Жаалғаш"),
        *("Жалагажш", "Жлагаш", "Шалагаш"),
        *("Zhalagas", "Zhalagahs", "Zhalgash", "Zhaladash", "hZalagash"),
    ],
)
def test_a_place_is_found_with_one_wrong_letter_in_three_scripts(aksu, slip):
    answer = search.find(slip)

    assert (codes(answer.places), codes(answer.similar)) == ([], ["433600000"])


@pytest.mark.parametrize("typed", ["Kayanr", "Kanyar", "Kainra"])
def test_latin_letters_that_changed_places_may_look_like_a_pair(aksu, typed):
    factories.make_place("433636300", kk="Қайнар", ru="Кайнар", parent=aksu.parent)

    assert codes(search.find(typed)) == ["433636300"]


def test_a_wrong_letter_is_forgiven_beside_the_district_too(aksu):
    assert codes(search.find("Аксу Жалагш")) == ["433636100", "433636000"]


def test_a_name_that_is_right_stands_before_similar_ones(aksu):
    factories.make_place("433637100", kk="Ақсы", ru="Аксы", parent=aksu.parent.parent)

    answer = search.find("Ақсу")

    assert codes(answer.places) == ["433636100", "433636000"]
    assert codes(answer.similar) == ["433637100"]


def test_two_words_that_are_one_name_are_found_either_way(aksu):
    apart = factories.make_place("433637100", kk="Жаңа тілек", ru="Жана тилек")
    together = factories.make_place("433638100", kk="Жаңатілек", ru="Жанатилек")

    found = [codes(search.find(words)) for words in ("жана тилек", "Жаңатілек")]

    assert [set(each) for each in found] == [{apart.code, together.code}] * 2


def test_a_former_name_finds_the_place_and_is_told(aksu):
    PlaceName.objects.remember(aksu, ["Ленин"], factories.SINCE)

    answer = search.find("Ленин")

    assert [(each.place, each.former) for each in answer] == [(aksu, "Ленин")]
    assert list(Place.objects.called("ЛЕНИН")) == [aksu]


def test_a_name_in_force_goes_before_a_former_one(aksu):
    other = factories.make_place("433637100", kk="Ленин", ru="Ленин")
    PlaceName.objects.remember(aksu, ["Ленин"], factories.SINCE)

    assert codes(search.find("Ленин")) == [other.code, aksu.code]


def test_a_new_name_replaces_the_old_one_in_the_index(aksu):
    aksu.name_kk = aksu.name_ru = "Талап"
    aksu.save()

    assert codes(search.find("Талап")) == [aksu.code]
    assert codes(search.find("Ақсу")) == ["433636000"]


def test_only_whole_names_are_called(aksu):
    assert list(Place.objects.called("Жалағаш")) == [Place.objects.get(code="433600000")]
    assert list(Place.objects.called("Жалаға")) == []


@pytest.mark.parametrize(
    ("code", "found"), [("433636100", ["433636100"]), ("433634100", ["433636100"]), ("1" * 9, [])]
)
def test_a_code_finds_what_it_means_today(aksu, code, found):
    factories.make_place("433634100", kk="Ескі", successor=aksu, valid_to=factories.SINCE)

    assert codes(search.find(code)) == found


def test_one_may_look_among_some_places_only(aksu):
    villages = Place.objects.current().filter(kind=Kind.VILLAGE)

    assert codes(search.find("Ақсу", among=villages)) == ["433636100"]
    assert codes(search.find("433636000", among=villages)) == []


@pytest.mark.parametrize("words", ["Ақсу", "Жалағаш", "Zhalagsh", "Ақсу Жалағаш", "нет такого"])
def test_page_and_api_give_the_same_places_in_the_same_order(client, aksu, words):
    page = client.get("/en/search/", {"q": words}).context["answer"]
    api = client.get("/api/v1/places/", {"q": words}).json()

    assert [place["code"] for place in api["results"]] == codes(page)
    assert (api["next"], api["previous"]) == (None, None)


def test_a_short_word_that_another_follows_is_whole(aksu):
    """«Ақ жол» is no beginning of «Ақсу … Жолдас»."""
    white_road = factories.make_place("433636300", kk="Ақ Жол", ru="Ак Жол", parent=aksu.parent)
    factories.make_place("433636400", kk="Ақсуат Жолы", ru="Аксуат Жолы", parent=aksu.parent)

    assert [found.place for found in search.find("ақ жол")] == [white_road]
    assert len(list(search.find("ақ"))) > 1


def test_where_not_all_can_be_weighed_beginnings_go_before_middles(aksu, monkeypatch):
    monkeypatch.setattr(search, "MOST_NAMES_ALONE", 1)
    factories.make_place("433636300", kk="Абасар", ru="Абасар", parent=aksu.parent)
    begins = factories.make_place("433636400", kk="Сарыой", ru="Сарыой", parent=aksu.parent)

    assert [found.place for found in search.find("сар")] == [begins]


def test_where_not_all_can_be_weighed_villages_with_works_go_first(aksu, monkeypatch):
    monkeypatch.setattr(search, "MOST_NAMES_ALONE", 1)
    factories.make_place("433636300", kk="Сарыағаш", ru="Сарыагаш", parent=aksu.parent)
    busy = factories.make_place("433636400", kk="Сарыой", ru="Сарыой", parent=aksu.parent)
    Place.objects.filter(pk=busy.pk).update(project_count=2)
    NameWord.objects.weigh()

    assert [found.place for found in search.find("сар")] == [busy]


def test_among_some_places_more_is_read_than_would_show(aksu, monkeypatch):
    monkeypatch.setattr(search, "MOST_NAMES_ALONE", 1)
    some = Place.objects.filter(pk=aksu.pk)

    assert [found.place for found in search.find("ақ", some)] == [aksu]
