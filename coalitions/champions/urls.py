"""Addresses of champions: what to carry, where they spoke, who asks to join, and asking itself."""

from django.urls import path

from coalitions.access.policies import can_administer_subject, is_member
from coalitions.champions import policies, queries
from coalitions.champions.views import answering, carry, joining
from coalitions.coalition.gates import HERE, administer, of_coalition
from safety_portal.core.authority import View, anyone, gate
from safety_portal.core.web.tokenless import without_token

CHAMPIONS = HERE + "champions/"
REQUESTS = CHAMPIONS + "requests/"
REQUEST = REQUESTS + "<int:asked>/"


def of_request(view: View) -> View:
    """The view of a request for who answers it; 404 for all others."""
    return gate(can_administer_subject, view, fetch=queries.fetch_request)


def for_everybody(view: View) -> View:
    """A page for everybody, which sets no cookie."""
    return gate(anyone, without_token(view), before_second_step=True)  # type: ignore[arg-type]


urlpatterns = [
    path(CHAMPIONS, of_coalition(is_member, carry.champions), name="champions"),
    path(
        CHAMPIONS + "papers/<slug:thing>/<slug:language>.pdf",
        of_coalition(is_member, carry.paper),
        name="champion_paper",
    ),
    path(
        CHAMPIONS + "talks/log/",
        gate(policies.can_log_talk, carry.log_talk, fetch=queries.fetch_carry),
        name="champion_talk_log",
    ),
    path(
        CHAMPIONS + "talks/<int:talk>/remove/",
        gate(policies.can_remove_talk, carry.remove_talk, fetch=queries.fetch_talk),
        name="champion_talk_remove",
    ),
    # Who asks to join
    path(REQUESTS, of_coalition(administer, answering.requests), name="champion_requests"),
    path(
        CHAMPIONS + "asking/", of_coalition(administer, answering.rules), name="champion_join_rules"
    ),
    path(REQUEST, of_request(answering.request_page), name="champion_request"),
    path(REQUEST + "invite/", of_request(answering.invite), name="champion_request_invite"),
    path(REQUEST + "decline/", of_request(answering.decline), name="champion_request_decline"),
    # For everybody
    path("community/<slug:coalition>/join/", for_everybody(joining.join), name="champion_join"),
    path(
        "champions/confirm/<str:join_link>/",
        for_everybody(joining.confirm),
        name="champion_join_confirm",
    ),
]
