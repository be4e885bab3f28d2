"""What is at hand of the schools that somebody answers for: of one or of many, in one query.

Asked only of schools whose restricted text the reader has; of restricted sections it holds nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Case, F, TextField, Value, When

from coalitions.access.grants import access_of
from coalitions.access.roles import Sensitivity
from coalitions.coalition.home import Row, day_if_any, moment_of
from coalitions.coalition.models import Coalition
from coalitions.contacts.models.sheet import ContactPlace
from coalitions.contacts.queries import places_of
from coalitions.openings.policies import ANSWERING
from coalitions.reunification.lifecycle import SiteStanding
from coalitions.reunification.models import standing
from plans.editions.models.edition import Edition
from plans.editions.models.plan import Plan
from plans.editions.models.section import Section
from safety_portal.core.accounts.models import User
from safety_portal.core.database.prepared import Parameter, Prepared

# So many changes are said of a school; whoever was away longer reads the school anew.
MOST = 12
EDITIONS = """
    SELECT edition.id, edition.number, edition.in_force_at, edition.facts, plan.id AS plan,
           plan.title
    FROM plans_plan plan JOIN plans_edition edition
         ON edition.plan_id = plan.id AND edition.status = 'in_force'
    WHERE plan.coalition_id = school.id ORDER BY plan.title, plan.id
"""
IN_WORK = """
    SELECT edition.number, edition.status FROM plans_plan plan JOIN plans_edition edition
         ON edition.plan_id = plan.id
         AND edition.status IN ('drafting', 'in_review', 'awaiting_signatures')
    WHERE plan.coalition_id = school.id ORDER BY edition.number DESC LIMIT 1
"""
SITES = f"""
    SELECT spot.which, spot.name, spot.standing, spot.holds_until, site.location, site.way
    FROM ({standing.PLACES} AND school.id = outside.id) spot
    JOIN coalitions_reunificationsite site ON site.id = spot.site_id ORDER BY spot.position
"""  # noqa: S608  put together from our own words
# Everything that is new since somebody looked, the newest first.
CHANGES = f"""
    SELECT * FROM (
        SELECT 'edition' AS kind, edition.in_force_at AS at,
               plan.title || ', edition ' || edition.number AS what,
               (SELECT STRING_AGG(section.title, '; ' ORDER BY section.position)
                FROM plans_section section
                WHERE section.edition_id = edition.id AND section.removed_at IS NULL
                      AND section.change = 'material' AND section.sensitivity <> 'restricted')
                   AS more
        FROM plans_plan plan JOIN plans_edition edition
             ON edition.plan_id = plan.id AND edition.status = 'in_force'
        WHERE plan.coalition_id = school.id
        UNION ALL
        SELECT 'number', MAX(change.made_at), COALESCE(person.name, contact.name), NULL
        FROM coalitions_contactrole role
        JOIN coalitions_contactplace place ON place.role_id = role.id AND place.ended_at IS NULL
        JOIN coalitions_contact contact ON contact.id = place.contact_id
        JOIN coalitions_contactchange change ON change.contact_id = contact.id
        LEFT JOIN coalitions_person person ON person.id = contact.person_id
        WHERE role.coalition_id = school.id AND role.closed_at IS NULL
        GROUP BY contact.id, contact.name, person.name
        UNION ALL
        SELECT CASE WHEN place.ended_at IS NULL THEN 'placed' ELSE 'left' END,
               COALESCE(place.ended_at, place.placed_at), COALESCE(person.name, contact.name),
               role.name
        FROM coalitions_contactrole role
        JOIN coalitions_contactplace place ON place.role_id = role.id
        JOIN coalitions_contact contact ON contact.id = place.contact_id
        LEFT JOIN coalitions_person person ON person.id = contact.person_id
        WHERE role.coalition_id = school.id AND role.closed_at IS NULL
        UNION ALL
        SELECT CASE WHEN site.given_up_at IS NULL THEN 'named' ELSE 'given_up' END,
               COALESCE(site.given_up_at, site.named_at), site.name, NULL
        FROM coalitions_reunificationsite site WHERE site.coalition_id = school.id
    ) change WHERE change.at > looked.at ORDER BY change.at DESC LIMIT {MOST}
"""  # noqa: S608  put together from our own words
# Until when the membership holds by which the reader answers for the school; null without an end.
UNTIL = """
    SELECT CASE WHEN BOOL_OR(held.ends_on IS NULL) THEN NULL ELSE MAX(held.ends_on) END AS day
    FROM coalitions_membership held JOIN coalitions_coalition team ON team.id = held.coalition_id
    WHERE held.id = ANY(%(held)s)
          AND (team.id = school.id
               OR (team.school_id IS NULL AND team.district_id = school.district_id))
