"""A site is named, changed, walked and given up."""

from collections.abc import Collection
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.agreements.models.agreement import Agreement
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.reunification.checking import Stale, check_agreement, check_past, named
from coalitions.reunification.content import points_of
from coalitions.reunification.locks import locked_site
from coalitions.reunification.models.site import ReunificationSite, SiteWalk, Which
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused


class Told(TypedDict):
    """What a site is told by: its name, what it stands on, and restricted: where, and by what."""

    name: str
    agreement: Agreement | None
    location: str
    way: str
    road: str
    power: str


FIELDS = ["name", "agreement", "location", "way", "road", "power"]


@transaction.atomic
def name_site(
    *, coalition: Coalition, by: User, which: str, **told: Unpack[Told]
) -> ReunificationSite:
    """Name the primary or alternate site of a school's coalition; returns it.

    `agreement` may be None: then the site cannot be used until one is found. Raises Refused where
    there is such a site, for the name of the other one, and for an agreement that is none. Audited.
    """
    require(can_administer(by, coalition))
    coalition = lock_coalition(coalition)
    if coalition.school_id is None:
        raise Refused("Sites are named by the coalition of each school.")
    site = ReunificationSite(coalition=coalition, which=Which(which))
    if others := ReunificationSite.objects.current().filter(coalition=coalition, which=which):
        raise Refused(
            f"{others[0]} is the {site.get_which_display().lower()} site. Change it, or give it up"
            " first.",
            field="which",
        )
    site.named_at, site.named_by = timezone.now(), by
    _write(site, told)
    site.save(force_insert=True)
    said: dict[str, Any] = {"which": site.which, "agreement": str(site.agreement or "")}
    record(by=by, action="reunification_site.named", subject=site, scope=coalition, **said)
    return site


@transaction.atomic
def change_site(
    *, site: ReunificationSite, by: User, version: int, **told: Unpack[Told]
) -> ReunificationSite:
    """Say what a site is called, where it is and what it stands on; returns it.

    `version` is the site's when the form was opened. Raises WrongState where it was given up,
    Stale, Refused as name_site does. Audited, without what is restricted.
    """
    require(can_administer(by, site.coalition))
    site = locked_site(site)
    if site.version != version:
        raise Stale()
    before = {"name": site.name, "agreement": str(site.agreement or "")}
    _write(site, told)
    site.version += 1
    site.save(update_fields=[*FIELDS, "version"])
    said: dict[str, Any] = {"agreement": str(site.agreement or ""), "before": before}
    record(by=by, action="reunification_site.changed", subject=site, scope=site.coalition, **said)
    return site


def _write(site: ReunificationSite, told: Told) -> None:
    check_agreement(site.coalition, told["agreement"])
    site.name, site.agreement = named(told["name"], field="name"), told["agreement"]
    site.location, site.way = tidy_line(told["location"]), tidy_line(told["way"])
    site.road, site.power = tidy_line(told["road"]), tidy_line(told["power"])
    others = ReunificationSite.objects.current().filter(coalition=site.coalition)
    if others.exclude(pk=site.pk).filter(name__iexact=site.name).exists():
        raise Refused(
            "The other site has this name. One place cannot be both: the second is for the day on"
            " which the first is lost.",
            field="name",
        )


@transaction.atomic
def give_up_site(*, site: ReunificationSite, by: User) -> ReunificationSite:
    """Say that a site is not counted on any more; it stays as history. Returns it.

    Raises WrongState where it was given up already. Audited.
    """
    require(can_administer(by, site.coalition))
    site = locked_site(site)
    site.given_up_at, site.given_up_by = timezone.now(), by
    site.save(update_fields=["given_up_at", "given_up_by"])
    said = {"which": site.which}
    record(by=by, action="reunification_site.given_up", subject=site, scope=site.coalition, **said)
    return site


@transaction.atomic
def walk_site(
    *,
    site: ReunificationSite,
    by: User,
    walked_on: date,
    met: Collection[str],
    walked_with: str,
    note: str,
) -> SiteWalk:
    """Write down which points (content.POINTS, by code) a site meets; returns the SiteWalk.

    Raises WrongState where it was given up, Refused for a day to come, a second walk of that day,
    and a point that is none. Audited.
    """
    require(can_administer(by, site.coalition))
    site = locked_site(site)
    check_past(walked_on, field="walked_on", on=timezone.localdate())
    known = [point.code for point in points_of(site.which)]
    if set(met) - set(known):
        raise Refused("One of these points is not asked of this site.", field="met")
    if site.walks.filter(walked_on=walked_on).exists():
        raise Refused("The walk of this day is written down already.", field="walked_on")
    walk = SiteWalk(site=site, walked_on=walked_on, made_at=timezone.now(), made_by=by)
    walk.met = [code for code in known if code in met]
    walk.walked_with, walk.note = tidy_line(walked_with), tidy_line(note)
    walk.save(force_insert=True)
    said: dict[str, Any] = {"walked_on": str(walked_on), "met": len(walk.met), "of": len(known)}
    record(by=by, action="reunification_site.walked", subject=site, scope=site.coalition, **said)
    return walk
