"""What the invented group does besides reporting: a declared tie, a final document, gatherings."""

from collections.abc import Iterable

from oversight import calendar
from oversight.models import Office
from projects.models import Supplier
from reports.demo.stage import Demonstration, Table
from reports.groups import commitments, dossiers, gatherings, ties
from reports.models import Commitment, Dossier, Gathering, GroupTie


def draw_up(demo: Demonstration) -> None:
    """Each on its own days, and answered by the people of the cast."""
    for row in demo.data["tie"]:
        with calendar.as_of(demo.after(-row["days_ago"])):
            ties.declare(_tie(demo, row))
    for row in demo.data["dossier"]:
        with calendar.as_of(demo.after(-row["days_ago"])):
            sent = _send(demo, row)
        _answer_all(demo, sent.recommendations.all(), row["recommendation"])
    for row in demo.data["gathering"]:
        held = _announce(demo, row)
        if "minutes" in row:
            with calendar.as_of(demo.after(-row["minutes_days_ago"])):
                _keep_minutes(demo, held, row)
            _answer_all(demo, held.decisions.all(), row["decision"])


def _tie(demo: Demonstration, row: Table) -> GroupTie:
    bodies: dict[str, Office | Supplier] = {
        "office": demo.offices.get(row.get("office", "")),
        "supplier": demo.suppliers.get(row.get("supplier", "")),
    }
    return GroupTie(group=demo.groups[row["group"]], kind=row["kind"], **bodies)


def _send(demo: Demonstration, row: Table) -> Dossier:
    group = demo.groups[row["group"]]
    dossier = Dossier.objects.create(
        group=group,
        author=demo.users[row["by"]],
        place=group.place,
        kind=row["kind"],
        language=row["language"],
        begun_on=demo.after(-row["begun_days_ago"]),
        ended_on=demo.after(-row["ended_days_ago"]),
        hours=row["hours"],
        tasks=row["tasks"],
        participants=row["participants"],
        conclusions=row["conclusions"],
        drafted_on=demo.after(-row["days_ago"]),
    )
    dossier.reports.set([demo.reports[key] for key in row["facts"]])
    for line in row["recommendation"]:
        dossiers.recommend(dossier, office=demo.offices[line["office"]], text=line["text"])
    return dossiers.send(dossier)


def _announce(demo: Demonstration, row: Table) -> Gathering:
    group = demo.groups.get(row.get("group", ""))
    office = demo.offices.get(row.get("office", ""))
    with calendar.as_of(demo.after(-row["days_ago"])):
        return gatherings.announce(
            Gathering(
                group=group,
                office=office,
                author=demo.users[row["by"]],
                place=(group or office).place,
                kind=row["kind"],
                held_on=demo.after(row["held_in_days"]),
                hours=row["hours"],
                venue=row["venue"],
                agenda=row["agenda"],
                language=row["language"],
            )
        )


def _keep_minutes(demo: Demonstration, held: Gathering, row: Table) -> None:
    for line in row["decision"]:
        gatherings.decide(
            held,
            office=demo.offices[line["office"]],
            text=line["text"],
            promised_by=demo.after(line["by_in_days"]),
        )
    held.minutes, held.attended = row["minutes"], row["attended"]
    held.delegates = row["delegates"]
    gatherings.keep_minutes(held)


def _answer_all(demo: Demonstration, asked: Iterable[Commitment], lines: list[Table]) -> None:
    """The office's word on those that have one in the data."""
    for one, line in zip(asked, lines, strict=True):
        if "answer" in line:
            with calendar.as_of(demo.after(-line["answered_days_ago"])):
                commitments.answer(
                    one,
                    author=demo.users[line["answered_by"]],
                    answer=line["answer"],
                    text=line["reply"],
                    language=line["language"],
                )
