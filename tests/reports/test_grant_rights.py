"""The role of the web servers: it files and seals, and can neither change nor drop a fact."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from reports.models import Report
from reports.removals import erasure
from reports.workflow import Role
from tests import factories
from tests.oversight.log import seal

ROLE = "baqylau_web_of_a_test"


def test_it_is_refused_where_there_are_no_roles_or_no_such_role(db):
    with pytest.raises(CommandError):
        call_command("grant_rights", "nobody_of_this_name")


@pytest.fixture
def role(db):
    """Everything from here on is done by the restricted role."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        call_command("grant_rights", ROLE)
        call_command("grant_rights", ROLE)
        yield cursor
        cursor.execute("RESET ROLE")


def test_the_site_works_as_before(role, project, daniyar, madina):
    role.execute(f"SET ROLE {ROLE}")

    report = factories.make_stopped_report(project)
    factories.make_reply(report, daniyar)
    before = seal().size
    erasure.erase_report(report, role=Role.OPERATOR, ground="court")
    assert seal().size == before + 1
    assert Report.objects.get().text == ""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE oversight_logentry SET text = 'x'",
        "UPDATE oversight_logentry SET leaf_hash = NULL",
        "DELETE FROM oversight_logentry",
        "TRUNCATE oversight_logentry",
        "UPDATE oversight_checkpoint SET note = 'x'",
        "DELETE FROM oversight_checkpoint",
        "DELETE FROM oversight_logtile",
        "DELETE FROM reports_report",
        "DELETE FROM reports_reply",
        "DELETE FROM projects_figurechange",
        "DROP TRIGGER no_update ON oversight_logentry",
        "ALTER TABLE oversight_logentry DISABLE TRIGGER ALL",
        "DROP TABLE oversight_checkpoint",
        "DELETE FROM django_migrations",
    ],
)
def test_the_database_refuses_whoever_has_its_password(role, project, statement):
    factories.make_report(project)
    role.execute(f"SET ROLE {ROLE}")

    with (
        pytest.raises(DatabaseError, match="permission denied|must be owner"),
        transaction.atomic(),
    ):
        role.execute(statement)
