"""Letters as plain text: no line wider than a page, and nothing broken that must stay whole."""

from oversight.folding import WIDTH, fold

WORDS = "Осы жолдарды сақтап қойыңыз: бұл жерде жария айтылғанның бәрі соларда бекітілген."
LINK = (
    "https://baqylau.example/accounts/password/reset/key/1-dioue9-5d963bb4574cbb9401e55f4beed5a51/"
)


def test_long_lines_are_broken_at_blanks_and_say_the_same():
    folded = fold(WORDS)

    assert [len(line) <= WIDTH for line in folded.split("\n")] == [True, True]
    assert folded.split() == WORDS.split()


def test_an_address_stays_whole():
    assert fold(f"  {LINK}") == f"  {LINK}"
    assert fold(f"Жұмыс үстеліңіз: {LINK}").split("\n")[-1] == LINK


def test_a_signature_stays_whole():
    line = f"— {'127.0.0.1:8000/log/1'} {'XxurEh8U' * 12}"

    assert fold(line) == line


def test_what_belongs_to_a_point_stands_below_it():
    first, second = fold(f"* {WORDS}").split("\n")

    assert (first[:2], second[:3]) == ("* ", "  " + second[2])


def test_folding_twice_changes_nothing():
    assert fold(fold(WORDS)) == fold(WORDS)
