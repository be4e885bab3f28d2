"""What a home page is made of: each part is one or two queries, and knows nothing of pages."""

from collections import defaultdict
from operator import itemgetter

from django.db.models import Count, F, Max, OuterRef, Q, Subquery, Sum

from coalitions.models import Coalition
from coalitions.seating import counted
from coalitions.standing import standing_of
from plans.lifecycle import EditionStatus, SignatureState
from plans.models import Acknowledgement, Edition, Section
from safety_portal.owed import behind, owed
from training.lifecycle import RecordState
from training.models import TrainingRecord
from training.views.reading import school_year_start

SHOWN = 5
NAMED = 8
SCHOOLS = 12


def yours(user, *, on):
    """What the account itself owes, soonest first. Nothing while it looks as another role."""
    return [] if standing_of(user).seen_as else owed(accounts=[user.pk], on=on)


def who_is_behind(coalition, *, on):
    """(how many people have something overdue, what each of the first of them owes): the longest overdue first."""
    return behind(coalition.pk, on=on, most=NAMED)


def schools(district_id, user):
    """(the schools' coalitions of a district that most need a look, whether there are more): two queries.

    Those without a plan in force first, then by the day the next review is due; each with its edition `in_force` and `in_work`.
    """
    in_force = Edition.objects.in_force().filter(plan__coalition=OuterRef("pk")).order_by("review_due_on")
    coalitions = list(
        Coalition.objects.visible_to(user)
        .filter(district_id=district_id, school__isnull=False)
        .alias(review_due_on=Subquery(in_force.values("review_due_on")[:1]))
        .select_related("school")
        .order_by(F("review_due_on").asc(nulls_first=True), "name", "pk")[: SCHOOLS + 1]
    )
    shown = coalitions[:SCHOOLS]
    _with_editions(shown, user)
    return shown, len(coalitions) > SCHOOLS


def _with_editions(coalitions, user):
    editions = (
        Edition.objects.visible_to(user)
        .filter(plan__coalition__in=coalitions)
        .exclude(status__in=[EditionStatus.SUPERSEDED, EditionStatus.RETIRED])
    )
    held = defaultdict(dict)
    for edition in editions.select_related("plan").order_by("number"):
        held[edition.plan.coalition_id][edition.status == EditionStatus.IN_FORCE] = edition
    for coalition in coalitions:
        coalition.in_force, coalition.in_work = (held[coalition.pk].get(is_in_force) for is_in_force in (True, False))


def plans(coalition, user):
    """The editions of a coalition's plans that matter now (in work, in force), newest first."""
    current = Q(status__in=[EditionStatus.IN_FORCE, EditionStatus.IN_REVIEW, EditionStatus.AWAITING_SIGNATURES]) | Q(
        status=EditionStatus.DRAFTING
    )
    editions = Edition.objects.visible_to(user).filter(current, plan__coalition=coalition)
    return list(
        editions.select_related("plan")
        .annotate(
            signed=Count("signatures", filter=Q(signatures__state=SignatureState.SIGNED)),
            asked=Count("signatures", filter=Q(signatures__state__in=[SignatureState.SIGNED, SignatureState.ASKED])),
        )
        .order_by("-number", "plan__title")
    )


def seats(coalition, *, on):
    """(filled, vacant) seats of a coalition, counted as its own page counts them."""
    rows = counted(coalition, on=on)
    return [row for row in rows if row.standing == "filled"], [row for row in rows if row.standing == "vacant"]


def protocols(coalition, user):
    """The protocols of an account's roles in the edition in force, each with when it was read (`read_at`) or None."""
    roles = list(standing_of(user).roles_in(coalition))
    found = list(
        Section.objects.visible_to(user)
        .present()
        .filter(edition__plan__coalition=coalition, edition__status=EditionStatus.IN_FORCE, protocol_for__overlap=roles)
        .select_related("edition__plan")
    )
    made = Acknowledgement.objects.filter(
        person_id__in=standing_of(user).person_ids, lineage__in=[s.lineage for s in found]
    )
    read = {(row.lineage, row.protocol_hash): row.made_at for row in made}
    ever = {row.lineage for row in made}
    for section in found:
        section.read_at = read.get((section.lineage, section.protocol_hash))
        section.is_changed = section.read_at is None and section.lineage in ever
    return found


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
