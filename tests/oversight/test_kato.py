import re
from collections import Counter
from pathlib import Path

import pytest

from oversight.places import kato
from oversight.places.kato import KatoRow, Kind
from oversight.tables import Refusal, Row, TableRefused, read_table

REAL = Path(__file__).resolve().parents[3] / "shared" / "data"

ABOVE = [
    ("430000000", "Қызылорда облысы", "Кызылординская область"),
    ("433600000", "Жалағаш ауданы", "Жалагашский район"),
    ("433636000", "Ақсу а.о.", "Аксуский с.о."),
]


def rows(*places):
    return [
        Row(number, {"te": code, "kaz_name": kk, "rus_name": ru})
        for number, (code, kk, ru) in enumerate(places, 2)
    ]


def read_one(code, kk, ru):
    """The place as it is read with everything above it in the file."""
    above = (place for place in ABOVE if place[0] != code)
    return next(row for row in kato.read(rows(*above, (code, kk, ru))) if row.code == code)


def refusals(*places):
    read = kato.read(rows(*places))
    return [(row.number, str(row.reason)) for row in read if isinstance(row, Refusal)]


# What a place is


@pytest.mark.parametrize(
    ("code", "kk", "ru", "kind", "name_kk", "name_ru"),
    [
        ("100000000", "Абай облысы", "область Абай", "region", "Абай", "Абай"),
        ("710000000", "Астана қ.", "г.Астана", "republican_city", "Астана", "Астана"),
        ("433400000", "Ақсуат ауданы", "район Ақсуат", "district", "Ақсуат", "Ақсуат"),
        ("431000000", "Ақтау Г.А.", "Актау Г.А.", "city_administration", "Ақтау", "Актау"),
        ("431010000", "Ақсу қ.", "г.Аксу", "town", "Ақсу", "Аксу"),
        ("433620000", "Алтай қ.ә.", "г.а.Алтай", "town_administration", "Алтай", "Алтай"),
        ("433620000", "Арал қ.ә.", "Аральская г.а.", "town_administration", "Арал", "Аральская"),
        ("433630000", "Нұра к.ә.", "п.а.Нура", "settlement_administration", "Нұра", "Нура"),
        ("433631000", "Маяк а.ә.", "с.а. Маяк", "village_administration", "Маяк", "Маяк"),
        ("433632000", "Абай а.ә.", "Абай р.а.", "city_district", "Абай", "Абай"),
        ("431011000", "Нұра ауданы", "район Нұра", "city_district", "Нұра", "Нұра"),
        ("433636100", "Ақсу а.", "с.Аксу", "village", "Ақсу", "Аксу"),
        ("433630100", "Жалағаш к.", "п.Жалагаш", "settlement", "Жалағаш", "Жалагаш"),
        ("433620100", "Форт-Шевченко ќ.", "г.Форт", "town", "Форт-Шевченко", "Форт"),
        ("433636180", "Алға а.", "с.Алга", "village", "Алға", "Алга"),
        ("433636102", "Ақшал а.", "с.Акшал", "locality", "Ақшал", "Акшал"),
        ("433636103", "Лагер", "Лагерь", "locality", "Лагер", "Лагерь"),
    ],
)
def test_the_kind_is_told_by_marker_and_level(code, kk, ru, kind, name_kk, name_ru):
    place = read_one(code, kk, ru)

    assert (place.kind, place.name_kk, place.name_ru) == (kind, name_kk, name_ru)


@pytest.mark.parametrize(
    ("kk", "ru", "name_kk", "name_ru"),
    [
        ("Ақмырза \xa0а.о.", "Акмырзинский  с.о.", "Ақмырза", "Акмырзинский"),
        ("Жиенәлі а.о", "Жиеналинский с.о", "Жиенәлі", "Жиеналинский"),
        ("Бурыл а.о .", "Бурылский с.о.", "Бурыл", "Бурылский"),
        ("Мәди а.о.", "с.о. Мади", "Мәди", "Мади"),
        ("Елтоқ а.о.", "с.о.Елтоқ", "Елтоқ", "Елтоқ"),
        ("Сарытерек а.о.", "Сарытерек с.о.", "Сарытерек", "Сарытерек"),
        ("Омар атын.\xa0а.о.", "с.о.им.Омара", "Омар атындағы", "имени Омара"),
        ("Масин ат.а.о.", "с.о.им. Масина", "Масин атындағы", "имени Масина"),
        ("Шипин атындағы а.о", "с.о.имени Шипина", "Шипин атындағы", "имени Шипина"),
        ("Бұқарбай батыр а.о.", "им.Бухарбая с.о.", "Бұқарбай батыр", "имени Бухарбая"),
    ],
)
def test_markers_of_rural_districts_go_in_every_writing(kk, ru, name_kk, name_ru):
    place = read_one("433640000", kk, ru)

    assert place == KatoRow("433640000", Kind.RURAL_DISTRICT, "433600000", name_kk, name_ru)