"""
ASKED = f"""
    SELECT school.id, looked.at, until.day,
           (SELECT JSON_AGG(edition) FROM ({EDITIONS}) edition),
           (SELECT ROW_TO_JSON(work) FROM ({IN_WORK}) work),
           (SELECT JSON_AGG(site) FROM ({SITES.replace("outside.id", "asked.id")}) site),
           (SELECT JSON_AGG(change) FROM ({CHANGES}) change)
    FROM UNNEST(%(places)s) asked (id) JOIN coalitions_coalition school ON school.id = asked.id
    CROSS JOIN LATERAL (
        SELECT MAX(opening.opened_at) AS at FROM coalitions_opening opening
        WHERE opening.account_id = %(account)s AND opening.coalition_id = school.id
              AND opening.way <> 'kept'
    ) looked
    CROSS JOIN LATERAL ({UNTIL}) until
"""  # noqa: S608  put together from our own words
AT_HAND = Prepared(
    "schools_at_hand",
    ASKED,
    {
        "places": Parameter("bigint[]"),
        "account": Parameter("bigint"),
        "held": Parameter("bigint[]"),
        "on": Parameter("date"),
        "zone": Parameter("text"),
    },
    {},
)


@dataclass(frozen=True)
class Change:
    """Something new of a school; `more` is which sections, or in which role, "" for nothing."""

    kind: str
    at: datetime
    what: str
    more: str


@dataclass(frozen=True)
class Site:
    """Where families would be met. `fault` says why not today, "" where it can be used."""

    name: str
    is_alternate: bool
    location: str
    way: str
    holds_until: date | None
    fault: str


@dataclass(frozen=True)
class AtHand:
    """What is at hand of one school: editions in force by title, what is in work as (number,
    status), sites, and what changed since the reader looked (`looked_at` None: never).

    `until`: the first day without the membership by which they read it, None without an end.
    """

    coalition: Coalition
    looked_at: datetime | None
    until: date | None
    editions: tuple[Edition, ...]
    in_work: tuple[int, str] | None
    sites: tuple[Site, ...]
    changes: tuple[Change, ...]


def at_hand(user: User, coalitions: Sequence[Coalition], *, on: date) -> list[AtHand]:
    """Of each school what is at hand, in the order given. One query."""
    held = [each.membership_id for each in access_of(user).grants if each.group in ANSWERING]
    by_key = {each.pk: each for each in coalitions}
    rows = AT_HAND.rows(
        places=list(by_key), account=user.pk, held=held, on=on, zone=settings.TIME_ZONE
    )
    found = {row[0]: _at_hand(by_key[row[0]], *row[1:]) for row in rows}
    return [found[each.pk] for each in coalitions]


def _at_hand(
    coalition: Coalition,
    looked_at: datetime | None,
    until: date | None,
    editions: list[Row] | None,
    work: Row | None,
    sites: list[Row] | None,
    changes: list[Row] | None,
) -> AtHand:
    return AtHand(
        coalition=coalition,
        looked_at=looked_at,
        until=until,
        editions=tuple(_edition(coalition, row) for row in editions or ()),
        in_work=(work["number"], work["status"]) if work else None,
        sites=tuple(map(_site, sites or ())),
        changes=tuple(map(_change, changes or ())),
    )


def _edition(coalition: Coalition, row: Row) -> Edition:
    return Edition(
        pk=row["id"],
        number=row["number"],
        in_force_at=moment_of(row, "in_force_at") if row["in_force_at"] else None,
        facts=row["facts"],
        plan=Plan(pk=row["plan"], title=row["title"], coalition=coalition),
    )


def _site(row: Row) -> Site:
    found = SiteStanding(row["standing"])
    return Site(
        name=row["name"],
        is_alternate=row["which"] == "alternate",
        location=row["location"],
        way=row["way"],
        holds_until=day_if_any(row, "holds_until"),
        fault="" if found == SiteStanding.USABLE else found.label,
    )


def _change(row: Row) -> Change:
    return Change(row["kind"], moment_of(row, "at"), row["what"], row["more"] or "")


@dataclass(frozen=True)
class KeptSection:
    """A section with the HTML that a device may keep: "" of a restricted one."""

    section: Section
    words: str


def sections_to_keep(
    user: User, editions: Collection[Edition], *, only_protocols: bool = False
) -> list[KeptSection]:
    """The sections of editions in reading order. One query.

    Text whose every reading is on record is not even read: no device keeps it.
    """
    if not editions:
        return []
    by_key = {edition.pk: edition for edition in editions}
    sections = Section.objects.visible_to(user).present().filter(edition__in=by_key)
    if only_protocols:
        sections = sections.exclude(protocol_for=[]).exclude(sensitivity=Sensitivity.RESTRICTED)
    restricted = When(sensitivity=Sensitivity.RESTRICTED, then=Value(""))
    words = Case(restricted, default=F("html"), output_field=TextField())
    rows = sections.annotate(words=words).defer("html")
    kept = []
    for row in rows.order_by("edition__plan__title", "edition", "position"):
        row.edition = by_key[row.edition_id]
        kept.append(KeptSection(row, row.words))
    return kept


def lines_to_call(coalition: Coalition) -> list[ContactPlace]:
    """Who answers at a school, in calling order. One query. Whoever asks has asked who may."""
    return list(places_of(coalition))
