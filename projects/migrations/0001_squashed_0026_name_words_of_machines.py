import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import oversight.calendar
import oversight.ids
from oversight.migrating import CreateModels


class Migration(migrations.Migration):
    """The tables as they stand, at once, for a new database; a known one goes on step by step."""

    replaces = [
        ("projects", "0001_initial"),
        ("projects", "0002_documents_kept_here"),
        ("projects", "0003_fill_document_public_id"),
        ("projects", "0004_require_document_public_id"),
        ("projects", "0005_programme_years"),
        ("projects", "0006_requests_to_publish"),
        ("projects", "0007_first_budget_and_suppliers"),
        ("projects", "0008_fill_supplier_count"),
        ("projects", "0009_people_then_and_now"),
        ("projects", "0010_tallies"),
        ("projects", "0011_askings_in_order_of_asking"),
        ("projects", "0012_observed_answers"),
        ("projects", "0013_ids_of_other_software"),
        ("projects", "0014_list_imports"),
        ("projects", "0015_count_unpublished"),
        ("projects", "0016_programme_descriptions"),
        ("projects", "0017_giving"),
        ("projects", "0018_kinds_of_lists"),
        ("projects", "0019_name_admin_words"),
        ("projects", "0020_local_budgets"),
        ("projects", "0021_years_in_order_of_sources"),
        ("projects", "0022_machines"),
        ("projects", "0023_plan_and_need"),
        ("projects", "0024_lists_of_terms"),
        ("projects", "0025_norms"),
        ("projects", "0026_name_words_of_machines"),
    ]

    initial = True

    dependencies = [
        ("oversight", "0001_squashed_0035_note_the_clock"),
        ("oversight", "__first__"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="Programme",
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
                    (
                        "description_kk",
                        models.TextField(blank=True, verbose_name="description in Kazakh"),
                    ),
                    (
                        "description_ru",
                        models.TextField(blank=True, verbose_name="description in Russian"),
                    ),
                    (
                        "description_en",
                        models.TextField(blank=True, verbose_name="description in English"),
                    ),
                    (
                        "starts_on",
                        models.DateField(blank=True, null=True, verbose_name="starts on"),
                    ),
                    ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                    (
                        "successor",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="predecessors",
                            to="projects.programme",
                            verbose_name="successor",
                        ),
                    ),
                    (
                        "umbrella",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="members",
                            to="projects.programme",
                            verbose_name="umbrella",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "programme",
                    "verbose_name_plural": "programmes",
                    "ordering": ["code"],
                },
            ),
            migrations.CreateModel(
                name="ProgrammeYear",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="years",
                            to="projects.programme",
                            verbose_name="programme",
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                    (
                        "stated",
                        models.CharField(
                            choices=[("planned", "planned"), ("reported", "reported as done")],
                            default="reported",
                            max_length=8,
                            verbose_name="what the figures are",
                        ),
                    ),
                    (
                        "works",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="number of works"
                        ),
                    ),
                    (
                        "villages",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="number of villages"
                        ),
                    ),
                    (
                        "amount",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="amount",
                        ),
                    ),
                    (
                        "is_rounded",
                        models.BooleanField(default=False, verbose_name="rounded in the source"),
                    ),
                    ("source_url", models.TextField(blank=True, verbose_name="source")),
                    (
                        "source_date",
                        models.CharField(
                            blank=True, max_length=10, verbose_name="date of the source"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "year of a programme",
                    "verbose_name_plural": "years of programmes",
                    "ordering": ["-year", "stated", "source_url"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("programme", "year", "stated", "source_url"),
                            name="one_total_per_year_and_source",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("amount", None), ("amount__gte", 0), _connector="OR"
                            ),
                            name="programme_year_amount_not_negative",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Project",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("identifier", models.SlugField(unique=True, verbose_name="identifier")),
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
                        "title_kk",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="title in Kazakh"
                        ),
                    ),
                    (
                        "title_ru",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="title in Russian"
                        ),
                    ),
                    (
                        "title_en",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="title in English"
                        ),
                    ),
                    (
                        "description_kk",
                        models.TextField(blank=True, verbose_name="description in Kazakh"),
                    ),
                    (
                        "description_ru",
                        models.TextField(blank=True, verbose_name="description in Russian"),
                    ),
                    (
                        "description_en",
                        models.TextField(blank=True, verbose_name="description in English"),
                    ),
                    ("search_key", models.TextField(editable=False)),
                    (
                        "programme",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="projects",
                            to="projects.programme",
                            verbose_name="programme",
                        ),
                    ),
                    (
                        "sector",
                        models.CharField(
                            choices=[
                                ("water", "drinking water"),
                                ("road", "road"),
                                ("school", "school"),
                                ("kindergarten", "kindergarten"),
                                ("health", "health care"),
                                ("culture", "culture"),
                                ("sport", "sport"),
                                ("heat", "heating"),
                                ("improvement", "public spaces"),
                                ("machinery", "machinery"),
                                ("mixed", "several kinds"),
                            ],
                            max_length=16,
                            verbose_name="sector",
                        ),
                    ),
                    (
                        "type",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("construction", "new construction"),
                                ("rehabilitation", "repair"),
                                ("replacement", "replacement"),
                                ("expansion", "expansion"),
                            ],
                            max_length=16,
                            verbose_name="type",
                        ),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("identification", "planned"),
                                ("preparation", "in preparation"),
                                ("implementation", "under construction"),
                                ("completion", "completed"),
                                ("maintenance", "in use"),
                                ("decommissioned", "taken out of use"),
                                ("cancelled", "cancelled"),
                            ],
                            max_length=16,
                            verbose_name="status",
                        ),
                    ),
                    (
                        "source_status",
                        models.CharField(
                            blank=True, max_length=100, verbose_name="status as published"
                        ),
                    ),
                    (
                        "place",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="projects",
                            to="oversight.place",
                            verbose_name="place",
                        ),
                    ),
                    (
                        "latitude",
                        models.DecimalField(
                            blank=True,
                            decimal_places=5,
                            max_digits=8,
                            null=True,
                            verbose_name="latitude",
                        ),
                    ),
                    (
                        "longitude",
                        models.DecimalField(
                            blank=True,
                            decimal_places=5,
                            max_digits=8,
                            null=True,
                            verbose_name="longitude",
                        ),
                    ),
                    (
                        "customer",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="works_ordered",
                            to="oversight.office",
                            verbose_name="customer",
                        ),
                    ),
                    (
                        "answering_office",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="works_answered_for",
                            to="oversight.office",
                            verbose_name="office that answers",
                        ),
                    ),
                    (
                        "operated_by",
                        models.CharField(blank=True, max_length=300, verbose_name="operated by"),
                    ),
                    (
                        "operated_since",
                        models.DateField(blank=True, null=True, verbose_name="operated since"),
                    ),
                    (
                        "implementer",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="grants",
                            to="oversight.initiativegroup",
                            verbose_name="carried out by",
                        ),
                    ),
                    (
                        "approved_on",
                        models.DateField(blank=True, null=True, verbose_name="plan approved on"),
                    ),
                    (
                        "planned_start",
                        models.DateField(blank=True, null=True, verbose_name="planned start"),
                    ),
                    (
                        "planned_start_precision",
                        models.CharField(
                            choices=[("day", "day"), ("month", "month"), ("year", "year")],
                            default="day",
                            max_length=5,
                            verbose_name="how exact the start is",
                        ),
                    ),
                    (
                        "planned_end",
                        models.DateField(blank=True, null=True, verbose_name="to be finished by"),
                    ),
                    (
                        "planned_end_precision",
                        models.CharField(
                            choices=[("day", "day"), ("month", "month"), ("year", "year")],
                            default="day",
                            max_length=5,
                            verbose_name="how exact the end is",
                        ),
                    ),
                    (
                        "actual_start",
                        models.DateField(blank=True, null=True, verbose_name="started on"),
                    ),
                    (
                        "actual_end",
                        models.DateField(blank=True, null=True, verbose_name="finished on"),
                    ),
                    (
                        "warranty_until",
                        models.DateField(blank=True, null=True, verbose_name="warranty until"),
                    ),
                    (
                        "capacity",
                        models.PositiveIntegerField(
                            blank=True,
                            help_text="Pupils of a school, children of a kindergarten, people who get water …",
                            null=True,
                            verbose_name="for how many it is planned",
                        ),
                    ),
                    (
                        "budget_amount",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="budget",
                        ),
                    ),
                    (
                        "budget_kind",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("planned", "planned"),
                                ("needed", "said to be needed"),
                                ("estimate", "estimate"),
                                ("allocated", "allocated"),
                                ("contract", "contract value"),
                                ("spent", "reported as spent"),
                            ],
                            max_length=10,
                            verbose_name="what the sum is",
                        ),
                    ),
                    (
                        "budget_shared",
                        models.BooleanField(
                            default=False, verbose_name="one sum for several works"
                        ),
                    ),
                    (
                        "first_budget_amount",
                        models.DecimalField(
                            decimal_places=2, editable=False, max_digits=18, null=True
                        ),
                    ),
                    ("supplier_count", models.PositiveSmallIntegerField(default=0, editable=False)),
                    (
                        "declared_percent",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="declared done, %"
                        ),
                    ),
                    (
                        "declared_on",
                        models.DateField(blank=True, null=True, verbose_name="declared on"),
                    ),
                    (
                        "paid_amount",
                        models.DecimalField(
                            decimal_places=2,
                            editable=False,
                            max_digits=18,
                            null=True,
                            verbose_name="paid",
                        ),
                    ),
                    (
                        "paid_on",
                        models.DateField(editable=False, null=True, verbose_name="last paid on"),
                    ),
                    ("source_url", models.TextField(blank=True, verbose_name="source")),
                    (
                        "source_date",
                        models.CharField(
                            blank=True, max_length=10, verbose_name="date of the source"
                        ),
                    ),
                    (
                        "observed_stage",
                        models.CharField(
                            blank=True,
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
                            editable=False,
                            max_length=24,
                        ),
                    ),
                    ("observed_on", models.DateField(editable=False, null=True)),
                    ("observed_count", models.PositiveIntegerField(default=0, editable=False)),
                    ("last_seen_on", models.DateField(editable=False, null=True)),
                    ("report_count", models.PositiveIntegerField(default=0, editable=False)),
                    ("overdue_count", models.PositiveIntegerField(default=0, editable=False)),
                    ("observed_answers", models.JSONField(default=dict, editable=False)),
                    ("people_before", models.PositiveIntegerField(editable=False, null=True)),
                    ("people_now", models.PositiveIntegerField(editable=False, null=True)),
                    ("counted", models.JSONField(default=dict, editable=False)),
                    ("is_grave", models.BooleanField(default=False, editable=False)),
                    ("tallied", models.JSONField(editable=False, null=True)),
                    ("added_on", models.DateField(auto_now_add=True, verbose_name="added on")),
                ],
                options={
                    "verbose_name": "project",
                    "verbose_name_plural": "projects",
                    "ordering": ["identifier"],
                    "indexes": [
                        models.Index(fields=["place", "status"], name="project_place_status"),
                        models.Index(fields=["status", "planned_end"], name="project_lateness"),
                        models.Index(
                            condition=models.Q(("is_grave", True)),
                            fields=["-last_seen_on", "identifier"],
                            name="project_in_question",
                        ),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("budget_amount", None), ("budget_amount__gte", 0), _connector="OR"
                            ),
                            name="project_budget_not_negative",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("declared_percent", None),
                                ("declared_percent__lte", 100),
                                _connector="OR",
                            ),
                            name="project_declared_at_most_whole",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("planned_start", None),
                                ("planned_end", None),
                                ("planned_end__gte", models.F("planned_start")),
                                _connector="OR",
                            ),
                            name="project_ends_after_it_begins",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("title_kk", ""), ("title_ru", ""), ("title_en", ""), _negated=True
                            ),
                            name="project_has_a_title",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Asking",
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
                        "project",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="askings",
                            to="projects.project",
                            verbose_name="project",
                        ),
                    ),
                    (
                        "figure",
                        models.CharField(
                            choices=[
                                ("end", "the day by which it is to be finished"),
                                ("sum", "the sum"),
                                ("supplier", "the contractor"),
                            ],
                            max_length=8,
                            verbose_name="what is asked for",
                        ),
                    ),
                    (
                        "office",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="askings",
                            to="oversight.office",
                            verbose_name="office",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("open", "waits for an answer"),
                                ("published", "published"),
                                ("answered", "answered, not published"),
                            ],
                            default="open",
                            max_length=9,
                            verbose_name="state",
                        ),
                    ),
                    ("asked_on", models.DateField(verbose_name="asked on")),
                    (
                        "asked_count",
                        models.PositiveIntegerField(default=0, verbose_name="how often"),
                    ),
                    ("answer_due_on", models.DateField(verbose_name="answer expected by")),
                    (
                        "calendar_version",
                        models.CharField(blank=True, editable=False, max_length=40),
                    ),
                    ("closed_on", models.DateField(null=True, verbose_name="answered on")),
                    (
                        "reason",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("not_decided", "not decided yet"),
                                ("not_ours", "another office has it"),
                                ("closed", "may not be published by law"),
                                ("other", "another reason"),
                            ],
                            max_length=12,
                            verbose_name="reason",
                        ),
                    ),
                    ("reply", models.TextField(blank=True, verbose_name="answer")),
                    (
                        "reply_language",
                        models.CharField(
                            blank=True,
                            choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                            max_length=2,
                        ),
                    ),
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
                ],
                options={
                    "verbose_name": "request to publish",
                    "verbose_name_plural": "requests to publish",
                    "ordering": ["asked_on", "pk"],
                    "indexes": [
                        models.Index(
                            condition=models.Q(("state", "open")),
                            fields=["office", "answer_due_on"],
                            name="asking_owed",
                        )
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("state", "open")),
                            fields=("project", "figure"),
                            name="one_open_asking_per_figure",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("closed_on", None), ("state", "open")),
                                models.Q(
                                    models.Q(("state", "open"), _negated=True),
                                    ("closed_on__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            name="closed_asking_has_its_day",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "answered"), _negated=True),
                                models.Q(
                                    models.Q(("reason", ""), _negated=True),
                                    models.Q(("reply", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="answered_asking_has_a_reason",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="AskingDay",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "asking",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="days",
                            to="projects.asking",
                        ),
                    ),
                    ("day", models.DateField()),
                    ("count", models.PositiveIntegerField(default=0)),
                ],
                options={
                    "ordering": ["day"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("asking", "day"), name="one_count_per_asking_and_day"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="LocalBudget",
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
                        "place",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="budgets",
                            to="oversight.place",
                            verbose_name="place",
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                    (
                        "version",
                        models.CharField(
                            choices=[
                                ("plan", "approved"),
                                ("amended", "amended"),
                                ("executed", "executed"),
                            ],
                            max_length=8,
                            verbose_name="version",
                        ),
                    ),
                    (
                        "decided_on",
                        models.DateField(blank=True, null=True, verbose_name="day of the decision"),
                    ),
                    (
                        "number",
                        models.CharField(
                            blank=True, max_length=50, verbose_name="number of the decision"
                        ),
                    ),
                    (
                        "act",
                        models.CharField(
                            blank=True,
                            max_length=300,
                            verbose_name="decision, as the list names it",
                        ),
                    ),
                    (
                        "url",
                        models.URLField(
                            blank=True, max_length=500, verbose_name="address of the decision"
                        ),
                    ),
                    (
                        "note",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="note of the list"
                        ),
                    ),
                    (
                        "source",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="budgets",
                            to="oversight.datasource",
                            verbose_name="source",
                        ),
                    ),
                    (
                        "income",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="income",
                        ),
                    ),
                    (
                        "tax",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="taxes",
                        ),
                    ),
                    (
                        "nontax",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="income other than taxes",
                        ),
                    ),
                    (
                        "capital",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="sale of fixed capital",
                        ),
                    ),
                    (
                        "transfers",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="transfers",
                        ),
                    ),
                    (
                        "expenditure",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="expenditure",
                        ),
                    ),
                    (
                        "net_lending",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="net budget lending",
                        ),
                    ),
                    (
                        "assets",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="operations with financial assets",
                        ),
                    ),
                    (
                        "balance",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="deficit (−) or surplus",
                        ),
                    ),
                    (
                        "financing",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="financing of the deficit",
                        ),
                    ),
                    (
                        "total",
                        models.DecimalField(
                            decimal_places=2, editable=False, max_digits=18, null=True
                        ),
                    ),
                    (
                        "own",
                        models.DecimalField(
                            decimal_places=2, editable=False, max_digits=18, null=True
                        ),
                    ),
                    (
                        "speaks",
                        models.BooleanField(
                            default=False,
                            editable=False,
                            verbose_name="the newest word on its year",
                        ),
                    ),
                    ("entered_on", models.DateField(editable=False, verbose_name="entered on")),
                    ("earlier", models.JSONField(default=list, editable=False)),
                ],
                options={
                    "verbose_name": "local budget",
                    "verbose_name_plural": "local budgets",
                    "ordering": ["-year", "place_id", "pk"],
                    "indexes": [
                        models.Index(
                            condition=models.Q(("speaks", True)),
                            fields=["year", "total"],
                            name="budget_spread_of_a_year",
                        )
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("place", "year", "version", "decided_on", "number"),
                            name="one_budget_per_decision",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("decided_on", None)),
                            fields=("place", "year", "version", "number"),
                            name="one_budget_per_undated_decision",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("speaks", True)),
                            fields=("place", "year"),
                            name="one_budget_speaks_for_a_year",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("year__range", (2000, 2100))),
                            name="budget_year_makes_sense",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="BudgetLine",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "budget",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="lines",
                            to="projects.localbudget",
                        ),
                    ),
                    ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                    (
                        "part",
                        models.CharField(
                            choices=[
                                ("income", "income"),
                                ("expenditure", "expenditure"),
                                ("net_lending", "net budget lending"),
                                ("assets", "operations with financial assets"),
                                ("financing", "financing of the deficit"),
                            ],
                            max_length=12,
                            verbose_name="part",
                        ),
                    ),
                    ("code", models.CharField(max_length=12, verbose_name="code")),
                    (
                        "name",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="name, as published"
                        ),
                    ),
                    (
                        "amount",
                        models.DecimalField(decimal_places=2, max_digits=18, verbose_name="sum"),
                    ),
                ],
                options={
                    "verbose_name": "line of a budget",
                    "verbose_name_plural": "lines of a budget",
                    "ordering": ["budget_id", "position"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("budget", "part", "code"), name="one_line_per_code_of_a_budget"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Supplier",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=300, verbose_name="name")),
                    (
                        "bin",
                        models.CharField(
                            blank=True,
                            max_length=12,
                            validators=[django.core.validators.RegexValidator("^\\d{12}$")],
                            verbose_name="BIN",
                        ),
                    ),
                    ("search_key", models.CharField(db_index=True, editable=False, max_length=300)),
                ],
                options={
                    "verbose_name": "supplier",
                    "verbose_name_plural": "suppliers",
                    "ordering": ["name"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("bin", ""), _negated=True),
                            fields=("bin",),
                            name="one_supplier_per_bin",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("bin", "")),
                            fields=("search_key",),
                            name="one_supplier_per_bare_name",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Contract",
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
                            related_name="contracts",
                            to="projects.project",
                            verbose_name="project",
                        ),
                    ),
                    (
                        "supplier",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="contracts",
                            to="projects.supplier",
                            verbose_name="supplier",
                        ),
                    ),
                    ("number", models.CharField(blank=True, max_length=100, verbose_name="number")),
                    (
                        "signed_on",
                        models.DateField(blank=True, null=True, verbose_name="signed on"),
                    ),
                    (
                        "contract_value",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="contract value",
                        ),
                    ),
                    (
                        "starts_on",
                        models.DateField(blank=True, null=True, verbose_name="starts on"),
                    ),
                    ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                    (
                        "final_value",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="final value",
                        ),
                    ),
                    ("source_id", models.CharField(blank=True, editable=False, max_length=200)),
                ],
                options={
                    "verbose_name": "contract",
                    "verbose_name_plural": "contracts",
                    "ordering": ["signed_on", "pk"],
                },
            ),
            migrations.CreateModel(
                name="Modification",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "contract",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="modifications",
                            to="projects.contract",
                            verbose_name="contract",
                        ),
                    ),
                    ("changed_on", models.DateField(verbose_name="changed on")),
                    ("rationale", models.TextField(blank=True, verbose_name="rationale")),
                    (
                        "old_value",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="old value",
                        ),
                    ),
                    (
                        "new_value",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="new value",
                        ),
                    ),
                    ("old_end", models.DateField(blank=True, null=True, verbose_name="old end")),
                    ("new_end", models.DateField(blank=True, null=True, verbose_name="new end")),
                    ("source_id", models.CharField(blank=True, editable=False, max_length=200)),
                ],
                options={
                    "verbose_name": "contract change",
                    "verbose_name_plural": "contract changes",
                    "ordering": ["changed_on", "pk"],
                },
            ),
            migrations.CreateModel(
                name="Payment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "contract",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="payments",
                            to="projects.contract",
                            verbose_name="contract",
                        ),
                    ),
                    (
                        "amount",
                        models.DecimalField(decimal_places=2, max_digits=18, verbose_name="amount"),
                    ),
                    ("paid_on", models.DateField(verbose_name="paid on")),
                    ("source_url", models.TextField(blank=True, verbose_name="source")),
                    ("source_id", models.CharField(blank=True, editable=False, max_length=200)),
                ],
                options={
                    "verbose_name": "payment",
                    "verbose_name_plural": "payments",
                    "ordering": ["paid_on", "pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount__gt", 0)), name="payment_is_positive"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Document",
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
                        "project",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="documents",
                            to="projects.project",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("contract", "contract"),
                                ("estimate", "estimate"),
                                ("acceptance", "act of acceptance"),
                                ("decision", "decision"),
                                ("news", "press report"),
                            ],
                            max_length=12,
                            verbose_name="kind",
                        ),
                    ),
                    ("title", models.CharField(max_length=300, verbose_name="title")),
                    ("url", models.TextField(blank=True, verbose_name="address")),
                    (
                        "published_on",
                        models.DateField(blank=True, null=True, verbose_name="published on"),
                    ),
                    ("file_name", models.CharField(blank=True, editable=False, max_length=32)),
                    (
                        "format",
                        models.CharField(
                            blank=True,
                            choices=[("pdf", "PDF"), ("jpeg", "JPEG"), ("png", "PNG")],
                            editable=False,
                            max_length=4,
                        ),
                    ),
                    ("length", models.PositiveIntegerField(editable=False, null=True)),
                    ("sha256", models.CharField(blank=True, editable=False, max_length=64)),
                    (
                        "added_on",
                        models.DateField(
                            default=oversight.calendar.today,
                            editable=False,
                            verbose_name="added on",
                        ),
                    ),
                    ("hidden_on", models.DateField(editable=False, null=True)),
                    (
                        "hidden_reason",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="why it is no longer shown"
                        ),
                    ),
                    ("source_id", models.CharField(blank=True, editable=False, max_length=200)),
                ],
                options={
                    "verbose_name": "document",
                    "verbose_name_plural": "documents",
                    "ordering": ["published_on", "pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("file_name", ""), ("url", ""), _negated=True),
                                ("hidden_on__isnull", False),
                                _connector="OR",
                            ),
                            name="document_can_be_opened",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("file_name", ""), _negated=True),
                            fields=("file_name",),
                            name="one_document_per_file",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="FundingLine",
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
                            related_name="funding",
                            to="projects.project",
                            verbose_name="project",
                        ),
                    ),
                    (
                        "source",
                        models.CharField(
                            choices=[
                                ("republican", "republican budget"),
                                ("regional", "regional budget"),
                                ("local", "local budget"),
                                ("grant", "grant"),
                                ("business_pledge", "pledge of a business"),
                            ],
                            max_length=16,
                            verbose_name="source",
                        ),
                    ),
                    ("giver", models.CharField(blank=True, max_length=300, verbose_name="giver")),
                    (
                        "promised",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="promised",
                        ),
                    ),
                    (
                        "paid",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="paid",
                        ),
                    ),
                    ("source_id", models.CharField(blank=True, editable=False, max_length=200)),
                ],
                options={
                    "verbose_name": "source of money",
                    "verbose_name_plural": "sources of money",
                    "ordering": ["source", "pk"],
                },
            ),
            migrations.CreateModel(
                name="Declaration",
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
                            related_name="declarations",
                            to="projects.project",
                            verbose_name="project",
                        ),
                    ),
                    ("percent", models.PositiveSmallIntegerField(verbose_name="percent done")),
                    ("declared_on", models.DateField(verbose_name="on")),
                    (
                        "by",
                        models.CharField(
                            choices=[("office", "office"), ("contractor", "contractor")],
                            max_length=10,
                            verbose_name="by",
                        ),
                    ),
                    ("source_url", models.TextField(blank=True, verbose_name="source")),
                    ("source_id", models.CharField(blank=True, editable=False, max_length=200)),
                ],
                options={
                    "verbose_name": "declared progress",
                    "verbose_name_plural": "declared progress",
                    "ordering": ["declared_on", "pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("percent__lte", 100)),
                            name="declaration_at_most_whole",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="FigureChange",
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
                        "project",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="figure_changes",
                            to="projects.project",
                            verbose_name="project",
                        ),
                    ),
                    ("field", models.CharField(max_length=40, verbose_name="figure")),
                    ("about", models.CharField(blank=True, max_length=300, verbose_name="about")),
                    ("old", models.TextField(blank=True, verbose_name="before")),
                    ("new", models.TextField(blank=True, verbose_name="after")),
                    ("changed_on", models.DateField(verbose_name="changed on")),
                    ("source_url", models.TextField(blank=True, verbose_name="source")),
                ],
                options={
                    "verbose_name": "change of a figure",
                    "verbose_name_plural": "changes of figures",
                    "ordering": ["changed_on", "pk"],
                },
            ),
            migrations.CreateModel(
                name="ProjectFlag",
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
                            related_name="flags",
                            to="projects.project",
                        ),
                    ),
                    ("code", models.CharField(max_length=32)),
                    ("numbers", models.JSONField(default=dict)),
                ],
                options={
                    "ordering": ["code"],
                    "indexes": [models.Index(fields=["code"], name="flag_code")],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("project", "code"), name="one_flag_per_code"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Subsidy",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "firm",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="subsidies",
                            to="projects.supplier",
                            verbose_name="business",
                        ),
                    ),
                    (
                        "place",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="subsidies",
                            to="oversight.place",
                            verbose_name="district",
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                    (
                        "purpose",
                        models.CharField(blank=True, max_length=200, verbose_name="what for"),
                    ),
                    (
                        "amount",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="sum",
                        ),
                    ),
                    (
                        "source",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="subsidies",
                            to="oversight.datasource",
                            verbose_name="source",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "subsidy",
                    "verbose_name_plural": "subsidies",
                    "ordering": ["-year", "firm_id", "purpose"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("firm", "place", "year", "purpose"),
                            name="one_subsidy_per_year_and_purpose",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("amount", None), ("amount__gt", 0), _connector="OR"
                            ),
                            name="a_subsidy_is_more_than_nothing",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Pledge",
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
                        "firm",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="pledges",
                            to="projects.supplier",
                            verbose_name="business",
                        ),
                    ),
                    (
                        "place",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="pledges",
                            to="oversight.place",
                            verbose_name="place",
                        ),
                    ),
                    (
                        "project",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="pledges",
                            to="projects.project",
                            verbose_name="project",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("money", "money"),
                                ("works", "work or goods"),
                                ("watching", "watching over public works"),
                            ],
                            max_length=8,
                            verbose_name="kind",
                        ),
                    ),
                    (
                        "what",
                        models.CharField(
                            max_length=500, verbose_name="what was promised, as published"
                        ),
                    ),
                    (
                        "language",
                        models.CharField(
                            choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                            default="kk",
                            max_length=2,
                            verbose_name="language",
                        ),
                    ),
                    ("promised_on", models.DateField(verbose_name="promised on")),
                    (
                        "promised",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="sum promised",
                        ),
                    ),
                    (
                        "due_on",
                        models.DateField(blank=True, null=True, verbose_name="to be given by"),
                    ),
                    (
                        "paid",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="sum given",
                        ),
                    ),
                    ("paid_on", models.DateField(blank=True, null=True, verbose_name="given on")),
                    (
                        "came_count",
                        models.PositiveIntegerField(
                            default=0, verbose_name="residents who say: it came"
                        ),
                    ),
                    (
                        "missing_count",
                        models.PositiveIntegerField(
                            default=0, verbose_name="residents who say: it did not"
                        ),
                    ),
                    (
                        "source",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="pledges",
                            to="oversight.datasource",
                            verbose_name="source",
                        ),
                    ),
                    (
                        "source_url",
                        models.URLField(
                            blank=True, max_length=500, verbose_name="address of the source"
                        ),
                    ),
                    (
                        "entered_by",
                        models.CharField(
                            max_length=200, verbose_name="entered by (name and office, public)"
                        ),
                    ),
                    ("entered_on", models.DateField(editable=False, verbose_name="entered on")),
                ],
                options={
                    "verbose_name": "pledge",
                    "verbose_name_plural": "pledges",
                    "ordering": ["-promised_on", "public_id"],
                    "indexes": [
                        models.Index(fields=["-promised_on", "public_id"], name="pledge_newest")
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("promised", None), ("promised__gt", 0), _connector="OR"),
                                models.Q(("paid", None), ("paid__gt", 0), _connector="OR"),
                            ),
                            name="a_pledge_is_more_than_nothing",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("paid", None), ("paid_on__isnull", False), _connector="OR"
                            ),
                            name="what_was_given_has_its_day",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("due_on", None),
                                ("due_on__gte", models.F("promised_on")),
                                _connector="OR",
                            ),
                            name="a_pledge_is_due_after_it_was_made",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PledgeChange",
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
                        "pledge",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="changes",
                            to="projects.pledge",
                            verbose_name="pledge",
                        ),
                    ),
                    ("field", models.CharField(max_length=20, verbose_name="figure")),
                    ("old", models.TextField(blank=True, verbose_name="before")),
                    ("new", models.TextField(blank=True, verbose_name="after")),
                    ("changed_on", models.DateField(verbose_name="changed on")),
                ],
                options={
                    "verbose_name": "change of a pledge",
                    "verbose_name_plural": "changes of pledges",
                    "ordering": ["changed_on", "pk"],
                },
            ),
            migrations.CreateModel(
                name="PledgeDay",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "pledge",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="days",
                            to="projects.pledge",
                        ),
                    ),
                    ("day", models.DateField()),
                    ("came", models.PositiveIntegerField(default=0)),
                    ("missing", models.PositiveIntegerField(default=0)),
                ],
                options={
                    "ordering": ["day"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("pledge", "day"), name="one_count_per_pledge_and_day"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ListImport",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("works", "public works"),
                                ("programmes", "programmes"),
                                ("programme_years", "what sources say of years of programmes"),
                                ("places", "an edition of the classifier of places (KATO)"),
                                ("points", "points of places"),
                                ("outlines", "outlines of places"),
                                ("population", "population of places by year"),
                                ("pupils", "pupils by year"),
                                ("offices", "offices"),
                                ("subsidies", "subsidies of businesses"),
                                ("pledges", "pledges to villages"),
                                ("machines", "public machines and their holders"),
                                ("hires", "payments for one's own machines"),
                                ("budgets", "local budgets"),
                                ("terms", "terms of akims"),
                                ("election_figures", "figures of elections of akims"),
                            ],
                            default="works",
                            max_length=20,
                            verbose_name="list of",
                        ),
                    ),
                    (
                        "uploaded_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="uploaded by",
                        ),
                    ),
                    ("uploaded_on", models.DateField(verbose_name="uploaded on")),
                    ("title", models.CharField(max_length=200, verbose_name="file")),
                    ("file_name", models.CharField(editable=False, max_length=40)),
                    (
                        "edition",
                        models.DateField(
                            blank=True,
                            help_text="Needed where an edition is in already. The file's name may hold it.",
                            null=True,
                            verbose_name="day of the edition",
                        ),
                    ),
                    (
                        "source",
                        models.CharField(
                            blank=True,
                            help_text="Whose data it is, as pages name it.",
                            max_length=200,
                            verbose_name="source",
                        ),
                    ),
                    (
                        "licence",
                        models.CharField(
                            blank=True,
                            help_text="Under which terms it may be shown.",
                            max_length=100,
                            verbose_name="licence",
                        ),
                    ),
                    (
                        "source_url",
                        models.URLField(
                            blank=True, max_length=500, verbose_name="address of the source"
                        ),
                    ),
                    (
                        "entered_by",
                        models.CharField(
                            blank=True,
                            help_text="Name and office. Everybody can read it.",
                            max_length=200,
                            verbose_name="who enters it",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "being read"),
                                ("read", "read, nothing written yet"),
                                ("confirmed", "being written"),
                                ("done", "written"),
                                ("failed", "cannot be read"),
                            ],
                            default="waiting",
                            max_length=9,
                            verbose_name="state",
                        ),
                    ),
                    ("new_count", models.PositiveIntegerField(default=0, verbose_name="new")),
                    (
                        "changed_count",
                        models.PositiveIntegerField(default=0, verbose_name="changed"),
                    ),
                    (
                        "unchanged_count",
                        models.PositiveIntegerField(default=0, verbose_name="as they are"),
                    ),
                    (
                        "refused_count",
                        models.PositiveIntegerField(default=0, verbose_name="refused rows"),
                    ),
                    ("preview", models.JSONField(default=dict, verbose_name="what would change")),
                    ("problem", models.TextField(blank=True, verbose_name="problem")),
                ],
                options={
                    "verbose_name": "import of a list",
                    "verbose_name_plural": "imports of lists",
                    "ordering": ["-pk"],
                },
            ),
            migrations.CreateModel(
                name="Machine",
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
                        "number",
                        models.CharField(
                            help_text="The state number, or the one of the inventory.",
                            max_length=40,
                            unique=True,
                            verbose_name="number",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("tractor", "tractor"),
                                ("grader", "grader"),
                                ("excavator", "excavator or loader"),
                                ("lorry", "lorry"),
                                ("water_carrier", "water carrier"),
                                ("snow_plough", "snow plough"),
                                ("fire_engine", "fire engine"),
                                ("bus", "bus"),
                                ("other", "another machine"),
                            ],
                            max_length=16,
                            verbose_name="kind",
                        ),
                    ),
                    (
                        "name",
                        models.CharField(
                            max_length=200, verbose_name="make and model, as published"
                        ),
                    ),
                    (
                        "made_in",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="year of make"
                        ),
                    ),
                    ("search_key", models.CharField(editable=False, max_length=300)),
                    (
                        "place",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="machines",
                            to="oversight.place",
                            verbose_name="place that it serves",
                        ),
                    ),
                    (
                        "owner",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="owner, as published"
                        ),
                    ),
                    (
                        "answering_office",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="machines",
                            to="oversight.office",
                            verbose_name="office that answers",
                        ),
                    ),
                    (
                        "bought_on",
                        models.DateField(blank=True, null=True, verbose_name="bought on"),
                    ),
                    (
                        "price",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="price",
                        ),
                    ),
                    (
                        "source",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="machines",
                            to="oversight.datasource",
                            verbose_name="source",
                        ),
                    ),
                    (
                        "source_url",
                        models.URLField(
                            blank=True, max_length=500, verbose_name="address of the source"
                        ),
                    ),
                    ("entered_on", models.DateField(editable=False, verbose_name="entered on")),
                    (
                        "report_count",
                        models.PositiveIntegerField(
                            default=0, editable=False, verbose_name="reports"
                        ),
                    ),
                    (
                        "overdue_count",
                        models.PositiveIntegerField(
                            default=0, editable=False, verbose_name="overdue"
                        ),
                    ),
                    (
                        "last_seen_on",
                        models.DateField(editable=False, null=True, verbose_name="last seen on"),
                    ),
                ],
                options={
                    "verbose_name": "machine",
                    "verbose_name_plural": "machines",
                    "ordering": ["number"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("price", None), ("price__gt", 0), _connector="OR"),
                            name="a_machine_costs_more_than_nothing",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Holding",
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
                        "machine",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="holdings",
                            to="projects.machine",
                            verbose_name="machine",
                        ),
                    ),
                    (
                        "mode",
                        models.CharField(
                            choices=[
                                ("own", "on the balance of its owner"),
                                ("trust", "in trust management"),
                                ("lease", "rented out"),
                                ("free", "lent free of charge"),
                                ("pool", "in a shared pool of machines"),
                            ],
                            max_length=8,
                            verbose_name="held how",
                        ),
                    ),
                    (
                        "holder",
                        models.ForeignKey(
                            blank=True,
                            help_text="The trustee, the tenant, the pool; blank while its owner keeps it.",
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="holdings",
                            to="projects.supplier",
                            verbose_name="holder",
                        ),
                    ),
                    ("starts_on", models.DateField(verbose_name="held since")),
                    ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                    (
                        "contract",
                        models.CharField(blank=True, max_length=200, verbose_name="contract"),
                    ),
                    (
                        "contract_url",
                        models.URLField(
                            blank=True, max_length=500, verbose_name="address of the contract"
                        ),
                    ),
                    (
                        "purpose",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="what it may be used for"
                        ),
                    ),
                    (
                        "language",
                        models.CharField(
                            choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                            default="kk",
                            max_length=2,
                            verbose_name="language",
                        ),
                    ),
                    (
                        "rent",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="rent a year, paid to the owner",
                        ),
                    ),
                    (
                        "hours_promised",
                        models.PositiveSmallIntegerField(
                            blank=True,
                            null=True,
                            verbose_name="hours a year promised to the village",
                        ),
                    ),
                    ("served_hours", models.PositiveIntegerField(default=0, editable=False)),
                    ("served_days", models.PositiveIntegerField(default=0, editable=False)),
                    ("elsewhere_count", models.PositiveIntegerField(default=0, editable=False)),
                    ("refused_count", models.PositiveIntegerField(default=0, editable=False)),
                ],
                options={
                    "verbose_name": "holding of a machine",
                    "verbose_name_plural": "holdings of machines",
                    "ordering": ["-starts_on"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("machine", "starts_on"), name="one_holding_begins_on_a_day"
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("ends_on", None)),
                            fields=("machine",),
                            name="one_holding_without_end",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ends_on", None),
                                ("ends_on__gte", models.F("starts_on")),
                                _connector="OR",
                            ),
                            name="holding_ends_after_it_began",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("holder", None), ("mode", "own")),
                                models.Q(
                                    models.Q(("mode", "own"), _negated=True),
                                    ("holder__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            name="who_holds_for_the_owner_is_named",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("rent", None), ("rent__gt", 0), _connector="OR"),
                            name="rent_is_more_than_nothing",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="MachineChange",
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
                        "machine",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="changes",
                            to="projects.machine",
                            verbose_name="machine",
                        ),
                    ),
                    (
                        "holding",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="changes",
                            to="projects.holding",
                            verbose_name="holding of a machine",
                        ),
                    ),
                    ("field", models.CharField(max_length=20, verbose_name="figure")),
                    ("old", models.TextField(blank=True, verbose_name="before")),
                    ("new", models.TextField(blank=True, verbose_name="after")),
                    ("changed_on", models.DateField(verbose_name="changed on")),
                ],
                options={
                    "verbose_name": "change of a machine",
                    "verbose_name_plural": "changes of machines",
                    "ordering": ["changed_on", "pk"],
                },
            ),
            migrations.CreateModel(
                name="Hire",
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
                        "holding",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="hires",
                            to="projects.holding",
                            verbose_name="holding of a machine",
                        ),
                    ),
                    (
                        "paid_by",
                        models.CharField(max_length=300, verbose_name="paid by, as published"),
                    ),
                    ("paid_on", models.DateField(verbose_name="paid on")),
                    (
                        "amount",
                        models.DecimalField(decimal_places=2, max_digits=18, verbose_name="sum"),
                    ),
                    (
                        "hours",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="hours"
                        ),
                    ),
                    (
                        "source_url",
                        models.URLField(
                            blank=True, max_length=500, verbose_name="address of the source"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "payment for one's own machine",
                    "verbose_name_plural": "payments for one's own machines",
                    "ordering": ["-paid_on", "-pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("holding", "paid_on", "amount"),
                            name="one_payment_for_a_machine_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("amount__gt", 0)),
                            name="a_payment_for_a_machine_is_more_than_nothing",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Milestone",
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
                            related_name="milestones",
                            to="projects.project",
                            verbose_name="project",
                        ),
                    ),
                    ("title_kk", models.CharField(max_length=200, verbose_name="title in Kazakh")),
                    ("title_ru", models.CharField(max_length=200, verbose_name="title in Russian")),
                    (
                        "title_en",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="title in English"
                        ),
                    ),
                    ("due_date", models.DateField(blank=True, null=True, verbose_name="due")),
                    ("date_met", models.DateField(blank=True, null=True, verbose_name="met")),
                    ("source_id", models.CharField(blank=True, editable=False, max_length=200)),
                ],
                options={
                    "verbose_name": "milestone",
                    "verbose_name_plural": "milestones",
                    "ordering": ["due_date", "pk"],
                },
            ),
            migrations.CreateModel(
                name="Norm",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "sector",
                        models.CharField(
                            choices=[("school", "school"), ("water", "drinking water")],
                            max_length=16,
                            verbose_name="sector",
                        ),
                    ),
                    (
                        "least",
                        models.PositiveIntegerField(
                            validators=[django.core.validators.MinValueValidator(1)],
                            verbose_name="from how many pupils or people on",
                        ),
                    ),
                    (
                        "per_hundred",
                        models.PositiveSmallIntegerField(
                            validators=[django.core.validators.MinValueValidator(1)],
                            verbose_name="places for each hundred",
                        ),
                    ),
                    ("since", models.DateField(verbose_name="in force since")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                    ("source", models.CharField(max_length=300, verbose_name="source")),
                    (
                        "source_url",
                        models.URLField(
                            blank=True, max_length=500, verbose_name="address of the source"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "norm",
                    "verbose_name_plural": "norms",
                    "ordering": ["sector", "-since"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("sector", "since"), name="one_norm_per_sector_and_day"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until", None), ("until__gte", models.F("since")), _connector="OR"
                            ),
                            name="norm_ends_after_it_began",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("least__gt", 0), ("per_hundred__gt", 0)),
                            name="norm_asks_for_something",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Original",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "project",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="original",
                            to="projects.project",
                            verbose_name="project",
                        ),
                    ),
                    ("data", models.JSONField(editable=False)),
                    ("digest", models.CharField(editable=False, max_length=64)),
                    ("received_on", models.DateField(verbose_name="received on")),
                ],
                options={
                    "verbose_name": "received record",
                    "verbose_name_plural": "received records",
                },
            ),
            migrations.CreateModel(
                name="PlaceTally",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "place",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="tallies",
                            to="oversight.place",
                        ),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("identification", "planned"),
                                ("preparation", "in preparation"),
                                ("implementation", "under construction"),
                                ("completion", "completed"),
                                ("maintenance", "in use"),
                                ("decommissioned", "taken out of use"),
                                ("cancelled", "cancelled"),
                            ],
                            max_length=16,
                        ),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="tallies",
                            to="projects.programme",
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(null=True)),
                    ("count", models.PositiveIntegerField(default=0)),
                    ("grave", models.PositiveIntegerField(default=0)),
                    ("priced", models.PositiveIntegerField(default=0)),
                    ("total", models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                    ("shared", models.PositiveIntegerField(default=0)),
                    ("unpublished", models.PositiveIntegerField(default=0)),
                ],
                options={
                    "ordering": ["place", "status", "programme", "year"],
                    "indexes": [models.Index(fields=["place", "status"], name="tally_of_place")],
                },
            ),
        ),
    ]
