"""Which place a row of a list means: certain, or asked with what it could be."""

import re
from datetime import date

import pytest

from oversight.models import Place, PlaceName
from projects.importers.places import Asked, Places, said
from projects.matching import Unreadable
from tests import factories

KYZYLORDA, ATYRAU, ZHALAGASH = "430000000", "230000000", "433600000"


@pytest.fixture
def map_of_places(aksu):
    """Kyzylorda with Aksu, and Atyrau with the names that are spelt in several ways."""
    district = aksu.parent.parent
    make = factories.make_place
    akkum = make("433633000", Place.Kind.RURAL_DISTRICT, "Аққұм", "Аккумский", parent=district)
    make("433633100", Place.Kind.VILLAGE, "Аққұм", "Аккум", parent=akkum)
    atyrau = make(ATYRAU, Place.Kind.REGION, "Атырау", "Атырауская")
    for code, kk, ru in (
        ("234000000", "Индер", "Индерский"),
        ("234800000", "Қызылқоға", "Кызылкогинский"),
        ("236000000", "Қобда", "Кобдинский"),
    ):
        make(code, Place.Kind.DISTRICT, kk, ru, parent=atyrau)
    for code, kk, ru, above in (
        ("234035100", "Елтай", "Елтай", "234000000"),
        ("234843100", "Қарабау", "Карабау", "234800000"),
        ("236031100", "Бегалы", "Бегалы", "236000000"),
        ("236033100", "Ақсу", "Аксу", "236000000"),
        ("236035100", "Жаңатілек", "Жанатилек", "236000000"),
    ):
        make(code, Place.Kind.VILLAGE, kk, ru, parent=Place.objects.get(code=above))
    return aksu


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"kato": "433636100"}, "433636100"),
        ({"kato": "433636100.0"}, "433636100"),
        ({"district_kato": ZHALAGASH, "place": "Аккум"}, "433633100"),
        ({"district_kato": ZHALAGASH, "place": "с. Аккум"}, "433633100"),
        ({"district_kato": ZHALAGASH, "place": "Аққұм ауылы"}, "433633100"),
        ({"district_kato": ZHALAGASH, "place": "Akkum village"}, "433633100"),
        ({"district_kato": ZHALAGASH, "place": "Аккумский с.о."}, "433633000"),
        ({"district": "Жалагашский район", "place": "Аккум"}, "433633100"),
        (
            {"region": "Кызылординская область", "district": "Жалағаш", "place": "Аккум"},
            "433633100",
        ),
        ({"region_kato": KYZYLORDA, "place": "Аккум"}, "433633100"),
        # One name, several Russian spellings.
        ({"district_kato": "234000000", "place": "Ельтай"}, "234035100"),
        ({"district": "Кзылкогинский район", "place": "Карабау"}, "234843100"),
        ({"region_kato": ATYRAU, "district": "Хобдинский", "place": "Бегалы"}, "236031100"),
        ({"district": "Кобдинский", "place": "Жана тилек"}, "236035100"),
    ],
)
def test_a_place_is_found(map_of_places, row, code):
    assert Places().find(row).place.code == code


@pytest.mark.parametrize(
    ("row", "note"),
    [
        (
            {"district": "Хобдинский", "place": "Бегалы"},
            "“Хобдинский” is read as 236000000 Kobda District, Atyrau Region.",
        ),
        (
            {"kato": "433636100", "place": "Акса"},
            "The code 433636100 is Aksu village, Aksu rural district, Zhalagash District, "
            "Kyzylorda Region; the row says “Акса”.",
        ),
        (
            {"kato": "234843100", "place": "Карабауское"},
            "The code 234843100 is Karabau village, Kyzylkoga District, Atyrau Region; the row "
            "says “Карабауское”.",
        ),
        (
            {"district": "Жалагашский", "place": "Аккумский с/о, с. Аккум"},
            "“Аккумский с/о, с. Аккум” is read as 433633100 Akkum village, Akkum rural district, "
            "Zhalagash District, Kyzylorda Region.",
        ),
        (
            {"district": "Жалагашский", "place": "с. Аккум, с. Аксу"},
            "“с. Аккум, с. Аксу” is read as 433600000 Zhalagash District, Kyzylorda Region.",
        ),
        ({"kato": "433600000", "place": "Аккум"}, ""),
        ({"kato": "433636100", "place": "Аксуский"}, ""),
        ({"kato": "433636000", "place": "Аксу"}, ""),
    ],
)
def test_what_is_certain_but_odd_is_noted(map_of_places, row, note):
    assert str(Places().find(row).note) == note


