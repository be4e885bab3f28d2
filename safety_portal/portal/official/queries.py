"""What officials count, on several days, of each place, computed from records with days: one query,
and for drills what the engine of rules answers of each school.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.db.models import Max, Min, Q
from django.utils import timezone

from coalitions.access.roles import GROUP_OF, MAY_LOG_OWN
from coalitions.agreements.models.standing import holds as agreement_holds
from coalitions.agreements.models.standing import replaced, withdrawn
from coalitions.coalition.models import Coalition
from coalitions.meetings.lifecycle import MeetingState
from coalitions.meetings.models.meeting import OPENED, Meeting
from coalitions.memberships.models.membership import holds
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.signing.lifecycle import SignatureState
from safety_portal.core.database.kept_counts import KeptCounts
from safety_portal.core.database.prepared import Parameter, Prepared
from training.drills.standing import statuses_on
from training.rules.engine.statuses import Status

# A finding that is open for longer is late; training counts for so long.
LATE_DAYS, TRAINED_DAYS = 90, 365
ROLES = ", ".join(f"'{role}'" for role, group in GROUP_OF.items() if group in MAY_LOG_OWN)


def _on_day(words: str) -> str:
    """What is asked of a day, asked of each of them."""
    return words.replace("%(on)s", "days.day")


def _date(column: str) -> str:
    return f"({column} AT TIME ZONE %(zone)s)::date"


# Of each school of the directory: whether a plan was in force, since when at the longest. A school
# without a coalition has none.
PLANS = f"""
    SELECT 'plan', days.day, school.name, (COUNT(edition.id) > 0)::int, 1,
           MIN({_date("edition.in_force_at")})
    FROM days CROSS JOIN schools school
    LEFT JOIN plans_plan plan ON plan.coalition_id = school.place
    LEFT JOIN plans_edition edition ON edition.plan_id = plan.id
         AND {_date("edition.in_force_at")} <= days.day
         AND (edition.ended_at IS NULL OR {_date("edition.ended_at")} > days.day)
    GROUP BY days.day, school.name, school.id
"""  # noqa: S608  put together from our own words
# Of each seat that is asked for and was not left empty: whether as many as it wants held it.
SEATS = f"""
    SELECT 'seats', days.day, place.name,
           COUNT(*) FILTER (WHERE held.number >= seat.recommended_minimum), COUNT(*), NULL::date
    FROM days CROSS JOIN places place
    JOIN coalitions_seat seat ON seat.coalition_id = place.id AND seat.recommended_minimum > 0
         AND (seat.left_empty_at IS NULL OR {_date("seat.left_empty_at")} > days.day)
    CROSS JOIN LATERAL (
        SELECT COUNT(*) AS number FROM coalitions_membership member
        WHERE member.seat_id = seat.id AND {_on_day(holds("member"))}
    ) held
    GROUP BY days.day, place.name, place.id
"""  # noqa: S608  put together from our own words
# People who train, once each, and how many of them trained within a year; name NULL of all places.
PEOPLE = f"""
    SELECT DISTINCT days.day, place.name, place.id AS place, member.person_id,
           EXISTS (
               SELECT 1 FROM training_trainingrecord record
               WHERE record.person_id = member.person_id AND record.held_on <= days.day
                     AND record.held_on > days.day - {TRAINED_DAYS}
                     AND record.state NOT IN ('withdrawn', 'returned')
           ) AS trained
    FROM days CROSS JOIN places place
    JOIN coalitions_membership member ON member.coalition_id = place.id
         AND {_on_day(holds("member"))} AND member.role IN ({ROLES})
"""  # noqa: S608  put together from our own words
TRAINED = """
    SELECT 'trained', day, name, COUNT(DISTINCT person_id) FILTER (WHERE trained),
           COUNT(DISTINCT person_id), NULL::date
    FROM people GROUP BY GROUPING SETS ((day, name, place), (day))
