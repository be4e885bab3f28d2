"""What a home page is made of: each part is one or two queries, and knows nothing of pages."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from coalitions.models import Coalition
from coalitions.seating import counted
from coalitions.standing import standing_of
from plans.lifecycle import EditionStatus, SignatureState
from plans.models import Acknowledgement, Edition, Section
from safety_portal.owed import owed
from training.lifecycle import RecordState
from training.models import TrainingRecord
from training.views.reading import school_year_start

SHOWN = 5


@dataclass(frozen=True)
class Behind:
    """Somebody who has something overdue in a coalition."""

    name: str
    count: int
    since: date
    titles: list


def yours(user, *, on):
    """What the account itself owes, soonest first. Nothing while it looks as another role."""
    return [] if standing_of(user).seen_as else owed(accounts=[user.pk], on=on)


def behind(coalition, *, on):
    """Who is behind in a coalition: people with something overdue, the longest overdue first."""
    found = {}
    for obligation in owed(scopes=[coalition.pk], on=on):
        if obligation.due_on < on:
            found.setdefault((obligation.account_id, obligation.person_name), []).append(obligation)
    rows = [Behind(name, len(late), late[0].due_on, [each.title for each in late]) for (_, name), late in found.items()]
    return sorted(rows, key=lambda row: (row.since, row.name))


def schools(district_id, user):
    """Each school's coalition of a district that the account may see, with its edition in force and in work: one query each."""
    coalitions = list(
        Coalition.objects.visible_to(user)
        .filter(district_id=district_id, school__isnull=False)
        .select_related("school")
        .order_by("name", "pk")
    )
    editions = (
        Edition.objects.visible_to(user)
        .filter(plan__coalition__in=coalitions)
        .exclude(status__in=[EditionStatus.SUPERSEDED, EditionStatus.RETIRED])
    )
    by_coalition = {}
    for edition in editions.select_related("plan").order_by("number"):
        by_coalition.setdefault(edition.plan.coalition_id, {})[edition.status == EditionStatus.IN_FORCE] = edition
    for coalition in coalitions:
        held = by_coalition.get(coalition.pk, {})
        coalition.in_force, coalition.in_work = held.get(True), held.get(False)
    return coalitions


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
    """(verified hours since July 1, the next records to expire) of an account in a coalition."""
    records = TrainingRecord.objects.filter(
        person_id__in=standing_of(user).person_ids, coalition=coalition, state=RecordState.VERIFIED
    )
    hours = records.filter(held_on__gte=school_year_start(on)).aggregate(hours=Sum("hours"))["hours"] or 0
    expiring = records.filter(expires_on__isnull=False).select_related("course").order_by("-expires_on")
    newest = {}
    for record in expiring:
        newest.setdefault(record.course_id, record)
    return hours, sorted(newest.values(), key=lambda record: record.expires_on)[:SHOWN]


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
