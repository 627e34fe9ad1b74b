from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("oversight", "0007_move_salts")]

    operations = [migrations.DeleteModel(name="LogPart")]
