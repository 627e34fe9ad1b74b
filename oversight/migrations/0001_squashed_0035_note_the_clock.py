import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models

import oversight.calendar
import oversight.ids
from oversight.log import triggers
from oversight.migrating import CreateModels


def make_cache_table(apps, schema_editor):
    """Counters and sign-in throttles live in the database."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS cache")


def guard_the_log(apps, schema_editor):
    triggers.install(schema_editor.connection)


def lift_the_guard(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """The tables as they stand, at once, for a new database; a known one goes on step by step."""

    replaces = [
        ("oversight", "0001_initial"),
        ("oversight", "0002_cache_table"),
        ("oversight", "0003_sources_of_place_data"),
        ("oversight", "0004_place_flag_counts"),
        ("oversight", "0005_checkpoints"),
        ("oversight", "0006_entry_salts"),
        ("oversight", "0007_move_salts"),
        ("oversight", "0008_drop_log_part"),
        ("oversight", "0009_log_alarm"),
        ("oversight", "0010_guard_the_log"),
        ("oversight", "0011_epoch_in_the_settings"),
        ("oversight", "0012_names_and_slips"),
        ("oversight", "0013_find_known_places"),
        ("oversight", "0014_editions_and_questions"),
        ("oversight", "0015_seat_of_known_places"),
        ("oversight", "0016_who_may_report"),
        ("oversight", "0017_akim_terms_and_access_log"),
        ("oversight", "0018_fill_akim_terms"),
        ("oversight", "0019_drop_akim_days_of_offices"),
        ("oversight", "0020_sessions_ended"),
        ("oversight", "0021_count_unpublished"),
        ("oversight", "0022_guard_numbers_too"),
        ("oversight", "0023_log_verified_on"),
        ("oversight", "0024_drop_deputy_offices"),
        ("oversight", "0025_group_requests"),
        ("oversight", "0026_api_keys"),
        ("oversight", "0027_elections"),
        ("oversight", "0028_akims_nominations"),
        ("oversight", "0029_election_figures"),
        ("oversight", "0030_questions_about_the_past"),
        ("oversight", "0031_name_admin_words"),
        ("oversight", "0032_find_groups"),
        ("oversight", "0033_fill_keys_of_groups"),
        ("oversight", "0034_pupils"),
        ("oversight", "0035_note_the_clock"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="Word",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("text", models.CharField(max_length=200, unique=True)),
                ],
            ),
            migrations.CreateModel(
                name="Slip",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "word",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="slips",
                            to="oversight.word",
                        ),
                    ),
                    ("text", models.CharField(db_index=True, max_length=200)),
                ],
            ),
            migrations.CreateModel(
                name="User",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("password", models.CharField(max_length=128, verbose_name="password")),
                    (
                        "last_login",
                        models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                    ),
                    (
                        "is_superuser",
                        models.BooleanField(
                            default=False,
                            help_text="Designates that this user has all permissions without explicitly assigning them.",
                            verbose_name="superuser status",
                        ),
                    ),
                    (
                        "email",
                        models.EmailField(max_length=254, unique=True, verbose_name="e-mail"),
                    ),
                    ("name", models.CharField(blank=True, max_length=150, verbose_name="name")),
                    (
                        "language",
                        models.CharField(
                            choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                            default="kk",
                            max_length=2,
                            verbose_name="language",
                        ),
                    ),
                    ("is_active", models.BooleanField(default=True, verbose_name="active")),
                    ("joined_on", models.DateField(auto_now_add=True, verbose_name="since")),
                    ("sessions_ended", models.PositiveIntegerField(default=0, editable=False)),
                    (
                        "groups",
                        models.ManyToManyField(
                            blank=True,
                            help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                            related_name="user_set",
                            related_query_name="user",
                            to="auth.group",
                            verbose_name="groups",
                        ),
                    ),
                    (
                        "user_permissions",
                        models.ManyToManyField(
                            blank=True,
                            help_text="Specific permissions for this user.",
                            related_name="user_set",
                            related_query_name="user",
                            to="auth.permission",
                            verbose_name="user permissions",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "user",
                    "verbose_name_plural": "users",
                },
            ),
            migrations.CreateModel(
                name="Appointment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "user",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="appointment",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="user",
                        ),
                    ),
                    (
                        "side",
                        models.CharField(
                            choices=[
                                ("office", "office"),
                                ("moderator", "moderator"),
                                ("operator", "operator"),
                            ],
                            max_length=12,
                            verbose_name="side",
                        ),
                    ),
                    ("since", models.DateField(auto_now_add=True, verbose_name="since")),
                    (
                        "offices",
                        models.ManyToManyField(
                            related_name="appointments",
                            through="oversight.Posting",
                            to="oversight.office",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "appointment",
                    "verbose_name_plural": "appointments",
                },
            ),
            migrations.CreateModel(
                name="Invitation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "user",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="invitations",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="user",
                        ),
                    ),
                    ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                    ("expires_at", models.DateTimeField(verbose_name="valid until")),
                    ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="used")),
                ],
                options={
                    "verbose_name": "invitation",
                    "verbose_name_plural": "invitations",
                },
            ),
            migrations.CreateModel(
                name="AccessEntry",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "user",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="deeds",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="user",
                        ),
                    ),
                    (
                        "deed",
                        models.CharField(
                            choices=[
                                ("read_held", "opened a held report"),
                                ("wrote", "changed something"),
                                ("signed_in", "signed in"),
                                ("signed_out", "signed out everywhere"),
                            ],
                            max_length=12,
                            verbose_name="what was done",
                        ),
                    ),
                    ("path", models.CharField(blank=True, max_length=200, verbose_name="address")),
                    (
                        "status",
                        models.PositiveSmallIntegerField(default=0, verbose_name="answered with"),
                    ),
                    ("at", models.DateTimeField(auto_now_add=True, verbose_name="when")),
                ],
                options={
                    "verbose_name": "entry of the access log",
                    "verbose_name_plural": "access log",
                    "ordering": ["-pk"],
                    "indexes": [models.Index(fields=["deed", "-id"], name="access_by_deed")],
                },
            ),
            migrations.CreateModel(
                name="ApiKey",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=200, verbose_name="who")),
                    ("contact", models.CharField(max_length=254, verbose_name="contact")),
                    ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                    (
                        "per_minute",
                        models.PositiveIntegerField(default=6000, verbose_name="requests a minute"),
                    ),
                    ("made_on", models.DateField(editable=False, verbose_name="given on")),
                    ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                ],
                options={
                    "verbose_name": "key of the API",
                    "verbose_name_plural": "keys of the API",
                    "ordering": ["name", "pk"],
                },
            ),
            migrations.CreateModel(
                name="ApiUse",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "key",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="uses",
                            to="oversight.apikey",
                        ),
                    ),
                    ("minute", models.PositiveBigIntegerField()),
                    ("count", models.PositiveIntegerField(default=0)),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("key", "minute"), name="one_count_a_minute")
                    ],
                },
            ),
            migrations.CreateModel(
                name="Edition",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("day", models.DateField(unique=True, verbose_name="edition of")),
                    ("file_name", models.CharField(max_length=200, verbose_name="file")),
                    ("imported_on", models.DateField(verbose_name="imported on")),
                    ("new", models.PositiveIntegerField(verbose_name="new places")),
                    ("renamed", models.PositiveIntegerField(verbose_name="renamed places")),
                    ("moved", models.PositiveIntegerField(verbose_name="moved places")),
                    ("gone", models.PositiveIntegerField(verbose_name="places gone")),
                    (
                        "reused",
                        models.PositiveIntegerField(verbose_name="codes given to another place"),
                    ),
                ],
                options={
                    "verbose_name": "edition of the classifier",
                    "verbose_name_plural": "editions of the classifier",
                    "ordering": ["-day"],
                },
            ),
            migrations.CreateModel(
                name="ElectionFigure",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "voted",
                        models.CharField(max_length=7, verbose_name="year or month of the vote"),
                    ),
                    (
                        "subject",
                        models.CharField(
                            choices=[
                                ("total", "akims elected"),
                                ("party", "nominated by a party"),
                                ("self", "self-nominated"),
                                ("women", "women"),
                                ("reelected", "re-elected akims"),
                            ],
                            max_length=10,
                            verbose_name="what is counted",
                        ),
                    ),
                    (
                        "name",
                        models.CharField(
                            blank=True, max_length=100, verbose_name="name of the party"
                        ),
                    ),
                    ("value", models.PositiveIntegerField(verbose_name="number")),
                    ("source", models.CharField(max_length=200, verbose_name="source")),
                    (
                        "source_url",
                        models.TextField(blank=True, verbose_name="address of the source"),
                    ),
                    (
                        "source_date",
                        models.CharField(
                            blank=True, max_length=10, verbose_name="date of the source"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "figure of an election",
                    "verbose_name_plural": "figures of elections",
                    "ordering": ["-voted", "subject", "name", "source"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("voted", "subject", "name", "source"),
                            name="one_figure_per_source",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="DataSource",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=200, unique=True, verbose_name="name")),
                    ("licence", models.CharField(max_length=100, verbose_name="licence")),
                    ("url", models.URLField(blank=True, max_length=500, verbose_name="address")),
                    ("imported_on", models.DateField(verbose_name="imported on")),
                ],
                options={
                    "verbose_name": "data source",
                    "verbose_name_plural": "data sources",
                    "ordering": ["name"],
                },
            ),
            migrations.CreateModel(
                name="Place",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "code",
                        models.CharField(db_index=True, max_length=9, verbose_name="KATO code"),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("region", "region"),
                                ("republican_city", "city of republican significance"),
                                ("district", "district"),
                                ("city_administration", "city administration"),
                                ("city_district", "city district"),
                                ("town", "town"),
                                ("town_administration", "town administration"),
                                ("settlement", "settlement"),
                                ("settlement_administration", "settlement administration"),
                                ("rural_district", "rural district"),
                                ("village_administration", "village administration"),
                                ("village", "village"),
                                ("locality", "small locality"),
                            ],
                            max_length=30,
                            verbose_name="kind",
                        ),
                    ),
                    (
                        "parent",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="children",
                            to="oversight.place",
                            verbose_name="inside",
                        ),
                    ),
                    ("path", models.CharField(blank=True, editable=False, max_length=80)),
                    (
                        "seat",
                        models.CharField(blank=True, db_index=True, editable=False, max_length=9),
                    ),
                    (
                        "invented",
                        models.BooleanField(
                            default=False, verbose_name="invented for demonstration"
                        ),
                    ),
                    ("name_kk", models.CharField(max_length=200, verbose_name="name in Kazakh")),
                    ("name_ru", models.CharField(max_length=200, verbose_name="name in Russian")),
                    (
                        "name_en",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="name in English"
                        ),
                    ),
                    ("search_key", models.CharField(editable=False, max_length=600)),
                    ("sort_key", models.CharField(db_index=True, editable=False, max_length=400)),
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
                        "point_source",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="points",
                            to="oversight.datasource",
                            verbose_name="source of the point",
                        ),
                    ),
                    (
                        "population",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="population"
                        ),
                    ),
                    (
                        "population_year",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="year"
                        ),
                    ),
                    (
                        "population_source",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="oversight.datasource",
                            verbose_name="source of the population",
                        ),
                    ),
                    ("valid_from", models.DateField(verbose_name="in the classifier since")),
                    ("valid_to", models.DateField(blank=True, null=True, verbose_name="until")),
                    (
                        "successor",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="predecessors",
                            to="oversight.place",
                            verbose_name="successor",
                        ),
                    ),
                    ("project_count", models.PositiveIntegerField(default=0, editable=False)),
                    ("report_count", models.PositiveIntegerField(default=0, editable=False)),
                    ("last_seen_on", models.DateField(editable=False, null=True)),
                    ("late_count", models.PositiveIntegerField(default=0, editable=False)),
                    ("grave_count", models.PositiveIntegerField(default=0, editable=False)),
                    ("unseen_count", models.PositiveIntegerField(default=0, editable=False)),
                    ("no_end_count", models.PositiveIntegerField(default=0, editable=False)),
                    ("no_sum_count", models.PositiveIntegerField(default=0, editable=False)),
                    ("no_supplier_count", models.PositiveIntegerField(default=0, editable=False)),
                ],
                options={
                    "verbose_name": "place",
                    "verbose_name_plural": "places",
                    "ordering": ["sort_key", "code"],
                    "indexes": [models.Index(fields=["parent", "sort_key"], name="place_children")],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("valid_to", None)),
                            fields=("code",),
                            name="one_current_place_per_code",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("code__regex", "^[0-9]{9}$")),
                            name="place_code_is_nine_digits",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("latitude", None), ("longitude", None)),
                                models.Q(
                                    ("latitude__range", (-90, 90)),
                                    ("longitude__range", (-180, 180)),
                                ),
                                _connector="OR",
                            ),
                            name="place_point_is_whole",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("valid_to", None),
                                ("valid_to__gte", models.F("valid_from")),
                                _connector="OR",
                            ),
                            name="place_ends_after_it_begins",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PlaceName",
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
                            related_name="names",
                            to="oversight.place",
                            verbose_name="place",
                        ),
                    ),
                    ("text", models.CharField(max_length=200, verbose_name="name")),
                    ("key", models.CharField(db_index=True, max_length=200)),
                    ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ],
                options={
                    "verbose_name": "name of a place",
                    "verbose_name_plural": "names of places",
                    "ordering": ["place", "-until", "text"],
                },
            ),
            migrations.CreateModel(
                name="NameWord",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "name",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="words",
                            to="oversight.placename",
                        ),
                    ),
                    (
                        "word",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="names",
                            to="oversight.word",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="Office",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "bin",
                        models.CharField(
                            blank=True,
                            max_length=12,
                            validators=[django.core.validators.RegexValidator("^\\d{12}$")],
                            verbose_name="BIN",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("akim", "akim's office"),
                                ("district_akim", "district akim's office"),
                                ("region_akim", "region akim's office"),
                                ("district_department", "district department"),
                                ("region_department", "regional department"),
                            ],
                            default="akim",
                            max_length=24,
                            verbose_name="kind",
                        ),
                    ),
                    (
                        "place",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="offices",
                            to="oversight.place",
                            verbose_name="place",
                        ),
                    ),
                    ("name_kk", models.CharField(max_length=300, verbose_name="name in Kazakh")),
                    ("name_ru", models.CharField(max_length=300, verbose_name="name in Russian")),
                    (
                        "name_en",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="name in English"
                        ),
                    ),
                    (
                        "supervisor",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="supervised",
                            to="oversight.office",
                            verbose_name="supervising office",
                        ),
                    ),
                    ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                    ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
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
                        "contact",
                        models.CharField(
                            choices=[
                                ("unconfirmed", "not confirmed"),
                                ("confirmed", "confirmed"),
                                ("failing", "cannot be reached"),
                            ],
                            default="unconfirmed",
                            max_length=12,
                            verbose_name="contact",
                        ),
                    ),
                    (
                        "failing_since",
                        models.DateField(
                            blank=True, null=True, verbose_name="letters come back since"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "office",
                    "verbose_name_plural": "offices",
                    "ordering": ["place__code", "kind", "pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("bin", ""), _negated=True),
                            fields=("bin",),
                            name="one_office_per_bin",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(
                                ("kind__in", ["akim", "district_akim", "region_akim"])
                            ),
                            fields=("place", "kind"),
                            name="one_akims_office_per_place",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("contact", "confirmed"), _negated=True),
                                models.Q(("email", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="confirmed_office_has_an_address",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Posting",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "appointment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="postings",
                            to="oversight.appointment",
                        ),
                    ),
                    (
                        "office",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="postings",
                            to="oversight.office",
                            verbose_name="office",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "posting",
                    "verbose_name_plural": "postings",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("appointment", "office"), name="one_posting_per_office"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="PlaceQuestion",
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
                            related_name="questions",
                            to="oversight.place",
                            verbose_name="known place",
                        ),
                    ),
                    ("edition", models.DateField(verbose_name="edition of")),
                    ("code", models.CharField(max_length=9, verbose_name="KATO code")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("region", "region"),
                                ("republican_city", "city of republican significance"),
                                ("district", "district"),
                                ("city_administration", "city administration"),
                                ("city_district", "city district"),
                                ("town", "town"),
                                ("town_administration", "town administration"),
                                ("settlement", "settlement"),
                                ("settlement_administration", "settlement administration"),
                                ("rural_district", "rural district"),
                                ("village_administration", "village administration"),
                                ("village", "village"),
                                ("locality", "small locality"),
                            ],
                            max_length=30,
                            verbose_name="kind",
                        ),
                    ),
                    ("name_kk", models.CharField(max_length=200, verbose_name="name in Kazakh")),
                    ("name_ru", models.CharField(max_length=200, verbose_name="name in Russian")),
                    (
                        "is_past",
                        models.BooleanField(default=False, verbose_name="of an older edition"),
                    ),
                    (
                        "answer",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("same", "one and the same place"),
                                ("other", "another place"),
                            ],
                            max_length=5,
                            verbose_name="decision",
                        ),
                    ),
                    (
                        "decided_on",
                        models.DateField(blank=True, null=True, verbose_name="decided on"),
                    ),
                    (
                        "decided_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="decided by",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "question about a place",
                    "verbose_name_plural": "questions about places",
                    "ordering": ["answer", "code"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("place", "code", "name_kk", "name_ru"),
                            name="one_question_per_disagreement",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Election",
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
                            blank=True,
                            help_text="Everything inside it too. Blank: the whole country.",
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="elections",
                            to="oversight.place",
                            verbose_name="place",
                        ),
                    ),
                    ("called_on", models.DateField(verbose_name="called on")),
                    ("vote_on", models.DateField(verbose_name="day of the vote")),
                    ("source", models.CharField(max_length=300, verbose_name="source")),
                ],
                options={
                    "verbose_name": "election",
                    "verbose_name_plural": "elections",
                    "ordering": ["-vote_on", "pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("vote_on__gte", models.F("called_on"))),
                            name="vote_follows_the_call",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Candidacy",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "election",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="candidacies",
                            to="oversight.election",
                            verbose_name="election",
                        ),
                    ),
                    (
                        "user",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="candidacies",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="user",
                        ),
                    ),
                    (
                        "declared_on",
                        models.DateField(
                            default=oversight.calendar.today, verbose_name="declared a candidate on"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "candidate",
                    "verbose_name_plural": "candidates",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("election", "user"), name="one_candidacy_per_election"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="PlaceOutline",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "place",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="outline",
                            to="oversight.place",
                            verbose_name="place",
                        ),
                    ),
                    ("geometry", models.JSONField(verbose_name="outline")),
                    (
                        "source",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="outlines",
                            to="oversight.datasource",
                            verbose_name="source",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "outline",
                    "verbose_name_plural": "outlines",
                    "ordering": ["place__code"],
                },
            ),
            migrations.CreateModel(
                name="PlacePopulation",
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
                            related_name="populations",
                            to="oversight.place",
                            verbose_name="place",
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                    ("people", models.PositiveIntegerField(verbose_name="population")),
                    (
                        "source",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="populations",
                            to="oversight.datasource",
                            verbose_name="source",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "population of a year",
                    "verbose_name_plural": "population by year",
                    "ordering": ["place", "-year"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("place", "year"), name="one_population_per_place_and_year"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("year__range", (1900, 2100))),
                            name="population_year_makes_sense",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PlacePupils",
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
                            related_name="pupils",
                            to="oversight.place",
                            verbose_name="place",
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                    ("pupils", models.PositiveIntegerField(verbose_name="pupils")),
                    (
                        "source",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="pupils",
                            to="oversight.datasource",
                            verbose_name="source",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "pupils of a year",
                    "verbose_name_plural": "pupils by year",
                    "ordering": ["place", "-year"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("place", "year"), name="one_count_of_pupils_per_place_and_year"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("year__range", (1900, 2100))),
                            name="year_of_pupils_makes_sense",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="InitiativeGroup",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("slug", models.SlugField(unique=True, verbose_name="short address")),
                    ("name_kk", models.CharField(max_length=200, verbose_name="name in Kazakh")),
                    ("name_ru", models.CharField(max_length=200, verbose_name="name in Russian")),
                    (
                        "name_en",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="name in English"
                        ),
                    ),
                    (
                        "place",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="groups",
                            to="oversight.place",
                            verbose_name="place",
                        ),
                    ),
                    ("search_key", models.TextField(default="", editable=False)),
                    ("about_kk", models.TextField(blank=True, verbose_name="about, in Kazakh")),
                    ("about_ru", models.TextField(blank=True, verbose_name="about, in Russian")),
                    ("about_en", models.TextField(blank=True, verbose_name="about, in English")),
                    (
                        "acting_since",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="acting since (year)"
                        ),
                    ),
                    (
                        "paid_by",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="who pays for it"
                        ),
                    ),
                    (
                        "listed_on",
                        models.DateField(
                            editable=False, null=True, verbose_name="on this site since"
                        ),
                    ),
                    (
                        "ended_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="speaks no longer since"
                        ),
                    ),
                    (
                        "members",
                        models.ManyToManyField(
                            related_name="groups_joined",
                            through="oversight.GroupMember",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "initiative group",
                    "verbose_name_plural": "initiative groups",
                    "ordering": ["slug"],
                },
            ),
            migrations.CreateModel(
                name="GroupMember",
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
                            related_name="memberships",
                            to="oversight.initiativegroup",
                            verbose_name="initiative group",
                        ),
                    ),
                    (
                        "user",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="memberships",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="user",
                        ),
                    ),
                    ("is_lead", models.BooleanField(default=False, verbose_name="leads the group")),
                    (
                        "is_named",
                        models.BooleanField(
                            default=False, verbose_name="the name is shown to everybody"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "member of a group",
                    "verbose_name_plural": "members of groups",
                    "ordering": ["-is_lead", "pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("group", "user"), name="one_membership_per_group"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="GroupRequest",
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
                    ("name_kk", models.CharField(max_length=200, verbose_name="name in Kazakh")),
                    ("name_ru", models.CharField(max_length=200, verbose_name="name in Russian")),
                    (
                        "place",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="oversight.place",
                            verbose_name="place",
                        ),
                    ),
                    ("about", models.TextField(verbose_name="what the group does")),
                    (
                        "acting_since",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="acting since (year)"
                        ),
                    ),
                    (
                        "paid_by",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="who pays for it"
                        ),
                    ),
                    (
                        "ties",
                        models.TextField(
                            blank=True,
                            verbose_name="ties to an office, a contractor or a candidate",
                        ),
                    ),
                    (
                        "language",
                        models.CharField(
                            choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                            max_length=2,
                            verbose_name="language",
                        ),
                    ),
                    ("asked_on", models.DateField(verbose_name="asked on")),
                    (
                        "contact_name",
                        models.CharField(blank=True, max_length=150, verbose_name="who leads it"),
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
                                ("waiting", "waits for a decision"),
                                ("accepted", "accepted"),
                                ("refused", "refused"),
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
                                (
                                    "fits",
                                    "Residents who can be reached, and who say whom they are tied to.",
                                ),
                                ("not_reached", "Nobody could be reached under what was written."),
                                (
                                    "not_residents",
                                    "It is an office, a firm or a party, not residents.",
                                ),
                                ("exists", "The group is on this site already."),
                                (
                                    "unclear",
                                    "It does not say what the group does, or for which place.",
                                ),
                            ],
                            max_length=16,
                            verbose_name="reason",
                        ),
                    ),
                    ("note", models.TextField(blank=True, verbose_name="note to those who asked")),
                    (
                        "decided_on",
                        models.DateField(editable=False, null=True, verbose_name="decided on"),
                    ),
                    (
                        "decided_by",
                        models.ForeignKey(
                            editable=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="decided by",
                        ),
                    ),
                    (
                        "group",
                        models.OneToOneField(
                            editable=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="request",
                            to="oversight.initiativegroup",
                            verbose_name="initiative group",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "request for a group",
                    "verbose_name_plural": "requests for a group",
                    "ordering": ["asked_on", "pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("decided_on", None), ("state", "waiting")),
                                models.Q(
                                    models.Q(("state", "waiting"), _negated=True),
                                    ("decided_on__isnull", False),
                                    models.Q(("reason", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="decided_group_request_has_a_reason",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("group__isnull", False), ("state", "accepted")),
                                models.Q(
                                    models.Q(("state", "accepted"), _negated=True), ("group", None)
                                ),
                                _connector="OR",
                            ),
                            name="accepted_group_request_has_a_group",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Installation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "reporting",
                        models.CharField(
                            choices=[
                                ("open", "anybody, without a name"),
                                ("email", "anybody whose e-mail address is confirmed"),
                                ("group", "initiative groups, for residents"),
                            ],
                            default="open",
                            max_length=8,
                            verbose_name="who may report",
                        ),
                    ),
                    (
                        "lawyer_answered_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="a lawyer answered on"
                        ),
                    ),
                    (
                        "opened_on",
                        models.DateField(blank=True, null=True, verbose_name="opened on"),
                    ),
                    (
                        "demonstration",
                        models.BooleanField(default=False, verbose_name="holds demonstration data"),
                    ),
                    (
                        "mail_tested_on",
                        models.DateField(blank=True, null=True, verbose_name="test letter sent on"),
                    ),
                    (
                        "backup_checked_on",
                        models.DateField(blank=True, null=True, verbose_name="backup checked on"),
                    ),
                    (
                        "log_alarm",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("no_key", "The key of the public log cannot be read."),
                                (
                                    "rewritten",
                                    "The public log no longer fits its last signed checkpoint.",
                                ),
                                (
                                    "behind",
                                    "The public log is shorter than checkpoints that were signed before.",
                                ),
                            ],
                            max_length=12,
                        ),
                    ),
                    ("log_due_at", models.DateTimeField(blank=True, editable=False, null=True)),
                    ("log_verified_on", models.DateField(blank=True, editable=False, null=True)),
                    (
                        "clock_struck_at",
                        models.DateTimeField(blank=True, editable=False, null=True),
                    ),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("pk", 1)), name="one_installation"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="DayTransfer",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("day", models.DateField(unique=True, verbose_name="day")),
                    ("is_working", models.BooleanField(verbose_name="working day")),
                    ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                ],
                options={
                    "verbose_name": "moved day",
                    "verbose_name_plural": "moved days",
                    "ordering": ["day"],
                },
            ),
            migrations.CreateModel(
                name="Job",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("kind", models.CharField(max_length=40, verbose_name="kind")),
                    ("key", models.CharField(max_length=100, unique=True, verbose_name="key")),
                    ("object_id", models.BigIntegerField(verbose_name="object")),
                    (
                        "attempts",
                        models.PositiveSmallIntegerField(default=0, verbose_name="attempts"),
                    ),
                    (
                        "next_try_at",
                        models.DateTimeField(
                            default=django.utils.timezone.now, verbose_name="next try"
                        ),
                    ),
                    (
                        "lease_until",
                        models.DateTimeField(blank=True, null=True, verbose_name="leased until"),
                    ),
                    ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                    (
                        "dead_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="given up"),
                    ),
                    (
                        "error",
                        models.CharField(blank=True, max_length=100, verbose_name="last error"),
                    ),
                    ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ],
                options={
                    "verbose_name": "job",
                    "verbose_name_plural": "jobs",
                    "indexes": [
                        models.Index(
                            condition=models.Q(("dead_at", None), ("done_at", None)),
                            fields=["kind", "next_try_at"],
                            name="job_waiting",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="LogEntry",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "index",
                        models.PositiveBigIntegerField(
                            editable=False, null=True, unique=True, verbose_name="number"
                        ),
                    ),
                    ("kind", models.CharField(editable=False, max_length=24, verbose_name="kind")),
                    (
                        "object_id",
                        models.CharField(
                            db_index=True, editable=False, max_length=16, verbose_name="object"
                        ),
                    ),
                    ("text", models.TextField(editable=False, verbose_name="entry")),
                    ("leaf_hash", models.BinaryField(max_length=32)),
                    ("salts", models.JSONField(default=dict, editable=False)),
                    (
                        "promise",
                        models.TextField(blank=True, editable=False, verbose_name="promise"),
                    ),
                ],
                options={
                    "verbose_name": "log entry",
                    "verbose_name_plural": "log entries",
                    "abstract": False,
                    "base_manager_name": "objects",
                    "indexes": [
                        models.Index(
                            condition=models.Q(("index", None)),
                            fields=["id"],
                            name="log_entry_waiting",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Checkpoint",
                fields=[
                    (
                        "size",
                        models.PositiveBigIntegerField(
                            primary_key=True, serialize=False, verbose_name="entries"
                        ),
                    ),
                    ("root", models.BinaryField(max_length=32)),
                    ("note", models.TextField(editable=False, verbose_name="signed note")),
                    ("key", models.CharField(editable=False, max_length=200, verbose_name="key")),
                    ("sealed_on", models.DateField(verbose_name="sealed on")),
                ],
                options={
                    "verbose_name": "checkpoint",
                    "verbose_name_plural": "checkpoints",
                    "ordering": ["-size"],
                    "abstract": False,
                    "base_manager_name": "objects",
                },
            ),
            migrations.CreateModel(
                name="LogTile",
                fields=[
                    ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                    ("root", models.BinaryField(max_length=32)),
                ],
                options={
                    "abstract": False,
                    "base_manager_name": "objects",
                },
            ),
            migrations.CreateModel(
                name="AkimTerm",
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
                            related_name="terms",
                            to="oversight.office",
                            verbose_name="office",
                        ),
                    ),
                    ("name", models.CharField(blank=True, max_length=150, verbose_name="name")),
                    ("elected_on", models.DateField(verbose_name="elected on")),
                    (
                        "ends_on",
                        models.DateField(blank=True, null=True, verbose_name="term ends on"),
                    ),
                    ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                    (
                        "nomination",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("self", "the candidate"),
                                ("party", "a party"),
                                ("akim", "the akim above"),
                            ],
                            max_length=8,
                            verbose_name="nominated by",
                        ),
                    ),
                    (
                        "is_woman",
                        models.BooleanField(blank=True, null=True, verbose_name="a woman"),
                    ),
                    (
                        "is_reelected",
                        models.BooleanField(blank=True, null=True, verbose_name="re-elected"),
                    ),
                ],
                options={
                    "verbose_name": "akim's term",
                    "verbose_name_plural": "akims' terms",
                    "ordering": ["-elected_on"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("office", "elected_on"), name="one_term_per_election"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ends_on", None),
                                ("ends_on__gt", models.F("elected_on")),
                                _connector="OR",
                            ),
                            name="term_ends_after_it_began",
                        ),
                    ],
                },
            ),
        ),
        migrations.RunPython(make_cache_table, drop_cache_table),
        migrations.RunPython(guard_the_log, lift_the_guard),
    ]
