"""Mail that carries a link with a secret: how long it works, and that its text is blanked once it was sent.

What was sent or given up before is blanked here; what still waits keeps its text until then. Going back takes the columns
away and brings no text back: it is gone, which is what this is for. Nobody needs it: a link that is still good lies in the
mailbox it was sent to, and a new one can be asked for.
"""

from datetime import timedelta

from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.utils import timezone

BLANKED = (
    "The text was blanked: it held a link that lets whoever reads it act in the receiver’s place."
)
DAYS = {"account": 3, "invitation": settings.INVITATION_DAYS}


def blank(apps, schema_editor):
    message = apps.get_model("notices", "Message")
    for kind, days in DAYS.items():
        message.objects.filter(kind=kind).update(
            secret_until=F("created_at") + timedelta(days=days)
        )
    over = message.objects.filter(kind__in=DAYS).filter(
        Q(sent_at__isnull=False) | Q(failed_at__isnull=False)
    )
    over.update(text=BLANKED, html="", blanked_at=timezone.now())
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        message.objects.filter(sent_at__isnull=False).update(is_file=True)


class Migration(migrations.Migration):
    dependencies = [("notices", "0003_tally_of_a_sweep")]
    operations = [
        migrations.AddField("message", "secret_until", models.DateTimeField(null=True)),
        migrations.AddField("message", "blanked_at", models.DateTimeField(null=True)),
        migrations.AddField("message", "is_file", models.BooleanField(default=False)),
        migrations.RunPython(blank, migrations.RunPython.noop),
        migrations.AddConstraint(
            "message",
            models.CheckConstraint(
                condition=Q(blanked_at__isnull=True) | Q(secret_until__isnull=False),
                name="only_secrets_are_blanked",
            ),
        ),
    ]
