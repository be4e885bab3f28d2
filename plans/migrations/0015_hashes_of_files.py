"""Scans and minutes get the SHA-256 of their file. A file that is missing is said, and its row has none."""

import hashlib

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

FILES = (("Signature", "scan"), ("Approval", "minutes"))


def fill(apps, schema_editor):
    # What was signed and voted stays as it is for everybody else; this adds a column to it. Only in this transaction.
    schema_editor.execute("ALTER TABLE plans_signature DISABLE TRIGGER USER")
    for name, field in FILES:
        model = apps.get_model("plans", name)
        for row in model.objects.exclude(**{field: ""}).only(field).iterator():
            digest = _digest(getattr(row, field))
            if digest:
                model.objects.filter(pk=row.pk).update(**{f"{field}_sha256": digest})
            else:
                missing = getattr(row, field).name
                # Told to whoever migrates.
                print(f"\n  The {field} of {name.lower()} {row.pk} is missing: {missing}")  # noqa: T201
    schema_editor.execute("ALTER TABLE plans_signature ENABLE TRIGGER USER")


def _digest(file):
    try:
        with file.open("rb") as stored:
            return hashlib.file_digest(stored, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0014_printed_copies"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="approval",
            name="votes_stay",
        ),
        migrations.AddField(
            model_name="approval",
            name="minutes_sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="signature",
            name="scan_sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        pgtrigger.migrations.AddTrigger(
            model_name="approval",
            trigger=pgtrigger.compiler.Trigger(
                name="votes_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF OLD.voided_at IS NOT NULL\n       OR (to_jsonb(NEW) - ARRAY['voided_at', 'voided_by_id', 'voided_because', 'minutes', 'minutes_sha256', 'minutes_url', 'minutes_added_at', 'minutes_added_by_id']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['voided_at', 'voided_by_id', 'voided_because', 'minutes', 'minutes_sha256', 'minutes_url', 'minutes_added_at', 'minutes_added_by_id'])\n       OR (ROW(NEW.minutes, NEW.minutes_sha256, NEW.minutes_url, NEW.minutes_added_at, NEW.minutes_added_by_id)\n           IS DISTINCT FROM ROW(OLD.minutes, OLD.minutes_sha256, OLD.minutes_url, OLD.minutes_added_at, OLD.minutes_added_by_id)\n           AND (OLD.minutes <> '' OR OLD.minutes_added_at IS NOT NULL OR NEW.minutes_added_at IS NULL\n                OR (OLD.minutes_url <> '' AND NEW.minutes_url <> OLD.minutes_url)))\n    THEN\n        RAISE EXCEPTION 'pgtrigger: vote % was recorded and can only be voided, or get its minutes once', OLD.id;\n    END IF;\n    RETURN NEW;\n",
                    hash="78e9ac40261ddf61986a64510b84a9db88e27de1",
                    operation="UPDATE",
                    pgid="pgtrigger_votes_stay_346e3",
                    table="plans_approval",
                    when="BEFORE",
                ),
            ),
        ),
    ]
