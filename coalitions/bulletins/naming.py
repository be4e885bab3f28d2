"""Which roles a bulletin may name, and who sends one: for forms, policies and constraints."""

from coalitions.access.roles import GROUPS, Group, Role

SENDERS = frozenset({Group.ADMINISTRATOR, Group.OFFICERS})
# In the order of a form. Never officials, parents or students.
GROUPS_NAMED = (
    Group.ADMINISTRATOR,
    Group.OFFICERS,
    Group.RESPONDERS,
    Group.CARE,
    Group.SCHOOL,
)
NAMED: tuple[Role, ...] = tuple(role for group in GROUPS_NAMED for role in GROUPS[group])
CODES = [role.value for role in NAMED]
# Who names one of these says why they need to know.
WITH_A_REASON = [role.value for role in GROUPS[Group.SCHOOL]]
# Who finds the list among the pages of a coalition; others get theirs by mail and on Home.
LISTED_FOR = frozenset({Group.ADMINISTRATOR, Group.OFFICERS, Group.RESPONDERS})
