"""What is written by the thousand in one sweep has no second index that begins with the account."""

from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import CASCADE, SET_NULL


def _of_account(model, **options):
    account = models.ForeignKey(settings.AUTH_USER_MODEL, db_index=False, **options)
    return migrations.AlterField(model_name=model, name="account", field=account)


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0006_told_by_day"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        _of_account("message", null=True, on_delete=SET_NULL, related_name="messages"),
        _of_account("told", on_delete=CASCADE, related_name="+"),
        _of_account("digest", on_delete=CASCADE, related_name="+"),
    ]
