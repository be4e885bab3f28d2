"""Mail about a plan's life: what it says and to whom. Each function owes letters through the outbox and sends nothing.

No letter carries text of the plan, a comment or a reason somebody gave: what is restricted never travels by mail.
"""

from django.conf import settings
from django.urls import reverse

from safety_portal.look.wording import counted, full_day
from safety_portal.notices import outbox
from safety_portal.notices.kinds import Kind
from safety_portal.notices.mail import render_mail


def _post(membership, *, key, kind, heading, lines, path, button, after=""):
    """Owe one letter to the person behind a membership; nothing where neither account nor address is known."""
    person = membership.person
    address = person.account.email if person.account else person.email
    if not address:
        return
    context = {
        "heading": heading,
        "scope": str(membership.coalition),
        "lines": lines,
        "url": f"{settings.PORTAL_ADDRESS}{path}",
        "button": button,
        "after": after,
        "foot": f"You get this because you are a member of {membership.coalition} on Safety Portal.",
    }
    outbox.post(
        key=key,
        kind=kind,
        to=address,
        name=person.name,
        account=person.account,
        scope=membership.coalition_id,
        **render_mail("mail/letter", context)._asdict(),
    )


def _kept(receipt):
    """The line that asks to keep a mail for its receipt; none where there is no receipt."""
    if receipt:
        yield f"Receipt {receipt}. Keep this e-mail: with it you can have checked that nobody rewrote the record."


def _path(name, edition, *rest):
    plan = edition.plan
    return reverse(name, args=[plan.coalition.slug, plan.pk, edition.number, *rest])


def ask_for_plan(membership, *, by, asking):
    """To who administers a school without a plan; `asking` is the id of the audit row, so that each asking is one letter."""
    coalition = membership.coalition
    _post(
        membership,
        key=f"plan-asked-for:{asking}:{membership.person_id}",
        kind=Kind("plan_asked_for"),
        heading=f"{coalition} needs its emergency operations plan",
        lines=[
            f"{by} asks you to write the emergency operations plan of {coalition}. It has none in force.",
            "If you have one in Word, bring it in; or start from the federal structure and adapt its text.",
        ],
        path=reverse("plans", args=[coalition.slug]),
        button="Open Plans",
    )


def ask_to_review(reviewer, *, by):
    """To a reviewer: what is asked, by when, by whom."""
    edition = reviewer.round.edition
    _post(
        reviewer.membership,
        key=f"review-asked:{reviewer.pk}",
        kind=Kind("review_asked"),
        heading=f"Review {edition.plan}, edition {edition.number}, by {full_day(reviewer.due_on)}",
        lines=[
            f"{by} asks you to review {edition.plan}, edition {edition.number}, for {edition.plan.coalition}.",
            f"Read it, comment where something is wrong or missing, and decide by {full_day(reviewer.due_on)}.",
        ],
        path=_path("review_decide", edition, reviewer.pk),
        button="Read and decide",
    )


def tell_back_to_drafting(reviewer, *, by):
    """To a reviewer: nothing more is asked in this round."""
    edition = reviewer.round.edition
    _post(
        reviewer.membership,
        key=f"review-stopped:{reviewer.pk}",
        kind=Kind("review_stopped"),
        heading=f"The review of {edition.plan}, edition {edition.number}, has stopped",
        lines=[
            f"{by} took edition {edition.number} back to drafting. You do not need to decide now.",
            "Your comments are kept. You are asked again when it is ready.",
        ],
        path=_path("edition", edition),
        button="Open the plan",
    )


def tell_answered(comment, answer):
    """To who made a comment: somebody answered it."""
    edition = comment.section.edition
    _post(
        comment.membership,
        key=f"comment-answered:{answer.pk}",
        kind=Kind("comment_answered"),
        heading=f"Your comment on {edition.plan}, edition {edition.number}, was answered",
        lines=[f"{answer.made_by} answered a comment of yours. Read the answer in the portal."],
        path=_path("section_comments", edition, comment.section_id),
        button="Read the answer",
    )


def tell_suggestion_answered(suggestion):
    """To who suggested other words: they were taken, or declined. Neither the words nor the reason travel by mail."""
    edition, state = suggestion.section.edition, suggestion.get_state_display().lower()
    also = " and gave a reason" if suggestion.because else ""
    _post(
        suggestion.membership,
        key=f"suggestion-answered:{suggestion.pk}",
        kind=Kind("suggestion_answered"),
        heading=f"Your suggestion for {edition.plan}, edition {edition.number}, was {state}",
        lines=[f"{suggestion.decided_by} has {state} a suggestion of yours{also}. Read it in the portal."],
        path=_path("suggestion", edition, suggestion.pk),
        button="Read the answer",
    )