"""
# Findings that were open, and for longer than they should be.
FINDINGS = f"""
    SELECT 'findings', days.day, place.name,
           COUNT(*) FILTER (WHERE finding.found_on < days.day - {LATE_DAYS}), COUNT(*), NULL::date
    FROM days CROSS JOIN places place
    JOIN plans_finding finding ON finding.coalition_id = place.id
    LEFT JOIN coalitions_actionitem item ON item.id = finding.action_item_id
    WHERE finding.found_on <= days.day
          AND (finding.closed_at IS NULL OR {_date("finding.closed_at")} > days.day)
          AND (finding.not_acting_at IS NULL OR {_date("finding.not_acting_at")} > days.day)
          AND (item.id IS NULL OR item.state <> 'verified' OR item.verified_at IS NULL
               OR {_date("item.verified_at")} > days.day)
    GROUP BY days.day, place.name, place.id
"""  # noqa: S608  put together from our own words
# Agreements that were signed and not put aside, and how many of them still held.
AGREEMENTS = f"""
    SELECT 'agreements', days.day, place.name,
           COUNT(*) FILTER (WHERE {_on_day(agreement_holds("agreement"))}), COUNT(*), NULL::date
    FROM days CROSS JOIN places place
    JOIN coalitions_agreement agreement ON agreement.coalition_id = place.id
         AND agreement.signed_on IS NOT NULL AND agreement.starts_on <= days.day
         AND NOT {withdrawn("agreement")} AND NOT {_on_day(replaced("agreement"))}
         AND (agreement.closed_at IS NULL OR {_date("agreement.closed_at")} > days.day)
    GROUP BY days.day, place.name, place.id
"""  # noqa: S608  put together from our own words
PARTS = (PLANS, SEATS, TRAINED, FINDINGS, AGREEMENTS)
ASKED = f"""
    WITH days AS (SELECT day FROM UNNEST(%(days)s) day),
    places AS (
        SELECT id, name FROM coalitions_coalition
        WHERE id = %(here)s OR district_id = %(below)s
    ),
    schools AS (
        SELECT school.id, school.name, team.id AS place FROM coalitions_school school
        LEFT JOIN coalitions_coalition team ON team.school_id = school.id
        WHERE (school.district_id = %(below)s OR school.id = %(school)s)
              AND school.status <> 'closed'
    ),
    people AS ({PEOPLE})
    SELECT kind, day, name, number::int, of::int, since FROM (
        {" UNION ALL ".join(PARTS)}
    ) counted (kind, day, name, number, of, since)
