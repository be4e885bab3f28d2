"""What an account was told it owes is called what everybody calls it: a reminder."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0007_accounts_by_one_index")]

    operations = [
        migrations.RenameModel("Told", "Reminder"),
        migrations.AlterField(
            "reminder",
            "message",
            models.ForeignKey(
                on_delete=models.CASCADE, related_name="reminders", to="notices.message"
            ),
        ),
        migrations.RenameIndex("reminder", "reminders_by_scope", old_name="told_by_scope"),
        migrations.RenameIndex("reminder", "reminders_by_account", old_name="told_by_account"),
        migrations.RenameIndex("reminder", "reminders_by_day", old_name="told_by_day"),
        migrations.RunSQL(
            "ALTER TABLE notices_reminder RENAME CONSTRAINT told_once_per_step TO reminded_once_per_step",
            "ALTER TABLE notices_reminder RENAME CONSTRAINT reminded_once_per_step TO told_once_per_step",
            state_operations=[
                migrations.RemoveConstraint("reminder", "told_once_per_step"),
                migrations.AddConstraint(
                    "reminder",
                    models.UniqueConstraint(
                        fields=["account", "key", "due_on", "step"], name="reminded_once_per_step"
                    ),
                ),
            ],
        ),
    ]
