"""Make a school that is at hand: a plan in force with a card, somebody to call, a site."""

import uuid
from types import SimpleNamespace

from django.utils import timezone

from coalitions.openings.models import OpenedPage, Opening, OpeningWay
from tests import builders, calling, reunifying

CARD = (
    "<table><thead><tr><th>What</th><th>Who</th></tr></thead><tbody>"
    "<tr><td>Stage on the front drive</td><td>Fire department, EMS</td></tr>"
    "<tr><td>Lock the door</td><td>Teacher</td></tr></tbody></table>"
)
SECRET = "The key box opens with 4711"


def make_opening(*, coalition, account, way=OpeningWay.OPENED, at=None, **fields):
    """A page of a school that an account opened."""
    at = at or timezone.now()
    fields = {"page": OpenedPage.SCHOOL, "reader_name": str(account), "role": "fire"} | fields
    fields = {"key": uuid.uuid4(), "received_at": at} | fields
    return Opening.objects.create(
        coalition=coalition, account=account, way=way, opened_at=at, **fields
    )


def make_at_hand(*, coalition):
    """A plan in force with an open and a restricted section, a number, and a primary site."""
    plan = builders.make_plan(coalition=coalition, title="Emergency operations plan")
    edition = builders.make_edition(plan=plan)
    card = builders.make_section(
        edition=edition, title="Lockdown", html=CARD, protocol_for=["fire", "teacher"]
    )
    security = builders.make_section(
        edition=edition, title="Security", html=f"<p>{SECRET}.</p>", sensitivity="restricted"
    )
    builders.force_status(edition, "in_force")
    type(edition).objects.filter(pk=edition.pk).update(
        in_force_at=timezone.now(), in_force_by=builders.make_account()
    )
    role = calling.make_role(coalition=coalition, name="Fire and EMS")
    contact = calling.make_contact(coalition=coalition, name="Lt. Omar Deen")
    place = calling.put(contact, role)
    site = reunifying.make_site(
        coalition=coalition, name="Cedar Grange Hall", location="310 Quarry Road"
    )
    return SimpleNamespace(
        coalition=coalition,
        edition=edition,
        card=card,
        security=security,
        contact=contact,
        place=place,
        site=site,
    )
