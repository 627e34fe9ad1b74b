"""What makes a text wait for a moderator."""

import pytest

from reports.checks import found, found_in_report


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Құбыр көшеде жатыр, жұмыс тоқтап қалды.", []),
        ("Жолға 12 000 000 теңге бөлінген, 320 орындық мектеп, 2026 жыл.", []),
        ("Оның ЖСН 880101300123 екен.", ["iin"]),
        ("Звоните 8 701 123 45 67", ["phone"]),
        ("Тел: +77011234567", ["phone"]),
        ("карта 4400 4301 2345 6789", ["card"]),
        ("жазыңыз: akim@example.kz", ["email"]),
        ("машина 123 ABC 11 тұр", ["plate"]),
        ("қараңыз https://example.kz/x", ["link"]),
    ],
)
def test_private_data_and_links_are_noticed(text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Мұны Болат Серікұлы айтты.", ["name"]),
        ("Подписал Иванов Пётр Сергеевич", ["name"]),
        ("Құжатқа Асанов А. Б. қол қойған", ["name"]),
        ("Абай Құнанбайұлы көшесінде жарық жоқ, Бекарыстан би ауылы.", []),
        ("Ақшаны Серік Ахметов алды дейді.", ["name"]),
        ("Үсенова Айгүлдің трактормен айтқаны", ["name"]),
        ("Это сделал бригадир Серик Ахметов.", ["name"]),
        ("Деньги отдали Асану Ахметову", ["name"]),
        ("Серік Ахметовтың үйіне қарай", ["name"]),
        ("Абай Құнанбаев көшесі мен Мұхтар Әуезов атындағы мектеп.", []),
        ("На улице Абая Кунанбаева и в школе имени Мухтара Ауэзова темно.", []),
        ("Новоселов ауылы, Желаево, Жаңа Петропавловка.", []),
        ("В селе Саина Шапагатова нет воды.", []),
        ("Серік Болатұлы, 8 701 123 45 67", ["phone", "name"]),
    ],
)
def test_a_persons_name_is_noticed_in_a_report_alone(text, names):
    assert found_in_report(text) == names
    assert "name" not in found(text)
