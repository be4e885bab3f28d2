"""Codes of audit rows are a noun and a past participle everywhere; rows that are there already are said so, too."""

from django.db import migrations

# Old code -> new code.
CODES = {
    "accepted_invitation": "invitation.accepted",
    "declined_invitation": "invitation.declined",
    "invited": "invitation.sent",
    "sent_invitation_again": "invitation.sent_again",
    "revoked_invitation": "invitation.revoked",
    "formed_coalition": "coalition.formed",
    "changed_settings": "settings.changed",
    "added_membership": "membership.added",
    "changed_membership": "membership.changed",
    "ended_membership": "membership.ended",
    "added_seat": "seat.added",
    "changed_seat": "seat.changed",
    "left_seat_empty": "seat.left_empty",
    "sought_for_seat": "seat.opened_again",
    "added_agency": "agency.added",
    "changed_agency": "agency.changed",
    "schools brought in": "schools.brought_in",
    "school file kept": "school_file.kept",
    "school file columns chosen": "school_file_columns.chosen",
    "closed_account": "account.closed",
    "opened_account_again": "account.opened_again",
    "edition.back_to_drafting": "edition.sent_back",
    "edition.in_force": "edition.put_in_force",
    "signature.on_paper": "signature.recorded_on_paper",
    "section.readers_set": "section_readers.set",
    "section.protocol_set": "section_protocol.set",
    "section.not_needed": "section.said_not_needed",
    "section.needed": "section.said_needed",
    "plan.file_kept": "word_file.kept",
    "log_training": "training.logged",
    "correct_training": "training.corrected",
    "withdraw_training": "training.withdrawn",
    "verify_training": "training.verified",
    "return_training": "training.returned",
    "password_changed": "password.changed",
    "password_reset": "password.reset",
    "password_set": "password.set",
    "email_changed": "email.changed",
    "email_deleted": "email.deleted",
    "totp_activated": "totp.activated",
    "totp_deactivated": "totp.deactivated",
    "recovery_codes_generated": "recovery_codes.generated",
    "webauthn_added": "webauthn.added",
    "webauthn_removed": "webauthn.removed",
    "account_connected": "account.connected",
    "account_disconnected": "account.disconnected",
}
# The old code said neither who nor what was renamed; the kind of subject does.
RENAMED = {"accounts.user": "account.renamed", "coalitions.person": "person.renamed"}
ONE = "UPDATE audit_auditrow SET action = %s WHERE action = %s"


def forwards(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        _lift(cursor)
        cursor.executemany(ONE, [(new, old) for old, new in CODES.items()])
        by_kind = [(new, kind) for kind, new in RENAMED.items()]
        cursor.executemany(f"{ONE[:-2]}'renamed' AND subject_kind = %s", by_kind)
        _lower(cursor)


def backwards(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        _lift(cursor)
        cursor.executemany(ONE, list(CODES.items()))
        cursor.executemany(ONE, [("renamed", new) for new in RENAMED.values()])
        _lower(cursor)


def _lift(cursor):
    """Rows are append-only for everybody else. Only this table's own trigger, only in this transaction."""
    cursor.execute("ALTER TABLE audit_auditrow DISABLE TRIGGER USER")


def _lower(cursor):
    cursor.execute("ALTER TABLE audit_auditrow ENABLE TRIGGER USER")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
