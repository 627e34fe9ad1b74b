"""One valid thing each, with what a test does not care about filled in."""

import itertools
import uuid
from datetime import date
from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from oversight import papers
from oversight.calendar import today
from oversight.log import sealing
from oversight.models import (
    Appointment,
    DataSource,
    GroupMember,
    InitiativeGroup,
    Installation,
    Office,
    Place,
    PlaceName,
    Posting,
    User,
)
from projects import asking, documents, giving
from projects import registering as register
from projects.budgets import keeping
from projects.budgets.keeping import Wish
from projects.machinery import keeping as machinery
from projects.models import Document, Holding, LocalBudget, Machine, Pledge, Programme, Project
from reports import enclosures, filing, objecting, questions, receipts, services, statements
from reports.following import news, subscribing
from reports.following.subjects import Subject
from reports.groups import dossiers, gatherings, visits
from reports.models import (
    Dossier,
    Enclosure,
    Gathering,
    News,
    Objection,
    Photo,
    Question,
    Reply,
    ReplyTemplate,
    Report,
    StatementRequest,
    Subscription,
    Visit,
)
from reports.photos import developing, uploads
from reports.submission import Submission

PASSWORD = "kök aspan astynda 7"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
SINCE = date(2026, 7, 17)
_counter = itertools.count(1)


def open_site(*, demonstration: bool = False) -> Installation:
    installation, _made = Installation.objects.update_or_create(
        pk=1, defaults={"opened_on": today(), "demonstration": demonstration}
    )
    return installation


def make_place(code="433636100", kind=Place.Kind.VILLAGE, kk="Ақсу", ru="Аксу", **fields):
    return make_places(_place(code, kind, kk, ru, **fields))[0]


def make_places(*places):
    """Those above first; many are indexed for the search at the price of one."""
    for place in places:
        place.fill_keys()
        Place.objects.bulk_create([place])
    PlaceName.objects.index(places)
    return places


def _place(code="433636100", kind=Place.Kind.VILLAGE, kk="Ақсу", ru="Аксу", **fields):
    given = {"name_en": "", "valid_from": SINCE, **fields}
    return Place(code=code, kind=kind, name_kk=kk, name_ru=ru, **given)


def make_aksu():
    """Region, district, rural district, village: the corner of Kyzylorda most tests live in."""
    kind = Place.Kind
    region = _place("430000000", kind.REGION, "Қызылорда", "Кызылординская")
    district = _place("433600000", kind.DISTRICT, "Жалағаш", "Жалагашский", parent=region)
    rural = _place("433636000", kind.RURAL_DISTRICT, "Ақсу", "Аксуский", parent=district)
    return make_places(region, district, rural, _place(parent=rural))[-1]


def make_office(place, **fields):
    fields = {
        "name_kk": f"{place.name_kk} ауылдық округі әкімінің аппараты",
        "name_ru": f"Аппарат акима: {place.name_ru}",
        "name_en": f"Akim's office of {place.name_kk}",
        "email": f"office{next(_counter)}@akimat.test",
        "contact": Office.Contact.CONFIRMED,
        **fields,
    }
    return Office.objects.create(place=place, **fields)


def make_user(email="", *, side="", offices=(), **fields):
    user = User.objects.create_user(
        email or f"user{next(_counter)}@example.test",
        PASSWORD,
        is_superuser=side == Appointment.Side.OPERATOR,
        **{"language": "en", **fields},
    )
    if side:
        appointment = Appointment.objects.create(user=user, side=side)
        for office in offices:
            Posting.objects.create(appointment=appointment, office=office)
    return user


def make_group(place, slug="dostyk", members=()):
    group = InitiativeGroup.objects.create(
        slug=slug, name_kk="Достық", name_ru="Достык", name_en="Dostyk", place=place
    )
    for member in members:
        GroupMember.objects.create(group=group, user=member)
    return group


def make_programme(code="ak-bulak", **fields):
    return Programme.objects.create(
        code=code, **{"name_kk": "Ақ бұлақ", "name_ru": "Ак Булак", "name_en": "Ak Bulak", **fields}
    )


def make_pledge(place, firm="«Ақсу Астық» ЖШС", **fields):
    """A farm promised to clear the road to the village in winter."""
    pledge = Pledge(
        firm=register.supplier_named(firm),
        place=place,
        **{
            "kind": "works",
            "what": "Ауыл жолын тазалау",
            "promised_on": date(2026, 9, 1),
            "entered_by": "Олжас, оператор",
            **fields,
        },
    )
    return giving.enter(pledge)


def make_budget(place, lines=None, **fields):
    """What the maslikhat approved for a rural district: 100 million, 8 of them its own taxes."""
    source, _made = DataSource.objects.get_or_create(
        name="Maslikhats", defaults={"licence": "CC0", "imported_on": today()}
    )
    budget = LocalBudget(
        place=place,
        source=source,
        **{
            "year": 2026,
            "version": "plan",
            "decided_on": date(2025, 12, 26),
            "number": "40/5",
            "income": 100_000_000,
            "tax": 8_000_000,
            "transfers": 92_000_000,
            "expenditure": 100_000_000,
            **fields,
        },
    )
    keeping.enter([Wish(budget, lines)])
    return LocalBudget.objects.get(pk=budget.pk)


