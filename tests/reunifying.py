"""Make sites, roles, rehearsals and kits for tests, as builders.py makes the rest."""

from datetime import timedelta

from django.utils import timezone

from coalitions.reunification.content import ITEM_CODES, ROLE_CODES, musts_of
from coalitions.reunification.models.kit import Kit, KitCheck
from coalitions.reunification.models.rehearsal import Rehearsal
from coalitions.reunification.models.role_holder import RoleHolder
from coalitions.reunification.models.site import ReunificationSite, SiteWalk
from tests import agreeing, builders


def make_site_agreement(*, coalition, **fields):
    """An agreement on a reunification site, in force."""
    return agreeing.make_agreement(
        coalition=coalition, **{"kind": "reunification_site", "terms": "The hall."} | fields
    )


def make_site(*, coalition, which="primary", by=None, days_ago=0, **fields):
    """A site on an agreement in force, unless `agreement` is given; named so many days ago."""
    if "agreement" not in fields:
        fields["agreement"] = make_site_agreement(coalition=coalition, by=by)
    return ReunificationSite.objects.create(
        coalition=coalition,
        which=which,
        name=fields.pop("name", f"Hall {next(builders.serial)}"),
        named_at=timezone.now() - timedelta(days=days_ago),
        named_by=by or builders.make_account(),
        **fields,
    )


def make_walk(*, site, by=None, days_ago=10, met=None, **fields):
    """A walk on which the site had all it must have, unless `met` says what."""
    return SiteWalk.objects.create(
        site=site,
        walked_on=timezone.localdate() - timedelta(days=days_ago),
        met=musts_of(site.which) if met is None else met,
        made_at=timezone.now(),
        made_by=by or builders.make_account(),
        **fields,
    )


def fill_role(*, coalition, role="lead", people=None, by=None, elsewhere=(3,)):
    """A first and two alternates, new members of the district's staff where nobody is given."""
    people = people or [
        builders.make_member(coalition=coalition, role="staff").people.get() for _ in range(3)
    ]
    return RoleHolder.objects.bulk_create(
        RoleHolder(
            coalition=coalition,
            role=role,
            rank=rank,
            person=person,
            is_from_elsewhere=rank in elsewhere,
            named_at=timezone.now(),
            named_by=by or builders.make_account(),
        )
        for rank, person in enumerate(people, start=1)
    )


def make_rehearsal(*, coalition, kind="tabletop", days_ago=10, by=None, held=True, **fields):
    """One that was held, unless `held` is False: then it is planned for that day."""
    if held:
        fields = {
            "learned": "The second line was not answered.",
            "written_at": timezone.now(),
            "written_by": by or builders.make_account(),
        } | fields
    return Rehearsal.objects.create(
        coalition=coalition,
        kind=kind,
        takes_place_on=timezone.localdate() - timedelta(days=days_ago),
        practised=fields.pop("practised", "The first site is lost."),
        planned_at=timezone.now() - timedelta(days=max(days_ago, 0) + 30),
        planned_by=by or builders.make_account(),
        **fields,
    )


def make_kit(*, coalition, place=None, by=None, days_ago=0, **fields):
    """A kit with everything in it that belongs there, added so many days ago."""
    return Kit.objects.create(
        coalition=coalition,
        place=place or f"Shelf {next(builders.serial)}",
        items=fields.pop("items", ITEM_CODES),
        added_at=timezone.now() - timedelta(days=days_ago),
        added_by=by or builders.make_account(),
        **fields,
    )


def make_check(*, kit, by=None, days_ago=10, missing=(), **fields):
    """Somebody looked through it so many days ago."""
    return KitCheck.objects.create(
        kit=kit,
        checked_on=timezone.localdate() - timedelta(days=days_ago),
        missing=list(missing),
        looked=fields.pop("looked", "Front office"),
        made_at=timezone.now(),
        made_by=by or builders.make_account(),
        **fields,
    )


def make_ready(coalition):
    """Everything a school needs: two sites walked, every role, every rehearsal, one kit."""
    for which, road in (("primary", "Route 9"), ("alternate", "Mill Street")):
        make_walk(site=make_site(coalition=coalition, which=which, road=road))
    people = [builders.make_member(coalition=coalition, role="staff").people.get() for _ in "123"]
    for role in ROLE_CODES:
        fill_role(coalition=coalition, role=role, people=people)
    for kind in ("tabletop", "walk_through", "functional"):
        make_rehearsal(coalition=coalition, kind=kind)
    make_check(kit=make_kit(coalition=coalition))
