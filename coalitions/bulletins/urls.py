"""Addresses of bulletins: the list, sending, one of them, and what its readers and keepers do."""

from django.urls import path

from coalitions.bulletins import policies, queries
from coalitions.bulletins.views import bulletin, keeping, lists
from coalitions.coalition.gates import HERE, of_coalition
from safety_portal.core.authority import Policy, View, gate

BULLETINS = HERE + "bulletins/"
BULLETIN = BULLETINS + "<int:bulletin>/"


def of_bulletin(policy: Policy, view: View) -> View:
    """The view of a bulletin that is for the reader, behind a policy; 404 where it is not."""
    return gate(policy, view, fetch=queries.fetch_bulletin)


urlpatterns = [
    path(
        BULLETINS,
        of_coalition(policies.can_list_bulletins, lists.bulletins),
        name="bulletins",
    ),
    path(
        BULLETINS + "send/",
        of_coalition(policies.can_send_bulletin, lists.send),
        name="bulletin_send",
    ),
    path(BULLETIN, of_bulletin(policies.can_read_bulletin, bulletin.bulletin), name="bulletin"),
    path(
        BULLETIN + "bulletin.pdf",
        of_bulletin(policies.can_read_bulletin, bulletin.paper),
        name="bulletin_paper",
    ),
    path(
        BULLETIN + "read/",
        of_bulletin(policies.can_confirm_bulletin, keeping.confirm),
        name="bulletin_confirm",
    ),
    path(
        BULLETIN + "answer/",
        of_bulletin(policies.can_answer_bulletin, keeping.answer),
        name="bulletin_answer",
    ),
    path(
        BULLETIN + "readings/",
        of_bulletin(policies.can_keep_bulletin, bulletin.readings),
        name="bulletin_readings",
    ),
    path(
        BULLETIN + "receipts.csv",
        of_bulletin(policies.can_keep_bulletin, bulletin.receipts_csv),
        name="bulletin_receipts",
    ),
    path(
        BULLETIN + "recipients/",
        of_bulletin(policies.can_add_recipients, keeping.recipients),
        name="bulletin_recipients",
    ),
    path(
        BULLETIN + "again/",
        of_bulletin(policies.can_keep_bulletin, keeping.send_again),
        name="bulletin_send_again",
    ),
    path(
        BULLETIN + "news/",
        of_bulletin(policies.can_keep_bulletin, keeping.news),
        name="bulletin_news",
    ),
    path(
        BULLETIN + "withdraw/",
        of_bulletin(policies.can_keep_bulletin, keeping.withdraw),
        name="bulletin_withdraw",
    ),
]
