from django.db import migrations, models

BEFORE = [
    ("signed_in", "Signed in"),
    ("signed_in_by_passkey", "Signed in with a passkey"),
    ("signed_out", "Signed out"),
    ("wrong_password", "Wrong password"),
    ("wrong_code", "Wrong code"),
    ("wrong_passkey", "Passkey refused"),
    ("too_many_tries", "Too many tries"),
]
AFTER = [
    *BEFORE,
    ("not_linked", "Refused, because nothing is linked"),
    ("closed", "Refused, because the account is closed"),
]
# Going back, a refusal is said in the nearest word there was.
FORGET = "UPDATE accounts_signinevent SET outcome = 'wrong_password' WHERE outcome IN ('not_linked', 'closed')"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_passkeys")]

    operations = [
        migrations.AddField(
            model_name="signinevent",
            name="through",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(model_name="signinevent", name="sign_in_outcome_is_known"),
        migrations.AlterField(
            model_name="signinevent",
            name="outcome",
            field=models.CharField(choices=AFTER, max_length=20),
        ),
        migrations.AddConstraint(
            model_name="signinevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", [code for code, _ in AFTER])),
                name="sign_in_outcome_is_known",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, FORGET),
    ]
