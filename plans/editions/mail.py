"""Mail about a plan's life: how each letter is owed through the outbox; nothing is sent here."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse

from coalitions.memberships.models.membership import Membership
from plans.editions.models.edition import Edition
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.receipts import Receipt
from safety_portal.core.notices import outbox
from safety_portal.core.notices.kinds import Kind
from safety_portal.core.notices.mail import render_mail


def post_mail(
    membership: Membership,
    *,
    key: str,
    kind: Kind,
    heading: str,
    lines: list[str],
    path: str,
    button: str,
    after: str = "",
) -> None:
    """Owe one letter to the person behind a membership.

    Nothing where neither account nor address is known.
    """
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
        **render_mail("mail/message", context)._asdict(),
    )


def kept_receipt(receipt: Receipt) -> Iterator[str]:
    """The line that asks to keep a mail for its receipt; none where there is no receipt."""
    if receipt:
        yield f"Receipt {receipt}. Keep this e-mail: with it you can have checked that nobody rewrote the record."


def path_in(name: str, edition: Edition, *rest: str | int) -> str:
    """The address of a page of the edition, by its name and what else it names."""
    plan = edition.plan
    return reverse(name, args=[plan.coalition.slug, plan.pk, edition.number, *rest])


def ask_for_plan(membership: Membership, *, by: User, asking: int) -> None:
    """To who administers a school without a plan; `asking` is the id of the audit row, so that each
    asking is one letter.
    """
    coalition = membership.coalition
    post_mail(
        membership,
        key=f"plan-asked-for:{asking}:{membership.person_id}",
        kind=Kind("plan_asked_for"),
        heading=f"{coalition} needs its emergency operations plan",
        lines=[
            f"{by} asks you to write the emergency operations plan of {coalition}. It has none in force.",
            "If you have one in Word, import it; or start from the federal structure and adapt its text.",
        ],
        path=reverse("workspace_plans", args=[coalition.slug]),
        button="Open Plans",
    )
