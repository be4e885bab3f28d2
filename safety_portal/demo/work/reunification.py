"""How ready two schools of the demo are: one with a site whose agreement lapsed, some roles to
fill, a rehearsal of last year and a kit nobody has looked through for long; one at its beginning.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from coalitions.agreements.models.agreement import Agreement
from coalitions.coalition.models import Coalition
from coalitions.people.models import Person
from coalitions.reunification.actions import kits, rehearsals, roles, sites
from coalitions.reunification.actions.roles import Named
from coalitions.reunification.content import ITEM_CODES, ROLE_CODES, musts_of
from coalitions.reunification.models.kit import Kit, KitCheck
from coalitions.reunification.models.rehearsal import Rehearsal
from coalitions.reunification.models.role_holder import RoleHolder
from coalitions.reunification.models.site import ReunificationSite, SiteWalk
from coalitions.reunification.queries import people_for_roles, people_of_school
from safety_portal.core.accounts.models import User
from safety_portal.demo.history import at, days_ago

GRANGE, FAIRGROUNDS = "Cedar Grange Hall", "County Fairgrounds"
# Which, name of site and agreement, where, way, road, power.
SITES = [
    ("primary", GRANGE, "44 Grange Road, north doors", "1.2 miles, 9 minutes by bus, on foot in 25",
     "Route 9", "Feeder 4"),
    ("alternate", FAIRGROUNDS, "Hall B, gate 3", "4 miles, 14 minutes by bus", "Mill Street",
     "Feeder 7"),
]  # fmt: skip
# Role and how many of its three are filled at the first school; all others there are complete.
PARTLY = {"interpreter": 1, "care": 2, "transport": 2}


def make_reunification(world: SimpleNamespace) -> None:
    """Cedar Ridge, which lacks several things, and Alder Creek, which lacks a second site."""
    ridge, creek = world.coalitions["cedar-ridge"], world.coalitions["alder-creek"]
    _cedar_ridge(world, ridge, world.principals["cedar-ridge"])
    _alder_creek(world, creek, world.principals["alder-creek"])


def _cedar_ridge(world: SimpleNamespace, ridge: Coalition, by: User) -> None:
    with at(days_ago(430)):
        first, _ = [_name(world, ridge, by, site) for site in SITES]
        room = kits.add_kit(coalition=ridge, by=by, place="Room B02", items=ITEM_CODES)
    with at(days_ago(425)):
        _check(room, by, ago=425, missing=[])
    with at(days_ago(410)):
        _rehearse(ridge, by, "The first site is inside the police perimeter.",
                  "Nobody answered the second telephone line. The messages were ready.",
                  ago=410, people=14)  # fmt: skip
    with at(days_ago(100)):
        shelf = "District office, shelf 4"
        office = kits.add_kit(coalition=ridge, by=by, place=shelf, items=ITEM_CODES)
        _fill(ridge, by)
    with at(days_ago(69)):
        _walk(first, by, ago=69, missing=0)
        _check(office, by, ago=69, missing=["rosters"])
    with at(days_ago(35)):
        off = _plan(ridge, by, "walk_through", "Both sites, with host and police.", ago=20)
    with at(days_ago(21)):
        rehearsals.call_off(rehearsal=off, by=by, because="The hall is let on that day.")


def _alder_creek(world: SimpleNamespace, creek: Coalition, by: User) -> None:
    with at(days_ago(60)):
        _walk(_name(world, creek, by, SITES[0]), by, ago=60, missing=2)
        _rehearse(creek, by, "Forty families speak a language nobody here speaks.",
                  "The interpreting service answers in four minutes. Print its number.",
                  ago=60, people=11)  # fmt: skip
        _plan(creek, by, "walk_through", "The way of a family, with the host.", ago=5)
        _plan(creek, by, "functional", "One grade, with parents who volunteer.", ago=-24)


def _name(
    world: SimpleNamespace, coalition: Coalition, by: User, site: tuple[str, ...]
) -> ReunificationSite:
    """A site of a school, on the agreement of its name."""
    which, name, location, way, road, power = site
    agreement = Agreement.objects.get(coalition=world.coalitions["cedar-county"], title=name)
    told: dict[str, Any] = {"name": name, "agreement": agreement, "location": location}
    told |= {"way": way, "road": road, "power": power}
    return sites.name_site(coalition=coalition, by=by, which=which, **told)


def _day(ago: int) -> date:
    return timezone.localdate() - timedelta(days=ago)


def _walk(site: ReunificationSite, by: User, *, ago: int, missing: int) -> None:
    sites.walk_site(
        site=site,
        by=by,
        walked_on=_day(ago),
        met=musts_of(site.which)[missing:],
        walked_with="Host, police, fire",
        note="A second telephone line." if missing else "",
    )


def _check(kit: Kit, by: User, *, ago: int, missing: list[str]) -> None:
    found = [code for code in ITEM_CODES if code not in missing]
    note = "The sealed lists are from last spring." if missing else ""
    told: dict[str, Any] = {"looked": "Front office", "note": note, "found": found}
    kits.check_kit(kit=kit, by=by, checked_on=_day(ago), **told)


def _plan(coalition: Coalition, by: User, kind: str, practised: str, *, ago: int) -> Rehearsal:
    """A rehearsal for a day so many days ago, or to come."""
    told: dict[str, Any] = {"kind": kind, "takes_place_on": _day(ago), "practised": practised}
    return rehearsals.plan_rehearsal(coalition=coalition, by=by, **told)


def _rehearse(
    coalition: Coalition, by: User, practised: str, learned: str, *, ago: int, people: int
) -> None:
    """A tabletop that was held so many days ago, and written down."""
    made = _plan(coalition, by, "tabletop", practised, ago=ago)
    counted = {"people": people, "minutes_to_first_release": None}
    rehearsals.write_up(rehearsal=made, by=by, learned=learned, **counted)


def _fill(coalition: Coalition, by: User) -> None:
    """A first and two alternates for each role, but where PARTLY says fewer."""
    today = timezone.localdate()
    own = list(people_of_school(coalition, on=today))
    others = people_for_roles(coalition, on=today).exclude(pk__in=[each.pk for each in own])
    elsewhere = list(others[: len(ROLE_CODES)])
    for number, role in enumerate(ROLE_CODES):
        first, second = (_turn(own, number + rank) for rank in range(2))
        holders = [Named(first), Named(second), Named(_turn(elsewhere, number), True)]
        told = holders[: PARTLY.get(role, 3)]
        told += [Named(None)] * (3 - len(told))
        roles.name_role(coalition=coalition, by=by, role=role, holders=told)


def _turn(people: list[Person], number: int) -> Person:
    return people[number % len(people)]


def reunification_rows(coalitions: Sequence[int]) -> tuple[QuerySet[Any], ...]:
    """What the reunification of coalitions (ids) left, each before what it refers to."""
    of = {"coalition__in": coalitions}
    return (
        SiteWalk.objects.filter(site__coalition__in=coalitions),
        ReunificationSite.objects.filter(**of),
        RoleHolder.objects.filter(**of),
        Rehearsal.objects.filter(**of),
        KitCheck.objects.filter(kit__coalition__in=coalitions),
        Kit.objects.filter(**of),
    )
