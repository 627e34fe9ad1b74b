"""Places that were imported before names had tables of their own are found again."""

from itertools import islice

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from oversight.places import names

BATCH = 1000


def index(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    models = {name: apps.get_model("oversight", name) for name in ("Place", "PlaceName")}
    places = models["Place"].objects.order_by("pk").iterator()
    known: dict[str, int] = {}
    while batch := list(islice(places, BATCH)):
        rows = models["PlaceName"].objects.bulk_create(
            models["PlaceName"](place=place, key=key, text=text)
            for place in batch
            for key, text in names.keys(place.name_kk, place.name_ru, place.name_en)
        )
        _add_words(apps, {word for row in rows for word in row.key.split()}, known)
        name_word = apps.get_model("oversight", "NameWord")
        name_word.objects.bulk_create(
            name_word(name=row, word_id=known[word])
            for row in rows
            for word in set(row.key.split())
        )


def _add_words(apps: Apps, texts: set[str], known: dict[str, int]) -> None:
    word_model, slip_model = (
        apps.get_model("oversight", "Word"),
        apps.get_model("oversight", "Slip"),
    )
    met = word_model.objects.bulk_create(
        word_model(text=text) for text in sorted(texts - known.keys())
    )
    slip_model.objects.bulk_create(
        (
            slip_model(word=word, text=slip)
            for word in met
            for slip in names.slips(word.text) | names.latin_slips(word.text)
        ),
        batch_size=BATCH,
    )
    known.update({word.text: word.pk for word in met})


class Migration(migrations.Migration):
    dependencies = [("oversight", "0012_names_and_slips")]
    operations = [migrations.RunPython(index, migrations.RunPython.noop)]