@pytest.mark.parametrize(
    ("kk", "ru", "name_kk", "name_ru"),
    [
        ("Ярославка а", "Ярославка с.", "Ярославка", "Ярославка"),
        ("Ақоба а. а.", "с. Акоба", "Ақоба", "Акоба"),
        ("а.Бозшакөл", "с.Бозшаколь", "Бозшакөл", "Бозшаколь"),
        ("Топжиде 1а.", "с.Топжиде 1", "Топжиде 1", "Топжиде 1"),
        ("Бетбұлақас.", "с.Бетбулак", "Бетбұлақ", "Бетбулак"),
        ("Тәжен ауылы", "с. Тажен", "Тәжен", "Тажен"),
        ("Әйтім ауылы а.", "с.Айтім ауылы", "Әйтім", "Айтім ауылы"),
        ("Ольгинка с", "с.Ольгинка", "Ольгинка", "Ольгинка"),
        ("Ақтан ат.ауыл", "с. им.Актана", "Ақтан атындағы", "имени Актана"),
        ("Баймолдин атын.с.", "с.им.Баймульдина", "Баймолдин атындағы", "имени Баймульдина"),
        ("С.Сейфуллин а.", "с.С.Сейфуллина", "С.Сейфуллин", "С.Сейфуллина"),
        ("А.Байтұрсынов а.", "с.А.Байтурсынова", "А.Байтұрсынов", "А.Байтурсынова"),
        ("Құрылысшы а.", 'с."Ќўрылысшы"', "Құрылысшы", "Құрылысшы"),
        ("Кїшік жал  а.", "с.Кишик жал", "Күшік жал", "Кишик жал"),
        ("Кјркес а.", "с.Каркес", "Кәркес", "Каркес"),
        ("", "с.Аксу", "", "Аксу"),
    ],
)
def test_markers_and_glyphs_of_villages_go_in_every_writing(kk, ru, name_kk, name_ru):
    place = read_one("433636200", kk, ru)

    assert place == KatoRow("433636200", Kind.VILLAGE, "433636000", name_kk, name_ru)


@pytest.mark.parametrize(
    ("kk", "ru", "name_kk", "name_ru"),
    [
        ("Ақбұлақ ст.", "ст.Акбулак", "Ақбұлақ стансасы", "станция Акбулак"),
        ("Кемпірсай ст.", "Кемпирсай ст.", "Кемпірсай стансасы", "станция Кемпирсай"),
        ("рзд.18 км", "рзд.18 км", "18 км разъезі", "разъезд 18 км"),
        ("рзд №5", "рзд №5", "№5 разъезі", "разъезд №5"),
        ("Елші 2уч.", "уч.Елши 2", "Елші 2 учаскесі", "участок Елши 2"),
        ("Қасқақ ж.", "отг.Каскак", "Қасқақ жайылымы", "отгон Каскак"),
        (
            "Сарыадыр ст.ж.",
            "отг.ст.Сарыадыр",
            "Сарыадыр стансасы жайылымы",
            "отгон станция Сарыадыр",
        ),
        (
            "Мамай шарқож",
            "кр.хоз Мамай",
            "Мамай шаруа қожалығы",
            "крестьянское хозяйство Мамай",
        ),
        (
            "«Жакупов С.С.» шар.қож.",
            "кр.хоз. «Жакупов С.С.»",
            "«Жакупов С.С.» шаруа қожалығы",
            "крестьянское хозяйство «Жакупов С.С.»",
        ),
        (
            "Ашалы шаруаш.қонысы",
            "крес.пос.Ашалы",
            "Ашалы шаруа қонысы",
            "крестьянское поселение Ашалы",
        ),
        ("Бөлімше 2", "Отд. 2", "Бөлімше 2", "отделение 2"),
        ('"Көкжота" заставасы', 'Застава " Кокжота"', "«Көкжота» заставасы", "Застава «Кокжота»"),
        ("Басбұлақ қыстауы", "зимовка  Басбулак", "Басбұлақ қыстауы", "зимовка Басбулак"),
    ],
)
def test_what_a_small_locality_is_stays_in_its_name_written_out(kk, ru, name_kk, name_ru):
    place = read_one("433636305", kk, ru)

    assert place == KatoRow("433636305", Kind.LOCALITY, "433636000", name_kk, name_ru)


# Where it is


@pytest.mark.parametrize(
    ("code", "parent"),
    [
        ("430000000", None),
        ("433600000", "430000000"),
        ("433636000", "433600000"),
        ("433636100", "433636000"),
        ("433636103", "433636000"),
        ("433655100", "433600000"),
        ("710000105", None),
    ],
)
def test_a_place_is_in_the_nearest_one_above_and_never_in_a_village(code, parent):
    codes = {"430000000", "433600000", "433636000", "433636100"}

    assert kato.parent_code(code, codes) == parent


