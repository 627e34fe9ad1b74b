import random
from pathlib import Path

import pytest

from oversight.places import kato, names
from oversight.places.kato import Kind
from oversight.tables import read_table

REAL = Path(__file__).resolve().parents[3] / "shared" / "data"

# Search


@pytest.mark.parametrize(
    "spelling",
    ["Жалағаш", "жалагаш", "ЖАЛАҒАШ", "Zhalagash", "Zhalaghash", "Jalagash", "Jalağaş", "Jalaǵash"],
)
def test_zhalagash_is_one_word_in_every_script(spelling):
    assert names.fold(spelling) == "жалагаш"


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("Қызылорда", ["Кызылорда", "Qyzylorda", "Kyzylorda"]),
        ("Қостанай", ["Костанай", "Qostanai", "Kostanay"]),
        ("Ақтөбе", ["Актобе", "Aqtöbe", "Aqtóbe", "Aktobe"]),
        ("Ұлытау", ["Улытау", "Ūlytau", "Ulytau"]),
        ("Әулиекөл", ["Аулиеколь", "Äulieköl", "Auliekol"]),
        ("Байқоңыр", ["Байконыр", "Baiqoñyr", "Baiqońyr", "Baykonyr"]),
        ("Мәшһүр Жүсіп", ["Машхур Жусип", "Mäşhür Jüsıp", "Mashhur Zhusip"]),
        ("Ақүйік", ["Акуйик", "Aqüiık", "Akuyik"]),
        ("Шымкент", ["Şymkent", "Shymkent", "SHYMKENT"]),
        ("Есіл", ["Есиль", "Esıl", "Yesil", "Esil"]),
        ("Эмба", ["Емба", "Emba"]),
        ("Жайық", ["Жайык", "Zhayyk", "Jaiyq"]),
        ("Айыртау", ["Ayyrtau", "Aiyrtau"]),
        ("Сарыөзек", ["Сарыозек", "Saryozek", "Saryözek"]),
        ("Сарыарқа", ["Сарыарка", "Saryarka"]),
        ("Баянауыл", ["БАЯНАУЫЛ", "Bayanauyl"]),
        ("Түйеқыстау", ["Туйекыстау", "Tuyekystau"]),
        ("Щучинск", ["Щучинск", "Shchuchinsk"]),
        ("Королёвка", ["Королевка", "Korolevka"]),
        ("Новодолинский", ["Novodolinskiy", "Novodolinsky"]),
        ("Усть-Каменогорск", ["усть каменогорск", "Ust-Kamenogorsk"]),
        ("рзд №5", ["рзд 5", "rzd 5"]),
        ("Даңғол", ["Даңғoл"]),  # with a Latin o
        ("Қўрылысшы", ["Құрылысшы"]),
    ],
)
def test_the_spellings_of_a_name_fold_to_one(name, spellings):
    assert {names.fold(spelling) for spelling in spellings} == {names.fold(name)}


def test_different_names_stay_different():
    assert names.fold("Ақсу") != names.fold("Ақсуат")
    assert names.fold("Елтай") != names.fold("Елтоқ")


@pytest.mark.parametrize("text", ["", "  ", "«», — №", "\u0301"])
def test_nothing_to_fold_is_nothing(text):
    assert names.fold(text) == ""


def test_the_search_key_holds_each_name_once_and_short_ones_as_one_word():
    key = names.search_key("Жаңа тілек", "Жана тилек", "Zhana tilek", "")

    assert key == "жана тилек жанатилек"


def test_the_search_key_does_not_run_a_whole_title_into_one_word():
    assert names.search_key("Су құбырын қайта салу") == "су кубырын каита салу"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("Ақсу", "Аксу", ""), {("аксу", "Ақсу")}),
        (
            ("Жаңа тілек", "Талап"),
            {("жана тилек", "Жаңа тілек"), ("жанатилек", "Жаңа тілек"), ("талап", "Талап")},
        ),
        (("Усть-Таловка",), {("уст таловка", "Усть-Таловка"), ("устталовка", "Усть-Таловка")}),
        (("", " «» "), set()),
    ],
)
def test_a_name_is_looked_up_by_its_letters_and_as_one_word(given, expected):
    assert set(names.keys(*given)) == expected


@pytest.mark.parametrize(
    "slip",
    [
        *("Жаланаш", "Жалаагш", "Жалгаш", "Жалағаша", "Халағаш", "Жалағажш"),  # one wrong letter
        *("Zhalagas", "Zhlagash", "Jalagah"),
    ],
)
def test_a_word_with_one_wrong_letter_meets_the_right_one(slip):
    assert names.slips(names.fold(slip)) & names.slips("жалагаш")


