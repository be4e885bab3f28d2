from django.db import migrations, models

BEFORE = [
    ("signed_in", "Signed in"),
    ("signed_out", "Signed out"),
    ("wrong_password", "Wrong password"),
    ("wrong_code", "Wrong code"),
    ("too_many_tries", "Too many tries"),
]
AFTER = [
    *BEFORE[:1],
    ("signed_in_by_passkey", "Signed in with a passkey"),
    *BEFORE[1:4],
    ("wrong_passkey", "Passkey refused"),
    *BEFORE[4:],
]
# Going back, what was done with a passkey is said in the nearest word there was.
FORGET = """
    UPDATE accounts_signinevent SET outcome = CASE outcome WHEN 'signed_in_by_passkey' THEN 'signed_in' ELSE 'wrong_code' END
    WHERE outcome IN ('signed_in_by_passkey', 'wrong_passkey')
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_sign_in_event")]

    operations = [
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
