"""Where the loop of each finding stands, as one expression of SQL: nothing is asked row by row."""

from coalitions.memberships.models.membership import holds
from plans.editions.lifecycle import IN_WORK
from plans.protocols.obligations import READABLE

IN_WORK_LISTED = ", ".join(f"'{status.value}'" for status in IN_WORK)
READABLE_LISTED = ", ".join(f"'{each}'" for each in READABLE)

# The first edition, in work or in force since the section was named, whose text of it differs from
# that of the edition it is based on, or that has it no more. A section that is new there was
# changed where it was saved after it was named.
MADE = f"""
    SELECT section.id, section.lineage, section.protocol_for, section.sensitivity,
           edition.number, edition.in_force_at,
           COALESCE(section.removed_at, section.saved_at) AS changed_at,
           -- Not frozen yet, what its writer says of the change; frozen, what follows from it.
           section.removed_at IS NULL AND CASE WHEN section.protocol_hash = ''
               THEN section.change = 'material'
               ELSE section.protocol_hash IS DISTINCT FROM before.protocol_hash
           END AS is_asked_again
    FROM plans_section section JOIN plans_edition edition ON edition.id = section.edition_id
    LEFT JOIN plans_section before ON before.edition_id = edition.based_on_id
         AND before.lineage = section.lineage AND before.removed_at IS NULL
    WHERE edition.plan_id = change.plan_id AND section.lineage = change.lineage
      AND (edition.status IN ({IN_WORK_LISTED}) OR edition.in_force_at >= change.named_at)
      AND (section.removed_at IS NOT NULL OR before.html <> section.html
           OR (before.id IS NULL AND section.saved_at >= change.named_at))
    ORDER BY edition.number LIMIT 1
"""  # noqa: S608  put together from our own words

# Members whose role must read a section that was changed, who may read it, and were members when
# it came into force (today, where it has not): who joined later reads it as one of the protocols of
# a new member. A reading since then counts, also of a later text.
READERS = f"""
    SELECT held.person_id, BOOL_AND(given.made_at IS NOT NULL) AS has_read,
           MAX(given.made_at) AS read_at
    FROM made JOIN coalitions_membership held ON held.coalition_id = plans_finding.coalition_id
         AND held.role = ANY(made.protocol_for) AND {holds("held")}
         AND held.role || ' ' || made.sensitivity = ANY(ARRAY[{READABLE_LISTED}])
         AND held.starts_on <= COALESCE((made.in_force_at AT TIME ZONE %(zone)s)::date, %(on)s)
    LEFT JOIN LATERAL (
        SELECT MIN(ack.made_at) AS made_at FROM plans_acknowledgement ack
        WHERE ack.person_id = held.person_id AND ack.lineage = made.lineage
          AND ack.made_at >= made.in_force_at
    ) given ON TRUE
    WHERE made.is_asked_again
    GROUP BY held.person_id
"""  # noqa: S608  put together from our own words

# What happened: each moment null while it did not.
FACTS = f"""
    WITH made AS MATERIALIZED (
        SELECT change.id AS change_id, made.*
        FROM plans_requiredchange change LEFT JOIN LATERAL ({MADE}) made ON TRUE
        WHERE change.item_id = plans_finding.action_item_id AND change.withdrawn_at IS NULL
    ), plan AS (
        SELECT COUNT(*) AS named, COUNT(id) AS changed, COUNT(in_force_at) AS signed,
               MAX(changed_at) AS changed_at, MAX(in_force_at) AS signed_at,
               COALESCE(ARRAY_AGG(id) FILTER (WHERE id IS NOT NULL), '{{}}') AS sections
        FROM made
    ), readers AS (
        SELECT COUNT(*) AS asked, COUNT(*) FILTER (WHERE has_read) AS read,
               MAX(read_at) AS read_at FROM ({READERS}) reader
    ), mark AS (
        SELECT COALESCE(BOOL_OR(step = 'section_changed'), FALSE) AS section_changed,
               COALESCE(BOOL_OR(step = 'signed_again'), FALSE) AS signed_again,
               COALESCE(BOOL_OR(step = 'read_again'), FALSE) AS read_again,
               MAX(marked_at) AS marked_at
        FROM plans_stepnotneeded WHERE finding_id = plans_finding.id AND undone_at IS NULL
    )
    SELECT plan.*, readers.*, mark.marked_at, item.done_at, item.verified_at,
           item.id IS NOT NULL AS has_item,
           COALESCE(plans_finding.closed_at, plans_finding.not_acting_at) AS ended_at,
           mark.section_changed AND plan.named = 0 AS needs_no_change,
           mark.signed_again AS needs_no_signing, mark.read_again AS needs_no_reading
    FROM plan CROSS JOIN readers CROSS JOIN mark
    LEFT JOIN coalitions_actionitem item ON item.id = plans_finding.action_item_id
"""  # noqa: S608  put together from our own words

# Each step: done, not needed, or it waits. What was left as it is, or seen in place at a later
# walk, needs no step behind the first.
STATES = f"""
    SELECT facts.*, ended_at IS NOT NULL AS is_ended,
           CASE WHEN ended_at IS NOT NULL THEN 'not_needed' WHEN has_item THEN 'done'
                ELSE 'waits' END AS action_item,
           CASE WHEN ended_at IS NOT NULL THEN 'not_needed' WHEN done_at IS NOT NULL THEN 'done'
                ELSE 'waits' END AS evidence,
           CASE WHEN ended_at IS NOT NULL THEN 'not_needed' WHEN verified_at IS NOT NULL THEN 'done'
                ELSE 'waits' END AS verified,
           CASE WHEN named > 0 AND changed = named THEN 'done'
                WHEN ended_at IS NOT NULL OR needs_no_change THEN 'not_needed'
                ELSE 'waits' END AS section_changed,
           CASE WHEN named > 0 AND signed = named THEN 'done'
                WHEN ended_at IS NOT NULL OR needs_no_change OR needs_no_signing THEN 'not_needed'
                ELSE 'waits' END AS signed_again,
           CASE WHEN named > 0 AND signed = named AND asked > 0 AND read = asked THEN 'done'
                WHEN ended_at IS NOT NULL OR needs_no_change OR needs_no_signing
                     OR needs_no_reading THEN 'not_needed'
                ELSE 'waits' END AS read_again
    FROM ({FACTS}) facts
"""  # noqa: S608  put together from our own words

# The first step that waits, "closed" where none does.
STUCK = """
    CASE 'waits' WHEN action_item THEN 'action_item' WHEN evidence THEN 'evidence'
         WHEN verified THEN 'verified' WHEN section_changed THEN 'section_changed'
         WHEN signed_again THEN 'signed_again' WHEN read_again THEN 'read_again'
         ELSE 'closed' END
"""
# Of a row of plans_finding: where its loop is stuck, and all of it.
STUCK_AT = f"(SELECT {STUCK} FROM ({STATES}) states)"  # noqa: S608  our own words
LOOP = f"""
    (SELECT (jsonb_build_object('stuck', {STUCK}) || TO_JSONB(states) || jsonb_build_object(
        'closed_at', CASE WHEN {STUCK} = 'closed' THEN GREATEST(
            ended_at, verified_at, changed_at, signed_at, read_at, marked_at) END))::json
     FROM ({STATES}) states)
"""  # noqa: S608  put together from our own words