@pytest.mark.parametrize(
    ("row", "candidates"),
    [
        # The same name in two districts, and no district said.
        ({"place": "Аксу"}, ["433636100", "236033100"]),
        # Unique in the country, but nothing says where it is.
        ({"place": "Аккум"}, ["433633100"]),
        # Not in the district that the row names: districts have been moved and divided.
        ({"district_kato": ZHALAGASH, "place": "Бегалы"}, ["236031100"]),
        ({"region_kato": KYZYLORDA, "district": "Кобдинский", "place": "Бегалы"}, ["236031100"]),
        # One letter off: asked, never taken.
        ({"district_kato": ZHALAGASH, "place": "Аккул"}, ["433633000", "433633100"]),
        # A district nobody knows.
        ({"district": "Тельманский", "place": "Бегалы"}, ["236031100"]),
        ({"district_kato": "999900000", "place": "Бегалы"}, ["236031100"]),
        ({"district_kato": ZHALAGASH, "place": "Мойнак"}, []),
        ({"district_kato": ZHALAGASH, "place": ","}, []),
        # One of several names is not certain.
        ({"district_kato": ZHALAGASH, "place": "Аккум, Бегалы"}, ["236031100"]),
        # A code that bears another name today: one of the two is wrong.
        ({"kato": "433636100", "place": "Бегалы"}, ["433636100", "236031100"]),
        ({"kato": "433636100", "place": "Приморье"}, ["433636100"]),
        ({"kato": "433600000", "place": "Бегалы"}, ["433600000", "236031100"]),
    ],
)
def test_what_is_unsure_is_asked_with_what_it_could_be(map_of_places, row, candidates):
    with pytest.raises(Asked) as asked:
        Places().find(row)

    assert sorted(place.code for place in asked.value.candidates) == sorted(candidates)


def test_the_question_names_each_place_in_full(map_of_places):
    with pytest.raises(Asked) as asked:
        Places().find({"region_kato": ATYRAU, "district": "Кобдинский", "place": "Аксо"})

    assert str(asked.value.args[0]) == (
        "Which place is “Аксо”? Give the code of one of these: "
        "236033100 Aksu village, Kobda District, Atyrau Region."
    )


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Аксу г.а.", "551600000"),
        ("Район им. Г. Мусрепова", "596600000"),
        ("р-н им. Г. Мусрепова", "596600000"),
        ("р-н Мусрепова", "596600000"),
        ("Ғ.Мүсірепов ат. ауданы", "596600000"),
        ("Зеленовский район", "274400000"),
        ("Целинный район", None),
    ],
)
def test_a_district_cut_short_or_renamed_is_asked_with_its_name_of_today(db, written, code):
    for number, kind, kk, ru in (
        ("551600000", Place.Kind.CITY_ADMINISTRATION, "Ақсу", "Аксу"),
        ("596600000", Place.Kind.DISTRICT, "Ғабит Мүсірепов атындағы", "имени Габита Мусрепова"),
        ("274400000", Place.Kind.DISTRICT, "Бәйтерек", "Байтерек"),
    ):
        factories.make_place(number, kind, kk, ru)

    with pytest.raises(Asked) as asked:
        Places().find({"district": written, "place": "Бегалы"})

    assert re.findall(r"\d{9}", str(asked.value.args[0])) == ([code] if code else [])


