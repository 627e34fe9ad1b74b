import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import oversight.calendar
import oversight.ids


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
    ]

    initial = True

    dependencies = [
        ("oversight", "0001_squashed_0030_questions_about_the_past"),
        ("oversight", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="ListImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uploaded_on", models.DateField(verbose_name="uploaded on")),
                ("title", models.CharField(max_length=200, verbose_name="file")),
                ("file_name", models.CharField(editable=False, max_length=40)),
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
                ("new_count", models.PositiveIntegerField(default=0, verbose_name="new works")),
                (
                    "changed_count",
                    models.PositiveIntegerField(default=0, verbose_name="changed works"),
                ),
                (
                    "unchanged_count",
                    models.PositiveIntegerField(default=0, verbose_name="works as they are"),
                ),
                (
                    "refused_count",
                    models.PositiveIntegerField(default=0, verbose_name="refused rows"),
                ),
                ("preview", models.JSONField(default=dict, verbose_name="what would change")),
                ("problem", models.TextField(blank=True, verbose_name="problem")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "import of a list",
                "verbose_name_plural": "imports of lists",
                "ordering": ["-pk"],
            },
        ),
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
                    models.CharField(blank=True, max_length=200, verbose_name="name in English"),
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
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="starts on")),
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
                        default=oversight.ids.public_id, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "title_kk",
                    models.CharField(blank=True, max_length=300, verbose_name="title in Kazakh"),
                ),
                (
                    "title_ru",
                    models.CharField(blank=True, max_length=300, verbose_name="title in Russian"),
                ),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=300, verbose_name="title in English"),
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
                    "operated_by",
                    models.CharField(blank=True, max_length=300, verbose_name="operated by"),
                ),
                (
                    "operated_since",
                    models.DateField(blank=True, null=True, verbose_name="operated since"),
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
                ("actual_end", models.DateField(blank=True, null=True, verbose_name="finished on")),
                (
                    "warranty_until",
                    models.DateField(blank=True, null=True, verbose_name="warranty until"),
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
                    models.BooleanField(default=False, verbose_name="one sum for several works"),
                ),
                (
                    "first_budget_amount",
                    models.DecimalField(decimal_places=2, editable=False, max_digits=18, null=True),
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
                    models.CharField(blank=True, max_length=10, verbose_name="date of the source"),
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
                ("is_grave", models.BooleanField(default=False, editable=False)),
                ("tallied", models.JSONField(editable=False, null=True)),
                ("added_on", models.DateField(auto_now_add=True, verbose_name="added on")),
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
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="oversight.place",
                        verbose_name="place",
                    ),
                ),
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
            name="Original",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("data", models.JSONField(editable=False)),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("received_on", models.DateField(verbose_name="received on")),
                (
                    "project",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="original",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "verbose_name": "received record",
                "verbose_name_plural": "received records",
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
                ("title_kk", models.CharField(max_length=200, verbose_name="title in Kazakh")),
                ("title_ru", models.CharField(max_length=200, verbose_name="title in Russian")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=200, verbose_name="title in English"),
                ),
                ("due_date", models.DateField(blank=True, null=True, verbose_name="due")),
                ("date_met", models.DateField(blank=True, null=True, verbose_name="met")),
                ("source_id", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "milestone",
                "verbose_name_plural": "milestones",
                "ordering": ["due_date", "pk"],
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
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="paid"
                    ),
                ),
                ("source_id", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="funding",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "source of money",
                "verbose_name_plural": "sources of money",
                "ordering": ["source", "pk"],
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
                        default=oversight.ids.public_id, editable=False, max_length=16, unique=True
                    ),
                ),
                ("field", models.CharField(max_length=40)),
                ("about", models.CharField(blank=True, max_length=300)),
                ("old", models.TextField(blank=True)),
                ("new", models.TextField(blank=True)),
                ("changed_on", models.DateField()),
                ("source_url", models.TextField(blank=True)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figure_changes",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a figure",
                "verbose_name_plural": "changes of figures",
                "ordering": ["changed_on", "pk"],
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
                        default=oversight.ids.public_id, editable=False, max_length=16, unique=True
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
                        default=oversight.calendar.today, editable=False, verbose_name="added on"
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
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="projects.project",
                    ),
                ),
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
            name="Declaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="declarations",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "declared progress",
                "verbose_name_plural": "declared progress",
                "ordering": ["declared_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent__lte", 100)), name="declaration_at_most_whole"
                    )
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
                        default=oversight.ids.public_id, editable=False, max_length=16, unique=True
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
                ("asked_count", models.PositiveIntegerField(default=0, verbose_name="how often")),
                ("answer_due_on", models.DateField(verbose_name="answer expected by")),
                ("calendar_version", models.CharField(blank=True, editable=False, max_length=40)),
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="askings",
                        to="projects.project",
                        verbose_name="project",
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
            name="ProjectFlag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=32)),
                ("numbers", models.JSONField(default=dict)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="flags",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
                "indexes": [models.Index(fields=["code"], name="flag_code")],
                "constraints": [
                    models.UniqueConstraint(fields=("project", "code"), name="one_flag_per_code")
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
                ("number", models.CharField(blank=True, max_length=100, verbose_name="number")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
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
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="starts on")),
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
                ("changed_on", models.DateField(verbose_name="changed on")),
                ("rationale", models.TextField(blank=True, verbose_name="rationale")),
                (
                    "old_value",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
                ),
                (
                    "new_value",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
                ),
                ("old_end", models.DateField(blank=True, null=True)),
                ("new_end", models.DateField(blank=True, null=True)),
                ("source_id", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="modifications",
                        to="projects.contract",
                    ),
                ),
            ],
            options={
                "verbose_name": "contract change",
                "verbose_name_plural": "contract changes",
                "ordering": ["changed_on", "pk"],
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
                        default=oversight.ids.public_id, editable=False, max_length=16, unique=True
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
                ("due_on", models.DateField(blank=True, null=True, verbose_name="to be given by")),
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
                    "firm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pledges",
                        to="projects.supplier",
                        verbose_name="business",
                    ),
                ),
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
                        default=oversight.ids.public_id, editable=False, max_length=16, unique=True
                    ),
                ),
                ("field", models.CharField(max_length=20)),
                ("old", models.TextField(blank=True)),
                ("new", models.TextField(blank=True)),
                ("changed_on", models.DateField()),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="projects.pledge",
                    ),
                ),
            ],
            options={
                "ordering": ["changed_on", "pk"],
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
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("purpose", models.CharField(blank=True, max_length=200, verbose_name="what for")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="sum"
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
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subsidies",
                        to="oversight.datasource",
                        verbose_name="source",
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
                        condition=models.Q(("amount", None), ("amount__gt", 0), _connector="OR"),
                        name="a_subsidy_is_more_than_nothing",
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
                ("day", models.DateField()),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "asking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days",
                        to="projects.asking",
                    ),
                ),
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
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=18, verbose_name="amount"),
                ),
                ("paid_on", models.DateField(verbose_name="paid on")),
                ("source_url", models.TextField(blank=True, verbose_name="source")),
                ("source_id", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="payments",
                        to="projects.contract",
                    ),
                ),
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
            name="PledgeDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("came", models.PositiveIntegerField(default=0)),
                ("missing", models.PositiveIntegerField(default=0)),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days",
                        to="projects.pledge",
                    ),
                ),
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
            name="PlaceTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("count", models.PositiveIntegerField(default=0)),
                ("grave", models.PositiveIntegerField(default=0)),
                ("priced", models.PositiveIntegerField(default=0)),
                ("total", models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                ("shared", models.PositiveIntegerField(default=0)),
                ("unpublished", models.PositiveIntegerField(default=0)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tallies",
                        to="oversight.place",
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
            ],
            options={
                "ordering": ["place", "status", "programme", "year"],
                "indexes": [models.Index(fields=["place", "status"], name="tally_of_place")],
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
                    models.CharField(blank=True, max_length=10, verbose_name="date of the source"),
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
            ],
            options={
                "verbose_name": "year of a programme",
                "verbose_name_plural": "years of programmes",
                "ordering": ["-year", "stated"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "year", "stated", "source_url"),
                        name="one_total_per_year_and_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount", None), ("amount__gte", 0), _connector="OR"),
                        name="programme_year_amount_not_negative",
                    ),
                ],
            },
        ),
    ]
