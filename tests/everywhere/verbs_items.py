"""Who may do what with action items: a part of the table (verbs.py)."""

from coalitions.action_items import policies as action_item_policies
from plans.comments import policies as comments_policies
from plans.required_changes import policies as change_policies
from tests.everywhere import rows, rows_items
from tests.everywhere.may import ADMINISTRATOR, MEMBERS, REACH_DOWN, RESTRICTED, May

ACTION_ITEMS = {
    "see the action items": May(
        action_item_policies.can_see_items, rows.coalition, MEMBERS, REACH_DOWN
    ),
    "open an action item": May(
        action_item_policies.can_open_item, rows.coalition, "administrator officers"
    ),
    "read an action item": May(
        action_item_policies.can_read_item, rows_items.item("item"), MEMBERS, REACH_DOWN
    ),
    "read a restricted action item": May(
        action_item_policies.can_read_item, rows_items.item("secret_item"), RESTRICTED, RESTRICTED
    ),
    "change an action item": May(
        action_item_policies.can_change_item, rows_items.item("item"), "administrator officers"
    ),
    "show that one of the staff's is done": May(
        action_item_policies.can_show_evidence,
        rows_items.item("item"),
        "administrator officers staff",
    ),
    "see what shows it": May(
        action_item_policies.can_read_evidence, rows_items.evidence, MEMBERS, REACH_DOWN
    ),
    "verify an action item": May(
        action_item_policies.can_verify_item, rows_items.item("done_item"), ADMINISTRATOR
    ),
    "accept its risk": May(
        action_item_policies.can_decide_risk, rows_items.item("item"), ADMINISTRATOR
    ),
    "say which section it must change": May(
        change_policies.can_name_section, rows_items.item("item"), ADMINISTRATOR
    ),
    "say that it need not": May(
        change_policies.can_withdraw_change, rows_items.required_change, ADMINISTRATOR
    ),
    "open one from a comment on members": May(
        comments_policies.can_open_item_of, rows.comment("members"), "administrator officers"
    ),
    "open it again": May(
        action_item_policies.can_reopen_item,
        rows_items.item("verified_item"),
        "administrator officers",
    ),
}
