"""What a firm is told of the statement it sent."""

from datetime import datetime, time

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from oversight.models import Installation
from reports.letters.envelopes import compose, deliver
from reports.models import StatementRequest


def tell_firm(pk: int) -> None:
    """That its words stand beside the report now, or why they do not."""
    sent = StatementRequest.objects.select_related("report").get(pk=pk)
    if not sent.contact_email:
        return  # it was forgotten meanwhile
    is_shown = sent.state == StatementRequest.State.SHOWN
    with translation.override(sent.language):
        page = reverse("report-detail", args=[sent.report.public_id])
        context = {
            "sent": sent,
            "is_shown": is_shown,
            "address": settings.SITE_URL + page,
            "again": settings.SITE_URL + reverse("firm-statement", args=[sent.report.public_id]),
            "demonstration": Installation.current().demonstration,
        }
        text = render_to_string("reports/email/tell_firm.txt", context)
        shown, refused = _("Your statement is published"), _("Your statement is not published")
    deliver(
        compose(
            sent.contact_email,
            subject=shown if is_shown else refused,
            text=text,
            key=f"statement-{sent.public_id}",
            moment=timezone.make_aware(datetime.combine(sent.decided_on, time())),
        )
    )


SENDERS = {"tell_firm": tell_firm}
