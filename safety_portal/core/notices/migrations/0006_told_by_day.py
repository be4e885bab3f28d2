"""The ledger of reminders counts one day of a coalition: found by an index, not among all it was ever told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0005_parts_of_a_digest")]

    operations = [
        migrations.AddIndex(
            model_name="told", index=models.Index(fields=["scope", "told_on"], name="told_by_day")
        ),
    ]
