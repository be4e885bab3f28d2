"""A site, a role, rehearsals and a kit of a school, for world.py.

A district's own coalition keeps none: there the rows are of a school of the district, under its
coalition's name, so that its addresses have something to name.
"""

from coalitions.access.roles import Role
from coalitions.reunification.content import ROLE_CODES
from tests import builders, reunifying
from tests.everywhere.world_plans import membership_of


def add_reunification(place):
    """A primary site that stands on an agreement and was walked; nobody has named an alternate.

    Where it is, is secret; what it is called, and all the rest, is inside.
    """
    inside, secret = f"{place.mark}-inside", f"{place.mark}-secret"
    of = {"coalition": place.coalition, "by": place.administrator}
    agreement = reunifying.make_site_agreement(
        **of, schools=[place.school], title=f"{inside}-hall", parties=[f"{inside}-host"]
    )
    hidden = {name: f"{secret}-{name}" for name in ("location", "way", "road", "power")}
    place.site = reunifying.make_site(**of, agreement=agreement, name=f"{inside}-site", **hidden)
    reunifying.make_walk(
        site=place.site,
        by=place.administrator,
        met=[],
        walked_with=f"{secret}-host",
        note=f"{secret}-note",
    )
    people = [membership_of(place, role).person for role in ("staff", "teacher", "sro")]
    reunifying.fill_role(**of, people=people)
    place.rehearsal = reunifying.make_rehearsal(
        **of, held=False, days_ago=3, practised=f"{inside}-practised"
    )
    place.held_rehearsal = reunifying.make_rehearsal(
        **of, days_ago=40, practised=f"{inside}-practised", learned=f"{inside}-learned"
    )
    place.kit = reunifying.make_kit(**of, place=f"{inside}-kit")
    reunifying.make_check(kit=place.kit, by=place.administrator, looked=f"{inside}-looked")


def grow_reunification(place):
    """One more of everything that a page lists, by somebody new."""
    account = builders.make_member(coalition=place.coalition, role=Role.STAFF)
    number = place.coalition.rehearsals.count()
    of = {"coalition": place.coalition, "by": account}
    reunifying.make_rehearsal(**of, days_ago=50 + number)
    reunifying.make_check(kit=reunifying.make_kit(**of), by=account, missing=["radios"])
    reunifying.make_walk(site=place.site, by=account, days_ago=20 + number)
    role = ROLE_CODES[number % len(ROLE_CODES)]
    if not place.coalition.reunification_roles.filter(role=role).exists():
        reunifying.fill_role(**of, role=role)
