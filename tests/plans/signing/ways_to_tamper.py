"""Every way known to change what was signed, each with a part of the sentence that names it."""

from django.utils import timezone

from plans.approvals.models import Approval
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.history.models import Revision
from plans.signing.models import Signature
from plans.signing.verification.edition import verify_edition
from safety_portal.core.audit.models import AuditRow
from tests import builders

LATER = timezone.now() + timezone.timedelta(days=3)
TEXT = "The text has another fingerprint than the edition"


def problems(binding):
    return verify_edition(
        Edition.objects.select_related("plan__coalition").get(pk=binding.edition.pk)
    ).problems


def section(**values):
    return lambda binding: Section.objects.filter(pk=binding.protocol.pk).update(**values)


def edition(**values):
    return lambda binding: Edition.objects.filter(pk=binding.edition.pk).update(**values)


def signature(which="online", **values):
    return lambda binding: Signature.objects.filter(pk=getattr(binding, which).pk).update(**values)


def vote(which="vote", **values):
    return lambda binding: Approval.objects.filter(pk=getattr(binding, which).pk).update(**values)


def audit(action, **values):
    return lambda binding: AuditRow.objects.filter(action=action).update(**values)


def put_in_section(binding):
    builders.make_section(edition=binding.edition, title="Slipped in", position=90)


def take_out_section(binding):
    Section.objects.filter(pk=binding.other.pk).update(
        removed_at=timezone.now(), removed_by=binding.administrator
    )


def swap_order(binding):
    Section.objects.filter(pk=binding.protocol.pk).update(position=77)


def hang_elsewhere(binding):
    Section.objects.filter(title="Buses").update(parent=binding.other)


def forge_signature(binding):
    told = {
        "typed_name": "Max Powers",
        "decided_at": timezone.now(),
        "decided_by": binding.administrator,
    }
    asked = {
        "asked_at": timezone.now(),
        "due_on": timezone.localdate(),
        "content_hash": binding.edition.content_hash,
    }
    Signature.objects.create(
        edition=binding.edition,
        seat_title="Mayor",
        signer_name="Max Powers",
        state="signed",
        **told,
        **asked,
    )


def void_signature(binding):
    told = {
        "voided_at": timezone.now(),
        "voided_by": binding.administrator,
        "voided_because": "So.",
    }
    Signature.objects.filter(pk=binding.online.pk).update(state="voided", **told)


def delete(which):
    return lambda binding: (
        type(getattr(binding, which)).objects.filter(pk=getattr(binding, which).pk).delete()
    )


def other_account(binding):
    Signature.objects.filter(pk=binding.online.pk).update(decided_by=binding.administrator)


def forge_vote(binding):
    builders.make_approval(edition=binding.edition, body="Another board")


def swap_file(which, field):
    def swap(binding):
        with open(getattr(getattr(binding, which), field).path, "wb") as stored:
            stored.write(b"another")

    return swap


def delete_file(which, field):
    return lambda binding: getattr(getattr(binding, which), field).storage.delete(
        getattr(getattr(binding, which), field).name
    )


def delete_audit_of_edition(binding):
    AuditRow.objects.filter(detail__edition_id=binding.edition.pk).delete()


def unsign(binding):
    Signature.objects.filter(pk=binding.online.pk).update(
        state="asked", typed_name="", decided_at=None, decided_by=None, signed_on=None
    )


