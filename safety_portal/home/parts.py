"""What a home page is made of: each part is one or two queries, and knows nothing of pages."""

from collections import Counter, defaultdict
from operator import itemgetter

from django.db.models import Exists, F, Max, Min, OuterRef, Q, Subquery, Sum

from coalitions.models import Coalition, Membership
from coalitions.seating import counted
from coalitions.standing import standing_of
from plans.lifecycle import IN_WORK, EditionStatus, Outcome, SignatureState
from plans.models import Approval, Edition, Signature
from safety_portal.owed import behind, owed
from training.lifecycle import RecordState
from training.models import TrainingRecord
from training.views.reading import school_year_start

SHOWN = 5
NAMED = 8
SCHOOLS = 12
# Of coalitions/data/seats.yaml.
BOARD_SEAT = "board_member"


def yours(user, *, on):
    """What the account itself owes, soonest first. Nothing while it looks as another role."""
    return [] if standing_of(user).seen_as else owed(accounts=[user.pk], on=on)


def who_is_behind(coalition, *, on):
    """(how many people have something overdue, what each of the first of them owes): the longest overdue first."""
    return behind(coalition.pk, on=on, most=NAMED)


def schools(district_id, user, *, by_need):
    """(the first of the schools' coalitions of a district, whether there are more): one query.

    `by_need`: those without a plan in force first, then by the day the next review is due; else by name.
    """
    in_force = Edition.objects.in_force().filter(plan__coalition=OuterRef("pk")).order_by("review_due_on")
    found = list(
        Coalition.objects.visible_to(user)
        .filter(district_id=district_id, school__isnull=False)
        .alias(review_due_on=Subquery(in_force.values("review_due_on")[:1]))
        .select_related("school")
        .order_by(*([F("review_due_on").asc(nulls_first=True)] if by_need else []), "name", "pk")[: SCHOOLS + 1]
    )
    return found[:SCHOOLS], len(found) > SCHOOLS


def plans(coalition, user, *, schools=()):
    """The editions of a coalition's plans that matter now (in work, in force), newest first.

    Sets `in_force` and `in_work` on each of the `schools`' coalitions. One query, and one more where signatures are awaited.
    """
    current = Edition.objects.visible_to(user).filter(status__in=[*IN_WORK, EditionStatus.IN_FORCE])
    editions = current.filter(plan__coalition__in=[coalition, *schools]).select_related("plan")
    held = defaultdict(list)
    for edition in editions.order_by("-number", "plan__title"):
        held[edition.plan.coalition_id].append(edition)
    for school in schools:
        by_state = {edition.status == EditionStatus.IN_FORCE: edition for edition in reversed(held[school.pk])}
        school.in_force, school.in_work = by_state.get(True), by_state.get(False)
    _count_signatures(
        [edition for edition in held[coalition.pk] if edition.status == EditionStatus.AWAITING_SIGNATURES]
    )
    return held[coalition.pk]


def to_approve(coalition, user, editions):
    """Of the `editions`, those that wait for the vote of the coalition's board, for who sits on it: each with `vote_due_on`.

    Information, not a demand: one member alone cannot fulfil it, an administrator records it. One query, none without a board.
    """
    waiting = [edition.pk for edition in editions if edition.status == EditionStatus.AWAITING_SIGNATURES]
    if not (waiting and coalition.approving_board):
        return []
    sits = Membership.objects.filter(pk__in=[hold.membership_id for hold in standing_of(user).holds_in(coalition)])
    newest = Approval.objects.standing().filter(edition=OuterRef("pk")).values("outcome")[:1]
    return list(
        Edition.objects.filter(Exists(sits.filter(seat__code=BOARD_SEAT)), pk__in=waiting)
        .alias(outcome=Subquery(newest))
        .filter(Q(outcome=None) | ~Q(outcome=Outcome.APPROVED))
        .annotate(vote_due_on=Min("signatures__due_on", filter=~Q(signatures__state=SignatureState.VOIDED)))
        .select_related("plan")
        .order_by("vote_due_on", "pk")
    )


def _count_signatures(editions):
    """Set `signed` and `asked` on editions that wait for signatures."""
    if not editions:
        return
    asked = Signature.objects.filter(edition__in=editions, state__in=[SignatureState.SIGNED, SignatureState.ASKED])
    by_edition = Counter(asked.values_list("edition_id", "state"))
    for edition in editions:
        edition.signed = by_edition[edition.pk, SignatureState.SIGNED]
        edition.asked = edition.signed + by_edition[edition.pk, SignatureState.ASKED]


def seats(coalition, *, on):
    """(filled, vacant) seats of a coalition, counted as its own page counts them."""
    rows = counted(coalition, on=on)
    return [row for row in rows if row.standing == "filled"], [row for row in rows if row.standing == "vacant"]


def training(coalition, user, *, on):
    """(verified hours since July 1, the next to expire as {title, expires_on}) of an account in a coalition: one query."""
    verified = TrainingRecord.objects.filter(
        person_id__in=standing_of(user).person_ids, coalition=coalition, state=RecordState.VERIFIED
    )
    this_year = Q(held_on__gte=school_year_start(on))
    # By course: what was held again counts until the later day.
    courses = (
        verified.order_by()
        .values("course")
        .annotate(title=F("course__title"), hours=Sum("hours", filter=this_year), expires_on=Max("expires_on"))
    )
    courses = list(courses)
    expiring = sorted((each for each in courses if each["expires_on"]), key=itemgetter("expires_on", "title"))
    return sum(each["hours"] or 0 for each in courses), expiring[:SHOWN]


def people_to_know(coalition, *, on):
    """Whom a member should know: officers, nurse, counsellor, local champions, the chair."""
    wanted = (
        Q(role__in=["sro", "security_officer", "health", "mental_health"])
        | Q(is_local_champion=True)
        | Q(is_chair=True)
    )
    members = (
        coalition.memberships.current(on).filter(wanted).select_related("person").order_by("-is_chair", "role", "pk")
    )
    return list(members[:SHOWN])
