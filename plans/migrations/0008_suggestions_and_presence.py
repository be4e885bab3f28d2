"""Other words that people suggest for sections, and who has a section open right now."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coalitions", "0004_known_codes"),
        ("plans", "0007_comments_on_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="comment",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="plans.section",
            ),
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="plans.section",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["seen_at"], name="presences_by_age")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("section", "account"), name="one_presence_per_reader"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sensitivity",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("members", "Members"),
                            ("restricted", "Restricted"),
                        ],
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("quote", models.TextField(blank=True)),
                ("before", models.CharField(blank=True, max_length=40)),
                ("after", models.CharField(blank=True, max_length=40)),
                ("block", models.PositiveIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("title", models.CharField(max_length=300)),
                ("html", models.TextField(blank=True)),
                ("redline", models.TextField(blank=True)),
                ("why", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("taken", "Taken"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("because", models.CharField(blank=True, max_length=500)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coalitions.membership",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.revision",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="plans.section",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["section", "id"], name="suggestions_of_a_section")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sensitivity__in", ["public", "members", "restricted"])
                        ),
                        name="suggestion_sensitivity_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "taken", "declined", "withdrawn"])
                        ),
                        name="suggestion_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="suggestion_decided_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("decided_at__isnull", True),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(
                                    ("state__in", ["taken", "declined", "withdrawn"]), _negated=True
                                ),
                                ("decided_at__isnull", False),
                                _connector="OR",
                            ),
                        ),
                        name="suggestion_open_until_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(("because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="suggestion_declined_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revision__isnull", True), ("state", "taken"), _connector="OR"
                        ),
                        name="suggestion_became_text_when_taken",
                    ),
                ],
            },
        ),
        # Nothing is lost with it: a crash of the server empties the table, and open pages fill it again within a minute.
        migrations.RunSQL("ALTER TABLE plans_presence SET UNLOGGED", migrations.RunSQL.noop),
    ]