def ask_to_sign(signature, *, by, signed, seats, receipt, designation=None):
    """To the holder of a signing seat, or to their designee: for whom, by when, how many have signed, fingerprint, receipt."""
    edition = signature.edition
    groups = " ".join(edition.content_hash[i : i + 4] for i in range(0, 16, 4)).upper()
    holder = signature.signer_name
    _post(
        designation.designee if designation else signature.membership,
        key=f"signature-asked:{signature.pk}" + (f":{designation.designee_id}" if designation else ""),
        kind=Kind("signature_asked"),
        heading=f"Sign {edition.plan}, edition {edition.number}, by {full_day(signature.due_on)}",
        lines=[
            f"{by} asks {holder if designation else 'you'} to sign {edition.plan}, edition {edition.number}, for"
            f" {edition.plan.coalition}."
            + (f" You may sign for {holder}, seat" if designation else " You sign for the seat")
            + f" {signature.seat_title}. {signed} of {counted(seats, 'seat')} have signed.",
            f"The text is frozen. Its fingerprint begins {groups}.",
            *_kept(receipt),
        ],
        path=_path("sign", edition, signature.pk),
        button="See changes and sign",
        after="You sign after signing in; this e-mail alone signs nothing. You can also decline with a reason.",
    )


def tell_holder(signature):
    """To the holder of a seat: their designee signed, or declined to. Nothing where they did it themselves."""
    if signature.designee_id is None:
        return
    edition, did = signature.edition, "signed" if signature.typed_name else "declined to sign"
    _post(
        signature.membership,
        key=f"signature-by-designee:{signature.pk}",
        kind=Kind("signature_by_designee"),
        heading=f"{signature.designee_name} {did} {edition.plan}, edition {edition.number}, for you",
        lines=[f"{signature.designee_name}, your designee, {did} it for the seat {signature.seat_title}."],
        path=_path("sign", edition, signature.pk),
        button="Look at it",
        after="You can end the designation on the page of your account.",
    )


def tell_declined(signature, membership):
    """To an administrator: a signer declined."""
    edition = signature.edition
    _post(
        membership,
        key=f"signature-declined:{signature.pk}:{membership.pk}",
        kind=Kind("signature_declined"),
        heading=f"{signature.who} declined to sign edition {edition.number}",
        lines=[
            f"{signature.who} declined to sign {edition.plan}, edition {edition.number}, for the seat"
            f" {signature.seat_title}, and gave a reason.",
            "The edition cannot come into force before you have answered.",
        ],
        path=_path("sign", edition, signature.pk),
        button="Read the reason",
    )


def tell_all_signed(edition, membership):
    """To an administrator: nothing is missing any more."""
    _post(
        membership,
        key=f"all-signed:{edition.pk}:{edition.content_hash}:{membership.pk}",
        kind=Kind("all_signed"),
        heading=f"Every seat has answered for {edition.plan}, edition {edition.number}",
        lines=["The edition can come into force now. Put it in force when you are ready."],
        path=_path("edition_in_force", edition),
        button="Put in force",
    )


def tell_voided(signature, *, by, signed):
    """To a seat's holder, and to the designee who answered for them: the signature no longer counts, and what comes next."""
    start = "Your signature no longer counts" if signed else "You do not need to sign now"
    for membership in filter(None, (signature.membership, signature.designee)):
        _tell_voided(signature, membership, by=by, start=start)


def _tell_voided(signature, membership, *, by, start):
    edition = signature.edition
    _post(
        membership,
        key=f"signature-voided:{signature.pk}" + (f":{membership.pk}" if membership == signature.designee else ""),
        kind=Kind("signature_voided"),
        heading=f"{start}: {edition.plan}, edition {edition.number}",
        lines=[
            f"{by} took edition {edition.number} back to review, so that its text can change. {start}.",
            "When the text is frozen again, you are asked to sign it, and the page shows what changed.",
        ],
        path=_path("edition", edition),
        button="Open the plan",
    )


def tell_in_force(signature, *, receipt):
    """To the holder of a seat: the edition they signed, or that was signed for them, is in force; with its receipt."""
    edition = signature.edition
    who = "that was signed for you" if signature.designee_id else "you signed"
    _post(
        signature.membership,
        key=f"in-force:{edition.pk}:{signature.membership_id}",
        kind=Kind("in_force"),
        heading=f"{edition.plan}, edition {edition.number}, is in force",
        lines=[
            f"The edition {who} is in force for {edition.plan.coalition}.",
            f"It is due for review by {full_day(edition.review_due_on)}.",
            *_kept(receipt),
        ],
        path=_path("edition", edition),
        button="Open the plan",
    )
