"""Who has the pages of a school at hand, and who reads the log of it.

Officers and responders of a school, or of its district, answer for it: they may have to go there.
"""

from coalitions.access.grants import access_of
from coalitions.access.policies import Scope
from coalitions.access.roles import Group
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied

ANSWERING = frozenset({Group.OFFICERS, Group.RESPONDERS})


def answers_for_schools(user: User, subject: object = None) -> Allowed | Denied:
    """Officers and responders of any coalition."""
    if any(grant.group in ANSWERING for grant in access_of(user).grants):
        return Allowed()
    return Denied("Only officers and responders have the pages of schools at hand.")


def can_see_at_hand(user: User, coalition: Scope) -> Allowed | Denied:
    """Officers and responders of a school's coalition, or of its district's."""
    for grant in access_of(user).grants:
        reaches = not grant.of_school and grant.district_id == coalition.district_id
        if grant.group in ANSWERING and (grant.coalition_id == coalition.pk or reaches):
            return Allowed()
    return Denied(f"Only officers and responders have the pages of {coalition} at hand.")


def reads_all_openings(user: User, coalition: Scope) -> Allowed | Denied:
    """Everybody's openings: administrators of it or of its district."""
    for grant in access_of(user).grants:
        reaches = not grant.of_school and grant.district_id == coalition.district_id
        is_there = grant.coalition_id == coalition.pk or reaches
        if is_there and grant.group == Group.ADMINISTRATOR:
            return Allowed()
    return Denied(f"Only administrators of {coalition} read who opened its pages.")


def can_read_openings(user: User, coalition: Scope) -> Allowed | Denied:
    """Who opened them: administrators of it or of its district; officers and responders read their
    own openings.
    """
    if reads_all_openings(user, coalition) or can_see_at_hand(user, coalition):
        return Allowed()
    return Denied(
        f"Only administrators of {coalition} read who opened its pages; officers and responders"
        " read what they opened themselves."
    )
