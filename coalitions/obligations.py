"""Who can owe anything: the current members. What the other apps' demands select from."""

# Each membership that holds on the day, of these accounts and in these coalitions; None is all. A table of the query
# named `member`: id, coalition_id, role, starts_on, person_id, account_id (null without an account), name.
MEMBER = """
    SELECT membership.id, membership.coalition_id, membership.role, membership.starts_on,
           person.id AS person_id, person.account_id, person.name
    FROM coalitions_membership membership JOIN coalitions_person person ON person.id = membership.person_id
    WHERE membership.starts_on <= %(on)s AND (membership.ends_on IS NULL OR membership.ends_on > %(on)s)
      AND (%(accounts)s::bigint[] IS NULL OR person.account_id = ANY(%(accounts)s))
      AND (%(scopes)s::bigint[] IS NULL OR membership.coalition_id = ANY(%(scopes)s))
"""
