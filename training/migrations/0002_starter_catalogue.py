"""Put the starter catalogue in, so that a new installation can log on day one. `load_catalogue` brings later corrections."""

from django.db import migrations

from training.courses.seed_data import starter_courses


def load(apps, schema_editor):
    course = apps.get_model("training", "Course")
    # What later migrations know of a course they fill in themselves.
    known = {field.name for field in course._meta.get_fields()}
    rows = [{name: row[name] for name in row if name in known} for row in starter_courses()]
    course.objects.bulk_create([course(**row) for row in rows], ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("training", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
