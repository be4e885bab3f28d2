"""Questions about agreements: what an address names, what a coalition has, and what has ended.

Strangers get 404.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils import timezone

from coalitions.access.roles import GROUPS, Group
from coalitions.agreements.lifecycle import HOLDS, Standing
from coalitions.agreements.models.agreement import Agreement, AgreementQuerySet
from coalitions.agreements.models.assignment import AssignmentQuerySet, OfficerAssignment
from coalitions.agreements.models.paper import AgreementPaper
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from coalitions.memberships.seat_holders import remarks_on_holders
from coalitions.people.models import Person
from coalitions.schools.models import School
from safety_portal.core.accounts.models import User
from safety_portal.core.look.wording import listed

# What somebody has to see to, the most pressing first by its last day.
WAITS = (Standing.ENDED, Standing.ENDING, Standing.REVIEW_DUE)
# What is over is history, and counted apart.
OVER = (Standing.REPLACED, Standing.CLOSED, Standing.WITHDRAWN)
CURRENT = tuple(each for each in Standing if each not in OVER)
BESIDE_SHOWN = 5
OFFICERS = GROUPS[Group.OFFICERS]


def fetch_agreement(user: User, *, coalition: str, agreement: int, **rest: str | int) -> Agreement:
    """The agreement of the address with where it stands today, or Http404."""
    visible = Agreement.objects.visible_to(user).with_standing(timezone.localdate())
    visible = visible.select_related(
        "coalition__district", "coalition__school", "recorded_by", "closed_by"
    )
    return get_object_or_404(visible, pk=agreement, coalition__slug=coalition)


def fetch_paper(
    user: User, *, coalition: str, agreement: int, paper: int, **rest: str | int
) -> AgreementPaper:
    """A paper that was not withdrawn, of the agreement of the address, or Http404."""
    visible = AgreementPaper.objects.visible_to(user).filter(withdrawn_at__isnull=True)
    return get_object_or_404(
        visible.select_related("agreement__coalition__district", "agreement__coalition__school"),
        pk=paper,
        agreement=agreement,
        agreement__coalition__slug=coalition,
    )


def papers_of(user: User, agreement: Agreement) -> list[AgreementPaper]:
    """The papers of an agreement that the account may open; each knows the agreement."""
    visible = AgreementPaper.objects.visible_to(user).filter(withdrawn_at__isnull=True)
    papers = list(visible.filter(agreement=agreement))
    for paper in papers:
        paper.agreement = agreement
    return papers


def fetch_assignment(
    user: User, *, coalition: str, assignment: int, **rest: str | int
) -> OfficerAssignment:
    """The assignment of the address with whether it is covered today, or Http404."""
    visible = OfficerAssignment.objects.visible_to(user).with_coverage(timezone.localdate())
    visible = visible.select_related(
        "person", "school", "agreement__coalition", "coalition__district", "coalition__school"
    )
    return get_object_or_404(visible, pk=assignment, coalition__slug=coalition)


def agreements_of(user: User, coalition: Coalition, *, on: date) -> AgreementQuerySet:
    """What a coalition has in writing, as far as the account reads it, each with its standing.

    A district's own and those of its schools; a school's own and its district's that cover it.
    """
    visible = Agreement.objects.visible_to(user).with_standing(on)
    if coalition.school_id is None:
        return visible.filter(coalition__district=coalition.district_id)
    of_district = Agreement.objects.filter(
        coalition__district=coalition.district_id,
        coalition__school__isnull=True,
        schools=coalition.school_id,
    )
    return visible.filter(Q(coalition=coalition) | Q(pk__in=of_district.values("pk")))


def standings(agreements: AgreementQuerySet) -> Counter[str]:
    """How many of them stand where: one query."""
    counted = agreements.order_by().values(stands=F("standing")).annotate(number=Count("pk"))
    return Counter({row["stands"]: row["number"] for row in counted})


def ending_or_ended(coalitions: Collection[Coalition], on: date) -> AgreementQuerySet:
    """What a meeting of these coalitions has to speak about: ended without a new one, ending within
    90 days, or to be read again within 30.

    Each with `.standing` and `.last_on`; the soonest first. Whoever asks has asked who may read.
    """
    return (
        Agreement.objects.filter(coalition__in=coalitions)
        .with_standing(on)
        .standing_in(WAITS)
        .select_related("coalition")
        .order_by(F("last_on"), "review_due_on", "title", "pk")
    )


def chain_of(agreement: Agreement, *, on: date) -> AgreementQuerySet:
    """The agreement with all that came before and after it, the newest first."""
    first = agreement.first_id or agreement.pk
    of_chain = Agreement.objects.filter(Q(pk=first) | Q(first=first)).with_standing(on)
    return of_chain.select_related("coalition").order_by("-starts_on", "-pk")


def beside(user: User, agreement: Agreement, *, on: date) -> list[Agreement]:
    """Others of its kind that hold for one of its schools, too, as far as the account reads them.

    Both are kept: two shelters are better than one, and two papers on one thing are worth a look.
    """
    others = Agreement.objects.visible_to(user).with_standing(on).standing_in(HOLDS)
    first = agreement.first_id or agreement.pk
    others = others.exclude(Q(pk=first) | Q(first=first)).filter(
        kind=agreement.kind,
        coalition__district=agreement.coalition.district_id,
        pk__in=Agreement.objects.filter(schools__in=agreement.schools.all()).values("pk"),
    )
    return list(others.select_related("coalition").order_by("title", "pk")[:BESIDE_SHOWN])


def assignments_on(agreement: Agreement, *, on: date) -> AssignmentQuerySet:
    """The current assignments that stand on the chain of an agreement, uncovered ones first."""
    first = agreement.first_id or agreement.pk
    of_chain = Q(agreement=first) | Q(agreement__first=first)
    current = OfficerAssignment.objects.filter(of_chain).current(on).with_coverage(on)
    return current.select_related("person", "school", "coalition").order_by(
        F("is_covered"), "person__name", "school__name", "pk"
    )


def assignments_of(user: User, coalition: Coalition, *, on: date) -> AssignmentQuerySet:
    """The current assignments in a coalition; of a district's, at all of its schools."""
    visible = OfficerAssignment.objects.visible_to(user).current(on).with_coverage(on)
    if coalition.school_id is None:
        visible = visible.filter(coalition__district=coalition.district_id)
    else:
        visible = visible.filter(school=coalition.school_id)
    return visible.select_related("person", "school", "agreement", "coalition")


