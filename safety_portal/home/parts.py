"""What a home page is made of: each part is one or two queries, and knows nothing of pages."""

from collections import Counter, defaultdict

from django.db.models import Count, F, Q

from coalitions.models import Coalition
from coalitions.seating import counted
from coalitions.standing import standing_of
from plans.lifecycle import IN_WORK, EditionStatus, SignatureState
from plans.models import Edition, ReviewRound, Signature
from safety_portal.look.wording import listed_up_to
from safety_portal.owed import behind
from training.models import TrainingRecord
from training.obligations import RAN_OUT_SHOWN
from training.views.reading import held

SHOWN = 5
NAMED = 8
WAITS = 3
SIGNED, ASKED = SignatureState.SIGNED, SignatureState.ASKED
SCHOOLS = 12
KNOWN_ROLES = ("sro", "security_officer", "health", "mental_health")


def who_is_behind(coalition, *, on):
    """(how many people have something overdue, what each of the first of them owes): the longest overdue first."""
    return behind(coalition.pk, on=on, most=NAMED)


def schools(district_id, user, *, by_need):
    """(the first of the schools' coalitions of a district, whether there are more): one query.

    `by_need`: those without a plan in force first, then by the day the next review is due; else by name.
    """
    rows = Coalition.objects.visible_to(user).filter(district_id=district_id, school__isnull=False)
    need = [F("review_due_on").asc(nulls_first=True)] if by_need else []
    found = list(rows.select_related("school").order_by(*need, "name", "pk")[: SCHOOLS + 1])
    return found[:SCHOOLS], len(found) > SCHOOLS


def plans(coalition, user, *, schools=()):
    """The editions of a coalition's plans that matter now (in work, in force), newest first.

    Sets `in_force` and `in_work` on each of the `schools`' coalitions. One query, and one more each where signatures or
    reviewers are awaited.
    """
    current = Edition.objects.visible_to(user).filter(status__in=[*IN_WORK, EditionStatus.IN_FORCE])
    editions = current.filter(plan__coalition__in=[coalition, *schools]).select_related("plan")
    held = defaultdict(list)
    for edition in editions.order_by("-number", "plan__title"):
        if edition.plan.coalition_id == coalition.pk:
            edition.plan.coalition = coalition
        held[edition.plan.coalition_id].append(edition)
    for school in schools:
        by_state = {edition.status == EditionStatus.IN_FORCE: edition for edition in reversed(held[school.pk])}
        school.in_force, school.in_work = by_state.get(True), by_state.get(False)
    _count_signatures(
        [edition for edition in held[coalition.pk] if edition.status == EditionStatus.AWAITING_SIGNATURES]
    )
    _count_decisions([edition for edition in held[coalition.pk] if edition.status == EditionStatus.IN_REVIEW])
    return held[coalition.pk]


def _count_signatures(editions):
    """Set `signed`, `asked` and `waits_for`, the names of those who have not, on editions that wait for signatures."""
    if not editions:
        return
    asked = Signature.objects.filter(edition__in=editions, state__in=[SIGNED, ASKED])
    rows = list(asked.order_by("due_on", "id").values_list("edition_id", "state", "signer_name", "seat_title"))
    by_edition = Counter((pk, state) for pk, state, *_ in rows)
    for edition in editions:
        edition.signed = by_edition[edition.pk, SIGNED]
        edition.asked = edition.signed + by_edition[edition.pk, ASKED]
        waits = [
            name or f"the vacant seat {seat}" for pk, state, name, seat in rows if (pk, state) == (edition.pk, ASKED)
        ]
        edition.waits_for = listed_up_to(waits, WAITS)


def _count_decisions(editions):
    """Set `open_round` on editions in review: its `due_on`, how many are `asked` and have `decided`. None between rounds."""
    if not editions:
        return
    rounds = ReviewRound.objects.filter(edition__in=editions, closed_at__isnull=True)
    rounds = rounds.annotate(asked=Count("reviewers"), decided=Count("reviewers", filter=~Q(reviewers__decision="")))
    by_edition = {each.edition_id: each for each in rounds}
    for edition in editions:
        edition.open_round = by_edition.get(edition.pk)


def seats(coalition, *, on):
    """(filled, vacant) seats of a coalition, counted as its own page counts them."""
    rows = counted(coalition, on=on)
    return [row for row in rows if row.standing == "filled"], [row for row in rows if row.standing == "vacant"]


def training(coalition, user, *, on):
    """(verified hours since July 1, the next to expire as {title, expires_on}) of an account in a coalition: one query."""
    records = TrainingRecord.objects.filter(person_id__in=standing_of(user).person_ids, coalition=coalition)
    hours, courses = held(records, on=on)
    known = [each for each in courses if each["expires_on"] and each["expires_on"] >= on - RAN_OUT_SHOWN]
    return hours, known[:SHOWN]


def people_to_know(coalition, user, *, on):
    """Whom a member should know besides themself: the chair, local champions, officers, nurse, counselor. Two queries, each of
    a few rows."""
    members = coalition.memberships.current(on).select_related("person").exclude(person__account=user)
    named = list(members.filter(Q(is_local_champion=True) | Q(is_chair=True)))
    by_role = list(members.filter(role__in=KNOWN_ROLES).order_by("role", "person_id")[:SHOWN])
    known = {member.pk: member for member in (*named, *by_role)}.values()
    return sorted(known, key=lambda member: (not member.is_chair, member.role, member.pk))[:SHOWN]
