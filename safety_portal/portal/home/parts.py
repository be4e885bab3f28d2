"""What a home page is made of: each part is one or two queries, and knows nothing of pages."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import BigIntegerField, Count, DateField, F, Q

from coalitions.access.grants import access_of
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from coalitions.memberships.seat_holders import with_standing
from coalitions.seats.models import Seat
from plans.editions.lifecycle import IN_WORK, EditionStatus
from plans.editions.models.edition import Edition, opening
from plans.editions.models.plan import Plan
from plans.review.models import ReviewRound
from plans.signing.lifecycle import SignatureState
from plans.signing.models import Signature
from safety_portal.core.calendar.school_year import school_year_start
from safety_portal.core.database.kept_queries import Among, KeptQuery, ListSlot, Slot
from safety_portal.core.look.wording import listed_up_to
from safety_portal.portal.home.offers import Shown
from training.records.models import TrainingRecord
from training.records.obligations import RAN_OUT_SHOWN
from training.records.queries import courses_held, hours_of

SHOWN = 5
WAITS = 3
SIGNED, ASKED = SignatureState.SIGNED, SignatureState.ASKED
SCHOOLS = 12
KNOWN_ROLES = ("sro", "security_officer", "health", "mental_health")
# What a home page says of an edition; the facts that were frozen along are long, and no part of it.
SHOWN_OF_EDITION = (
    "pk",
    "number",
    "status",
    "in_force_at",
    "review_due_on",
    "plan_id",
    "plan__title",
)


class Stands(NamedTuple):
    """Where a school's plan stands: an edition of it, of which a home page shows no more."""

    number: int
    status: str
    review_due_on: date | None

    @property
    def state_in_words(self):
        return EditionStatus(self.status).label


COALITION, ON = Slot("coalition", BigIntegerField()), Slot("on", DateField())


def _slots(*names):
    return {name: ListSlot(name) for name in names}


def _schools(*order):
    rows = Coalition.objects.within(**_slots("direct", "down", "up"))
    rows = rows.filter(district_id=Slot("district", BigIntegerField()), school__isnull=False)
    return rows.order_by(*order, "name", "pk")[: SCHOOLS + 1]


def _editions():
    opened = Edition.objects.opened_by(
        **_slots("members", "working_down", "community", "looking_down", "up")
    )
    current = opened.filter(
        Among("plan__coalition", ListSlot("coalitions")),
        status__in=[*IN_WORK, EditionStatus.IN_FORCE],
    )
    return current.order_by("-number", "plan__title").values_list(
        "plan__coalition_id", *SHOWN_OF_EDITION
    )


def _asked():
    asked = Signature.objects.filter(
        Among("edition", ListSlot("editions")), state__in=[SIGNED, ASKED]
    )
    return asked.order_by("due_on", "id").values_list(
        "edition_id", "state", "signer_name", "seat_title"
    )


def _seats():
    rows = with_standing(Seat.objects.filter(coalition=COALITION), on=ON).order_by("position", "pk")
    return rows.values_list("title", "standing")


def _members():
    return Membership.objects.current(ON).filter(coalition=COALITION).select_related("person")


def _courses():
    records = TrainingRecord.objects.filter(
        Among("person", ListSlot("people")), coalition=COALITION
    )
    return courses_held(records, since=Slot("since", DateField()))


SCHOOLS_BY_NEED = KeptQuery(lambda: _schools(F("review_due_on").asc(nulls_first=True)))
# With where the school is, for who answers for it.
SCHOOLS_BY_NAME = KeptQuery(lambda: _schools().select_related("school"))
EDITIONS, SIGNATURES, SEATS, COURSES = map(KeptQuery, (_editions, _asked, _seats, _courses))
# One more than is shown: who asks may be among them.
NAMED_MEMBERS = KeptQuery(
    lambda: (
        _members()
        .filter(Q(is_local_champion=True) | Q(is_chair=True))
        .order_by("-is_chair", "role", "pk")[: SHOWN + 1]
    )
)
# Planned for the coalition that is asked of: of thousands in one, a plan for any of them reads all.
KNOWN_MEMBERS = KeptQuery(
    lambda: _members().filter(role__in=KNOWN_ROLES).order_by("role", "person_id")[:SHOWN],
    is_planned=False,
)


def schools(district_id, user, *, by_need):
    """(the first of the schools' coalitions of a district, whether there are more): one query.

    `by_need`: those without a plan in force first, then by the day the next review is due; else by
    name.
    """
    query = SCHOOLS_BY_NEED if by_need else SCHOOLS_BY_NAME
    rows = query.ask(district=district_id, **access_of(user).coalition_filter)
    return rows[:SCHOOLS], len(rows) > SCHOOLS


