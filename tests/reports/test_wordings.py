"""Words corrected, kept back or covered: nothing is overwritten without a trace."""

import pytest

from oversight.models import LogEntry
from reports import masking, questions, services, wordings
from reports.models import Question
from reports.workflow import NotAllowed
from tests import factories

PHONE = "Құбыршы Асқар: 8 701 555 12 34, соған хабарласыңыз."


@pytest.fixture
def report(project):
    return factories.make_stopped_report(project)


@pytest.fixture
def reply(report, daniyar):
    return factories.make_reply(report, daniyar)


def correct(reply, author, **fields):
    said = {"reason": reply.reason, "text": reply.text, "language": reply.language}
    return wordings.correct_reply(reply, author=author, **{**said, **fields})


def test_a_correction_keeps_the_earlier_words(reply, daniyar, logged):
    corrected = correct(reply, daniyar, text="Жұмыс жұмада аяқталады.")

    assert corrected.text == "Жұмыс жұмада аяқталады."
    assert [old["text"] for old in corrected.earlier] == ["Жұмыс жалғасып жатыр."]
    assert logged()[-2:] == [("reply.added", "office"), ("reply.added", "office")]


def test_a_correction_that_changes_nothing_is_none(reply, daniyar):
    with pytest.raises(NotAllowed):
        correct(reply, daniyar)


def test_words_are_covered_by_a_logged_rule(report, daniyar, logged):
    reply = factories.make_reply(report, daniyar, text=PHONE)

    masked = masking.mask_reply(reply.public_id, words="8 701 555 12 34", reason="private_data")

    assert masked.text == "Құбыршы Асқар: █████, соған хабарласыңыз."
    assert (masked.covered, masked.masked_because) == (["8 701 555 12 34"], "private_data")
    assert logged()[-2:] == [("part.hidden", "moderator"), ("reply.added", "moderator")]


def test_earlier_words_are_covered_too_and_the_office_cannot_say_them_again(report, daniyar):
    reply = correct(
        factories.make_reply(report, daniyar, text=PHONE), daniyar, text=PHONE + " Күтеміз."
    )

    masked = masking.mask_reply(reply.public_id, words="8 701 555 12 34", reason="private_data")

    assert "8 701" not in masked.text + str(masked.earlier)
    with pytest.raises(NotAllowed):
        correct(masked, daniyar, text=PHONE)


def test_covered_words_are_shown_again_with_a_reason(report, daniyar, logged):
    reply = factories.make_reply(report, daniyar, text=PHONE)
    masking.mask_reply(reply.public_id, words="8 701", reason="private_data")
    masking.mask_reply(reply.public_id, words="555", reason="private_data")

    lifted = masking.unmask_reply(reply.public_id, reason="mistake")

    assert (lifted.text, lifted.masked_because, lifted.covered) == (PHONE, "", [])
    assert logged()[-2:] == [("part.shown", "moderator"), ("reply.added", "moderator")]
    assert correct(lifted, daniyar, text="Ертең бітеді.").text == "Ертең бітеді."


def test_the_log_names_why_words_are_shown_again(report, daniyar):
    reply = factories.make_reply(report, daniyar, text=PHONE)
    masking.mask_reply(reply.public_id, words="8 701", reason="private_data")

    masking.unmask_reply(reply.public_id, reason="mistake")

    shown = LogEntry.objects.filter(kind="part.shown").get()
    assert "reason mistake" in shown.text


def test_what_is_not_covered_cannot_be_shown_again(reply):
    with pytest.raises(NotAllowed):
        masking.unmask_reply(reply.public_id, reason="mistake")


def test_madina_lifts_a_covering_on_the_page_of_words(signed_in, madina, report, daniyar):
    reply = factories.make_reply(report, daniyar, text=PHONE)
    masking.mask_reply(reply.public_id, words="8 701", reason="private_data")
    browser = signed_in(madina)

    page = browser.get("/moderation/words/").content.decode()
    sent = {"kind": "reply", "public_id": reply.public_id, "action": "unmask"}
    browser.post("/moderation/words/", sent | {"reason": "mistake"})

    reply.refresh_from_db()
    assert "As it stood before" in page
    assert reply.text == PHONE


@pytest.mark.parametrize("words", ["", "  ", "жоқ сөз"])
def test_what_is_not_said_cannot_be_covered(reply, words):
    with pytest.raises(NotAllowed):
        masking.mask_reply(reply.public_id, words=words, reason="insult")


def test_a_reply_with_a_number_is_shown_and_looked_at(report, daniyar):
    reply = factories.make_reply(report, daniyar, text=PHONE)

    [waiting] = wordings.waiting()
    wordings.let_pass("reply", reply.public_id)

    assert (waiting.kind, waiting.text, waiting.noticed) == ("reply", PHONE, ["phone"])
    assert wordings.waiting() == []


def test_a_verdict_with_private_words_counts_and_its_words_wait(report, daniyar, logged):
    factories.make_claim(report, daniyar)
    verdict = services.give_verdict(report, is_done=False, text=PHONE)

    assert (verdict.is_done, verdict.text) == (False, "")
    wordings.let_pass("verdict", verdict.public_id)

    verdict.refresh_from_db()
    assert (verdict.text, verdict.held_text) == (PHONE, "")
    assert logged()[-1] == ("part.shown", "moderator")


def test_words_of_a_verdict_that_are_kept_back_are_hidden_by_a_rule(report, daniyar, logged):
    factories.make_claim(report, daniyar)
    verdict = services.give_verdict(report, is_done=False, text=PHONE)

    wordings.keep_back("verdict", verdict.public_id, reason="private_data")

    verdict.refresh_from_db()
    assert verdict.text == ""
    assert wordings.waiting() == []
    assert logged()[-1] == ("part.hidden", "moderator")


def test_a_question_in_own_words_is_asked_or_refused(report, daniyar):
    first = factories.make_question(report, daniyar, about="own_words", text="Қай көше?")
    wordings.keep_back("question", first.public_id, reason="")
    second = factories.make_question(report, daniyar, about="own_words", text="Құбыр қайда ашық?")
    wordings.let_pass("question", second.public_id)

    states = dict(Question.objects.values_list("public_id", "state"))
    assert states == {first.public_id: "refused", second.public_id: "asked"}


def test_a_held_answer_is_passed_on_or_kept(report, daniyar):
    asked = factories.make_question(report, daniyar)
    questions.answer(report, PHONE)

    wordings.let_pass("answer", asked.public_id)

    assert Question.objects.get().told_answer == PHONE


@pytest.mark.parametrize("kind", wordings.KINDS)
def test_what_does_not_wait_cannot_be_decided(site, kind):
    with pytest.raises(NotAllowed):
        wordings.let_pass(kind, "abcdefghijklmnop")
    with pytest.raises(NotAllowed):
        wordings.keep_back(kind, "abcdefghijklmnop", reason="insult")