def assignments_of_account(user: User, *, on: date) -> AssignmentQuerySet:
    """Where the account itself is assigned today."""
    own = OfficerAssignment.objects.visible_to(user).filter(person__account=user)
    return (
        own.current(on)
        .with_coverage(on)
        .select_related("school", "agreement", "coalition")
        .order_by("school__name", "pk")
    )


@remarks_on_holders
def remarks_on_officers(members: Iterable[Membership], *, on: date) -> dict[int, str]:
    """Of members who are officers at a school without an agreement in force, where: by the id of
    the membership. One query, none without officers.
    """
    officers = {member.person_id: member.pk for member in members if member.role in OFFICERS}
    if not officers:
        return {}
    rows = OfficerAssignment.objects.filter(person__in=officers).current(on).with_coverage(on)
    places: dict[int, list[str]] = defaultdict(list)
    named = rows.uncovered().order_by("school__name", "pk").values_list("person", "school__name")
    for person, school in named:
        places[officers[person]].append(school)
    return {
        membership: f"No agreement in force for {listed(schools)}"
        for membership, schools in places.items()
    }


def officers_of(coalition: Coalition, *, on: date) -> QuerySet[Person]:
    """Who may be assigned: members of the coalition in an officer's role."""
    members = Membership.objects.current(on).filter(coalition=coalition, role__in=OFFICERS)
    return Person.objects.filter(pk__in=members.values("person")).order_by("name", "pk")


def schools_of(coalition: Coalition) -> QuerySet[School]:
    """The schools that an agreement of the coalition can cover."""
    schools = School.objects.filter(district=coalition.district_id)
    if coalition.school_id:
        schools = schools.filter(pk=coalition.school_id)
    return schools.order_by("name", "pk")


def with_schools(agreements: AgreementQuerySet) -> AgreementQuerySet:
    """Each with `.school_names` in order, and `.every_school`: how many it could name."""
    covered = School.objects.filter(agreements=OuterRef("pk")).order_by("name", "pk")
    of_district = School.objects.filter(district=OuterRef("coalition__district")).order_by()
    number = of_district.values("district").annotate(number=Count("pk")).values("number")
    every = Case(When(coalition__school__isnull=False, then=Value(1)), default=Subquery(number))
    columns = {"school_names": ArraySubquery(covered.values("name")), "every_school": every}
    return agreements.annotate(**columns)


def standable(coalition: Coalition, *, on: date) -> AgreementQuerySet:
    """The agreements that an officer of a coalition can stand on: in force, of its district."""
    of_district = Agreement.objects.filter(coalition__district=coalition.district_id)
    if coalition.school_id:
        of_district = of_district.filter(Q(coalition=coalition) | Q(coalition__school__isnull=True))
    signed = of_district.filter(signed_on__isnull=False, closed_at__isnull=True)
    return signed.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).order_by("title", "pk")


@dataclass(frozen=True)
class Standers:
    """How many officers stand on a chain today, and how many of them it does not cover."""

    officers: int = 0
    uncovered: int = 0


def standers_of(agreements: Iterable[Agreement], *, on: date) -> dict[int, Standers]:
    """Who stands on the chains of these agreements, by the key of each chain's first: one query."""
    firsts = {agreement.first_id or agreement.pk for agreement in agreements}
    if not firsts:
        return {}
    of_chains = Q(agreement__in=firsts) | Q(agreement__first__in=firsts)
    rows = OfficerAssignment.objects.filter(of_chains).current(on).with_coverage(on)
    people, uncovered = defaultdict(set), defaultdict(set)
    for person, chain, is_covered in rows.values_list(
        "person_id", Coalesce("agreement__first_id", "agreement_id"), "is_covered"
    ):
        people[chain].add(person)
        if not is_covered:
            uncovered[chain].add(person)
    return {chain: Standers(len(people[chain]), len(uncovered[chain])) for chain in people}
