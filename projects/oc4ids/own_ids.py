"""The names of contracts, payments, steps and papers in records: by them a row is known again."""

from django.conf import settings
from django.db.models import Model


def id_of(row: Model) -> str:
    """The id that a row came with; a row of our own has one that nobody else would give."""
    return row.source_id or f"{settings.OC4IDS_PREFIX}-{row._meta.model_name}-{row.pk}"
