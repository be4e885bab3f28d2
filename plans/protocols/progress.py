"""How far the protocols in force have been read, coalition by coalition: numbers, no names."""

from collections.abc import Iterable
from datetime import date

from coalitions.memberships.models.membership import holds
from plans.protocols.obligations import READABLE
from safety_portal.core.database.prepared import Parameter, Prepared

# Each current member x each protocol for their role that they may read, in these coalitions; an
# acknowledgement of the same text counts, whichever edition it was read in.
READING = f"""
    SELECT asked.coalition_id, COUNT(*), COUNT(given.id) FROM (
        SELECT DISTINCT plan.coalition_id, held.person_id, section.lineage, section.protocol_hash
        FROM plans_plan plan
        JOIN plans_edition edition ON edition.plan_id = plan.id AND edition.status = 'in_force'
        JOIN plans_section section ON section.edition_id = edition.id AND section.removed_at IS NULL
             AND section.protocol_for <> '{{}}'
        JOIN UNNEST(section.protocol_for) reader (role)
             ON reader.role || ' ' || section.sensitivity = ANY(%(readable)s)
        JOIN coalitions_membership held ON held.coalition_id = plan.coalition_id
             AND held.role = reader.role AND {holds("held")}
        WHERE plan.coalition_id = ANY(%(coalitions)s)
    ) asked LEFT JOIN plans_acknowledgement given ON given.person_id = asked.person_id
        AND given.lineage = asked.lineage AND given.protocol_hash = asked.protocol_hash
    GROUP BY asked.coalition_id
"""  # noqa: S608  put together from our own words
COUNTED = Prepared(
    "protocols_read",
    READING,
    {"on": Parameter("date"), "coalitions": Parameter("bigint[]")},
    {"readable": READABLE},
)


def count_reading(coalitions: Iterable[int], *, on: date) -> dict[int, tuple[int, int]]:
    """How many acknowledgements the protocols of each coalition (ids) ask for, and how many there
    are; no key where they ask nobody. One query, none without coalitions.
    """
    rows = COUNTED.rows(on=on, coalitions=coalitions) if coalitions else ()
    return {pk: (asked, read) for pk, asked, read in rows}
