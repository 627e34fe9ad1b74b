"""Small editions of the classifier: the corner of Aksu, and what a later one says of it."""

from datetime import date

from oversight.places import edition_import

HEADER = "te,ab,cd,ef,hij,k,kaz_name,rus_name,nn"
FIRST = [
    "430000000,43,00,00,000,0,Қызылорда облысы,Кызылординская область,1",
    "433600000,43,36,00,000,2,Жалағаш ауданы,Жалагашский район,2",
    "433636000,43,36,36,000,2,Ақсу а.о.,Аксуский с.о.,3",
    "433636100,43,36,36,100,2,Ақсу а.,с.Аксу,4",
]
REUSED = FIRST[:3] + ["433636100,43,36,36,100,2,Талап а.,с.Талап,4"]
EARLY, LATE = date(2025, 7, 17), date(2026, 7, 17)


def load(path, edition=EARLY):
    plan = edition_import.plan_places(path, edition)
    edition_import.apply_places(plan)
    return plan
