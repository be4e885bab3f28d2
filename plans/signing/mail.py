"""Mail to those who sign, and about what became of it."""

from plans.editions.mail import kept_receipt, path_in, post_mail
from safety_portal.core.look.wording import counted, full_day
from safety_portal.core.notices.kinds import Kind


def ask_to_sign(signature, *, by, signed, seats, receipt, designation=None):
    """To the holder of a signing seat, or to their designee.

    For whom, by when, how many have signed, fingerprint, receipt.
    """
    edition = signature.edition
    groups = " ".join(edition.content_hash[i : i + 4] for i in range(0, 16, 4)).upper()
    holder = signature.signer_name
    post_mail(
        designation.designee if designation else signature.membership,
        key=f"signature-asked:{signature.pk}"
        + (f":{designation.designee_id}" if designation else ""),
        kind=Kind("signature_asked"),
        heading=f"Sign {edition.plan}, edition {edition.number}, by {full_day(signature.due_on)}",
        lines=[
            f"{by} asks {holder if designation else 'you'} to sign {edition.plan}, edition {edition.number}, for"
            f" {edition.plan.coalition}."
            + (f" You may sign for {holder}, seat" if designation else " You sign for the seat")
            + f" {signature.seat_title}. {signed} of {counted(seats, 'seat')} have signed.",
            f"The text is frozen. Its fingerprint begins {groups}.",
            *kept_receipt(receipt),
        ],
        path=path_in("signing_sign", edition, signature.pk),
        button="See changes and sign",
        after="You sign after signing in; this e-mail alone signs nothing. You can also decline with a reason.",
    )


def tell_holder(signature):
    """To the holder of a seat: their designee signed, or declined to.

    Nothing where they did it themselves.
    """
    if signature.designee_id is None:
        return
    edition, did = signature.edition, "signed" if signature.typed_name else "declined to sign"
    post_mail(
        signature.membership,
        key=f"signature-by-designee:{signature.pk}",
        kind=Kind("signature_by_designee"),
        heading=f"{signature.designee_name} {did} {edition.plan}, edition {edition.number}, for you",
        lines=[
            f"{signature.designee_name}, your designee, {did} it for the seat {signature.seat_title}."
        ],
        path=path_in("signing_sign", edition, signature.pk),
        button="Look at it",
        after="You can end the designation on the page of your account.",
    )


def tell_declined(signature, membership):
    """To an administrator: a signer declined."""
    edition = signature.edition
    post_mail(
        membership,
        key=f"signature-declined:{signature.pk}:{membership.pk}",
        kind=Kind("signature_declined"),
        heading=f"{signature.who} declined to sign edition {edition.number}",
        lines=[
            f"{signature.who} declined to sign {edition.plan}, edition {edition.number}, for the seat"
            f" {signature.seat_title}, and gave a reason.",
            "The edition cannot come into force before you have answered.",
        ],
        path=path_in("signing_sign", edition, signature.pk),
        button="Read the reason",
    )


def tell_all_signed(edition, membership):
    """To an administrator: nothing is missing any more."""
    post_mail(
        membership,
        key=f"all-signed:{edition.pk}:{edition.content_hash}:{membership.pk}",
        kind=Kind("all_signed"),
        heading=f"Every seat has answered for {edition.plan}, edition {edition.number}",
        lines=["The edition can come into force now. Put it in force when you are ready."],
        path=path_in("workspace_put_in_force", edition),
        button="Put in force",
    )


def tell_voided(signature, *, by, signed):
    """To a seat's holder, and to the designee who answered for them.

    The signature no longer counts, and what comes next.
    """
    start = "Your signature no longer counts" if signed else "You do not need to sign now"
    for membership in filter(None, (signature.membership, signature.designee)):
        _tell_voided(signature, membership, by=by, start=start)


def _tell_voided(signature, membership, *, by, start):
    edition = signature.edition
    post_mail(
        membership,
        key=f"signature-voided:{signature.pk}"
        + (f":{membership.pk}" if membership == signature.designee else ""),
        kind=Kind("signature_voided"),
        heading=f"{start}: {edition.plan}, edition {edition.number}",
        lines=[
            f"{by} took edition {edition.number} back to review, so that its text can change. {start}.",
            "When the text is frozen again, you are asked to sign it, and the page shows what changed.",
        ],
        path=path_in("workspace_edition", edition),
        button="Open the plan",
    )


def tell_in_force(signature, *, receipt):
    """To the holder of a seat: the edition they signed, or that was signed for them, is in force.

    With its receipt.
    """
    edition = signature.edition
    who = "that was signed for you" if signature.designee_id else "you signed"
    post_mail(
        signature.membership,
        key=f"in-force:{edition.pk}:{signature.membership_id}",
        kind=Kind("in_force"),
        heading=f"{edition.plan}, edition {edition.number}, is in force",
        lines=[
            f"The edition {who} is in force for {edition.plan.coalition}.",
            f"It is due for review by {full_day(edition.review_due_on)}.",
            *kept_receipt(receipt),
        ],
        path=path_in("workspace_edition", edition),
        button="Open the plan",
    )
