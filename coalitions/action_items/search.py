"""Action items to be found, by who sees them."""

from coalitions.action_items.lifecycle import ItemState
from coalitions.action_items.models import ActionItem
from safety_portal.core.search.sources import Facts, Place, Source
from safety_portal.core.web.addresses import address


def _placed(facts: Facts, user: object) -> Place:
    state = ItemState(facts["state"]).label.lower()
    return Place(
        address("action_item", facts["slug"], facts["id"]), f"{facts['coalition']} · {state}"
    )


ACTION_ITEMS = Source(
    kind="action_items",
    label="Action items",
    rows=lambda user: ActionItem.objects.visible_to(user),
    title="what",
    texts=("why",),
    facts={"slug": "coalition__slug", "coalition": "coalition__name", "state": "state", "id": "pk"},
    placed=_placed,
)
