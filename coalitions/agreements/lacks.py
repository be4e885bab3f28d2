"""What schools of a district lack in writing: a second place to go, a shelter, an officer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Value

from coalitions.agreements.lifecycle import HOLDS
from coalitions.agreements.models.agreement import Agreement, AgreementKind
from coalitions.agreements.models.assignment import OfficerAssignment
from coalitions.coalition.models import Coalition
from coalitions.schools.models import PlaceStatus, School

# What a row of _schools_and_theirs is about, beside the kinds of agreement.
SCHOOL, OFFICER = "school", "officer"
SITES = (AgreementKind.REUNIFICATION_SITE, AgreementKind.SHELTER)
# In words, what counts for it, and how many a school needs.
LACKS: tuple[tuple[str, str, int], ...] = (
    ("Second reunification site", AgreementKind.REUNIFICATION_SITE, 2),
    ("Shelter", AgreementKind.SHELTER, 1),
    ("Officer under an agreement", OFFICER, 1),
)


@dataclass(frozen=True)
class Lack:
    """What schools of a district do not have in force, with their names."""

    what: str
    schools: tuple[str, ...]


def lacks_of(coalition: Coalition, *, on: date) -> list[Lack]:
    """Which schools of a district's coalition have no second reunification site, no shelter, and no
    officer under an agreement that covers them: one query. Nothing for a school's coalition.
    """
    if coalition.school_id:
        return []
    names: dict[int, str] = {}
    have: Counter[tuple[str, int]] = Counter()
    for what, school, name in _schools_and_theirs(coalition, on=on):
        if what == SCHOOL:
            names[school] = name
        else:
            have[what, school] += 1
    lacks: dict[str, list[str]] = {title: [] for title, _, _ in LACKS}
    for school, name in sorted(names.items(), key=lambda named: (named[1], named[0])):
        for title, what, number in LACKS:
            if have[what, school] < number:
                lacks[title].append(name)
    return [Lack(title, tuple(schools)) for title, schools in lacks.items() if schools]


def _schools_and_theirs(coalition: Coalition, *, on: date) -> Iterable[tuple[str, int, str]]:
    """(SCHOOL, key, name) of each school of the district that works; and for each site, shelter and
    covered officer in force (what it is, the school's key, "").
    """
    text = CharField()
    district, no_name = coalition.district_id, Value("", output_field=text)
    schools = School.objects.filter(district=district).exclude(
        status__in=(PlaceStatus.CLOSED, PlaceStatus.INACTIVE)
    )
    held = Agreement.objects.filter(coalition__district=district, kind__in=SITES)
    held = held.with_standing(on).standing_in(HOLDS).filter(schools__isnull=False)
    officers = OfficerAssignment.objects.filter(school__district=district).current(on)
    covered = officers.with_coverage(on).covered()
    return (
        schools.order_by()
        .annotate(what=Value(SCHOOL, output_field=text))
        .values_list("what", "pk", "name")
        .union(
            held.order_by().annotate(nameless=no_name).values_list("kind", "schools", "nameless"),
            covered.order_by()
            .annotate(what=Value(OFFICER, output_field=text), nameless=no_name)
            .values_list("what", "school", "nameless"),
            all=True,
        )
    )
