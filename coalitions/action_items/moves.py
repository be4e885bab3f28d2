"""What a reader may do with an item where it stands: the menu Move, and the buttons of its page."""

from dataclasses import dataclass

from coalitions.action_items.lifecycle import ItemState
from coalitions.action_items.models import ActionItem
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import may
from safety_portal.core.web.addresses import address

S = ItemState
# By state: the words of a way on, and its address. The first is the one that is waited for.
WAYS: dict[str, tuple[tuple[str, str], ...]] = {
    S.OPEN: (("Say it is done", "action_item_done"), ("Accept the risk", "action_item_risk")),
    S.DONE: (
        ("Verify", "action_item_verify"),
        ("Return with a reason", "action_item_send_back"),
        ("Accept the risk", "action_item_risk"),
    ),
    S.VERIFIED: (("Open it again", "action_item_reopen"),),
    S.RISK_ACCEPTED: (("Open it again", "action_item_reopen"),),
}


@dataclass(frozen=True)
class Move:
    """A way on from where an item stands, and its page."""

    label: str
    url: str


def moves_of(item: ActionItem, user: User) -> list[Move]:
    """The ways on that the account may take, asked of their addresses."""
    return [
        Move(label, address(name, item.coalition.slug, item.pk))
        for label, name in WAYS[item.state]
        if may(user, name, item)
    ]
