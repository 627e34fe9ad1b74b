"""Letters about accounts: a way back to a forgotten password, and invitations."""

import smtplib

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from oversight import groups, jobs
from oversight.folding import fold
from oversight.models import Appointment, GroupRequest, Installation, Job, LogAlarm, User


def send_waiting() -> None:
    """Send what signed-out people asked for. No transaction is open meanwhile."""
    for job in [claimed for kind in SENDERS for claimed in jobs.claim(kind)]:
        _try(job)


def _try(job: Job) -> None:
    try:
        SENDERS[job.kind](job.object_id)
    except (smtplib.SMTPException, OSError) as error:
        jobs.failed(job, type(error).__name__)
    else:
        jobs.done(job)


def send_reset(pk: int) -> None:
    """Lead back in whoever has chosen a password before; strangers' addresses get nothing."""
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user is None or not user.has_usable_password():
        return
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    # From the settings, not from the request: a forged Host must not lead the user elsewhere.
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
    link = settings.SITE_URL + path.replace("UID-KEY", key)
    with translation.override(user.language):
        _send(user, _("A new password"), "reset_password", link)


def send_log_alarm(number: int) -> None:
    """Tell every operator why the public log is not sealed."""
    why = list(LogAlarm)[number]
    for user in _operators():
        with translation.override(user.language):
            _send(user, _("The public log is not sealed"), "log_alarm", str(why.label))


def _operators() -> QuerySet[User]:
    return User.objects.filter(appointment__side=Appointment.Side.OPERATOR, is_active=True)


def send_new_device(pk: int) -> None:
    """Somebody signed in from a device that the account has not seen: was it you?"""
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user:
        with translation.override(user.language):
            link = settings.SITE_URL + reverse("mfa_index")
            _send(user, _("A new device signed in to your account"), "new_device", link)


def send_invitation(user: User, link: str) -> None:
    """Hand over a fresh link at once: only its hash is kept, so it cannot be sent later."""
    with translation.override(user.language):
        _send(user, _("Your account at Baqylau"), "invitation", link)


def send_group_request(pk: int) -> None:
    """Tell every operator that somebody asks for a group: nobody else can decide."""
    asked = GroupRequest.objects.select_related("place").get(pk=pk)
    link = settings.SITE_URL + reverse("admin:oversight_grouprequest_change", args=[pk])
    for user in _operators() if asked.state == GroupRequest.State.WAITING else ():
        with translation.override(user.language):
            _send(user, _("Somebody asks for a group"), "group_request", link)


def send_group_decision(pk: int) -> None:
    """Say yes, with a link that is made only now, or no, with the reason."""
    asked = GroupRequest.objects.select_related("group").get(pk=pk)
    if not asked.contact_email:
        return
    is_accepted = asked.state == GroupRequest.State.ACCEPTED
    with translation.override(asked.language):
        context = {
            "asked": asked,
            "link": groups.lead_link(asked) if is_accepted else "",
            "sign_in": settings.SITE_URL + reverse("account_login"),
            "demonstration": Installation.current().demonstration,
        }
        text = render_to_string("oversight/email/group_decision.txt", context)
        subject = _("Your group is on Baqylau") if is_accepted else _("Your request for a group")
    _post(subject, text, asked.contact_email)


def send_test(address: str) -> None:
    """A letter that only shows that letters arrive."""
    EmailMessage(
        _("Letters leave this site"),
        _("This is a test. If you can read it, the site can send letters."),
        to=[address],
    ).send()


def _send(user: User, subject: str, template: str, says: str) -> None:
    context = {"user": user, "link": says, "demonstration": Installation.current().demonstration}
    text = render_to_string(f"oversight/email/{template}.txt", context)
    _post(subject, text, user.email)


def _post(subject: str, text: str, address: str) -> None:
    headers = {"Auto-Submitted": "auto-generated"}
    EmailMessage(subject, fold(text), to=[address], headers=headers).send()


SENDERS = {
    "tell_new_device": send_new_device,
    "reset_password": send_reset,
    "tell_log_alarm": send_log_alarm,
    "tell_group_request": send_group_request,
    "tell_group_decision": send_group_decision,
}
