"""The protocols of an edition in force that a role has to read and acknowledge."""

from datetime import date, timedelta

from coalitions.access import roles
from coalitions.access.roles import Role
from coalitions.memberships.models.membership import holds
from safety_portal.core.look.wording import counted, day_in_words
from safety_portal.core.notices.obligation import ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

ACKNOWLEDGE_WITHIN = timedelta(days=14)
READABLE = [f"{role} {level}" for role in Role.values for level in roles.levels(role)]

# Each protocol of the editions in force of some coalitions, with the edition in which its text
# first came in force. An editorial edition keeps the protocol's hash, so it neither asks again nor
# moves the deadline.
PROTOCOL = """
    SELECT plan.coalition_id, plan.id AS plan_id, plan.title, edition.number AS in_force, section.id, section.lineage,
           section.protocol_hash, section.protocol_for, section.sensitivity, asked.edition_id,
           (asked.in_force_at AT TIME ZONE %(zone)s)::date AS since
    FROM plans_plan plan
    JOIN plans_edition edition ON edition.plan_id = plan.id AND edition.status = 'in_force'
    JOIN plans_section section ON section.edition_id = edition.id AND section.removed_at IS NULL
         AND section.protocol_for <> '{}'
    JOIN LATERAL (
        SELECT earlier.id AS edition_id, earlier.in_force_at
        FROM plans_section same JOIN plans_edition earlier ON earlier.id = same.edition_id
        WHERE same.lineage = section.lineage AND same.protocol_hash = section.protocol_hash
          AND earlier.plan_id = plan.id AND earlier.in_force_at IS NOT NULL
        ORDER BY earlier.in_force_at LIMIT 1
    ) asked ON TRUE
"""

# Every current member x every protocol for their role whose text they may read, less what they have
# acknowledged; one row per person and the edition that asked. Whoever joins later has the same time
# from that day.
ACKNOWLEDGEMENT = f"""
    FROM member JOIN (
        {PROTOCOL}
        -- Arrays, worked out once: IN (SELECT ...) is asked again for each coalition there is.
        -- Not &&: the database expects next to nothing of it, and began with every protocol.
        WHERE %(everybody)s OR (
            plan.coalition_id = ANY(ARRAY(SELECT DISTINCT coalition_id FROM member))
            AND EXISTS (SELECT 1 FROM UNNEST(section.protocol_for) asked_of (role)
                        WHERE asked_of.role = ANY(ARRAY(SELECT DISTINCT role FROM member)))
        )
        OFFSET 0 -- the protocols once, before the members: else the lateral join is asked for each person
    ) protocol ON protocol.coalition_id = member.coalition_id AND member.role = ANY(protocol.protocol_for)
         AND member.role || ' ' || protocol.sensitivity = ANY(%(readable)s)
    WHERE NOT EXISTS (
        SELECT 1 FROM plans_acknowledgement given
        WHERE given.person_id = member.person_id AND given.lineage = protocol.lineage
          AND given.protocol_hash = protocol.protocol_hash
    )
    GROUP BY member.person_id, member.account_id, member.name, protocol.coalition_id, protocol.plan_id, protocol.title,
             protocol.in_force, protocol.edition_id, protocol.since
"""  # noqa: S608  put together from our own words

# The first who are behind with a protocol that is late for everybody who was there, of each
# protocol for each role: looked for along the members of the role, and no further than to the last
# that is shown.
BEHIND = f"""
    SELECT late.person_id, person.name AS person_name, late.due_on
    FROM (
        {PROTOCOL} WHERE plan.coalition_id = ANY(%(scopes)s)
    ) protocol CROSS JOIN LATERAL UNNEST(protocol.protocol_for) AS role (code) CROSS JOIN LATERAL (
        SELECT held.person_id, GREATEST(protocol.since, held.starts_on) + %(acknowledge_within)s AS due_on
        FROM coalitions_membership held
        WHERE held.coalition_id = protocol.coalition_id AND held.role = role.code AND {holds("held")}
          AND held.starts_on + %(acknowledge_within)s < %(on)s AND NOT EXISTS (
            SELECT 1 FROM plans_acknowledgement given
            WHERE given.person_id = held.person_id AND given.lineage = protocol.lineage
              AND given.protocol_hash = protocol.protocol_hash)
        LIMIT %(most)s
    ) late JOIN coalitions_person person ON person.id = late.person_id
    WHERE protocol.since + %(acknowledge_within)s < %(on)s AND role.code || ' ' || protocol.sensitivity = ANY(%(readable)s)
"""  # noqa: S608  put together from our own words


def _acknowledgement(row: ObligationRow, *, on: date) -> dict[str, str]:
    facts = row.facts
    asked_on = day_in_words(row.day("asked_on"), on=on)
    return {
        "title": f"Read and acknowledge {counted(facts['protocols'], 'protocol')}",
        "why": f"From the {facts['title']}, for your role, since {asked_on}.",
        "path": address("protocol_changes", row.slug, facts["plan"], facts["number"]),
        "verb": "Read",
        "button": f"Read {counted(facts['protocols'], 'protocol')}",
    }


KINDS = (
    ObligationKind(
        kind="acknowledgement",
        title="Read the protocols for your role and say so",
        limit="14 days after they came in force, or after you joined",
        scope="protocol.coalition_id",
        due_on="GREATEST(protocol.since, MIN(member.starts_on)) + %(acknowledge_within)s",
        of="protocol.edition_id",
        facts={
            "number": "protocol.in_force",
            "plan": "protocol.plan_id",
            "title": "protocol.title",
            "asked_on": "GREATEST(protocol.since, MIN(member.starts_on))",
            "protocols": "COUNT(DISTINCT protocol.id)",
        },
        rows=ACKNOWLEDGEMENT,
        worded=_acknowledgement,
        values={"acknowledge_within": ACKNOWLEDGE_WITHIN.days, "readable": READABLE},
        behind=BEHIND,
    ),
)
