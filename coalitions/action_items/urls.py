"""Addresses of action items. The page of one is the portal's, which shows what other apps tie to it
(safety_portal/portal/action_items).
"""

from collections.abc import Callable
from typing import Any

from django.urls import path

from coalitions.action_items import policies
from coalitions.action_items.queries import fetch_evidence, fetch_item
from coalitions.action_items.views import items, lists, steps
from coalitions.coalition.gates import HERE, of_coalition
from coalitions.reunification.queries import fetch_rehearsal
from safety_portal.core.authority import gate

ITEMS = HERE + "action-items/"
ITEM = ITEMS + "<int:action_item>/"


def of_item(policy: Callable[..., Any], view: Callable[..., Any]) -> Callable[..., Any]:
    """The view of the action item that the address names, behind a policy."""
    return gate(policy, view, fetch=fetch_item)


urlpatterns = [
    path(ITEMS, of_coalition(policies.can_see_items, lists.action_items), name="action_items"),
    path(
        ITEMS + "board/",
        of_coalition(policies.can_see_items, lists.board),
        name="action_item_board",
    ),
    path(
        ITEMS + "action-items.csv",
        of_coalition(policies.can_see_items, lists.file),
        name="action_item_csv",
    ),
    path(ITEMS + "add/", of_coalition(policies.can_open_item, items.add), name="action_item_add"),
    path(
        HERE + "reunification/rehearsals/<int:rehearsal>/item/",
        gate(policies.can_open_item_of, items.add_of_rehearsal, fetch=fetch_rehearsal),
        name="action_item_of_rehearsal",
    ),
    path(
        ITEM + "change/",
        of_item(policies.can_change_item, items.change),
        name="action_item_change",
    ),
    path(
        ITEM + "evidence/",
        of_item(policies.can_show_evidence, steps.add_evidence),
        name="action_item_evidence",
    ),
    path(
        ITEM + "evidence/<int:evidence>/",
        gate(policies.can_read_evidence, items.evidence_file, fetch=fetch_evidence),
        name="action_item_evidence_file",
    ),
    path(
        ITEM + "done/", of_item(policies.can_show_evidence, steps.say_done), name="action_item_done"
    ),
    path(
        ITEM + "verify/",
        of_item(policies.can_verify_item, steps.verify),
        name="action_item_verify",
    ),
    path(
        ITEM + "send-back/",
        of_item(policies.can_verify_item, steps.send_back),
        name="action_item_send_back",
    ),
    path(
        ITEM + "risk/",
        of_item(policies.can_decide_risk, steps.accept_risk),
        name="action_item_risk",
    ),
    path(
        ITEM + "reopen/",
        of_item(policies.can_reopen_item, steps.reopen),
        name="action_item_reopen",
    ),
]