@pytest.mark.parametrize("other", ["Жалтыр", "Шалағар", "Жал", "Жаңалағаш"])
def test_a_word_with_more_wrong_letters_does_not(other):
    assert not names.slips(names.fold(other)) & names.slips("жалагаш")


@pytest.mark.parametrize("slip", ["Кизилорда", "Qizilorda", "Қызыллорда"])
def test_letters_that_are_often_mixed_up_sound_alike(slip):
    assert names.heard(names.fold(slip)) == names.heard(names.fold("Қызылорда"))


def test_two_letters_are_too_few_for_a_slip():
    assert names.slips("су") == {"су"}


# English


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("Жалағаш", "Zhalagash"),
        ("Қызылорда", "Kyzylorda"),
        ("Жаңаөзен", "Zhanaozen"),
        ("Семей", "Semey"),
        ("Ұлытау", "Ulytau"),
        ("Мәшһүр Жүсіп", "Mashhur Zhusip"),
        ("Щучинск", "Shchuchinsk"),
        ("Усть-Таловка", "Ust-Talovka"),
        ("Приречный", "Prirechny"),
        ("Новодолинский", "Novodolinsky"),
        ("Қарақия", "Karakiya"),
        ("Абай", "Abai"),
        ("Қарағанды", "Karaganda"),
        ("Батыс Қазақстан", "West Kazakhstan"),
        ("Мамаит Омаров атындағы", "Mamait Omarov"),
        ("имени Абая", "Abaya"),
        ("Turkistan", "Turkistan"),
        ("", ""),
    ],
)
def test_names_are_romanized_as_english_texts_write_them(name, english):
    assert names.romanize(name) == english


# As people say it


@pytest.mark.parametrize(
    ("kind", "kk", "phrase_kk", "ru", "phrase_ru", "phrase_en"),
    [
        (
            Kind.REGION,
            "Қызылорда",
            "Қызылорда облысы",
            "Кызылординская",
            "Кызылординская область",
            "Kyzylorda Region",
        ),
        (Kind.REGION, "Абай", "Абай облысы", "Абай", "область Абай", "Abai Region"),
        (
            Kind.REPUBLICAN_CITY,
            "Шымкент",
            "Шымкент қаласы",
            "Шымкент",
            "город Шымкент",
            "Shymkent city",
        ),
        (
            Kind.DISTRICT,
            "Жалағаш",
            "Жалағаш ауданы",
            "Жалагашский",
            "Жалагашский район",
            "Zhalagash District",
        ),
        (
            Kind.DISTRICT,
            "Ғабит Мүсірепов атындағы",
            "Ғабит Мүсірепов атындағы аудан",
            "имени Габита Мусрепова",
            "район имени Габита Мусрепова",
            "Gabit Musirepov District",
        ),
        (
            Kind.CITY_ADMINISTRATION,
            "Семей",
            "Семей қалалық әкімдігі",
            "Семей",
            "городская администрация Семей",
            "Semey city administration",
        ),
        (
            Kind.CITY_DISTRICT,
            "Алмалы",
            "Алмалы ауданы",
            "Алмалинский",
            "Алмалинский район",
            "Almaly District",
        ),
        (Kind.TOWN, "Семей", "Семей қаласы", "Семей", "город Семей", "Semey city"),
        (
            Kind.TOWN_ADMINISTRATION,
            "Арал",
            "Арал қалалық әкімдігі",
            "Аральская",
            "Аральская городская администрация",
            "Aral town administration",
        ),
        (
            Kind.SETTLEMENT,
            "Жалағаш",
            "Жалағаш кенті",
            "Жалагаш",
            "посёлок Жалагаш",
            "Zhalagash settlement",
        ),
        (
            Kind.SETTLEMENT_ADMINISTRATION,
            "Нұра",
            "Нұра кенттік әкімдігі",
            "Нура",
            "поселковая администрация Нура",
            "Nura settlement administration",
        ),
        (
            Kind.RURAL_DISTRICT,
            "Ақсу",
            "Ақсу ауылдық округі",
            "Аксуский",
            "Аксуский сельский округ",
            "Aksu rural district",
        ),
        (
            Kind.RURAL_DISTRICT,
            "Мырзабай ахун",
            "Мырзабай ахун ауылдық округі",
            "Мырзабай ахуна",
            "сельский округ Мырзабай ахуна",
            "Myrzabay akhun rural district",
        ),
        (
            Kind.RURAL_DISTRICT,
            "Мариям Хәкімжанова атындағы",
            "Мариям Хәкімжанова атындағы ауылдық округ",
            "имени Мариям Хәкімжановой",
            "сельский округ имени Мариям Хәкімжановой",
            "Mariyam Khakimzhanova rural district",
        ),
        (
            Kind.RURAL_DISTRICT,
            "Боровской",
            "Боровской ауылдық округі",
            "Боровской",
            "Боровской сельский округ",
            "Borovskoy rural district",
        ),
        (
            Kind.RURAL_DISTRICT,
            "Үлкен Қараой",
            "Үлкен Қараой ауылдық округі",
            "Үлкен Қараой",
            "сельский округ Үлкен Қараой",
            "Ulken Karaoy rural district",
        ),
        (
            Kind.VILLAGE_ADMINISTRATION,
            "Изобильный",
            "Изобильный ауылдық әкімдігі",
            "Изобильный",
            "сельская администрация Изобильный",
            "Izobilny village administration",
        ),
        (Kind.VILLAGE, "Ақсу", "Ақсу ауылы", "Аксу", "село Аксу", "Aksu village"),
        (
            Kind.LOCALITY,
            "Ақбұлақ стансасы",
            "Ақбұлақ стансасы",
            "станция Акбулак",
            "станция Акбулак",
            "Akbulak stansasy",
        ),
    ],
)
def test_a_place_is_called_as_people_call_it(kind, kk, phrase_kk, ru, phrase_ru, phrase_en):
    spoken = [names.spoken(kind, name, lang) for name, lang in ((kk, "kk"), (ru, "ru"), (kk, "en"))]

    assert spoken == [phrase_kk, phrase_ru, phrase_en]


