"""What a district's administrators look after in its schools.

A plan in force in each, and none that is out of date.

One row for a district, however many schools: the schools' own administrators are asked one by one.
"""

from datetime import date, timedelta

from coalitions.memberships.models.membership import administers
from safety_portal.core.look.wording import counted, listed_up_to
from safety_portal.core.notices.obligation import ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

# A plan counts for a year before its review is due; so long has a new coalition for its first.
FIRST_PLAN_WITHIN = timedelta(days=365)
NAMED = 3
OF_DISTRICT = """
    FROM member JOIN coalitions_coalition home ON home.id = member.coalition_id AND home.school_id IS NULL
"""

WITHOUT_PLAN = f"""
    {OF_DISTRICT} JOIN LATERAL (
        SELECT COUNT(*) AS schools, MIN(school.formed_on) AS since,
               (ARRAY_AGG(school.name ORDER BY school.name))[:%(named)s] AS names, MIN(school.slug) AS slug
        FROM coalitions_coalition school
        WHERE school.district_id = home.district_id AND school.school_id IS NOT NULL AND school.review_due_on IS NULL
    ) bare ON bare.schools > 0
    WHERE {administers("member")}
"""  # noqa: S608  put together from our own words

REVIEW_OVERDUE = f"""
    {OF_DISTRICT} JOIN LATERAL (
        SELECT COUNT(*) AS schools, MIN(school.review_due_on) AS since,
               (ARRAY_AGG(school.name ORDER BY school.review_due_on, school.name))[:%(named)s] AS names,
               MIN(school.slug) AS slug
        FROM coalitions_coalition school
        WHERE school.district_id = home.district_id AND school.school_id IS NOT NULL AND school.review_due_on < %(on)s
    ) late ON late.schools > 0
    WHERE {administers("member")}
"""  # noqa: S608  put together from our own words


def _words_of_plan_owed(row: ObligationRow, title: str, rest: str, *, need: str) -> dict[str, str]:
    facts = row.facts
    one = facts["schools"] == 1
    return {
        "title": title,
        "why": f"{listed_up_to(facts['names'], NAMED, of=facts['schools'])} {rest}",
        "path": address("workspace_plans", facts["slug"])
        if one
        else f"{address('coalition_schools', row.slug)}?plan={need}",
        "verb": "See",
        "button": f"See the {counted(facts['schools'], 'school')}",
    }


def _without_plan(row: ObligationRow, *, on: date) -> dict[str, str]:
    schools = row.facts["schools"]
    has = "has" if schools == 1 else "have"
    return _words_of_plan_owed(
        row, f"Get a plan in force in {counted(schools, 'school')}", f"{has} none.", need="none"
    )


def _review_overdue(row: ObligationRow, *, on: date) -> dict[str, str]:
    schools = row.facts["schools"]
    rest = "is past the day of its review." if schools == 1 else "are past the day of their review."
    return _words_of_plan_owed(
        row, f"See to the review of {counted(schools, 'plan')}", rest, need="late"
    )


KINDS = (
    ObligationKind(
        kind="schools_without_plan",
        title="Get a plan in force in each school of the district",
        limit="A year after the school’s coalition was formed",
        of_administrators=True,
        scope="home.id",
        due_on="bare.since + %(first_plan_within)s",
        of="home.id",
        facts={"schools": "bare.schools", "names": "bare.names", "slug": "bare.slug"},
        rows=WITHOUT_PLAN,
        worded=_without_plan,
        values={"first_plan_within": FIRST_PLAN_WITHIN.days, "named": NAMED},
        home_only="It is done school by school over months; a weekly mail would say the same each time.",
    ),
    ObligationKind(
        kind="schools_review",
        title="See to a review that a school of the district has let pass",
        limit="The day the review was due",
        of_administrators=True,
        scope="home.id",
        due_on="late.since",
        of="home.id",
        facts={"schools": "late.schools", "names": "late.names", "slug": "late.slug"},
        rows=REVIEW_OVERDUE,
        worded=_review_overdue,
        values={"named": NAMED},
        home_only="The school’s own administrators are reminded, and their chair is told.",
    ),
)
