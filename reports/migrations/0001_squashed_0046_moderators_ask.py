import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import oversight.calendar
import oversight.ids
from oversight.migrating import CreateModels

RULES = [
    {
        "code": "platform",
        "name_kk": "Сайттың тәртібі",
        "name_ru": "Порядок сайта",
        "name_en": "Rule of this site",
        "days": 15,
        "unit": "working",
        "source": "",
    },
    {
        "code": "public-control",
        "name_kk": "Қоғамдық бақылаудың қорытынды құжаты",
        "name_ru": "Итоговый документ общественного контроля",
        "name_en": "Final document of public control",
        "days": 10,
        "unit": "working",
        "source": "«Қоғамдық бақылау туралы» заң, 13-бап",
    },
]


def fill_rules(apps, schema_editor):
    """The rules of the clock come with the tables."""
    rules = apps.get_model("reports", "ClockRule").objects
    rules.bulk_create(rules.model(**rule) for rule in RULES)


class Migration(migrations.Migration):
    """The tables as they stand, at once, for a new database; a known one goes on step by step."""

    replaces = [
        ("reports", "0001_initial"),
        ("reports", "0002_let_reporters_go_back"),
        ("reports", "0003_photo_likeness"),
        ("reports", "0004_casework"),
        ("reports", "0005_office_answers"),
        ("reports", "0006_where_reports_are"),
        ("reports", "0007_fill_where_reports_are"),
        ("reports", "0008_keep_photos"),
        ("reports", "0009_removals"),
        ("reports", "0010_reports_in_an_hour"),
        ("reports", "0011_answer_checklists"),
        ("reports", "0012_confirmations"),
        ("reports", "0013_wait_for_author_or_day"),
        ("reports", "0014_clock_rules"),
        ("reports", "0015_fill_clock_rules"),
        ("reports", "0016_word_on_works"),
        ("reports", "0017_joinings"),
        ("reports", "0018_take_steps_once"),
        ("reports", "0019_index_the_desk"),
        ("reports", "0020_appeals_against_hiding"),
        ("reports", "0021_late_answers_stay_late"),
        ("reports", "0022_due_day_before_a_no"),
        ("reports", "0023_groups_own"),
        ("reports", "0024_appeal_granted"),
        ("reports", "0025_documents_with_answers"),
        ("reports", "0026_visits"),
        ("reports", "0027_papers_of_groups"),
        ("reports", "0028_news_and_followers"),
        ("reports", "0029_pages_of_minutes"),
        ("reports", "0030_index_the_statistics"),
        ("reports", "0031_term_sheets"),
        ("reports", "0032_lift_covered_words"),
        ("reports", "0033_say_the_rule_of_a_clock"),
        ("reports", "0034_disputed_decisions"),
        ("reports", "0035_hear_named_firms"),
        ("reports", "0036_news_of_papers"),
        ("reports", "0037_firms_send_statements"),
        ("reports", "0038_hosts_and_hidden_papers"),
        ("reports", "0039_fill_keys_of_papers"),
        ("reports", "0040_reports_on_machines"),
        ("reports", "0041_news_of_budgets"),
        ("reports", "0042_term_sheets_shown"),
        ("reports", "0043_news_of_machines"),
        ("reports", "0044_objections_of_readers"),
        ("reports", "0045_cover_words_of_reports"),
        ("reports", "0046_moderators_ask"),
    ]

    initial = True

    dependencies = [
        ("oversight", "0001_squashed_0035_note_the_clock"),
        ("oversight", "__first__"),
        ("projects", "0001_squashed_0026_name_words_of_machines"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="OfficeAnswers",
                fields=[
                    (
                        "office",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.CASCADE,
                            primary_key=True,
                            related_name="answers",
                            serialize=False,
                            to="oversight.office",
                        ),
                    ),
                    ("asked", models.PositiveIntegerField(default=0)),
                    ("answered", models.PositiveIntegerField(default=0)),
                    ("in_time", models.PositiveIntegerField(default=0)),
                    ("overdue", models.PositiveIntegerField(default=0)),
                    ("settled", models.PositiveIntegerField(default=0)),
                    ("resolved", models.PositiveIntegerField(default=0)),
                    ("disputed", models.PositiveIntegerField(default=0)),
                    ("unopposed", models.PositiveIntegerField(default=0)),
                ],
            ),
            migrations.CreateModel(
                name="ClockRule",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("code", models.SlugField(unique=True, verbose_name="code")),
                    ("name_kk", models.CharField(max_length=200, verbose_name="name in Kazakh")),
                    ("name_ru", models.CharField(max_length=200, verbose_name="name in Russian")),
                    (
                        "name_en",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="name in English"
                        ),
                    ),
                    ("days", models.PositiveSmallIntegerField(verbose_name="days")),
                    (
                        "unit",
                        models.CharField(
                            choices=[("working", "working days"), ("calendar", "calendar days")],
                            max_length=8,
                            verbose_name="counted in",
                        ),
                    ),
                    ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                ],
                options={
                    "verbose_name": "rule of a clock",
                    "verbose_name_plural": "rules of clocks",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("days__gte", 1)), name="clock_gives_a_day"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Report",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                            verbose_name="public id",
                        ),
                    ),
                    ("draft_id", models.UUIDField(editable=False, unique=True)),
                    (
                        "receipt",
                        models.CharField(editable=False, max_length=64, null=True, unique=True),
                    ),
                    ("content_hash", models.CharField(editable=False, max_length=64)),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("progress", "progress of the work"),
                                ("misuse", "something is wrong"),
                            ],
                            max_length=8,
                            verbose_name="kind",
                        ),
                    ),
                    (
                        "project",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reports",
                            to="projects.project",
                            verbose_name="project",
                        ),
                    ),
                    (
                        "machine",
                        models.ForeignKey(
                            blank=True,
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reports",
                            to="projects.machine",
                            verbose_name="machine",
                        ),
                    ),
                    (
                        "place",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reports",
                            to="oversight.place",
                            verbose_name="place",
                        ),
                    ),
                    ("in_region", models.CharField(editable=False, max_length=2)),
                    ("in_district", models.CharField(editable=False, max_length=4)),
                    ("in_rural", models.CharField(editable=False, max_length=6)),
                    (
                        "office",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reports",
                            to="oversight.office",
                            verbose_name="office",
                        ),
                    ),
                    (
                        "stage",
                        models.CharField(
                            choices=[
                                ("not_started", "not started"),
                                ("under_way", "under way"),
                                ("stopped", "stopped"),
                                ("finished", "finished"),
                                ("finished_not_working", "finished but not working"),
                                ("serves_village", "works for the village"),
                                ("works_elsewhere", "works on a private field"),
                                ("refused_us", "was refused to us"),
                                ("stands_idle", "stands idle"),
                                ("broken_down", "is broken"),
                                ("cannot_tell", "cannot tell"),
                            ],
                            max_length=24,
                            verbose_name="what stands there",
                        ),
                    ),
                    ("text", models.TextField(blank=True, verbose_name="words")),
                    (
                        "language",
                        models.CharField(
                            choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                            max_length=2,
                            verbose_name="language",
                        ),
                    ),
                    ("observed_on", models.DateField(verbose_name="seen on")),
                    (
                        "observations",
                        models.JSONField(
                            blank=True, default=dict, verbose_name="answers to the checklist"
                        ),
                    ),
                    (
                        "near_site",
                        models.BooleanField(default=False, verbose_name="taken near the site"),
                    ),
                    (
                        "same_day",
                        models.BooleanField(default=False, verbose_name="taken the same day"),
                    ),
                    (
                        "masked_because",
                        models.CharField(
                            blank=True, max_length=16, verbose_name="words covered because"
                        ),
                    ),
                    (
                        "masked_on",
                        models.DateField(
                            blank=True,
                            null=True,
                            verbose_name="words last covered or shown again on",
                        ),
                    ),
                    (
                        "group",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reports",
                            to="oversight.initiativegroup",
                            verbose_name="initiative group",
                        ),
                    ),
                    (
                        "contact_email",
                        models.EmailField(blank=True, max_length=254, verbose_name="contact"),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("held", "waiting for a moderator"),
                                ("refused", "refused by a moderator"),
                                ("open", "waiting for an answer"),
                                ("answered", "answered"),
                                ("claimed", "the office says it is done"),
                                ("resolved", "confirmed as done"),
                                ("disputed", "not done, says the reporter"),
                                ("closed_unopposed", "closed, nobody objected"),
                                ("withdrawn", "withdrawn by the reporter"),
                            ],
                            max_length=16,
                            verbose_name="state",
                        ),
                    ),
                    (
                        "visibility",
                        models.CharField(
                            choices=[
                                ("public", "public"),
                                ("hidden", "hidden"),
                                ("erased", "erased"),
                            ],
                            default="public",
                            max_length=8,
                            verbose_name="visibility",
                        ),
                    ),
                    ("held_until", models.DateField(editable=False, null=True)),
                    ("is_confirmed", models.BooleanField(default=True, editable=False)),
                    ("held_because", models.JSONField(default=list)),
                    ("needs_answer", models.BooleanField(verbose_name="needs an answer")),
                    ("filed_on", models.DateField(verbose_name="filed on")),
                    ("public_on", models.DateField(null=True, verbose_name="public since")),
                    ("decide_by", models.DateField(null=True, verbose_name="moderator decides by")),
                    (
                        "regime",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="reports.clockrule",
                            verbose_name="rule of the clock",
                        ),
                    ),
                    (
                        "clock_started_on",
                        models.DateField(null=True, verbose_name="clock started on"),
                    ),
                    (
                        "answer_due_on",
                        models.DateField(null=True, verbose_name="answer expected by"),
                    ),
                    (
                        "calendar_version",
                        models.CharField(blank=True, editable=False, max_length=40),
                    ),
                    (
                        "forward_count",
                        models.PositiveSmallIntegerField(default=0, verbose_name="sent round"),
                    ),
                    ("answered_on", models.DateField(null=True, verbose_name="first answered on")),
                    (
                        "answered_in_time",
                        models.BooleanField(null=True, verbose_name="answered in time each time"),
                    ),
                    ("office_told", models.BooleanField(default=False, editable=False)),
                    ("claimed_on", models.DateField(null=True, verbose_name="said to be done on")),
                    (
                        "decided_on",
                        models.DateField(null=True, verbose_name="confirmed or disputed on"),
                    ),
                    ("withdrawn_on", models.DateField(null=True, verbose_name="taken back on")),
                    ("pressed_on", models.DateField(editable=False, null=True)),
                    ("confirmation_count", models.PositiveIntegerField(default=0, editable=False)),
                    ("photos_expected", models.PositiveSmallIntegerField(default=0)),
                ],
                options={
                    "verbose_name": "report",
                    "verbose_name_plural": "reports",
                    "ordering": ["-filed_on", "-public_id"],
                    "indexes": [
                        models.Index(
                            fields=["project", "-filed_on", "-public_id"], name="report_of_project"
                        ),
                        models.Index(
                            condition=models.Q(("machine__isnull", False)),
                            fields=["machine", "-filed_on", "-public_id"],
                            name="report_of_machine",
                        ),
                        models.Index(
                            fields=["place", "-filed_on", "-public_id"], name="report_of_place"
                        ),
                        models.Index(fields=["-filed_on", "-public_id"], name="report_newest"),
                        models.Index(
                            fields=["in_region", "-filed_on", "-public_id"], name="report_in_region"
                        ),
                        models.Index(
                            fields=["in_district", "-filed_on", "-public_id"],
                            name="report_in_district",
                        ),
                        models.Index(
                            fields=["in_rural", "-filed_on", "-public_id"], name="report_in_rural"
                        ),
                        models.Index(fields=["public_on"], name="report_public_since"),
                        models.Index(
                            condition=models.Q(
                                ("needs_answer", True), ("state__in", ["open", "disputed"])
                            ),
                            fields=["office", "answer_due_on", "filed_on", "public_id"],
                            name="report_owed",
                        ),
                        models.Index(
                            condition=models.Q(
                                ("needs_answer", True),
                                ("office_told", False),
                                ("state__in", ["open", "disputed"]),
                            ),
                            fields=["office"],
                            name="report_untold",
                        ),
                        models.Index(
                            condition=models.Q(
                                ("public_on__isnull", False), ("visibility", "public")
                            ),
                            fields=[
                                "office",
                                "state",
                                "needs_answer",
                                "answer_due_on",
                                "decided_on",
                            ],
                            name="report_on_desk",
                        ),
                        models.Index(
                            condition=models.Q(("state", "held")),
                            fields=["decide_by"],
                            name="report_held",
                        ),
                        models.Index(
                            condition=models.Q(
                                ("public_on__isnull", False), ("visibility", "public")
                            ),
                            fields=[
                                "public_on",
                                "in_region",
                                "needs_answer",
                                "state",
                                "answer_due_on",
                                "answered_on",
                                "answered_in_time",
                                "claimed_on",
                            ],
                            name="report_counted",
                        ),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("state__in", ["held", "refused", "withdrawn"]),
                                ("public_on__isnull", False),
                                _connector="OR",
                            ),
                            name="public_report_has_its_day",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("project", None), ("machine", None), _connector="OR"
                            ),
                            name="report_is_about_one_thing",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("kind", "misuse"), _negated=True),
                                ("needs_answer", True),
                                _connector="OR",
                            ),
                            name="misuse_needs_answer",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="DueChange",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                            verbose_name="public id",
                        ),
                    ),
                    (
                        "report",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="due_changes",
                            to="reports.report",
                            verbose_name="report",
                        ),
                    ),
                    (
                        "office",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="oversight.office",
                            verbose_name="office",
                        ),
                    ),
                    (
                        "author",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="author",
                        ),
                    ),
                    (
                        "cause",
                        models.CharField(
                            choices=[
                                ("extended", "the office asked for more time"),
                                ("calendar", "the working calendar was corrected"),
                                ("regime", "another rule of the clock holds"),
                            ],
                            max_length=8,
                            verbose_name="cause",
                        ),
                    ),
                    (
                        "reason",
                        models.CharField(
                            choices=[
                                ("visit", "Somebody must go there and look."),
                                ("contractor", "The contractor must answer first."),
                                ("experts", "Experts must examine it first."),
                                ("higher_office", "A higher office must decide first."),
                                ("moved_days", "The Government moved working days."),
                                (
                                    "document",
                                    "A document came for which the law has days of its own.",
                                ),
                            ],
                            max_length=16,
                            verbose_name="reason",
                        ),
                    ),
                    (
                        "regime",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="reports.clockrule",
                            verbose_name="rule of the clock",
                        ),
                    ),
                    ("text", models.TextField(blank=True, verbose_name="words")),
                    ("old_due_on", models.DateField(verbose_name="answer expected by, before")),
                    ("new_due_on", models.DateField(verbose_name="answer expected by, after")),
                    ("calendar_version", models.CharField(max_length=40, verbose_name="calendar")),
                    ("changed_on", models.DateField(verbose_name="changed on")),
                ],
                options={
                    "verbose_name": "moved day of an answer",
                    "verbose_name_plural": "moved days of answers",
                    "ordering": ["changed_on", "pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("cause", "extended")),
                            fields=("report",),
                            name="one_extension_per_report",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("cause", "extended"), _negated=True),
                                ("new_due_on__gt", models.F("old_due_on")),
                                _connector="OR",
                            ),
                            name="extension_gives_time",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Forwarding",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                            verbose_name="public id",
                        ),
                    ),
                    (
                        "report",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="forwardings",
                            to="reports.report",
                            verbose_name="report",
                        ),
                    ),
                    (
                        "from_office",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="oversight.office",
                            verbose_name="from the office",
                        ),
                    ),
                    (
                        "to_office",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="oversight.office",
                            verbose_name="to the office",
                        ),
                    ),
                    (
                        "author",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="author",
                        ),
                    ),
                    ("text", models.TextField(verbose_name="why")),
                    ("forwarded_on", models.DateField(verbose_name="handed on")),
                ],
                options={
                    "verbose_name": "handing on",
                    "verbose_name_plural": "handings on",
                    "ordering": ["forwarded_on", "pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("report", "from_office"), name="one_hop_per_office"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("from_office", models.F("to_office")), _negated=True
                            ),
                            name="handed_to_another_office",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Question",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                            verbose_name="public id",
                        ),
                    ),
                    (
                        "report",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="questions",
                            to="reports.report",
                            verbose_name="report",
                        ),
                    ),
                    (
                        "office",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="questions",
                            to="oversight.office",
                            verbose_name="office",
                        ),
                    ),
                    (
                        "author",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="author",
                        ),
                    ),
                    (
                        "about",
                        models.CharField(
                            choices=[
                                ("still_so", "Is it still so today?"),
                                ("since_when", "Since when has it been so?"),
                                ("which_part", "Which part of the work do you mean?"),
                                ("what_is_missing", "What is still missing?"),
                                ("more_photos", "Can you add a photo taken from further away?"),
                                ("own_words", "A question in own words"),
                            ],
                            max_length=16,
                            verbose_name="question",
                        ),
                    ),
                    ("text", models.TextField(blank=True, verbose_name="own words")),
                    (
                        "language",
                        models.CharField(
                            choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                            max_length=2,
                            verbose_name="language",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "a moderator reads it first"),
                                ("asked", "asked"),
                                ("refused", "not asked"),
                                ("held", "answered, a moderator reads it first"),
                                ("answered", "answered"),
                                ("unread", "answered, but not passed on"),
                                ("closed", "decided without an answer"),
                            ],
                            max_length=8,
                            verbose_name="state",
                        ),
                    ),
                    ("asked_on", models.DateField(verbose_name="asked on")),
                    ("answer", models.TextField(blank=True, verbose_name="the reporter's answer")),
                    ("answered_on", models.DateField(null=True, verbose_name="answered on")),
                ],
                options={
                    "verbose_name": "question to a reporter",
                    "verbose_name_plural": "questions to reporters",
                    "ordering": ["asked_on", "pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("state__in", ["waiting", "asked"])),
                            fields=("report",),
                            name="one_open_question_per_report",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("about", "own_words"), _negated=True),
                                models.Q(("text", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="own_question_has_words",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReplyTemplate",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "office",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="reply_templates",
                            to="oversight.office",
                            verbose_name="office",
                        ),
                    ),
                    ("name", models.CharField(max_length=100, verbose_name="name")),
                    ("reason", models.CharField(max_length=20, verbose_name="reason")),
                    (
                        "language",
                        models.CharField(
                            choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                            max_length=2,
                            verbose_name="language",
                        ),
                    ),
                    ("text", models.TextField(max_length=4000, verbose_name="answer")),
                ],
                options={
                    "verbose_name": "kept answer",
                    "verbose_name_plural": "kept answers",
                    "ordering": ["language", "reason", "name"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("office", "language", "name"), name="one_template_per_name"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Confirmation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                            verbose_name="public id",
                        ),
                    ),
                    ("draft_id", models.UUIDField(editable=False, unique=True)),
                    ("receipt", models.CharField(editable=False, max_length=64, unique=True)),
                    (
                        "report",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="confirmations",
                            to="reports.report",
                            verbose_name="report",
                        ),
                    ),
                    ("confirmed_on", models.DateField(verbose_name="confirmed on")),
                    (
                        "taken_back_on",
                        models.DateField(blank=True, null=True, verbose_name="taken back on"),
                    ),
                ],
                options={
                    "verbose_name": "confirmation",
                    "verbose_name_plural": "confirmations",
                    "ordering": ["confirmed_on", "public_id"],
                },
            ),
            migrations.CreateModel(
                name="Covering",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "report",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="covering",
                            to="reports.report",
                            verbose_name="report",
                        ),
                    ),
                    ("original", models.TextField(blank=True, editable=False)),
                    ("passages", models.JSONField(blank=True, default=list, editable=False)),
                    ("before", models.TextField(blank=True, editable=False)),
                ],
                options={
                    "verbose_name": "covered words of a report",
                    "verbose_name_plural": "covered words of reports",
                },
            ),
            migrations.CreateModel(
                name="DigestIssue",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "office",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="digests",
                            to="oversight.office",
                            verbose_name="office",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("weekly", "weekly"),
                                ("urgent", "urgent"),
                                ("first", "first new report"),
                                ("escalation", "overdue below"),
                            ],
                            max_length=12,
                            verbose_name="kind",
                        ),
                    ),
                    ("period_start", models.DateField(verbose_name="period from")),
                    (
                        "made_on",
                        models.DateField(default=oversight.calendar.today, verbose_name="made on"),
                    ),
                    ("subject", models.CharField(max_length=200, verbose_name="subject")),
                    ("text", models.TextField(verbose_name="text")),
                    ("html", models.TextField(verbose_name="text with layout")),
                    ("recipient", models.EmailField(max_length=254, verbose_name="to")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "waiting"),
                                ("sent", "sent"),
                                ("failed", "could not be delivered"),
                                ("given_up", "given up after many tries"),
                                ("outdated", "a newer one was sent instead"),
                            ],
                            default="waiting",
                            max_length=12,
                            verbose_name="state",
                        ),
                    ),
                    ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="made")),
                    ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ],
                options={
                    "verbose_name": "digest",
                    "verbose_name_plural": "digests",
                    "ordering": ["-period_start", "office"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("office", "kind", "period_start"), name="one_digest_per_period"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Dossier",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                        ),
                    ),
                    (
                        "group",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="dossiers",
                            to="oversight.initiativegroup",
                        ),
                    ),
                    (
                        "author",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("monitoring", "public monitoring"),
                                ("expertise", "public expert review"),
                                ("discussion", "public discussion"),
                                ("hearing", "public hearing"),
                            ],
                            max_length=10,
                            verbose_name="form of control",
                        ),
                    ),
                    (
                        "place",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="oversight.place",
                            verbose_name="place",
                        ),
                    ),
                    (
                        "language",
                        models.CharField(
                            choices=[("kk", "Қазақша"), ("ru", "Русский")],
                            max_length=2,
                            verbose_name="language of the document",
                        ),
                    ),
                    ("begun_on", models.DateField(verbose_name="begun on")),
                    ("ended_on", models.DateField(verbose_name="ended on")),
                    ("hours", models.CharField(blank=True, max_length=40, verbose_name="hours")),
                    ("tasks", models.TextField(verbose_name="tasks")),
                    ("participants", models.TextField(verbose_name="participants")),
                    ("conclusions", models.TextField(blank=True, verbose_name="conclusions")),
                    ("drafted_on", models.DateField(verbose_name="drafted on")),
                    ("sent_on", models.DateField(null=True, verbose_name="sent on")),
                    (
                        "regime",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="reports.clockrule",
                        ),
                    ),
                    (
                        "visibility",
                        models.CharField(
                            choices=[
                                ("public", "public"),
                                ("hidden", "hidden"),
                                ("erased", "erased"),
                            ],
                            default="public",
                            max_length=8,
                            verbose_name="visibility",
                        ),
                    ),
                    ("search_key", models.TextField(default="", editable=False)),
                    (
                        "reports",
                        models.ManyToManyField(
                            related_name="dossiers", to="reports.report", verbose_name="facts"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "final document of public control",
                    "verbose_name_plural": "final documents of public control",
                    "ordering": ["-drafted_on", "-pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("ended_on__gte", models.F("begun_on"))),
                            name="control_ends_after_it_began",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("sent_on", None), ("regime__isnull", False), _connector="OR"
                            ),
                            name="sent_dossier_has_a_rule",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Gathering",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                        ),
                    ),
                    (
                        "group",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="gatherings",
                            to="oversight.initiativegroup",
                        ),
                    ),
                    (
                        "office",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="gatherings",
                            to="oversight.office",
                            verbose_name="office",
                        ),
                    ),
                    (
                        "author",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("assembly", "assembly of the local community"),
                                ("gathering", "gathering of residents"),
                                ("meeting", "the akim’s meeting with residents"),
                            ],
                            max_length=9,
                            verbose_name="kind",
                        ),
                    ),
                    (
                        "place",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="gatherings",
                            to="oversight.place",
                            verbose_name="place",
                        ),
                    ),
                    ("held_on", models.DateField(verbose_name="day")),
                    ("hours", models.CharField(blank=True, max_length=40, verbose_name="hours")),
                    ("venue", models.CharField(blank=True, max_length=200, verbose_name="where")),
                    ("agenda", models.TextField(verbose_name="agenda")),
                    (
                        "language",
                        models.CharField(
                            choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                            max_length=2,
                            verbose_name="language",
                        ),
                    ),
                    ("announced_on", models.DateField(verbose_name="announced on")),
                    (
                        "attended",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="how many came"
                        ),
                    ),
                    (
                        "delegates",
                        models.TextField(blank=True, verbose_name="how delegates were chosen"),
                    ),
                    ("minutes", models.TextField(blank=True, verbose_name="minutes")),
                    ("minutes_on", models.DateField(null=True, verbose_name="minutes kept on")),
                    (
                        "visibility",
                        models.CharField(
                            choices=[
                                ("public", "public"),
                                ("hidden", "hidden"),
                                ("erased", "erased"),
                            ],
                            default="public",
                            max_length=8,
                            verbose_name="visibility",
                        ),
                    ),
                    ("search_key", models.TextField(default="", editable=False)),
                ],
                options={
                    "verbose_name": "gathering",
                    "verbose_name_plural": "gatherings",
                    "ordering": ["-held_on", "-pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("minutes_on", None),
                                ("minutes_on__gte", models.F("held_on")),
                                _connector="OR",
                            ),
                            name="minutes_follow_the_gathering",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("group", None), ("office__isnull", False)),
                                models.Q(("group__isnull", False), ("office", None)),
                                _connector="OR",
                            ),
                            name="gathering_has_one_host",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Commitment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                        ),
                    ),
                    (
                        "dossier",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="recommendations",
                            to="reports.dossier",
                        ),
                    ),
                    (
                        "gathering",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="decisions",
                            to="reports.gathering",
                        ),
                    ),
                    (
                        "office",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="commitments",
                            to="oversight.office",
                            verbose_name="office",
                        ),
                    ),
                    ("text", models.TextField(max_length=1000, verbose_name="what is to be done")),
                    (
                        "promised_by",
                        models.DateField(blank=True, null=True, verbose_name="to be done by"),
                    ),
                    ("asked_on", models.DateField(null=True, verbose_name="asked on")),
                    (
                        "answer_due_on",
                        models.DateField(null=True, verbose_name="answer expected by"),
                    ),
                    (
                        "calendar_version",
                        models.CharField(blank=True, editable=False, max_length=40),
                    ),
                    (
                        "answer",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("done", "It is done."),
                                ("will", "It will be done."),
                                ("partly", "It will be done in part."),
                                ("refused", "It will not be done."),
                            ],
                            max_length=7,
                            verbose_name="answer",
                        ),
                    ),
                    ("reply", models.TextField(blank=True, verbose_name="answer in words")),
                    (
                        "reply_language",
                        models.CharField(
                            blank=True,
                            choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                            max_length=2,
                        ),
                    ),
                    ("replied_on", models.DateField(null=True, verbose_name="answered on")),
                    (
                        "author",
                        models.ForeignKey(
                            editable=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("disputed_count", models.PositiveIntegerField(default=0, editable=False)),
                ],
                options={
                    "verbose_name": "commitment",
                    "verbose_name_plural": "commitments",
                    "ordering": ["pk"],
                    "indexes": [
                        models.Index(
                            condition=models.Q(("replied_on", None)),
                            fields=["office", "answer_due_on"],
                            name="commitment_owed",
                        )
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("dossier", None), ("gathering__isnull", False)),
                                models.Q(("dossier__isnull", False), ("gathering", None)),
                                _connector="OR",
                            ),
                            name="commitment_stands_in_one_paper",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("replied_on", None),
                                models.Q(
                                    models.Q(("answer", ""), _negated=True),
                                    models.Q(("reply", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="answered_commitment_has_words",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("asked_on", None),
                                ("answer_due_on__isnull", False),
                                _connector="OR",
                            ),
                            name="asked_commitment_has_its_day",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="DisputeDay",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "commitment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="dispute_days",
                            to="reports.commitment",
                        ),
                    ),
                    ("day", models.DateField()),
                    ("count", models.PositiveIntegerField(default=0)),
                ],
                options={
                    "ordering": ["day"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("commitment", "day"), name="one_count_per_decision_and_day"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Subscription",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "key",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                        ),
                    ),
                    (
                        "email",
                        models.EmailField(max_length=254, unique=True, verbose_name="e-mail"),
                    ),
                    (
                        "language",
                        models.CharField(
                            choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                            max_length=2,
                            verbose_name="language",
                        ),
                    ),
                    (
                        "rhythm",
                        models.CharField(
                            choices=[("weekly", "once a week"), ("daily", "once a day")],
                            default="weekly",
                            max_length=6,
                            verbose_name="how often",
                        ),
                    ),
                    (
                        "weekday",
                        models.PositiveSmallIntegerField(
                            choices=[
                                (0, "Monday"),
                                (1, "Tuesday"),
                                (2, "Wednesday"),
                                (3, "Thursday"),
                                (4, "Friday"),
                                (5, "Saturday"),
                                (6, "Sunday"),
                            ],
                            default=0,
                            verbose_name="day of the week",
                        ),
                    ),
                    ("confirmed_on", models.DateField(null=True, verbose_name="confirmed on")),
                    ("asked_on", models.DateField(verbose_name="asked on")),
                    ("asked_count", models.PositiveSmallIntegerField(default=0, editable=False)),
                    ("told_up_to", models.PositiveBigIntegerField(default=0, editable=False)),
                    ("made_for", models.DateField(editable=False, null=True)),
                ],
                options={
                    "verbose_name": "follower",
                    "verbose_name_plural": "followers",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("weekday__lte", 6)), name="weekday_is_of_a_week"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("confirmed_on", None), ("made_for__isnull", False), _connector="OR"
                            ),
                            name="confirmed_follower_has_begun",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Follow",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "subscription",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="follows",
                            to="reports.subscription",
                        ),
                    ),
                    (
                        "place",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="followers",
                            to="oversight.place",
                        ),
                    ),
                    (
                        "project",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="followers",
                            to="projects.project",
                        ),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="followers",
                            to="projects.programme",
                        ),
                    ),
                    (
                        "group",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="followers",
                            to="oversight.initiativegroup",
                        ),
                    ),
                    ("asked_on", models.DateField()),
                    ("confirmed_on", models.DateField(null=True)),
                ],
                options={
                    "verbose_name": "thing followed",
                    "verbose_name_plural": "things followed",
                    "ordering": ["pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("group", None),
                                    ("place__isnull", False),
                                    ("programme", None),
                                    ("project", None),
                                ),
                                models.Q(
                                    ("group", None),
                                    ("place", None),
                                    ("programme", None),
                                    ("project__isnull", False),
                                ),
                                models.Q(
                                    ("group", None),
                                    ("place", None),
                                    ("programme__isnull", False),
                                    ("project", None),
                                ),
                                models.Q(
                                    ("group__isnull", False),
                                    ("place", None),
                                    ("programme", None),
                                    ("project", None),
                                ),
                                _connector="OR",
                            ),
                            name="one_thing_is_followed",
                        ),
                        models.UniqueConstraint(
                            fields=("subscription", "place"), name="one_follow_per_place"
                        ),
                        models.UniqueConstraint(
                            fields=("subscription", "project"), name="one_follow_per_project"
                        ),
                        models.UniqueConstraint(
                            fields=("subscription", "programme"), name="one_follow_per_programme"
                        ),
                        models.UniqueConstraint(
                            fields=("subscription", "group"), name="one_follow_per_group"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="FollowerText",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("digest", models.CharField(max_length=64, unique=True)),
                    ("subject", models.CharField(max_length=200)),
                    ("text", models.TextField()),
                    ("html", models.TextField()),
                    ("made_on", models.DateField()),
                ],
                options={
                    "verbose_name": "text of letters to followers",
                    "verbose_name_plural": "texts of letters to followers",
                },
            ),
            migrations.CreateModel(
                name="FollowerLetter",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "subscription",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="letters",
                            to="reports.subscription",
                        ),
                    ),
                    (
                        "words",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="letters",
                            to="reports.followertext",
                        ),
                    ),
                    ("period_start", models.DateField()),
                    (
                        "state",
                        models.CharField(
                            choices=[("waiting", "waiting"), ("sent", "sent")],
                            default="waiting",
                            max_length=8,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "letter to a follower",
                    "verbose_name_plural": "letters to followers",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("subscription", "period_start"), name="one_letter_per_period"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="GroupTie",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                        ),
                    ),
                    (
                        "group",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="ties",
                            to="oversight.initiativegroup",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("office", "somebody of the group works for this office"),
                                (
                                    "supplier",
                                    "somebody of the group works for this contractor, or owns it",
                                ),
                                (
                                    "candidate",
                                    "somebody of the group stands for election to this office",
                                ),
                            ],
                            max_length=9,
                            verbose_name="kind of tie",
                        ),
                    ),
                    (
                        "office",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="oversight.office",
                            verbose_name="office",
                        ),
                    ),
                    (
                        "supplier",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="projects.supplier",
                            verbose_name="contractor",
                        ),
                    ),
                    ("declared_on", models.DateField(verbose_name="declared on")),
                    ("ended_on", models.DateField(null=True, verbose_name="ended on")),
                ],
                options={
                    "verbose_name": "tie of a group",
                    "verbose_name_plural": "ties of groups",
                    "ordering": ["declared_on", "pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("kind", "supplier"),
                                    ("office", None),
                                    ("supplier__isnull", False),
                                ),
                                models.Q(
                                    ("kind__in", ["office", "candidate"]),
                                    ("office__isnull", False),
                                    ("supplier", None),
                                ),
                                _connector="OR",
                            ),
                            name="tie_names_one_body",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("ended_on", None), ("office__isnull", False)),
                            fields=("group", "kind", "office"),
                            name="one_open_tie_per_office",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("ended_on", None), ("supplier__isnull", False)),
                            fields=("group", "supplier"),
                            name="one_open_tie_per_supplier",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="FollowedWork",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "group",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="followed",
                            to="oversight.initiativegroup",
                        ),
                    ),
                    (
                        "project",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="projects.project",
                        ),
                    ),
                    ("since", models.DateField(verbose_name="since")),
                ],
                options={
                    "ordering": ["since", "pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("group", "project"), name="a_group_follows_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="GroupNote",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "group",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="notes",
                            to="oversight.initiativegroup",
                        ),
                    ),
                    (
                        "project",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="projects.project",
                            verbose_name="work",
                        ),
                    ),
                    ("text", models.TextField(max_length=2000, verbose_name="note")),
                    (
                        "author",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("written_on", models.DateField(verbose_name="written on")),
                    ("done_on", models.DateField(null=True, verbose_name="done on")),
                ],
                options={
                    "ordering": ["-written_on", "-pk"],
                },
            ),
            migrations.CreateModel(
                name="Joining",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                        ),
                    ),
                    (
                        "report",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="joinings",
                            to="reports.report",
                        ),
                    ),
                    (
                        "project",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="joinings",
                            to="projects.project",
                        ),
                    ),
                    (
                        "group",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="oversight.initiativegroup",
                        ),
                    ),
                    (
                        "author",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "made_project",
                        models.BooleanField(verbose_name="the work was registered from the report"),
                    ),
                    ("joined_on", models.DateField(verbose_name="joined on")),
                ],
                options={
                    "ordering": ["joined_on", "pk"],
                    "constraints": [
                        models.UniqueConstraint(fields=("report",), name="a_report_joins_one_work")
                    ],
                },
            ),
            migrations.CreateModel(
                name="Reply",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                            verbose_name="public id",
                        ),
                    ),
                    (
                        "report",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="replies",
                            to="reports.report",
                            verbose_name="report",
                        ),
                    ),
                    (
                        "office",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="replies",
                            to="oversight.office",
                            verbose_name="office",
                        ),
                    ),
                    (
                        "author",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="replies",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="author",
                        ),
                    ),
                    (
                        "is_claim",
                        models.BooleanField(default=False, verbose_name="says that it is done"),
                    ),
                    (
                        "reason",
                        models.CharField(
                            choices=[
                                ("done", "It is done."),
                                ("under_way", "Work is under way."),
                                ("not_ours", "It is not ours to decide."),
                                ("no_money", "There is no money for it."),
                                ("no_staff", "There is nobody to do it."),
                                ("machine_in_trust", "The machine is in trust management."),
                                ("contractor_default", "The contractor failed."),
                                ("season", "The season does not allow it."),
                                ("plan_fixed_above", "The plan was fixed higher up."),
                            ],
                            max_length=20,
                            verbose_name="reason",
                        ),
                    ),
                    ("text", models.TextField(verbose_name="answer")),
                    (
                        "language",
                        models.CharField(
                            choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                            max_length=2,
                            verbose_name="language",
                        ),
                    ),
                    ("replied_on", models.DateField(verbose_name="answered on")),
                    ("noticed", models.JSONField(blank=True, default=list, editable=False)),
                    ("earlier", models.JSONField(blank=True, default=list, editable=False)),
                    (
                        "corrected_on",
                        models.DateField(blank=True, null=True, verbose_name="corrected on"),
                    ),
                    (
                        "masked_because",
                        models.CharField(
                            blank=True, max_length=16, verbose_name="words covered because"
                        ),
                    ),
                    ("covered", models.JSONField(blank=True, default=list, editable=False)),
                    (
                        "masked_on",
                        models.DateField(
                            blank=True,
                            null=True,
                            verbose_name="words last covered or shown again on",
                        ),
                    ),
                    ("unmasked", models.JSONField(blank=True, default=dict, editable=False)),
                    ("masked", models.JSONField(blank=True, default=list, editable=False)),
                ],
                options={
                    "verbose_name": "reply",
                    "verbose_name_plural": "replies",
                    "ordering": ["replied_on", "pk"],
                },
            ),
            migrations.CreateModel(
                name="Enclosure",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                            verbose_name="public id",
                        ),
                    ),
                    (
                        "reply",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="enclosures",
                            to="reports.reply",
                            verbose_name="reply",
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                    ("file_name", models.CharField(blank=True, editable=False, max_length=32)),
                    ("length", models.PositiveIntegerField(verbose_name="size")),
                    ("sha256", models.CharField(editable=False, max_length=64)),
                    ("noticed", models.JSONField(blank=True, default=list, editable=False)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "a moderator reads it first"),
                                ("shown", "shown"),
                                ("kept_back", "not shown"),
                            ],
                            default="waiting",
                            max_length=9,
                            verbose_name="state",
                        ),
                    ),
                    (
                        "because",
                        models.CharField(
                            blank=True, max_length=16, verbose_name="not shown because"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "enclosed document",
                    "verbose_name_plural": "enclosed documents",
                    "ordering": ["number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("reply", "number"), name="one_enclosure_per_number"
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("file_name", ""), _negated=True),
                            fields=("file_name",),
                            name="one_enclosure_per_file",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Verdict",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                            verbose_name="public id",
                        ),
                    ),
                    (
                        "report",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="verdicts",
                            to="reports.report",
                            verbose_name="report",
                        ),
                    ),
                    (
                        "group",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="verdicts",
                            to="oversight.initiativegroup",
                            verbose_name="initiative group",
                        ),
                    ),
                    ("is_done", models.BooleanField(verbose_name="it is done")),
                    ("text", models.TextField(blank=True, verbose_name="words")),
                    ("held_text", models.TextField(blank=True, editable=False)),
                    ("noticed", models.JSONField(blank=True, default=list, editable=False)),
                    ("due_before", models.DateField(editable=False, null=True)),
                    ("given_on", models.DateField(verbose_name="given on")),
                    (
                        "taken_back_on",
                        models.DateField(blank=True, null=True, verbose_name="taken back on"),
                    ),
                ],
                options={
                    "verbose_name": "verdict",
                    "verbose_name_plural": "verdicts",
                    "ordering": ["given_on", "pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("is_done", True), ("is_done", False), _connector="OR"
                            ),
                            name="verdict_is_yes_or_no",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Photo",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                            verbose_name="public id",
                        ),
                    ),
                    (
                        "report",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="photos",
                            to="reports.report",
                            verbose_name="report",
                        ),
                    ),
                    (
                        "reply",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="photos",
                            to="reports.reply",
                            verbose_name="reply",
                        ),
                    ),
                    (
                        "gathering",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="photos",
                            to="reports.gathering",
                            verbose_name="gathering",
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("receiving", "being received"),
                                ("processing", "being prepared"),
                                ("ready", "ready"),
                                ("refused", "refused"),
                            ],
                            max_length=10,
                            verbose_name="state",
                        ),
                    ),
                    (
                        "refusal",
                        models.CharField(blank=True, max_length=20, verbose_name="refused because"),
                    ),
                    (
                        "visibility",
                        models.CharField(
                            choices=[
                                ("public", "public"),
                                ("hidden", "hidden"),
                                ("erased", "erased"),
                            ],
                            default="public",
                            max_length=8,
                            verbose_name="visibility",
                        ),
                    ),
                    ("quarantine", models.CharField(blank=True, editable=False, max_length=40)),
                    ("tries", models.PositiveSmallIntegerField(default=0, editable=False)),
                    ("total", models.PositiveIntegerField(default=0, editable=False)),
                    ("received", models.PositiveIntegerField(default=0, editable=False)),
                    (
                        "sha256_original",
                        models.CharField(blank=True, editable=False, max_length=64),
                    ),
                    ("salt", models.BinaryField(max_length=32, null=True)),
                    (
                        "folder",
                        models.CharField(blank=True, db_index=True, editable=False, max_length=40),
                    ),
                    ("width", models.PositiveSmallIntegerField(default=0, editable=False)),
                    ("height", models.PositiveSmallIntegerField(default=0, editable=False)),
                    ("dhash", models.CharField(blank=True, editable=False, max_length=16)),
                    ("same_day", models.BooleanField(editable=False, null=True)),
                    ("near_site", models.BooleanField(editable=False, null=True)),
                    ("is_incomplete", models.BooleanField(default=False, editable=False)),
                    ("day", models.DateField(verbose_name="day")),
                ],
                options={
                    "verbose_name": "photo",
                    "verbose_name_plural": "photos",
                    "ordering": ["number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("report", "number"), name="one_photo_per_number"
                        ),
                        models.UniqueConstraint(
                            fields=("reply", "number"), name="one_proof_per_number"
                        ),
                        models.UniqueConstraint(
                            fields=("gathering", "number"), name="one_page_per_number"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("gathering", None), ("reply", None), ("report__isnull", False)
                                ),
                                models.Q(
                                    ("gathering", None), ("reply__isnull", False), ("report", None)
                                ),
                                models.Q(
                                    ("gathering__isnull", False), ("reply", None), ("report", None)
                                ),
                                _connector="OR",
                            ),
                            name="photo_belongs_to_one_thing",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("number__gte", 1), ("number__lte", 6)),
                            name="photo_number_one_to_six",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Likeness",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "photo",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="likenesses",
                            to="reports.photo",
                        ),
                    ),
                    (
                        "other",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="reports.photo",
                        ),
                    ),
                    ("apart", models.PositiveSmallIntegerField()),
                ],
                options={
                    "ordering": ["apart", "pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("photo", "other"), name="one_likeness_per_pair"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Decision",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                            verbose_name="public id",
                        ),
                    ),
                    (
                        "report",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="decisions",
                            to="reports.report",
                            verbose_name="report",
                        ),
                    ),
                    (
                        "moderator",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="decisions",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="moderator",
                        ),
                    ),
                    (
                        "action",
                        models.CharField(
                            choices=[("publish", "publish"), ("refuse", "refuse")],
                            max_length=8,
                            verbose_name="decision",
                        ),
                    ),
                    (
                        "reason",
                        models.CharField(
                            choices=[
                                ("fits", "It fits the rules."),
                                (
                                    "private_data",
                                    "It tells a private person's name, number or address.",
                                ),
                                (
                                    "accusation",
                                    "It calls somebody guilty instead of saying what was seen.",
                                ),
                                ("not_about_works", "It is not about public works."),
                                ("insult", "It insults somebody."),
                                ("advertising", "It is advertising."),
                                ("unreadable", "It cannot be understood."),
                            ],
                            max_length=16,
                            verbose_name="reason",
                        ),
                    ),
                    ("note", models.TextField(blank=True, verbose_name="note to the reporter")),
                    ("decided_on", models.DateField(verbose_name="decided on")),
                ],
                options={
                    "verbose_name": "decision",
                    "verbose_name_plural": "decisions",
                    "ordering": ["decided_on", "pk"],
                },
            ),
            migrations.CreateModel(
                name="News",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "entry",
                        models.PositiveBigIntegerField(
                            db_index=True, null=True, verbose_name="number in the log"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("disputed", "Not done, say residents"),
                                ("claimed", "The office says it is done"),
                                ("reported", "A resident reported"),
                                ("answered", "The office answered"),
                                ("confirmed", "Confirmed as done"),
                                ("visited", "An initiative group visited the site"),
                                ("document", "A final document of public control was sent"),
                                ("cited", "Named in a final document of public control"),
                                ("recommended", "An office was asked to do something"),
                                ("gathering", "A gathering is announced"),
                                ("minutes", "The minutes of a gathering were published"),
                                ("decided", "A gathering decided what an office is to do"),
                                (
                                    "not_decided",
                                    "A resident says that it was not decided like this",
                                ),
                                ("pledged", "A business promised something"),
                                ("not_came", "A resident says that what was promised did not come"),
                                ("came", "A resident says that what was promised came"),
                                ("pledge", "What is known of a promise changed"),
                                ("held", "A public machine has a holder"),
                                ("hired", "A village paid for the use of its own machine"),
                                ("figure", "An official figure changed"),
                                ("budget", "A budget of this place was published"),
                                ("budget_moved", "A published budget was changed"),
                                ("added", "A new work is listed"),
                                ("machine", "A public machine is listed"),
                                ("extended", "The day of the answer moved"),
                                ("forwarded", "Handed to another office"),
                                ("heard", "A firm that is named was heard"),
                                ("unopposed", "Closed, nobody objected"),
                                ("paper", "A paper was added"),
                                ("asked", "Residents ask to publish a figure"),
                                ("seen_too", "Another resident sees it too"),
                                ("photo", "A photo was added"),
                                ("corrected", "The wording of an answer was changed"),
                                ("joined", "A report was added to this work"),
                                ("withdrawn", "A report was taken back by its author"),
                                ("taken_back", "A word was taken back"),
                                ("hidden", "Something was hidden by a moderator"),
                                ("shown", "A moderator let something be shown"),
                                ("erased", "Something was erased"),
                                ("accepted", "An initiative group came to this site"),
                                ("tied", "A group declared a tie"),
                                ("untied", "A tie of a group ended"),
                            ],
                            max_length=12,
                            verbose_name="kind",
                        ),
                    ),
                    ("day", models.DateField(verbose_name="day")),
                    (
                        "place",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="news",
                            to="oversight.place",
                        ),
                    ),
                    ("in_region", models.CharField(editable=False, max_length=2)),
                    ("in_district", models.CharField(editable=False, max_length=4)),
                    ("in_rural", models.CharField(editable=False, max_length=6)),
                    ("seat", models.CharField(editable=False, max_length=9)),
                    (
                        "project",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="news",
                            to="projects.project",
                        ),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="news",
                            to="projects.programme",
                        ),
                    ),
                    (
                        "report",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="news",
                            to="reports.report",
                        ),
                    ),
                    (
                        "group",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="news",
                            to="oversight.initiativegroup",
                        ),
                    ),
                    (
                        "dossier",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="news",
                            to="reports.dossier",
                        ),
                    ),
                    (
                        "gathering",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="news",
                            to="reports.gathering",
                        ),
                    ),
                    (
                        "pledge",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="news",
                            to="projects.pledge",
                        ),
                    ),
                    (
                        "machine",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="news",
                            to="projects.machine",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "news",
                    "verbose_name_plural": "news",
                    "ordering": ["-pk"],
                    "indexes": [
                        models.Index(fields=["in_region", "-id"], name="news_in_region"),
                        models.Index(fields=["in_district", "-id"], name="news_in_district"),
                        models.Index(fields=["in_rural", "-id"], name="news_in_rural"),
                        models.Index(fields=["seat", "-id"], name="news_seat"),
                        models.Index(fields=["day"], name="news_day"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("kind", "added")),
                            fields=("project",),
                            name="one_listing_per_work",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("kind", "cited"), _negated=True),
                            fields=("entry",),
                            name="one_news_per_entry",
                        ),
                        models.UniqueConstraint(
                            fields=("entry", "project"), name="one_news_per_entry_and_work"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Removal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "report",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="removals",
                            to="reports.report",
                            verbose_name="report",
                        ),
                    ),
                    (
                        "dossier",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="removals",
                            to="reports.dossier",
                            verbose_name="final document of public control",
                        ),
                    ),
                    (
                        "gathering",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="removals",
                            to="reports.gathering",
                            verbose_name="gathering",
                        ),
                    ),
                    (
                        "photo",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="removals",
                            to="reports.photo",
                            verbose_name="photo",
                        ),
                    ),
                    (
                        "is_of_words",
                        models.BooleanField(default=False, verbose_name="of passages of the words"),
                    ),
                    (
                        "action",
                        models.CharField(
                            choices=[
                                ("hidden", "hidden"),
                                ("shown", "shown again"),
                                ("erased", "erased"),
                            ],
                            max_length=6,
                            verbose_name="what was done",
                        ),
                    ),
                    (
                        "reason",
                        models.CharField(
                            choices=[
                                (
                                    "private_data",
                                    "It tells a private person's name, number or address.",
                                ),
                                (
                                    "accusation",
                                    "It calls somebody guilty instead of saying what was seen.",
                                ),
                                ("not_about_works", "It is not about public works."),
                                ("insult", "It insults somebody."),
                                ("advertising", "It is advertising."),
                                (
                                    "person_shown",
                                    "A picture shows a person who did not agree, or a child.",
                                ),
                                ("fits", "It fits the rules."),
                                ("reporter", "Its author asked for it."),
                                ("law", "The law demands it."),
                                ("court", "A court ordered it."),
                                ("safety", "Somebody would be in danger."),
                                ("mistake", "It was a mistake."),
                                ("unconfirmed", "Nobody confirmed its e-mail address."),
                            ],
                            max_length=16,
                            verbose_name="reason",
                        ),
                    ),
                    (
                        "role",
                        models.CharField(
                            choices=[
                                ("citizen", "resident"),
                                ("office", "office"),
                                ("supervisor", "supervisor"),
                                ("group", "initiative group"),
                                ("moderator", "moderator"),
                                ("operator", "operator"),
                                ("system", "the site"),
                            ],
                            max_length=10,
                            verbose_name="by",
                        ),
                    ),
                    ("on", models.DateField(verbose_name="day")),
                    (
                        "by",
                        models.ForeignKey(
                            editable=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("appealed_on", models.DateField(editable=False, null=True)),
                    ("appeal_decided_on", models.DateField(editable=False, null=True)),
                    ("appeal_granted", models.BooleanField(editable=False, null=True)),
                    (
                        "appeal_decided_by",
                        models.ForeignKey(
                            editable=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "hiding or erasure",
                    "verbose_name_plural": "hidings and erasures",
                    "ordering": ["on", "pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("appeal_decided_by__isnull", True),
                                ("by__isnull", True),
                                models.Q(("appeal_decided_by", models.F("by")), _negated=True),
                                _connector="OR",
                            ),
                            name="appeal_is_decided_by_another",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("dossier", None),
                                    ("gathering", None),
                                    ("report__isnull", False),
                                ),
                                models.Q(
                                    ("dossier__isnull", False),
                                    ("gathering", None),
                                    ("report", None),
                                ),
                                models.Q(
                                    ("dossier", None),
                                    ("gathering__isnull", False),
                                    ("report", None),
                                ),
                                _connector="OR",
                            ),
                            name="removal_is_of_one_thing",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ErasureRequest",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                        ),
                    ),
                    (
                        "report",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="erasure_requests",
                            to="reports.report",
                            verbose_name="report",
                        ),
                    ),
                    (
                        "photo",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="erasure_requests",
                            to="reports.photo",
                            verbose_name="photo",
                        ),
                    ),
                    (
                        "ground",
                        models.CharField(
                            choices=[
                                ("law", "The law demands it."),
                                ("court", "A court ordered it."),
                                ("safety", "Somebody would be in danger."),
                                ("mistake", "It was a mistake."),
                            ],
                            max_length=16,
                            verbose_name="ground",
                        ),
                    ),
                    ("note", models.TextField(verbose_name="what it rests on")),
                    (
                        "asked_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="erasures_asked",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="asked by",
                        ),
                    ),
                    ("asked_for", models.CharField(max_length=60, verbose_name="asked for")),
                    ("asked_on", models.DateField(verbose_name="asked on")),
                    (
                        "decided_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="erasures_decided",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="decided by",
                        ),
                    ),
                    (
                        "decided_for",
                        models.CharField(blank=True, max_length=60, verbose_name="decided for"),
                    ),
                    (
                        "decided_on",
                        models.DateField(blank=True, null=True, verbose_name="decided on"),
                    ),
                    (
                        "is_granted",
                        models.BooleanField(blank=True, null=True, verbose_name="granted"),
                    ),
                ],
                options={
                    "verbose_name": "request to erase",
                    "verbose_name_plural": "requests to erase",
                    "ordering": ["asked_on", "pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("is_granted__isnull", True),
                                ("is_granted", False),
                                models.Q(
                                    models.Q(("asked_by", models.F("decided_by")), _negated=True),
                                    models.Q(("asked_for", models.F("decided_for")), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="erasure_needs_two_bodies",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Objection",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                        ),
                    ),
                    ("draft_id", models.UUIDField(editable=False, unique=True)),
                    (
                        "report",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="objections",
                            to="reports.report",
                        ),
                    ),
                    (
                        "reason",
                        models.CharField(
                            choices=[
                                (
                                    "private_data",
                                    "It tells a private person's name, number or address.",
                                ),
                                (
                                    "accusation",
                                    "It calls somebody guilty instead of saying what was seen.",
                                ),
                                ("not_about_works", "It is not about public works."),
                                ("insult", "It insults somebody."),
                                ("advertising", "It is advertising."),
                                (
                                    "person_shown",
                                    "A picture shows a person who did not agree, or a child.",
                                ),
                            ],
                            max_length=16,
                            verbose_name="reason",
                        ),
                    ),
                    ("words", models.TextField(blank=True, verbose_name="words")),
                    (
                        "language",
                        models.CharField(
                            choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                            max_length=2,
                            verbose_name="language",
                        ),
                    ),
                    ("received_on", models.DateField(verbose_name="received on")),
                    ("decide_by", models.DateField(verbose_name="to be decided by")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "waits for a moderator"),
                                ("upheld", "something was hidden"),
                                ("unfounded", "the report stays"),
                            ],
                            default="waiting",
                            max_length=9,
                            verbose_name="state",
                        ),
                    ),
                    ("decided_on", models.DateField(null=True, verbose_name="decided on")),
                    (
                        "decided_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "objection of a reader",
                    "verbose_name_plural": "objections of readers",
                    "ordering": ["decide_by", "pk"],
                    "indexes": [
                        models.Index(fields=["state", "decide_by"], name="objections_to_decide")
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("decided_on", None), ("state", "waiting")),
                                models.Q(
                                    models.Q(("state", "waiting"), _negated=True),
                                    ("decided_on__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            name="decided_objection_has_a_day",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Statement",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                            verbose_name="public id",
                        ),
                    ),
                    (
                        "report",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="statements",
                            to="reports.report",
                            verbose_name="report",
                        ),
                    ),
                    ("firm", models.CharField(max_length=200, verbose_name="firm")),
                    ("text", models.TextField(verbose_name="words")),
                    (
                        "language",
                        models.CharField(
                            choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                            max_length=2,
                            verbose_name="language",
                        ),
                    ),
                    ("received_on", models.DateField(verbose_name="received on")),
                    ("shown_on", models.DateField(verbose_name="shown since")),
                    (
                        "author",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="author",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "statement of a firm",
                    "verbose_name_plural": "statements of firms",
                    "ordering": ["shown_on", "pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("received_on__lte", models.F("shown_on"))),
                            name="statement_is_received_first",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="StatementRequest",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                        ),
                    ),
                    ("draft_id", models.UUIDField(editable=False, unique=True)),
                    (
                        "report",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="statement_requests",
                            to="reports.report",
                        ),
                    ),
                    ("firm", models.CharField(max_length=200, verbose_name="name of the firm")),
                    (
                        "bin",
                        models.CharField(
                            blank=True,
                            max_length=12,
                            validators=[django.core.validators.RegexValidator("^\\d{12}$")],
                            verbose_name="BIN",
                        ),
                    ),
                    ("text", models.TextField(verbose_name="words")),
                    (
                        "language",
                        models.CharField(
                            choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                            max_length=2,
                            verbose_name="language",
                        ),
                    ),
                    ("received_on", models.DateField(verbose_name="received on")),
                    ("show_by", models.DateField(verbose_name="to be shown by")),
                    (
                        "contact_name",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="who writes, and their post"
                        ),
                    ),
                    (
                        "contact_email",
                        models.EmailField(blank=True, max_length=254, verbose_name="e-mail"),
                    ),
                    (
                        "contact_phone",
                        models.CharField(blank=True, max_length=40, verbose_name="phone"),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "waits for a moderator"),
                                ("shown", "stands beside the report"),
                                ("refused", "not shown"),
                            ],
                            default="waiting",
                            max_length=8,
                            verbose_name="state",
                        ),
                    ),
                    (
                        "reason",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("not_reached", "Nobody at the firm confirmed that it wrote this."),
                                ("not_named", "The report does not name this firm."),
                                ("private_data", "It tells private things of somebody."),
                                ("insult", "It insults somebody."),
                                (
                                    "author_sought",
                                    "It names or looks for whoever wrote the report.",
                                ),
                            ],
                            max_length=16,
                            verbose_name="reason",
                        ),
                    ),
                    ("decided_on", models.DateField(null=True, verbose_name="decided on")),
                    (
                        "decided_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "statement that a firm sent",
                    "verbose_name_plural": "statements that firms sent",
                    "ordering": ["show_by", "pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("decided_on", None), ("state", "waiting")),
                                ("decided_on__isnull", False),
                                _connector="OR",
                            ),
                            name="decided_statement_has_a_day",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "refused"), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="refused_statement_has_a_reason",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="StepTaken",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("step_id", models.UUIDField(editable=False, unique=True)),
                    (
                        "report",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="steps_taken",
                            to="reports.report",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="Tally",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("subject", models.CharField(max_length=60, verbose_name="about")),
                    ("hour", models.PositiveIntegerField(verbose_name="hour since 1970")),
                    ("count", models.PositiveIntegerField(default=0, verbose_name="reports")),
                ],
                options={
                    "verbose_name": "count of reports in an hour",
                    "verbose_name_plural": "counts of reports in an hour",
                    "ordering": ["-hour", "-count"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("subject", "hour"), name="one_tally_an_hour"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="TermSheet",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "term",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="sheet",
                            to="oversight.akimterm",
                            verbose_name="akim's term",
                        ),
                    ),
                    ("frozen_on", models.DateField(verbose_name="reckoned on")),
                    ("until", models.DateField(verbose_name="cases until")),
                    (
                        "shown_on",
                        models.DateField(
                            blank=True, editable=False, null=True, verbose_name="shown since"
                        ),
                    ),
                    ("inherited", models.PositiveIntegerField(verbose_name="taken over")),
                    ("opened", models.PositiveIntegerField(verbose_name="new")),
                    ("confirmed", models.PositiveIntegerField(verbose_name="confirmed as done")),
                    (
                        "unopposed",
                        models.PositiveIntegerField(verbose_name="closed, nobody objected"),
                    ),
                    ("left", models.PositiveIntegerField(verbose_name="left open")),
                    ("answered", models.PositiveIntegerField(verbose_name="first answers")),
                    ("in_time", models.PositiveIntegerField(verbose_name="of them in time")),
                ],
                options={
                    "verbose_name": "sheet of a term",
                    "verbose_name_plural": "sheets of terms",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "left",
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("inherited"), "+", models.F("opened")
                                            ),
                                            "-",
                                            models.F("confirmed"),
                                        ),
                                        "-",
                                        models.F("unopposed"),
                                    ),
                                )
                            ),
                            name="sheet_of_term_adds_up",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Visit",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=oversight.ids.public_id,
                            editable=False,
                            max_length=16,
                            unique=True,
                            verbose_name="public id",
                        ),
                    ),
                    (
                        "report",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="visit",
                            to="reports.report",
                            verbose_name="report",
                        ),
                    ),
                    (
                        "group",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="visits",
                            to="oversight.initiativegroup",
                            verbose_name="initiative group",
                        ),
                    ),
                    (
                        "author",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="author",
                        ),
                    ),
                    (
                        "people",
                        models.PositiveSmallIntegerField(verbose_name="how many were there"),
                    ),
                    (
                        "people_named",
                        models.CharField(blank=True, max_length=300, verbose_name="who was there"),
                    ),
                    ("methods", models.JSONField(default=list, verbose_name="how you looked")),
                    (
                        "access",
                        models.CharField(
                            choices=[
                                ("free", "we could go everywhere"),
                                ("partly", "we were let in to a part only"),
                                ("refused", "access was refused"),
                            ],
                            max_length=8,
                            verbose_name="were you let in",
                        ),
                    ),
                    (
                        "information",
                        models.CharField(
                            choices=[
                                ("not_asked", "we asked for no papers"),
                                ("given", "what we asked for was shown"),
                                ("refused", "information was refused"),
                            ],
                            max_length=9,
                            verbose_name="were papers shown",
                        ),
                    ),
                    (
                        "about",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="visits",
                            to="reports.report",
                            verbose_name="report visited",
                        ),
                    ),
                    (
                        "finding",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("yes", "yes, it is done"),
                                ("no", "no, it is not done"),
                                ("cannot_tell", "we cannot tell"),
                            ],
                            max_length=11,
                            verbose_name="is it done",
                        ),
                    ),
                    (
                        "verdict",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="visit",
                            to="reports.verdict",
                            verbose_name="verdict",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "visit on site",
                    "verbose_name_plural": "visits on site",
                    "ordering": ["report__observed_on", "pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("people__gte", 1)), name="somebody_was_there"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("verdict", None),
                                models.Q(("about", None), _negated=True),
                                _connector="OR",
                            ),
                            name="visit_decides_on_a_report",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="WorkCheck",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "project",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="checks",
                            to="projects.project",
                            verbose_name="project",
                        ),
                    ),
                    (
                        "office",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="checks",
                            to="oversight.office",
                            verbose_name="office",
                        ),
                    ),
                    (
                        "author",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="author",
                        ),
                    ),
                    (
                        "word",
                        models.CharField(
                            choices=[
                                ("ours", "It is ours."),
                                (
                                    "ordered_by",
                                    "It is ours to answer for; somebody else ordered it.",
                                ),
                                ("not_ours", "It is not ours."),
                            ],
                            max_length=12,
                            verbose_name="word",
                        ),
                    ),
                    (
                        "other",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="oversight.office",
                            verbose_name="the other office",
                        ),
                    ),
                    ("said_on", models.DateField(verbose_name="said on")),
                ],
                options={
                    "verbose_name": "word on a work",
                    "verbose_name_plural": "words on works",
                    "ordering": ["said_on", "pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("project", "office"), name="one_word_per_work"
                        )
                    ],
                },
            ),
        ),
        migrations.RunPython(fill_rules, migrations.RunPython.noop),
    ]
