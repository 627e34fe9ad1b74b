"""The main story: a work stands still, a villager says so, the office answers, she confirms."""

import io

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image

from oversight.models import LogEntry
from reports.models import Photo, Report
from tests.reports.pictures import difference, segments
from tests.stories.phone import Phone
from tests.stories.visitor import chosen, show_my_report
from tests.stories.worker import links

WORK = "/en/projects/kz-aksu-water/"
STOPPED = "Құбыр көшеде жатыр, жұмыс тоқтап қалды."
AGAIN = "Траншея әлі ашық тұр, балаларға қауіпті."
MISUSE = "Экскаватор құбырдың орнына біреудің ауласын қазып жатыр."
ANSWER = "Мердігер дүйсенбіде қайта шығады."
DONE = "Құбыр көмілді, су қосылды."
THANKS = "Рақмет, су келді."
SECRETS = [b"Exif", b"TattleMake", b"Aigul", b"2026:11:20"]  # in the phone's file
PICTURE_ALONE = {"E0", "DB", "C0", "C2", "C4", "DA"}  # the parts of a JPEG that are the picture


@pytest.fixture
def phone():
    return Phone()


def find_the_work(visitor):
    visitor.open("/en/")
    visitor.send("Search", q="аксу")
    visitor.follow("Aksu village")
    visitor.follow("Water pipe")
    assert visitor.page.address == WORK
    assert visitor.page.says("nobody has reported")


def file_in_the_form(visitor, **filled):
    visitor.open(WORK)
    visitor.follow("Report what you see")
    visitor.send("Send", **filled)
    assert visitor.page.says("Your report has arrived")


def report_shown_to(visitor):
    """The public id of the report that was just filed."""
    return visitor.page.link("The report as everybody sees it").split("/")[-2]


def assert_photos_are_clean(visitor, public_id, scenery):
    pictures = visitor.open(f"/en/reports/{public_id}/").pictures
    [folder] = {address.rpartition("/")[0] for address in pictures}
    for size in Photo.SIZES:
        assert_clean(visitor.fetch(f"{folder}/{size}.jpg"), scenery)


def assert_clean(jpeg, scenery):
    """The picture stands upright, and nothing but the picture is in its file."""
    picture = Image.open(io.BytesIO(jpeg))
    assert difference(picture.resize((6, 8)), scenery.resize((6, 8))) < 16
    assert set(segments(jpeg)) <= PICTURE_ALONE
    assert [secret for secret in SECRETS if secret in jpeg] == []


def waiting(count, language):
    """The subject of a digest in which nothing is urgent."""
    with translation.override(language):
        sentence = ngettext(
            "%(count)d report waits for your answer",
            "%(count)d reports wait for your answer",
            count,
        )
    return sentence % {"count": count}


def publish_what_is_held(moderator):
    moderator.follow("Water pipe")
    assert moderator.page.says(MISUSE)
    moderator.send("Decide", action="publish", reason="fits")
    assert moderator.page.says("No report waits for a decision")


def answer_and_claim(clerk, address, photo):
    clerk.open(address)
    clerk.send("Publish the answer", reason="under_way", text=ANSWER, language="kk")
    assert clerk.page.says("Your answer is published.")
    clerk.open(address)
    done = {"reason": "done", "text": DONE, "language": "kk", "is_claim": True}
    clerk.send("Publish the answer", photos=[chosen(photo)], **done)
    assert clerk.page.says("Your answer is published.")


def confirm(visitor, code):
    assert show_my_report(visitor, code).says(DONE)
    visitor.send("Yes, it is done", text=THANKS)
    assert visitor.page.says("The report says now: confirmed as done.")


def assert_told_in(language, visitor):
    page = visitor.open(f"/{language}/projects/kz-aksu-water/")
    with translation.override(language):
        sentences = [
            _("The office says: it is done."),
            _("The reporter confirms: it is done."),
            _("Photo of the office"),
        ]
    for words in (STOPPED, AGAIN, MISUSE, ANSWER, DONE, THANKS, *sentences):
        assert page.says(words), f"{words}: {page.text}"


def test_aigul_reports_and_the_office_answers(
    project, office, daniyar, madina, aigul, phone, comes_in, worker, phone_photo, trench, logged
):
    assert [secret for secret in SECRETS if secret in phone_photo] == SECRETS
    find_the_work(aigul)
    first = phone.file(project, [phone_photo], stage="stopped", text=STOPPED)
    file_in_the_form(aigul, stage="stopped", text=AGAIN, photos=[chosen(phone_photo)])
    second = report_shown_to(aigul)
    worker.develop()
    assert_photos_are_clean(aigul, first, trench)
    assert_photos_are_clean(aigul, second, trench)

    file_in_the_form(aigul, is_misuse=True, text=MISUSE)
    assert aigul.page.says("A moderator, who is independent of the offices, looks at it first")
    letter = worker.monday()[office.email]
    assert letter["Subject"].strip() == waiting(2, office.language)
    [address] = [address for address in links(letter) if first in address]
    clerk = comes_in(daniyar, address)
    held = Report.objects.get(kind="misuse").public_id
    assert clerk.status(f"/desk/reports/{held}/") == 404
    publish_what_is_held(comes_in(madina, "/moderation/"))
    assert clerk.open("/desk/").says("3 reports wait for your answer")

    answer_and_claim(clerk, address, phone_photo)
    worker.develop()
    confirm(aigul, phone.code)

    for language in ("kk", "ru", "en"):
        assert_told_in(language, aigul)
    assert logged() == [
        ("report.filed", "citizen"),
        ("report.filed", "citizen"),
        ("photo.added", "citizen"),
        ("photo.added", "citizen"),
        ("report.filed", "citizen"),
        ("report.published", "moderator"),
        ("reply.added", "office"),
        ("claim.made", "office"),
        ("photo.added", "office"),
        ("verdict.given", "citizen"),
    ]
    for entry in LogEntry.objects.all():
        for words in (STOPPED, AGAIN, MISUSE, ANSWER, DONE, THANKS, phone.code):
            assert words not in entry.text
