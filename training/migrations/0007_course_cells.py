"""Courses stand on the prevention matrix: those of the starter catalogue where its data says so."""

import django.contrib.postgres.fields
from django.db import migrations, models

from training.courses.seed_data import starter_courses


def fill(apps, schema_editor):
    course = apps.get_model("training", "Course")
    for row in starter_courses():
        course.objects.filter(coalition=None, code=row["code"]).update(cells=row["cells"])


class Migration(migrations.Migration):
    dependencies = [
        ("coalitions", "0021_programs"),
        ("training", "0006_work_on_long_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="course",
            name="cells",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("deter.collaboration", "Deter by collaboration"),
                        ("deter.information_sharing", "Deter by information sharing"),
                        ("deter.threat_recognition", "Deter by threat recognition"),
                        ("deter.risk_management", "Deter by risk management"),
                        ("deter.intervention", "Deter by intervention"),
                        ("detect.collaboration", "Detect by collaboration"),
                        ("detect.information_sharing", "Detect by information sharing"),
                        ("detect.threat_recognition", "Detect by threat recognition"),
                        ("detect.risk_management", "Detect by risk management"),
                        ("detect.intervention", "Detect by intervention"),
                        ("prevent.collaboration", "Prevent by collaboration"),
                        ("prevent.information_sharing", "Prevent by information sharing"),
                        ("prevent.threat_recognition", "Prevent by threat recognition"),
                        ("prevent.risk_management", "Prevent by risk management"),
                        ("prevent.intervention", "Prevent by intervention"),
                        ("eliminate_threats.collaboration", "Eliminate threats by collaboration"),
                        (
                            "eliminate_threats.information_sharing",
                            "Eliminate threats by information sharing",
                        ),
                        (
                            "eliminate_threats.threat_recognition",
                            "Eliminate threats by threat recognition",
                        ),
                        (
                            "eliminate_threats.risk_management",
                            "Eliminate threats by risk management",
                        ),
                        ("eliminate_threats.intervention", "Eliminate threats by intervention"),
                    ],
                    max_length=60,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "cells__contained_by",
                        [
                            "deter.collaboration",
                            "deter.information_sharing",
                            "deter.threat_recognition",
                            "deter.risk_management",
                            "deter.intervention",
                            "detect.collaboration",
                            "detect.information_sharing",
                            "detect.threat_recognition",
                            "detect.risk_management",
                            "detect.intervention",
                            "prevent.collaboration",
                            "prevent.information_sharing",
                            "prevent.threat_recognition",
                            "prevent.risk_management",
                            "prevent.intervention",
                            "eliminate_threats.collaboration",
                            "eliminate_threats.information_sharing",
                            "eliminate_threats.threat_recognition",
                            "eliminate_threats.risk_management",
                            "eliminate_threats.intervention",
                        ],
                    )
                ),
                name="course_cells_are_known",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
