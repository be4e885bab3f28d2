"""Drills that an address names, those of a place, and those like one. Strangers get 404."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.shortcuts import get_object_or_404

from coalitions.action_items.queries import owners_of
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership, MembershipQuerySet
from coalitions.people.models import Person, PersonQuerySet
from safety_portal.core.accounts.models import User
from safety_portal.core.calendar.school_year import school_year_start
from safety_portal.core.values import whole_number
from training.drills.models.change import DrillFinding
from training.drills.models.drill import MOST_MINUTES, Drill, DrillQuerySet

# What was planned so long ago and never logged is still offered to be logged.
TO_LOG = timedelta(days=60)
# Two of a kind on a day, so far apart, are two drills.
APART = timedelta(hours=1)


def fetch_drill(user: User, *, coalition: str, drill: int, **rest: str | int) -> Drill:
    """The drill of the address, or Http404."""
    visible = Drill.objects.visible_to(user).with_place()
    return get_object_or_404(visible, pk=drill, coalition__slug=coalition)


def fetch_finding(
    user: User, *, coalition: str, drill: int, found: int, **rest: str | int
) -> DrillFinding:
    """What was found at the drill of the address, or Http404."""
    visible = DrillFinding.objects.visible_to(user).select_related(
        "drill__coalition__school", "drill__coalition__district"
    )
    return get_object_or_404(
        visible,
        pk=found,
        drill=drill,
        drill__coalition__slug=coalition,
        drill__in=Drill.objects.visible_to(user),
    )


def drills_of(user: User, coalition: Coalition) -> DrillQuerySet:
    """The drills of a school, and of a district's coalition those of all its schools, as the
    account sees them.
    """
    rows = Drill.objects.visible_to(user).with_place()
    if coalition.school_id:
        return rows.filter(coalition=coalition)
    return rows.filter(coalition__district=coalition.district_id)


def school_year_of(day: date) -> tuple[date, date]:
    """July 1 to June 30."""
    first = school_year_start(day)
    return first, first.replace(year=first.year + 1) - timedelta(days=1)


def to_log(user: User, coalition: Coalition, *, on: date) -> list[Drill]:
    """The planned drills of a school that may be logged on a day, the latest first."""
    rows = drills_of(user, coalition).planned().filter(drill_on__range=(on - TO_LOG, on))
    return list(rows.order_by("-drill_on", "starts_at", "pk"))


def logged_before(
    user: User, coalition: Coalition, *, drill: str | None, minutes: str | None
) -> Drill | None:
    """The planned drill that the account logged already, with the same minutes: what a phone sends
    again whose answer was lost on the way. `drill`, `minutes`: as posted.
    """
    key, lasted = whole_number(drill), whole_number(minutes, most=MOST_MINUTES)
    if not key or not lasted:
        return None
    rows = drills_of(user, coalition).held()
    return rows.filter(pk=key, minutes=lasted, logged_by=user).first()


def logged_like(drill: Drill) -> Drill | None:
    """One of that school and day, of one of its kinds, in its building, that is logged already."""
    same = Drill.objects.held().filter(
        coalition=drill.coalition,
        drill_on=drill.drill_on,
        kinds__overlap=drill.kinds,
        is_real=drill.is_real,
    )
    if drill.building:
        same = same.filter(Q(building__iexact=drill.building) | Q(building=""))
    rows = same.select_related("logged_by", "coalition").order_by("pk")
    return next((each for each in rows if not _is_apart(each, drill)), None)


def _is_apart(one: Drill, other: Drill) -> bool:
    if one.starts_at is None or other.starts_at is None:
        return False
    first = datetime.combine(one.drill_on, one.starts_at)
    return abs(first - datetime.combine(one.drill_on, other.starts_at)) >= APART


def leaders_of(coalition: Coalition, *, on: date) -> MembershipQuerySet:
    """Who may lead a drill of a school: its team, and who runs those of the district."""
    own = Q(coalition=coalition)
    above = Q(
        coalition__district=coalition.district_id,
        coalition__school__isnull=True,
        role__in=("administrator", "sro", "security_officer"),
    )
    rows = (
        Membership.objects.current(on).filter(own | above).exclude(role__in=("student", "parent"))
    )
    return rows.select_related("person").order_by("person__name", "pk")


def findings_of(user: User, drill: Drill) -> list[DrillFinding]:
    """What was found at a drill, with the action item of each, as the account sees it."""
    rows = DrillFinding.objects.visible_to(user).filter(drill=drill)
    return list(rows.select_related("action_item", "found_by").order_by("pk"))


def owners_here(coalition: Coalition, *, on: date) -> PersonQuerySet:
    """Who may own an action item of a coalition on the day, by name."""
    held = owners_of(coalition, on=on)
    return Person.objects.filter(pk__in=held.values("person")).order_by("name", "pk")


def schools_of(user: User, coalition: Coalition) -> list[Coalition]:
    """The schools' coalitions of a district, by name, as the account sees them."""
    rows = Coalition.objects.visible_to(user).filter(
        district=coalition.district_id, school__isnull=False
    )
    return list(rows.select_related("district", "school").order_by("name", "pk"))