def test_of_a_district_cut_short_the_village_is_asked_and_not_the_district(db):
    """The code of the answer is taken as the place of the work."""
    kk, ru = "Тұрар Рысқұлов", "Турара Рыскулова"
    district = factories.make_place("315000000", Place.Kind.DISTRICT, kk, ru)
    factories.make_place("315030100", kk="Құлан", ru="Кулан", parent=district)

    for written in ("Т. Рыскуловский район", "р-н Т. Рыскулова", "Т.Рысқұлов ауд."):
        with pytest.raises(Asked) as asked:
            Places().find({"district": written, "place": "с. Кулан"})

        assert [place.code for place in asked.value.candidates] == ["315030100"]
        assert f"“с. Кулан, {written}”" in str(asked.value.args[0])
        assert re.findall(r"\d{9}", str(asked.value.args[0])) == ["315030100"]


@pytest.mark.parametrize(
    ("region", "district"),
    [
        ("Жамбылской области", "Шу р-н"),
        ("Жамбылская обл.", "Шу р-он"),
        ("Жамбылская область", "Шуского района"),
        ("Жамбылская область", "Шуский район (бывш. Чуйский)"),
    ],
)
def test_a_district_in_another_case_or_language_is_read_and_noted(db, region, district):
    above = factories.make_place("310000000", Place.Kind.REGION, "Жамбыл", "Жамбылская")
    shu = factories.make_place("316600000", Place.Kind.DISTRICT, "Шу", "Шуский", parent=above)
    village = factories.make_place("316630100", kk="Төле би", ru="Толе би", parent=shu)

    found = Places().find({"region": region, "district": district, "place": "с. Толе би"})

    assert found.place == village
    assert str(found.note).startswith(f"“{district}” is read as 316600000 Shu District")


def test_a_rural_district_in_place_of_a_district_is_no_district(map_of_places):
    with pytest.raises(Asked):
        Places().find({"district": "Кобда ауылдық округі", "place": "Бегалы"})


@pytest.mark.parametrize(
    "written",
    [
        *("Достық с/о", "с/о Достык", "Достык с.о.", "а.о. Достық"),
        *("Достык сельский округ", "аульный округ Достык"),
    ],
)
def test_a_rural_district_is_known_by_its_kind_on_either_side(map_of_places, written):
    above = Place.objects.get(code="236000000")
    made = factories.make_place(
        "236037000", Place.Kind.RURAL_DISTRICT, "Достық", "Достык", parent=above
    )
    factories.make_place("236037100", kk="Достық", ru="Достык", parent=made)

    found = Places().find({"district_kato": "236000000", "place": written})

    assert (found.place, found.note) == (made, "")


@pytest.mark.parametrize(
    "written",
    [
        "район имени Казыбек би",
        "р-н им. Казыбек би",
        "р-н Казыбек би",
        "Қазыбек би атындағы аудан",
        "Қазыбек би атын. ауданы",
        "Қазыбек би ауданы",
    ],
)
def test_a_district_named_after_somebody_is_found_with_and_without_that_word(db, written):
    kk, ru = "Қазыбек би атындағы", "имени Казыбек би"
    district = factories.make_place("351013000", Place.Kind.CITY_DISTRICT, kk, ru)
    village = factories.make_place("351013100", kk="Бегалы", ru="Бегалы", parent=district)

    assert Places().find({"district": written, "place": "Бегалы"}).place == village


def test_a_city_district_that_stands_in_itself_is_one(db):
    kk, ru = "Қазыбек би атындағы", "имени Казыбек би"
    outer = factories.make_place("351013000", Place.Kind.CITY_DISTRICT, kk, ru)
    inner = factories.make_place("351013100", Place.Kind.CITY_DISTRICT, kk, ru, parent=outer)
    village = factories.make_place("351013101", kk="Бегалы", ru="Бегалы", parent=inner)

    assert Places().find({"district": "р-н им. Казыбек би", "place": "Бегалы"}).place == village


@pytest.mark.parametrize("written", ["СКО", "Северо-Казахстанская обл.", "СҚО", "ско"])
def test_a_region_may_be_named_by_its_initials(db, written):
    region = factories.make_place(
        "590000000", Place.Kind.REGION, "Солтүстік Қазақстан", "Северо-Казахстанская"
    )
    village = factories.make_place("593630100", kk="Бегалы", ru="Бегалы", parent=region)

    assert Places().find({"region": written, "place": "Бегалы"}).place == village


