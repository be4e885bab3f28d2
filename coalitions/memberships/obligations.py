"""Who can owe anything: the current members, and who of them signs for whose seat.

What the other apps' demands select from.
"""

from coalitions.access import roles
from coalitions.memberships.models.designation import designates
from coalitions.memberships.models.membership import holds

# Whose obligations are asked for: all of them, those of some accounts, of everybody in some
# coalitions, of some people. Each a query of its own, so that the database plans it for what is
# asked.
NARROWED = {
    "all": "",
    "accounts": "AND person.account_id = ANY(%(accounts)s::bigint[])",
    "scopes": "AND membership.coalition_id = ANY(%(scopes)s::bigint[])",
    "both": "AND person.account_id = ANY(%(accounts)s::bigint[]) AND membership.coalition_id = ANY(%(scopes)s::bigint[])",
    "people": "AND membership.person_id = ANY(%(people)s::bigint[])",
}

# Each membership that holds on the day. A table of the query named `member`: id, coalition_id,
# role, starts_on, seat_id, person_id, account_id (null without an account), name.
MEMBER = f"""
    SELECT membership.id, membership.coalition_id, membership.role, membership.starts_on, membership.seat_id,
           person.id AS person_id, person.account_id, person.name
    FROM coalitions_membership membership JOIN coalitions_person person ON person.id = membership.person_id
    WHERE {holds("membership")}
"""  # noqa: S608  put together from our own words

# Who is asked for the signature of a membership: its holder, and whoever is their designee on the
# day. A table of the query named `signer`: membership_id, holder (the name of whom a designee signs
# for, null otherwise), account_id, person_id, name.
SIGNER = f"""
    SELECT id AS membership_id, NULL::text AS holder, account_id, person_id, name FROM member
    UNION ALL
    SELECT held.id, person.name, member.account_id, member.person_id, member.name
    FROM member JOIN coalitions_designation designation ON designation.designee_id = member.id
         AND {designates("designation")} AND member.role <> ALL(%(never_sign)s)
    JOIN coalitions_membership held ON held.id = designation.holder_id
         AND {holds("held")}
    JOIN coalitions_person person ON person.id = held.person_id
"""  # noqa: S608  put together from our own words

# `everybody`: what asks along the members of a few may leave that out where it is asked of all.
VALUES = {
    "never_sign": [role for role, group in roles.GROUP_OF.items() if group not in roles.MAY_SIGN],
    "everybody": False,
}


def tables(narrowed: str, *, kept: bool = True) -> str:
    """The tables `member` and `signer` for WITH, narrowed to what is asked.

    Worked out once and `kept`: within a demand they would be worked out again for each row beside
    them as soon as the database takes a table for smaller than it has just become. Not kept where
    few of thousands are looked for.
    """
    how = "MATERIALIZED" if kept else "NOT MATERIALIZED"
    return f"member AS {how} ({MEMBER} {NARROWED[narrowed]}), signer AS {how} ({SIGNER})"
