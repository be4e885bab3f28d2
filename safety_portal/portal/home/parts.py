"""What a home page is made of: each part is one or two queries, and knows nothing of pages."""

from collections import Counter, defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import BigIntegerField, Count, DateField, F, Q

from coalitions.access.grants import standing_of
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
from safety_portal.core.database.kept_queries import Among, KeptQuery, ListSlot, Slot
from safety_portal.core.look.wording import listed_up_to
from training.records.models import TrainingRecord
from training.records.obligations import RAN_OUT_SHOWN
from training.records.queries import courses_held, hours_of, school_year_start

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
NAMED_MEMBERS = KeptQuery(lambda: _members().filter(Q(is_local_champion=True) | Q(is_chair=True)))
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
    found = query.ask(district=district_id, **standing_of(user).reach)
    return found[:SCHOOLS], len(found) > SCHOOLS


def plans(coalition, user, *, schools=()):
    """The editions of a coalition's plans that matter now (in work, in force), newest first.

    Sets `in_force` and `in_work` on each of the `schools`' coalitions. One query, and one more each
    where signatures or reviewers are awaited.
    """
    places = [coalition.pk, *(school.pk for school in schools)]
    held = defaultdict(list)
    for place, *shown in EDITIONS.ask(coalitions=places, **opening(standing_of(user))):
        held[place].append(shown)
    for school in schools:
        stands = [
            Stands(number, status, due_on)
            for _, number, status, _, due_on, *_ in reversed(held[school.pk])
        ]
        by_state = {each.status == EditionStatus.IN_FORCE: each for each in stands}
        school.in_force, school.in_work = by_state.get(True), by_state.get(False)
    own = [_edition(coalition, *shown) for shown in held[coalition.pk]]
    _count_signatures(
        [edition for edition in own if edition.status == EditionStatus.AWAITING_SIGNATURES]
    )
    _count_decisions([edition for edition in own if edition.status == EditionStatus.IN_REVIEW])
    return own


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


def _count_signatures(editions):
    """Set `signed`, `asked` and `waits_for`, the names of those who have not, on editions that wait
    for signatures.
    """
    if not editions:
        return
    rows = SIGNATURES.ask(editions=[edition.pk for edition in editions])
    by_edition = Counter((pk, state) for pk, state, *_ in rows)
    for edition in editions:
        edition.signed = by_edition[edition.pk, SIGNED]
        edition.asked = edition.signed + by_edition[edition.pk, ASKED]
        waits = [
            name or f"the vacant seat {seat}"
            for pk, state, name, seat in rows
            if (pk, state) == (edition.pk, ASKED)
        ]
        edition.waits_for = listed_up_to(waits, WAITS)


def _count_decisions(editions):
    """Set `open_round` on editions in review.

    Its `due_on`, how many are `asked` and have `decided`. None between rounds.
    """
    if not editions:
        return
    rounds = ReviewRound.objects.filter(edition__in=editions, closed_at__isnull=True)
    rounds = rounds.annotate(
        asked=Count("reviewers"), decided=Count("reviewers", filter=~Q(reviewers__decision=""))
    )
    by_edition = {each.edition_id: each for each in rounds}
    for edition in editions:
        edition.open_round = by_edition.get(edition.pk)


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
    people = [*standing_of(user).person_ids]
    courses = COURSES.ask(people=people, coalition=coalition.pk, since=school_year_start(on))
    shown = [
        {"title": title, "expires_on": expires_on}
        for title, _, expires_on in courses
        if expires_on and expires_on >= on - RAN_OUT_SHOWN
    ]
    return hours_of(courses), shown[:SHOWN]


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