def make_machine(place, number="431 ABC 11", **fields):
    """A tractor that was bought to clear the village's roads."""
    named = {"name": "Беларус-82.1", "kind": "tractor", "owner": "Аудан әкімдігі"}
    return machinery.enter(Machine(place=place, number=number, **{**named, **fields}))


def hold(machine, starts_on, ends_on=None, holder="«Жер-Техника» ЖШС", **fields):
    """Somebody holds the machine from one day to another; without a name its owner keeps it."""
    firm = register.supplier_named(holder) if holder else None
    held = {"mode": "trust" if holder else "own", "holder": firm, "hours_promised": 365, **fields}
    return machinery.hold(Holding(machine=machine, starts_on=starts_on, ends_on=ends_on, **held))


def make_project(place, **fields):
    return make_projects(place, 1, **fields)[0]


def make_projects(place, count, **fields):
    """Many works cost as few queries as one."""
    return register.register([_project(place, fields) for _number in range(count)])


def _project(place, fields):
    return Project(
        place=place,
        **{
            "identifier": f"kz-{next(_counter):04}",
            "title_kk": "Ауызсу құбыры",
            "title_ru": "Водопровод",
            "title_en": "Water pipe",
            "sector": Project.Sector.WATER,
            "type": Project.Type.CONSTRUCTION,
            "status": Project.Status.IMPLEMENTATION,
            "planned_start": date(2026, 3, 1),
            "planned_end": date(2027, 10, 1),
            "budget_amount": 186_400_000,
            "budget_kind": Project.BudgetKind.ALLOCATED,
            **fields,
        },
    )


def make_asking(project, figure="supplier"):
    """A resident asked the office to publish a figure that is missing."""
    return asking.ask(project, figure)


def make_document(project):
    """A paper that an operator added as a file."""
    document = Document(project=project, kind="acceptance", title="Қабылдау актісі")
    return documents.add(document, papers.Paper("pdf", PDF))


def make_submission(project=None, place=None, **fields):
    return Submission(
        **{
            "draft_id": uuid.uuid4(),
            "code": receipts.make_code(),
            "kind": "progress",
            "stage": "under_way",
            "text": "Құбыр қазылып жатыр.",
            "language": "kk",
            "observed_on": today(),
            "project": project,
            "place": place or project.place,
            **fields,
        }
    )


def make_report(project=None, place=None, **fields) -> Report:
    """A filed report; its receipt code is at hand as `report.code`, as on the reporter's paper."""
    sent = make_submission(project, place, **fields)
    report, _new = filing.submit_report(sent)
    report.code = sent.code
    return report


def see(machine, stage="serves_village", hours="", **fields) -> Report:
    """A resident saw a machine at something, or nothing."""
    observations = {"hours": hours} if hours else {}
    words = {"text": "Трактор қар тазалады.", "observations": observations, **fields}
    return make_report(place=machine.place, machine=machine, stage=stage, **words)


def make_stopped_report(project, **fields) -> Report:
    """A report that needs an answer."""
    return make_report(
        project, **{"stage": "stopped", "text": "Құбыр көшеде жатыр, жұмыс тоқтап қалды.", **fields}
    )


def make_misuse_report(project, **fields) -> Report:
    """A report that waits for a moderator."""
    return make_report(
        project,
        **{"kind": "misuse", "stage": "stopped", "text": "Трактор жеке егістікте жүр.", **fields},
    )


def picture(width=640, height=480, colour=(156, 195, 217)) -> bytes:
    """A small valid JPEG."""
    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return out.getvalue()


def add_photo(report, **look) -> Photo:
    """A photo the reporter sent, waiting for the worker."""
    return uploads.add(report, [picture(**look)], report.code)


def make_visit(project, group, about=None, **fields) -> Visit:
    """What a group found on site; about another's report, it settles the claim if it may."""
    details = {
        "people": 2,
        "methods": ["looked"],
        "access": "free",
        "information": "not_asked",
        "finding": "",
    }
    details |= {name: fields.pop(name) for name in [*details] if name in fields}
    report = make_report(project, group=group, **{"text": "Біз барып көрдік.", **fields})
    author = group.members.first()
    return visits.record(Visit(report=report, group=group, author=author, about=about, **details))


def make_dossier(group, report, **fields) -> Dossier:
    """A draft with one fact and one recommendation."""
    dossier = Dossier.objects.create(
        group=group,
        author=group.members.first(),
        place=report.place,
        drafted_on=today(),
        **{
            "kind": "monitoring",
            "language": "kk",
            "begun_on": today(),
            "ended_on": today(),
            "tasks": "Су құбырының барысын тексеру.",
            "participants": "Топтың үш мүшесі.",
            **fields,
        },
    )
    dossier.reports.add(report)
    dossiers.recommend(dossier, office=report.office, text="Құбырды жерге көму.")
    return dossier


