"""What the sheets of contacts ask: numbers confirmed once a semester, and somebody for each role.

Who is a contact and a member of the coalition that keeps it confirms its own numbers; others get a
mail with a link (actions/asking.py). Administrators confirm what is still open. No number stands in
what is owed, which travels by mail.
"""

from datetime import date, timedelta

from coalitions.contacts import semesters
from coalitions.memberships.models.membership import administers
from safety_portal.core.look.wording import counted
from safety_portal.core.notices.obligation import ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

# An empty role is filled within two weeks of the day since when it is empty.
FILL_WITHIN = timedelta(days=14)

ANSWERS = """
    EXISTS (SELECT 1 FROM coalitions_contactplace place
            JOIN coalitions_contactrole role ON role.id = place.role_id
            WHERE place.contact_id = contact.id AND place.ended_at IS NULL
                  AND role.closed_at IS NULL)
"""
OPEN = f"contact.retired_at IS NULL AND NOT {semesters.confirmed('contact')} AND {ANSWERS}"
DUE = semesters.due("contact")
# Each person once, whatever roles they hold.
OWN = f"""
    FROM (SELECT DISTINCT member.account_id, member.person_id, member.name, contact.id,
                 contact.coalition_id, {DUE} AS due_on
          FROM member JOIN coalitions_contact contact
               ON contact.coalition_id = member.coalition_id
                  AND contact.person_id = member.person_id
          WHERE member.account_id IS NOT NULL AND {OPEN}) own
"""  # noqa: S608  put together from our own words
TO_CONFIRM = f"""
    FROM member JOIN LATERAL (
        SELECT COUNT(*) AS number, MIN({DUE}) AS due_on,
               COUNT(*) FILTER (WHERE contact.reported <> '') AS wrong
        FROM coalitions_contact contact
        WHERE contact.coalition_id = member.coalition_id AND {OPEN}
    ) waiting ON waiting.number > 0
    WHERE {administers("member")}
"""  # noqa: S608  put together from our own words
EMPTY = f"""
    FROM member JOIN LATERAL (
        SELECT COUNT(*) AS number, MIN(role.name) AS name,
               MIN(GREATEST(role.made_on, held.left_on)) + %(fill_within)s AS due_on
        FROM coalitions_contactrole role
        LEFT JOIN LATERAL (
            SELECT MAX((place.ended_at AT TIME ZONE %(zone)s)::date) AS left_on,
                   BOOL_OR(place.ended_at IS NULL) AS is_held
            FROM coalitions_contactplace place WHERE place.role_id = role.id
        ) held ON TRUE
        WHERE role.coalition_id = member.coalition_id AND role.closed_at IS NULL
              AND NOT COALESCE(held.is_held, FALSE)
    ) nobody ON nobody.number > 0
    WHERE {administers("member")}
"""  # noqa: S608  put together from our own words


def _own(row: ObligationRow, *, on: date) -> dict[str, str]:
    return {
        "title": "Confirm your telephone numbers",
        "why": "You are a contact for emergencies. Once a semester, say whether they are right.",
        "path": address("contact", row.slug, row.facts["id"]),
        "verb": "Confirm",
        "button": "Confirm my numbers",
    }


def _to_confirm(row: ObligationRow, *, on: date) -> dict[str, str]:
    number, wrong = row.facts["number"], row.facts["wrong"]
    said = f" {counted(wrong, 'says', 'say')} that theirs are wrong." if wrong else ""
    return {
        "title": f"Confirm {counted(number, 'contact')} for this semester",
        "why": f"Ask them by mail, or call.{said}",
        "path": address("contact_kept", row.slug),
        "verb": "Confirm",
        "button": "See the contacts",
    }


def _empty(row: ObligationRow, *, on: date) -> dict[str, str]:
    number, name = row.facts["number"], row.facts["name"]
    who = name if number == 1 else f"{counted(number, 'role')} of the contact sheet"
    return {
        "title": f"Find somebody for {who}",
        "why": "Whoever opens the sheet in an emergency finds nobody there.",
        "path": address("contact_arrange", row.slug),
        "verb": "Fill",
        "button": "Fill the sheet",
    }


KINDS = (
    ObligationKind(
        kind="contact_confirm_own",
        title="Confirm your own telephone numbers",
        limit="30 days after a semester begins; 14 days after a number changed",
        who="own",
        scope="own.coalition_id",
        due_on="own.due_on",
        of="own.id || ':' || own.due_on",
        facts={"id": "own.id"},
        rows=OWN,
        worded=_own,
    ),
    ObligationKind(
        kind="contacts_to_confirm",
        title="Confirm the contacts of your sheets",
        limit="30 days after a semester begins; 14 days after a number changed",
        of_administrators=True,
        due_on="waiting.due_on",
        of="member.coalition_id || ':' || waiting.due_on",
        facts={"number": "waiting.number", "wrong": "waiting.wrong"},
        rows=TO_CONFIRM,
        worded=_to_confirm,
    ),
    ObligationKind(
        kind="contact_roles_empty",
        title="Find somebody for an empty role of the contact sheet",
        limit="14 days after it became empty",
        of_administrators=True,
        due_on="nobody.due_on",
        of="member.coalition_id || ':' || nobody.due_on",
        facts={"number": "nobody.number", "name": "nobody.name"},
        rows=EMPTY,
        worded=_empty,
        values={"fill_within": FILL_WITHIN.days},
    ),
)