# What was found before, and what was not; then what the audit itself may suffer. Each with a part
# of the sentence that names it.
TAMPERING = {
    "text": (section(html="<p>Leave the door open.</p>"), TEXT),
    "title": (section(title="Lockdown or not"), TEXT),
    "number": (section(number="9"), TEXT),
    "order": (swap_order, TEXT),
    "level": (section(level=3), TEXT),
    "sensitivity": (section(sensitivity="public"), TEXT),
    "protocol_for": (section(protocol_for=["parent"]), TEXT),
    "section put in": (put_in_section, "Section Slipped in was put in after it was frozen."),
    "section taken out": (
        take_out_section,
        "Section 2, place 2, was taken out after it was frozen.",
    ),
    "facts": (
        edition(facts={"plan.title": "Another", "edition.number": "1"}),
        "facts is not what the audit says",
    ),
    "edition hash": (edition(content_hash="1" * 64), "content hash is not what the audit says"),
    "edition number": (edition(number=7), "number is not what the audit says"),
    "picture swapped": (swap_file("picture", "file"), "is not the image that was frozen."),
    "picture gone": (delete_file("picture", "file"), "is not the image that was frozen."),
    "signature deleted": (
        delete("online"),
        "The signature of Fire chief: Tom Hesse is gone; the audit knows it as signed",
    ),
    "typed name": (
        signature(typed_name="Tom Jones"),
        "Fire chief: Tom Hesse: typed name is not what the audit says",
    ),
    "signer's name": (signature(signer_name="Tom Jones"), "signer name is not what the audit says"),
    "who decided": (other_account, "decided by is not what the audit says"),
    "when decided": (signature(decided_at=LATER), "decided at is not what the audit says"),
    "signed to asked": (unsign, "the seat Fire chief neither signed nor was waived"),
    "seat's title": (signature(seat_title="Mayor"), "seat title is not what the audit says"),
    "signer's role": (signature(signer_role="official"), "signer role is not what the audit says"),
    "signature forged": (
        forge_signature,
        "No audit row tells of the signature of Mayor: Max Powers.",
    ),
    "signature voided": (
        void_signature,
        "state, voided at, voided by, and voided because are not what the audit says",
    ),
    "signature unpapered": (
        signature("paper", is_on_paper=False),
        "is on paper is not what the audit says",
    ),
    "day of paper": (
        signature("paper", signed_on="2026-01-02"),
        "signed on is not what the audit says",
    ),
    "designee's name": (
        signature("designated", designee_name="Al Doe"),
        "designee name is not what the audit says",
    ),
    "waiver's reason": (
        signature("waived", reason="As agreed."),
        "Nurse: vacant: reason is not what the audit says",
    ),
    "decline's answer": (signature("declined", answer="No."), "answer is not what the audit says"),
    "vote deleted": (delete("vote"), "is gone; the audit knows it"),
    "vote's outcome": (
        vote("voided_vote", outcome="approved"),
        "outcome is not what the audit says",
    ),
    "vote's counts": (vote(ayes=5, noes=0), "ayes and noes are not what the audit says"),
    "vote forged": (forge_vote, "No audit row tells of the vote of Another board"),
    "scan swapped": (
        swap_file("paper", "scan"),
        "The scan of the signature of Ambulance: Ines Farrow is not the file",
    ),
    "scan deleted": (delete_file("paper", "scan"), "Ines Farrow is missing from this server."),
    "scan unnamed": (
        signature("paper", scan=""),
        "The scan of the signature of Ambulance: Ines Farrow is gone.",
    ),
    "minutes swapped": (swap_file("vote", "minutes"), "is not the file that was kept."),
    "in force at": (edition(in_force_at=LATER), "in force at is not what the audit says"),
    "frozen at": (edition(frozen_at=LATER), "frozen at is not what the audit says"),
    "review due on": (
        edition(review_due_on="2031-01-01"),
        "review due on is not what the audit says",
    ),
    "revision's text": (
        lambda binding: Revision.objects.filter(pk=binding.revision.pk).update(
            html="<p>Other.</p>"
        ),
        "Version 2 of section 1 Lockdown is not what it was when the edition was frozen.",
    ),
    "revision's day": (
        lambda binding: Revision.objects.filter(pk=binding.revision.pk).update(saved_at=LATER),
        "Version 2 of section 1 Lockdown is not what it was when the edition was frozen.",
    ),
    "revision deleted": (delete("revision"), "Version 2 of a section"),
    "audit rows deleted": (
        delete_audit_of_edition,
        "No audit row tells of the freezing of this edition.",
    ),
    "section's parent": (hang_elsewhere, "Section 3.1 Buses: parent is not what was frozen."),
    "section's kind": (section(kind="basic"), "Section 1 Lockdown: kind is not what was frozen."),
    "section's target": (
        section(target="lockdown"),
        "Section 1 Lockdown: target is not what was frozen.",
    ),
    "section's protocol": (
        section(protocol_hash="0" * 64),
        "asks for another acknowledgement than when it was frozen",
    ),
    "audit row changed": (
        audit("signature.waived", detail={"edition_id": 1}),
        "Nurse: vacant: state, reason",
    ),
    "audit row of the freeze": (
        lambda binding: audit("edition.frozen", detail={"edition_id": binding.edition.pk})(binding),
        "No audit row tells of the freezing of this edition.",
    ),
    "audit row's name": (audit("edition.put_in_force", by_name="Eve"), "is not what was chained."),
}