"""  # noqa: S608  put together from our own words
COUNTED = Prepared(
    "figures_of_officials",
    ASKED,
    {
        "here": Parameter("bigint"),
        "below": Parameter("bigint"),
        "school": Parameter("bigint"),
        "days": Parameter("date[]"),
        "zone": Parameter("text"),
    },
    {},
)


@dataclass(frozen=True)
class Tally:
    """`number` `of` so many; `since` the first day that still counts, None where it has none."""

    number: int
    of: int
    since: date | None = None

    def __add__(self, other: "Tally") -> "Tally":
        """Both together, since the earlier day."""
        since = min(filter(None, (self.since, other.since)), default=None)
        return Tally(self.number + other.number, self.of + other.of, since)


# By kind, day and place; the name of a place, "" for all of them together.
Tallies = dict[tuple[str, date, str], Tally]
# By coalition and days, where more people train than MOST: counted once in so many seconds.
COUNTS: KeptCounts[Tallies] = KeptCounts()
MOST, COUNTED_EVERY = 1000, 60
# What became of a rule: done in time, done late, or not done.
DECIDED = frozenset({Status.SATISFIED, Status.SATISFIED_LATE, Status.OVERDUE})


def tallies_of(coalition: Coalition, days: Sequence[date]) -> Tallies:
    """What is counted of a coalition, and of a district's of its schools, on each day: one query.

    A day on which there was nothing to count has no tally. Of more people than MOST the figures may
    be COUNTED_EVERY seconds old.
    """
    return COUNTS.of(
        (coalition.pk, *days),
        lambda: _counted(coalition, days),
        seconds=COUNTED_EVERY,
        is_kept=lambda found: any(
            kind == "trained" and tally.of > MOST for (kind, _, _), tally in found.items()
        ),
    )


def _counted(coalition: Coalition, days: Sequence[date]) -> Tallies:
    below = None if coalition.school_id else coalition.district_id
    rows = COUNTED.rows(
        here=coalition.pk,
        below=below,
        school=coalition.school_id,
        days=list(dict.fromkeys(days)),
        zone=settings.TIME_ZONE,
    )
    found: Tallies = {}
    for kind, day, name, number, of, since in rows:
        tally = Tally(number, of, since)
        found[kind, day, name or ""] = tally + found.get((kind, day, name or ""), Tally(0, 0))
    for (kind, day, name), tally in list(found.items()):
        # Somebody may be in two coalitions: people are counted together by the query itself.
        if name and kind != "trained":
            found[kind, day, ""] = tally + found.get((kind, day, ""), Tally(0, 0))
    return found | _drills(coalition, days)


def _drills(coalition: Coalition, days: Sequence[date]) -> Tallies:
    """Of the drill rules that were met or late on a day, how many were met in time, school by
    school. Five queries.
    """
    of_district = Coalition.objects.filter(
        district=coalition.district_id, school__isnull=False
    ).select_related("district", "school")
    schools = [coalition] if coalition.school_id else list(of_district.order_by("pk"))
    names = {school.pk: school.name for school in schools}
    found: Tallies = {}
    for (school, day), statuses in statuses_on(schools, list(dict.fromkeys(days))).items():
        decided = [each for each in statuses if each in DECIDED]
        if decided:
            tally = Tally(decided.count(Status.SATISFIED), len(decided))
            for name in (names[school], ""):
                known = found.get(("drills", day, name), Tally(0, 0))
                found["drills", day, name] = tally + known
    return found


@dataclass(frozen=True)
class Meetings:
    """The last day on which the coalition met, and the next one; None where there is none."""

    last_on: date | None
    next_on: date | None


def meetings_of(coalition: Coalition, *, on: date) -> Meetings:
    """When the coalition met last before the day, and meets next. One query."""
    morning = timezone.make_aware(datetime.combine(on, time.min))
    held = Q(state__in=OPENED, starts_at__lt=morning)
    planned = Q(state=MeetingState.PLANNED, starts_at__gte=morning)
    found = Meeting.objects.filter(coalition=coalition).aggregate(
        last=Max("starts_at", filter=held), next=Min("starts_at", filter=planned)
    )
    last, following = found["last"], found["next"]
    return Meetings(
        last_on=timezone.localdate(last) if last else None,
        next_on=timezone.localdate(following) if following else None,
    )


@dataclass(frozen=True)
class Waiting:
    """An edition that waits for signatures: `signed` of `asked` have signed."""

    title: str
    signed: int
    asked: int


def waiting_in(coalition: Coalition) -> list[Waiting]:
    """The coalition's own editions that wait for signatures. One query."""
    rows = Edition.objects.filter(
        plan__coalition=coalition, status=EditionStatus.AWAITING_SIGNATURES
    ).order_by("plan__title", "number")
    states: dict[str, list[str | None]] = {}
    for title, number, state in rows.values_list("plan__title", "number", "signatures__state"):
        states.setdefault(f"{title}, edition {number}", []).append(state)
    return [_waiting(title, found) for title, found in states.items()]


def _waiting(title: str, states: Sequence[str | None]) -> Waiting:
    signed = states.count(SignatureState.SIGNED)
    return Waiting(title, signed, signed + states.count(SignatureState.ASKED))