@pytest.mark.parametrize(
    ("code", "last"),
    [
        ("430000000", "439999999"),
        ("433600000", "433699999"),
        ("433636000", "433636999"),
        ("433636100", "433636100"),
        ("433636103", "433636103"),
        ("431000000", "431099999"),
        ("431010000", "431010999"),
    ],
)
def test_all_below_a_place_is_one_range_of_codes(code, last):
    assert kato.below(code) == (code, last)


def test_places_come_after_the_ones_they_are_in():
    read = [place.code for place in kato.read(rows(*reversed(ABOVE)))]

    assert read == ["430000000", "433600000", "433636000"]


# What makes no sense


@pytest.mark.parametrize("code", ["", "43363610", "0433636100", "433636100.0", "033600000"])
def test_a_code_that_is_not_nine_digits_is_refused(code):
    assert refusals((code, "Ақсу а.", "с.Аксу")) == [(2, "The code is not nine digits.")]


def test_the_same_code_twice_is_refused_the_second_time():
    assert refusals(*ABOVE, ("433636000", "Аққұм а.о.", "Аккумский с.о.")) == [
        (5, "The code stands in row 4 already.")
    ]


def test_a_code_that_differs_from_its_parts_is_refused():
    parts = {"ab": "43", "cd": "0", "ef": "0", "hij": "000"}
    values = {"te": "430000000", "kaz_name": "Қызылорда облысы", "rus_name": ""}

    kept, refused = kato.read(
        [Row(2, values | parts), Row(3, values | parts | {"te": "440000000"})]
    )

    assert kept.kind == "region"
    assert str(refused.reason) == "The code and its parts (AB, CD, EF, HIJ) differ."


def test_a_place_without_a_name_is_refused():
    assert refusals(("430000000", " ", "")) == [(2, "The name is missing.")]


def test_a_place_without_a_marker_is_refused_where_one_is_needed():
    assert refusals(("430000000", "Қызылорда", "Кызылорда")) == [
        (2, "Neither name says what kind of place this is.")
    ]


def test_a_place_without_its_region_is_refused():
    assert refusals(*ABOVE[1:2]) == [(2, "The file has no place that this one could be in.")]


def test_what_is_in_a_refused_place_is_refused_too():
    assert refusals(ABOVE[0], ("433600000", "", ""), ABOVE[2]) == [
        (3, "The name is missing."),
        (4, "The place that this one is in was refused."),
    ]


def test_a_row_refused_by_the_table_stays_refused():
    row = Refusal(2, {}, "The row has more cells than there are headings.")

    assert list(kato.read([row])) == [row]


def test_a_file_far_too_long_for_an_edition_is_refused():
    row = Row(2, {"te": "", "kaz_name": "", "rus_name": ""})

    with pytest.raises(TableRefused):
        list(kato.read([row] * 50_001))


# The edition of July 2026


@pytest.fixture(scope="module")
def edition():
    if not REAL.exists():
        pytest.skip("the official register is not at hand")
    table = read_table(REAL / "kato-2026-07-17.csv", kato.REQUIRED, kato.ALIASES)
    return list(kato.read(table))


@pytest.mark.real_data
def test_every_row_of_the_edition_is_a_place_of_a_known_kind(edition):
    assert Counter(place.kind.value for place in edition) == {
        "region": 17,
        "republican_city": 3,
        "district": 170,
        "city_administration": 39,
        "city_district": 27,
        "town": 87,
        "town_administration": 32,
        "settlement": 88,
        "settlement_administration": 71,
        "rural_district": 2108,
        "village_administration": 108,
        "village": 5808,
        "locality": 7036,
    }


@pytest.mark.real_data
def test_the_workbook_of_the_edition_says_the_same_as_its_text(edition):
    table = read_table(REAL / "kato-2026-07-17.xlsx", kato.REQUIRED, kato.ALIASES)

    assert list(kato.read(table)) == edition


@pytest.mark.real_data
def test_every_place_of_the_edition_is_in_the_ranges_of_those_above_it_alone(edition):
    parents = {place.code: place.parent for place in edition}
    holders = {code for code in parents.values() if code}

    for code in parents:
        above = {code[:2] + "0000000", code[:4] + "00000", code[:6] + "000"} & holders - {code}
        walked = set()
        while code := parents[code]:
            walked.add(code)
        assert walked == above


@pytest.mark.real_data
def test_no_name_of_the_edition_keeps_a_marker_or_a_flaw(edition):
    flaw = re.compile(r"^$|  |\xa0|[\"ўЎќЌїЇјЈ]|\bим\.|\bатын\.|[сгпр]\.[оа]\.|[акқ]\.[оә]\.")

    flawed = [
        name for place in edition for name in (place.name_kk, place.name_ru) if flaw.search(name)
    ]

    assert flawed == []
