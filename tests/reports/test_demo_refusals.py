"""A demonstration never mixes with what is real."""

import pytest
from django.core.management import CommandError, call_command

from oversight.models import Installation
from tests import factories


def test_it_goes_into_no_database_with_real_reports(project):
    factories.make_report(project)

    with pytest.raises(CommandError):
        call_command("demo")

    assert Installation.current().demonstration is False


def test_if_empty_leaves_a_database_with_places_alone(aksu):
    call_command("demo", "--if-empty")

    assert Installation.current().demonstration is False