def make_gathering(host, **fields) -> Gathering:
    """Of a group, or of an office that somebody works for."""
    is_group = isinstance(host, InitiativeGroup)
    staff = User.objects.filter(appointment__postings__office=host.pk)
    return gatherings.announce(
        Gathering(
            group=host if is_group else None,
            office=None if is_group else host,
            author=(host.members if is_group else staff).first(),
            **{
                "place": host.place,
                "kind": "gathering",
                "held_on": today(),
                "agenda": "Ауызсу құбыры.",
                "language": "kk",
                **fields,
            },
        )
    )


def add_page(gathering) -> Photo:
    """A photo of the minutes on paper, for everybody to see."""
    page = proof_photo()
    gatherings.add_pages(gathering, [page])
    develop_all()
    page.refresh_from_db()
    return page


def make_papers(group, report) -> dict[str, str]:
    """The public ids of a final document that was sent, a draft, gatherings and a decision."""
    sent = dossiers.send(make_dossier(group, report))
    held = make_gathering(group, minutes="Келістік.", attended=40)
    decided = gatherings.decide(held, office=report.office, text="Жолды тазалау.")
    gatherings.keep_minutes(held)
    return {
        "dossier": sent.public_id,
        "draft": make_dossier(group, report).public_id,
        "gathering": make_gathering(group).public_id,
        "minutes": held.public_id,
        "decision": decided.public_id,
        "commitment": sent.recommendations.get().public_id,
    }


def proof_photo(number=1) -> Photo:
    return uploads.proof([picture()], number)


def document(content=PDF, number=1) -> Enclosure:
    """A PDF that an office chose to enclose."""
    return enclosures.take(SimpleUploadedFile("акт.pdf", content), number)


def make_reply(report, author, **fields) -> Reply:
    return services.post_reply(
        report,
        **{
            "author": author,
            "office": report.office,
            "reason": "under_way",
            "text": "Жұмыс жалғасып жатыр.",
            "language": "kk",
            **fields,
        },
    )


def make_claim(report, author, **fields) -> Reply:
    return make_reply(
        report,
        author,
        **{"is_claim": True, "reason": "done", "proof": [proof_photo()], **fields},
    )


def make_follower(email="secret-follower@mail.test", **follows) -> Subscription:
    """Somebody who has confirmed; each thing followed by its name: `place=aksu`."""
    for kind, thing in follows.items():
        for one in thing if isinstance(thing, list) else [thing]:
            subject = Subject(kind, "", one, News.objects.none())
            subscribing.ask(subject, email=email, rhythm="daily", language="en")
    subscription = Subscription.objects.get(email=email)
    for follow in subscription.follows.all():
        subscribing.confirm(follow)
    return Subscription.objects.get(email=email)


def become_news() -> None:
    """What happened is sealed in the public log, and read on from there."""
    sealing.seal(at_once=True)
    news.catch_up()


def make_firms_words(report, **fields) -> StatementRequest:
    """What the contractor sent, for a moderator to read."""
    words = {
        "draft_id": uuid.uuid4(),
        "firm": "«Құрылыс» ЖШС",
        "text": "Құбыр зауыттан екі апта кеш келді, жұмыс дүйсенбіде басталады.",
        "language": "kk",
        "contact_name": "Болат, директор",
        "contact_email": "bolat@qurylys.test",
        "contact_phone": "8 701 555 12 34",
        **fields,
    }
    return statements.receive(StatementRequest(report=report, **words))


def make_objection(report, **fields) -> Objection:
    """What a reader holds against a public report, for a moderator to read."""
    said = {"draft_id": uuid.uuid4(), "reason": "insult", "language": "kk", **fields}
    return objecting.receive(Objection(report=report, **said))


def make_template(office, **fields):
    """Words the office keeps at hand."""
    return ReplyTemplate.objects.create(
        office=office,
        **{
            "name": "Құбыр",
            "reason": "under_way",
            "language": "kk",
            "text": "Құбыр жеткізілді, жұмыс басталды.",
            **fields,
        },
    )


def make_question(report, author, about="still_so", **fields) -> Question:
    return questions.ask(
        report, author=author, office=report.office, about=about, language="kk", **fields
    )


def develop_all() -> None:
    """Let the worker's code take every waiting photo."""
    while developing.develop_waiting():
        pass


def all_files() -> list[str]:
    """Everything below the folders that hold citizens' files."""
    roots = [settings.MEDIA_ROOT, settings.WITHHELD_DIR, settings.QUARANTINE_DIR]
    return sorted(str(path) for root in roots for path in root.rglob("*") if path.is_file())


def phone_picture(width=1200, height=900) -> bytes:
    """A JPEG as a phone writes it: on its side, with its make and where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turn it by a quarter
    exif[0x0110] = "SM-A045F"
    exif[0x8825] = {1: "N", 2: (45.0, 4.0, 51.0), 3: "E", 4: (64.0, 40.0, 37.0)}
    out = BytesIO()
    Image.new("RGB", (width, height), (184, 159, 116)).save(out, "JPEG", exif=exif)
    return out.getvalue()