def test_a_retired_code_means_what_the_place_became(map_of_places):
    retire("433636100", successor=Place.objects.get(code="433633100"))

    assert Places().find({"kato": "433636100"}).place.code == "433633100"


def test_a_retired_district_means_what_it_became(map_of_places):
    retire("234800000", successor=Place.objects.get(code="236000000"))

    found = Places().find({"district_kato": "234800000", "place": "Бегалы"})

    assert found.place.code == "236031100"


def test_a_retired_code_without_a_successor_is_refused(map_of_places):
    retire("433636100")

    with pytest.raises(Unreadable, match="The code 433636100 is retired .*nothing says what it"):
        Places().find({"kato": "433636100"})


# A code that two places have borne -------------------------------------------------------------


@pytest.fixture
def reused(map_of_places):
    """433636100 was Talap until the edition of August; today it is Aksu."""
    return Place.objects.create(
        code="433636100",
        kind=Place.Kind.VILLAGE,
        name_kk="Талап",
        name_ru="Талап",
        valid_from=date(2020, 1, 1),
        valid_to=date(2026, 7, 31),
    )


def test_a_reused_code_beside_the_name_it_has_today_is_certain(reused):
    found = Places().find({"kato": "433636100", "place": "Аксу"})

    assert (found.place.name_kk, found.note) == ("Ақсу", "")


def test_a_reused_code_beside_its_former_place_means_what_that_became(reused):
    reused.successor = Place.objects.get(code="433633100")
    reused.save()

    found = Places().find({"kato": "433636100", "place": "с. Талап"})

    assert found.place.code == "433633100"
    assert str(found.note).startswith("“с. Талап” is read as 433633100 Akkum village")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Талап", "The code 433636100 is Aksu village, .*; the row says “Талап”. If the code is"),
        (
            "",
            "The code 433636100 has meant two places: Talap village until July 31, 2026, and Aksu",
        ),
    ],
)
def test_a_reused_code_alone_or_with_a_place_that_is_gone_is_asked(reused, name, words):
    with pytest.raises(Asked, match=words) as asked:
        Places().find({"kato": "433636100", "place": name})

    assert [place.name_kk for place in asked.value.candidates] == ["Ақсу"]


def test_an_operators_answer_is_not_asked_again(reused):
    assert Places().decided("433636100").place.name_kk == "Ақсу"


def test_a_place_that_still_has_its_code_was_not_reused(reused):
    reused.successor = Place.objects.current().get(code="433636100")
    reused.save()

    assert Places().find({"kato": "433636100"}).place.name_kk == "Ақсу"


def test_a_former_name_finds_the_place_and_is_noted(map_of_places):
    PlaceName.objects.remember(Place.objects.get(code="433633100"), ["Ленин"], date(2020, 1, 1))

    found = Places().find({"district_kato": ZHALAGASH, "place": "с. Ленин"})

    assert found.place.code == "433633100"
    assert str(found.note).startswith("“с. Ленин” is read as 433633100 Akkum village")


def test_a_name_borne_today_goes_before_a_former_one(map_of_places):
    PlaceName.objects.remember(Place.objects.get(code="433633100"), ["Ақсу"], date(2020, 1, 1))

    found = Places().find({"district_kato": ZHALAGASH, "place": "Аксу"})

    assert (found.place.code, found.note) == ("433636100", "")


def test_a_row_that_names_no_place_is_refused(map_of_places):
    with pytest.raises(Unreadable, match="The row names no place."):
        Places().find({"district_kato": ZHALAGASH})


def test_names_cost_no_query(map_of_places, django_assert_num_queries):
    places = Places()

    with django_assert_num_queries(0):
        said(places.find({"region_kato": KYZYLORDA, "place": "Аккум"}).place)


def retire(code, successor=None):
    Place.objects.filter(code=code).update(valid_to=date(2026, 8, 1), successor=successor)
