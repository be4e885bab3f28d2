"""A comment may be about words of its section, and remembers for whom the section was when it was said."""

from django.db import migrations, models

LEVELS = [("public", "Public"), ("members", "Members"), ("restricted", "Restricted")]
# What was said before counts as said of the section as it is now.
AS_IT_IS_NOW = """
    UPDATE plans_comment SET sensitivity = section.sensitivity, version = section.version
    FROM plans_section section WHERE section.id = section_id
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0006_sections_not_needed")]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="sensitivity",
            field=models.CharField(choices=LEVELS, default="restricted", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="comment",
            name="version",
            field=models.PositiveIntegerField(default=1),
            preserve_default=False,
        ),
        migrations.AddField(model_name="comment", name="quote", field=models.TextField(blank=True)),
        migrations.AddField(
            model_name="comment", name="before", field=models.CharField(blank=True, max_length=40)
        ),
        migrations.AddField(
            model_name="comment", name="after", field=models.CharField(blank=True, max_length=40)
        ),
        migrations.AddField(
            model_name="comment", name="block", field=models.PositiveIntegerField(default=0)
        ),
        migrations.RunSQL(AS_IT_IS_NOW, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("sensitivity__in", ["public", "members", "restricted"])),
                name="comment_sensitivity_is_known",
            ),
        ),
    ]
