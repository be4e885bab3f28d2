"""Addresses of people, their memberships and designees, and of one's own account."""

from django.urls import path

from coalitions.access import policies as access_policies
from coalitions.coalition.gates import HERE, of_coalition, see
from coalitions.memberships import policies, queries
from coalitions.memberships.views import account, designating, lists, membership
from safety_portal.core.accounts.reauthentication import still_you
from safety_portal.core.authority import Policy, View, gate, signed_in

MEMBERSHIP = HERE + "memberships/<int:membership>/"


def of_membership(policy: Policy, view: View) -> View:
    return gate(policy, view, fetch=queries.fetch_membership)


urlpatterns = [
    # One's own account, and the door of the demo
    path("account/", gate(signed_in, account.account), name="membership_account"),
    # People and invitations
    path(HERE + "people/", of_coalition(see, lists.people), name="membership_people"),
    path(
        MEMBERSHIP + "change/",
        of_membership(access_policies.can_administer_subject, membership.change_membership),
        name="membership_change",
    ),
    path(
        MEMBERSHIP + "end/",
        of_membership(access_policies.can_administer_subject, membership.end_membership),
        name="membership_end",
    ),
    path(
        MEMBERSHIP + "leave/",
        of_membership(policies.can_leave, membership.leave),
        name="membership_leave",
    ),
    path(
        MEMBERSHIP + "designee/",
        of_membership(policies.can_designate, still_you(designating.designate, reading=True)),
        name="membership_designate",
    ),
    path(
        HERE + "designations/<int:designation>/end/",
        gate(policies.can_end_designation, designating.end, fetch=queries.fetch_designation),
        name="membership_designation_end",
    ),
    # Seats
    path(HERE + "seats/", of_coalition(see, lists.seats), name="membership_seats"),
    # Agencies
    path(HERE + "agencies/", of_coalition(see, lists.agencies), name="membership_agencies"),
]
