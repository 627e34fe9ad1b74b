"""A tractor over three holders: lists, residents, payments, a broken promise, and its page."""

from datetime import timedelta

import pytest

from oversight.calendar import as_of, today
from oversight.places.sourced import Given
from projects.machinery import lists
from projects.models import Machine
from reports import services
from reports.following import digests
from reports.models import FollowerLetter, News
from tests import factories

SOURCE = Given("Жалағаш ауданының әкімдігі", "open data")
LIVES = "number,name,kind,kato,owner,mode,holder,starts_on,ends_on,contract,rent,hours_promised"
TRACTOR = "431 ABC 11,Беларус-82.1,tractor,433636000,Аудан әкімдігі"
HIRES = "number,paid_by,paid_on,amount,hours"


@pytest.fixture
def days():
    """The year of the akim's office, the year of the first firm, and half a year of the second."""
    last = today()
    ends = [last - timedelta(days=ago) for ago in (900, 540, 180)]
    return [(ends[0], ends[1]), (ends[1], ends[2]), (ends[2], None)]


@pytest.fixture
def table(tmp_path):
    def write(header, *rows):
        path = tmp_path / f"{header[:12]}.csv"
        path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
        return path

    return write


@pytest.fixture
def tractor(aksu, office, table, days):
    """As three rows of the district's list."""
    held = [("own", "", "", "", "360"), ("trust", "«Жер» ЖШС", "№ 7", "300000", "240")]
    held.append(("lease", "«Дала» ЖШС", "№ 9", "450000", "120"))
    rows = [
        ",".join([TRACTOR, mode, holder, str(since), str(until or ""), *terms])
        for (mode, holder, *terms), (since, until) in zip(held, days, strict=True)
    ]
    found = lists.plan_machines(table(LIVES, *rows), SOURCE)
    assert (lists.apply_machines(found), found.refused) == (3, [])
    return Machine.objects.get()


def pay(table, *rows):
    found = lists.plan_hires(table(HIRES, *rows), SOURCE)
    lists.apply_hires(found)
    return [str(refusal.reason) for refusal in found.refused]


def seen(tractor, day, stage="serves_village", hours=""):
    with as_of(day):
        return factories.see(tractor, stage, hours, observed_on=day)


def page_of(client, path):
    return " ".join(client.get(path).content.decode().replace("\xa0", " ").split())


def test_each_holder_answers_for_his_own_time(client, tractor, daniyar, days, table):
    factories.become_news()
    factories.make_follower("aigul@mail.test", machine=tractor)
    own, first, second = (since + timedelta(days=30) for since, _until in days)
    seen(tractor, own, hours="8")
    seen(tractor, first, hours="4")
    seen(tractor, first, "works_elsewhere")
    refused = seen(tractor, second, "refused_us")
    factories.make_reply(refused, daniyar, reason="machine_in_trust")

    wrong = pay(
        table,
        f"431 ABC 11,Ақсу әкімі аппараты,{second},150000,10",
        f"431 ABC 11,Ақсу әкімі аппараты,{first},240000,",
        f"999 XYZ 11,Ақсу әкімі аппараты,{second},150000,10",
    )

    held = list(tractor.holdings.order_by("starts_on"))
    assert [one.mode for one in held] == ["own", "trust", "lease"]
    assert [(one.served_hours, one.elsewhere_count, one.refused_count) for one in held] == [
        *((8, 0, 0), (4, 1, 0), (0, 0, 1)),
    ]
    assert len(wrong) == 1
    page = page_of(client, f"/en/machines/{tractor.public_id}/")
    said = ["Rented out", "In trust management", "On the balance of its owner"]
    assert sorted(said, key=page.index) == said
    assert "390 thousand" in page.split("to others for the use of this machine")[0]
    assert "works on a private field" in page.casefold()
    told = client.get(f"/api/v1/machines/{tractor.public_id}/").json()["holdings"]
    assert [one["hours_promised"] for one in told] == [120, 240, 360]


def test_who_follows_it_reads_of_every_hand(client, tractor, daniyar, days):
    factories.become_news()
    factories.make_follower("aigul@mail.test", machine=tractor)
    report = factories.see(tractor, "refused_us")
    factories.make_reply(report, daniyar)
    factories.make_claim(report, daniyar)
    services.give_verdict(report, is_done=False)
    factories.become_news()

    made = digests.make_all(today() + timedelta(days=1))

    held = News.objects.filter(machine=tractor, kind="held").count()
    assert (made, held) == (1, 3)
    letter = FollowerLetter.objects.get().words.text
    for words in ("A resident reported", "The office answered", "Not done, say residents"):
        assert words in letter
    feed = client.get(f"/en/machines/{tractor.public_id}/atom.xml").content.decode()
    assert feed.count("<entry>") == News.objects.filter(machine=tractor).count()


def test_a_list_in_which_two_have_it_at_once_changes_no_hand(tractor, table, days):
    since = days[2][0] - timedelta(days=40)
    rows = [f"{TRACTOR},lease,«Қыр» ЖШС,{since},,№ 11,,"]

    found = lists.plan_machines(table(LIVES, *rows), SOURCE)
    lists.apply_machines(found)

    assert "Two would hold it at once" in str(found.refused[0].reason)
    assert tractor.holdings.count() == 3
