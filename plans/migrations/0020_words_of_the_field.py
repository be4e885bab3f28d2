"""Say what the pages say: a suggestion is accepted, a text comes by a channel, a file is imported.

Rows of the audit keep their codes: they are chained, and evidence of what was signed.
"""

from django.db import migrations, models

from safety_portal.core.constraints import known

CHANNELS = ["opened", "downloaded", "printed", "handed_over"]
OLD, NEW = "taken", "accepted"


def _state(word):
    """The field and the constraints of what became of a suggestion, with the word for yes."""
    states = ["open", word, "declined", "withdrawn"]
    open_until_decided = (~models.Q(state="open") | models.Q(decided_at__isnull=True)) & (
        ~models.Q(state__in=states[1:]) | models.Q(decided_at__isnull=False)
    )
    became_text = models.Q(revision__isnull=True) | models.Q(state=word)
    return [
        known("state", states, name="suggestion_state_is_known"),
        models.CheckConstraint(condition=open_until_decided, name="suggestion_open_until_decided"),
        models.CheckConstraint(condition=became_text, name=f"suggestion_became_text_when_{word}"),
    ]


def _renamed(model, old, new, constraint):
    """Rename a constraint in place, so that nothing is checked or indexed anew."""
    sql = f"ALTER TABLE plans_{model} RENAME CONSTRAINT {{}} TO {{}}"
    return migrations.RunSQL(
        sql.format(old, new),
        sql.format(new, old),
        state_operations=[migrations.AddConstraint(model_name=model, constraint=constraint)],
    )


def _forgotten(model, name):
    """Take a constraint out of the state alone: it stays until its column has the new name."""
    return migrations.SeparateDatabaseAndState(
        state_operations=[migrations.RemoveConstraint(model_name=model, name=name)]
    )


class Migration(migrations.Migration):
    dependencies = [("plans", "0019_protocols_by_role_alone")]

    operations = [
        *(migrations.RemoveConstraint("suggestion", each.name) for each in _state(OLD)),
        migrations.RunSQL(
            f"UPDATE plans_suggestion SET state = '{NEW}' WHERE state = '{OLD}'",  # noqa: S608
            f"UPDATE plans_suggestion SET state = '{OLD}' WHERE state = '{NEW}'",  # noqa: S608
        ),
        *(migrations.AddConstraint("suggestion", each) for each in _state(NEW)),
        migrations.AlterField(
            "suggestion",
            "state",
            models.CharField(
                choices=[
                    ("open", "Open"),
                    (NEW, "Accepted"),
                    ("declined", "Declined"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="open",
                max_length=20,
            ),
        ),
        _forgotten("distribution", "distributed_once_per_way"),
        _forgotten("distribution", "distribution_way_is_known"),
        _forgotten("restrictedread", "read_way_is_known"),
        migrations.RenameField("distribution", "way", "channel"),
        migrations.RenameField("restrictedread", "way", "channel"),
        _renamed(
            "distribution",
            "distributed_once_per_way",
            "distributed_once_per_channel",
            models.UniqueConstraint(
                fields=["edition", "account", "channel"], name="distributed_once_per_channel"
            ),
        ),
        _renamed(
            "distribution",
            "distribution_way_is_known",
            "distribution_channel_is_known",
            known("channel", CHANNELS, name="distribution_channel_is_known"),
        ),
        _renamed(
            "restrictedread",
            "read_way_is_known",
            "read_channel_is_known",
            known("channel", CHANNELS, name="read_channel_is_known"),
        ),
        migrations.RenameField("wordsource", "brought_at", "imported_at"),
        migrations.RenameField("wordsource", "brought_by", "imported_by"),
    ]
