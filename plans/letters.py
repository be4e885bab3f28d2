"""Mail about a plan's life: what it says and to whom. Each function owes letters through the outbox and sends nothing.

No letter carries text of the plan, a comment or a reason somebody gave: what is restricted never travels by mail.
"""

from django.conf import settings

from safety_portal.look.wording import counted, full_day
from safety_portal.notices import outbox


def _post(membership, *, key, kind, subject, lines, path):
    """Owe one letter to the person behind a membership; nothing where neither account nor address is known."""
    person = membership.person
    address = person.account.email if person.account else person.email
    if not address:
        return
    text = "\n\n".join([*lines, f"{settings.PORTAL_ADDRESS}{path}"]) + "\n"
    outbox.post(
        key=key,
        kind=kind,
        to=address,
        name=person.name,
        subject=subject,
        text=text,
        account=person.account,
        scope=membership.coalition_id,
    )


def _edition_path(edition, rest=""):
    plan = edition.plan
    return f"/c/{plan.coalition.slug}/plans/{plan.pk}/editions/{edition.number}/{rest}"


def ask_to_review(reviewer, *, by):
    """To a reviewer: what is asked, by when, by whom."""
    edition = reviewer.round.edition
    _post(
        reviewer.membership,
        key=f"review-asked:{reviewer.pk}",
        kind="review_asked",
        subject=f"Review {edition.plan}, edition {edition.number}, by {full_day(reviewer.due_on)}",
        lines=[
            f"{by} asks you to review {edition.plan}, edition {edition.number}, for {edition.plan.coalition}.",
            f"Read it, comment where something is wrong or missing, and decide by {full_day(reviewer.due_on)}.",
        ],
        path=_edition_path(edition, f"review/decide/{reviewer.pk}/"),
    )


def tell_back_to_drafting(reviewer, *, by):
    """To a reviewer: nothing more is asked in this round."""
    edition = reviewer.round.edition
    _post(
        reviewer.membership,
        key=f"review-stopped:{reviewer.pk}",
        kind="review_stopped",
        subject=f"The review of {edition.plan}, edition {edition.number}, has stopped",
        lines=[
            f"{by} took edition {edition.number} back to drafting. You do not need to decide now.",
            "Your comments are kept. You are asked again when it is ready.",
        ],
        path=_edition_path(edition),
    )


def tell_answered(comment, answer):
    """To who made a comment: somebody answered it."""
    edition = comment.section.edition
    _post(
        comment.membership,
        key=f"comment-answered:{answer.pk}",
        kind="comment_answered",
        subject=f"Your comment on {edition.plan}, edition {edition.number}, was answered",
        lines=[f"{answer.made_by} answered a comment of yours. Read the answer in the portal."],
        path=_edition_path(edition),
    )


def ask_to_sign(signature, *, by, signed, seats):
    """To the holder of a signing seat: for whom, by when, how many have signed, the fingerprint."""
    edition = signature.edition
    groups = " ".join(edition.content_hash[i : i + 4] for i in range(0, 16, 4)).upper()
    _post(
        signature.membership,
        key=f"signature-asked:{signature.pk}",
        kind="signature_asked",
        subject=f"Sign {edition.plan}, edition {edition.number}, by {full_day(signature.due_on)}",
        lines=[
            f"{by} asks you to sign {edition.plan}, edition {edition.number}, for {edition.plan.coalition}."
            f" You sign for the seat {signature.seat_title}. {signed} of {counted(seats, 'seat')} have signed.",
            f"The text is frozen. Its fingerprint begins {groups}.",
            "You sign after signing in; this e-mail alone signs nothing. You can also decline with a reason.",
        ],
        path=_edition_path(edition, f"sign/{signature.pk}/"),
    )


def tell_declined(signature, membership):
    """To an administrator: a signer declined."""
    edition = signature.edition
    _post(
        membership,
        key=f"signature-declined:{signature.pk}:{membership.pk}",
        kind="signature_declined",
        subject=f"{signature.signer_name} declined to sign edition {edition.number}",
        lines=[
            f"{signature.signer_name} declined to sign {edition.plan}, edition {edition.number}, for the seat"
            f" {signature.seat_title}, and gave a reason.",
            "The edition cannot come into force before you have answered.",
        ],
        path=_edition_path(edition, f"sign/{signature.pk}/"),
    )


def tell_all_signed(edition, membership):
    """To an administrator: nothing is missing any more."""
    _post(
        membership,
        key=f"all-signed:{edition.pk}:{edition.content_hash}:{membership.pk}",
        kind="all_signed",
        subject=f"Every seat has answered for {edition.plan}, edition {edition.number}",
        lines=["The edition can come into force now. Put it in force when you are ready."],
        path=_edition_path(edition, "in-force/"),
    )


def tell_voided(signature, *, by, signed):
    """To a signer: the signature no longer counts (or is not asked for any more), and what comes next."""
    edition = signature.edition
    start = "Your signature no longer counts" if signed else "You do not need to sign now"
    _post(
        signature.membership,
        key=f"signature-voided:{signature.pk}",
        kind="signature_voided",
        subject=f"{start}: {edition.plan}, edition {edition.number}",
        lines=[
            f"{by} took edition {edition.number} back to review, so that its text can change. {start}.",
            "When the text is frozen again, you are asked to sign it, and the page shows what changed.",
        ],
        path=_edition_path(edition),
    )


def tell_in_force(signature):
    """To a signer: the edition they signed is in force."""
    edition = signature.edition
    _post(
        signature.membership,
        key=f"in-force:{edition.pk}:{signature.membership_id}",
        kind="in_force",
        subject=f"{edition.plan}, edition {edition.number}, is in force",
        lines=[
            f"The edition you signed is in force for {edition.plan.coalition}.",
            f"It is due for review by {full_day(edition.review_due_on)}.",
        ],
        path=_edition_path(edition),
    )