@pytest.mark.parametrize(
    ("kind", "name", "language", "phrase"),
    [
        (Kind.VILLAGE, "Ақсу", "kk", "Ақсу а."),
        (Kind.VILLAGE, "Аксу", "ru", "с. Аксу"),
        (Kind.VILLAGE, "Aksu", "en", "Aksu"),
        (Kind.RURAL_DISTRICT, "Ақсу", "kk", "Ақсу а.о."),
        (Kind.RURAL_DISTRICT, "Аксуский", "ru", "Аксуский с.о."),
        (Kind.RURAL_DISTRICT, "имени Омара", "ru", "с.о. имени Омара"),
        (Kind.DISTRICT, "Жалагашский", "ru", "Жалагашский р-н"),
        (Kind.REGION, "Абай", "ru", "обл. Абай"),
        ("town", "Семей", "kk", "Семей қ."),
    ],
)
def test_the_short_form_is_what_lists_have_room_for(kind, name, language, phrase):
    assert names.short(kind, name, language) == phrase


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_kind_has_its_words_in_every_language(language):
    phrases = [say(kind, "Ақсу", language) for kind in Kind for say in (names.spoken, names.short)]

    assert [phrase for phrase in phrases if phrase.replace("Ақсу", "Aksu").count("Aksu") != 1] == []


# Order


def test_names_sort_by_the_kazakh_alphabet():
    ordered = [
        "1 мамыр",
        "12 ферма",
        "Ақ жол",
        "Ақсу",
        "Аят",
        "Әйет",
        "Бозай",
        "Ғабит",
        "Енбек",
        "Еңбек",
        "Қазалы",
        "Ұлан",
        "Үлгі",
        "Шу",
        "Ыбырай",
        "Іле",
        "Ярославка",
        "Zhalagash",
    ]
    shuffled = random.Random(1).sample(ordered, len(ordered))

    assert sorted(shuffled, key=names.sort_key) == ordered


def test_numbers_in_names_sort_by_size():
    assert sorted(["Ферма 10", "Ферма 2"], key=names.sort_key) == ["Ферма 2", "Ферма 10"]


def test_a_sort_key_is_plain_letters_and_digits_so_that_databases_agree():
    assert names.sort_key("Ұлы-Тау «2»").isascii()
    assert names.sort_key("Ұлы-Тау «2»").isalnum()


# The edition of July 2026


@pytest.fixture(scope="module")
def edition():
    if not REAL.exists():
        pytest.skip("the official register is not at hand")
    table = read_table(REAL / "kato-2026-07-17.csv", kato.REQUIRED, kato.ALIASES)
    return list(kato.read(table))


@pytest.mark.real_data
def test_nearly_every_english_name_folds_back_to_the_kazakh_one(edition):
    lost = [
        place.name_kk
        for place in edition
        if names.fold(names.romanize(place.name_kk)) != names.fold(place.name_kk)
    ]

    assert len(lost) <= 330


@pytest.mark.real_data
def test_russian_phrases_put_adjectives_first_and_names_last(edition):
    phrases = [
        names.spoken(place.kind, place.name_ru, "ru")
        for place in edition
        if place.kind == Kind.RURAL_DISTRICT
    ]

    assert sum(phrase.endswith(" сельский округ") for phrase in phrases) == 1917
    assert sum(phrase.startswith("сельский округ ") for phrase in phrases) == 191
