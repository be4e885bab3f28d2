"""Mail to the owner of an action item. Nothing restricted travels by mail."""

from django.conf import settings
from django.utils import timezone

from coalitions.action_items.models import ActionItem
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User
from safety_portal.core.notices.kinds import Kind
from safety_portal.core.notices.mail import render_mail
from safety_portal.core.notices.outbox import post
from safety_portal.core.web.addresses import address


def named(item: ActionItem) -> str:
    """The item as a mail may call it."""
    return "a restricted action item" if item.is_restricted else f"“{item}”"


def tell_sent_back(item: ActionItem, *, by: User) -> None:
    """To each owner who can sign in: it was looked at and is not done, with the reason."""
    reason = "The reason stands on its page." if item.is_restricted else item.came_back_because
    path = address("action_item", item.coalition.slug, item.pk)
    for account in owners(item):
        context = {
            "heading": f"Returned: {named(item)}",
            "scope": str(item.coalition),
            "lines": [reason, f"{by} looked at it and returned it. It is open again."],
            "url": settings.PORTAL_ADDRESS + path,
            "button": "Open the action item",
            "foot": f"You get this because you own it in {item.coalition} on Safety Portal.",
        }
        post(
            key=f"action-item-returned:{item.pk}:{item.version}:{account.pk}",
            kind=Kind("action_item_returned"),
            to=account.email,
            name=str(account),
            account=account,
            scope=item.coalition,
            **render_mail("mail/message", context)._asdict(),
        )


def owners(item: ActionItem) -> list[User]:
    """The accounts of its owner, or of whoever holds its seat today: members who can sign in."""
    held = Membership.objects.current(timezone.localdate()).filter(coalition=item.coalition)
    held = held.filter(person=item.owner) if item.owner else held.filter(seat=item.owner_seat)
    people = held.filter(person__account__is_active=True).select_related("person__account")
    return list({member.person.account for member in people if member.person.account})