@dataclass(frozen=True)
class SchoolRow:
    """The coalition of a school: where its plan stands, and how far its protocols have been read.

    `shows_work`: whether the reader is shown an edition that is only drafted, too. `offers`: what
    the nouns say of the school, by the kind of each (offers.py).
    """

    coalition: Coalition
    in_force: Stands | None
    in_work: Stands | None
    shows_work: bool
    asked: int
    read: int
    offers: Mapping[str, Shown]


@dataclass(frozen=True)
class EditionRow:
    """An edition that matters now; of whom it waits for signatures or a review, how many gave it.

    `waits_for`: the names of those who have not signed; `open_round` has its `due_on`, how many are
    `asked` and have `decided`, None between rounds.
    """

    edition: Edition
    signed: int = 0
    asked: int = 0
    waits_for: str = ""
    open_round: ReviewRound | None = None


def plans(coalition, user, *, schools=()):
    """(EditionRows of a coalition's plans that matter now, newest first; the Stands in force and in
    work of each of the `schools`' coalitions, by its key).

    One query, and one more each where signatures or reviewers are awaited.
    """
    places = [coalition.pk, *(school.pk for school in schools)]
    by_plan = defaultdict(list)
    for place, *columns in EDITIONS.ask(coalitions=places, **opening(access_of(user))):
        by_plan[place].append(columns)
    own = [_edition(coalition, *columns) for columns in by_plan[coalition.pk]]
    return _edition_rows(own), {school.pk: _stands(by_plan[school.pk]) for school in schools}


def _stands(editions):
    """(the newest edition in force, the newest in work), None where there is none."""
    stands = [
        Stands(number, status, due_on) for _, number, status, _, due_on, *_ in reversed(editions)
    ]
    by_state = {each.status == EditionStatus.IN_FORCE: each for each in stands}
    return by_state.get(True), by_state.get(False)


def _edition_rows(editions):
    signing = [each for each in editions if each.status == EditionStatus.AWAITING_SIGNATURES]
    more = _signatures_of([edition.pk for edition in signing])
    more |= _rounds_of([each.pk for each in editions if each.status == EditionStatus.IN_REVIEW])
    return [EditionRow(edition, **more.get(edition.pk, {})) for edition in editions]


def _edition(coalition, pk, number, status, in_force_at, review_due_on, plan_id, title):
    plan = Plan(pk=plan_id, title=title, coalition=coalition)
    return Edition(
        pk=pk,
        number=number,
        status=status,
        in_force_at=in_force_at,
        review_due_on=review_due_on,
        plan=plan,
    )


def _signatures_of(editions):
    """What an EditionRow says of the signatures of each edition (ids). At most one query."""
    rows = SIGNATURES.ask(editions=editions) if editions else ()
    by_edition = Counter((pk, state) for pk, state, *_ in rows)
    waits = defaultdict(list)
    for pk, state, name, seat in rows:
        if state == ASKED:
            waits[pk].append(name or f"the vacant seat {seat}")
    return {
        pk: {
            "signed": by_edition[pk, SIGNED],
            "asked": by_edition[pk, SIGNED] + by_edition[pk, ASKED],
            "waits_for": listed_up_to(waits[pk], WAITS),
        }
        for pk in editions
    }


def _rounds_of(editions):
    """What an EditionRow says of the open round of each edition (ids). At most one query."""
    if not editions:
        return {}
    rounds = ReviewRound.objects.filter(edition__in=editions, closed_at__isnull=True)
    rounds = rounds.annotate(
        asked=Count("reviewers"), decided=Count("reviewers", filter=~Q(reviewers__decision=""))
    )
    return {each.edition_id: {"open_round": each} for each in rounds}


def seats(coalition, *, on):
    """Titles of the (filled, vacant) seats of a coalition, counted as its own page counts them.

    One query.
    """
    rows = SEATS.ask(coalition=coalition.pk, on=on)
    return tuple(
        [title for title, standing in rows if standing == wanted] for wanted in ("filled", "vacant")
    )


def training(coalition, user, *, on):
    """(verified hours since July 1, the next to expire as {title, expires_on}) of an account in a
    coalition: one query.
    """
    people = [*access_of(user).person_ids]
    courses = COURSES.ask(people=people, coalition=coalition.pk, since=school_year_start(on))
    records = [
        {"title": title, "expires_on": expires_on}
        for title, _, expires_on in courses
        if expires_on and expires_on >= on - RAN_OUT_SHOWN
    ]
    return hours_of(courses), records[:SHOWN]


def people_to_know(coalition, user, *, on):
    """Whom a member should know besides themself: the chair, local champions, officers, nurse,
    counselor. Two queries, each of
    a few rows."""
    named, by_role = (
        query.ask(coalition=coalition.pk, on=on) for query in (NAMED_MEMBERS, KNOWN_MEMBERS)
    )
    known = {
        member.pk: member for member in (*named, *by_role) if member.person.account_id != user.pk
    }.values()
    return sorted(known, key=lambda member: (not member.is_chair, member.role, member.pk))[:SHOWN]
