"""Whom to call and where to go: a contact sheet, and reunification in every school."""

from datetime import timedelta

from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.contacts.models.contact import Contact
from coalitions.contacts.models.sheet import PLACES, ContactPlace, ContactRole
from coalitions.reunification.content import ROLE_CODES
from coalitions.reunification.models.role_holder import RoleHolder
from coalitions.reunification.models.site import ReunificationSite
from safety_portal.bench.filling.copying import copies
from safety_portal.bench.ground import Ground

ROLES = 8
SCHOOLS = "SELECT id FROM coalitions_coalition WHERE school_id IS NOT NULL"


def make_sheets(ground: Ground) -> None:
    """A full sheet of the district, and in each school a site and who fills some of the roles."""
    _sheet(ground)
    _reunification(ground)


def _sheet(ground: Ground) -> None:
    by, today = ground.accounts[Role.ADMINISTRATOR], timezone.localdate()
    role = ContactRole.objects.create(coalition=ground.coalition, name="Police", made_on=today)
    contact = Contact.objects.create(
        coalition=ground.coalition,
        name="Dispatch",
        day_phone="989-555-0130",
        any_hour=True,
        changed_on=today - timedelta(days=300),
        recorded_at=timezone.now(),
        recorded_by=by,
    )
    place = ContactPlace.objects.create(
        role=role, contact=contact, position=1, placed_at=timezone.now(), placed_by=by
    )
    copies(
        role, f"SELECT g FROM generate_series(2, {ROLES}) g", name="'Role ' || s.g", position="s.g"
    )
    copies(
        contact, f"SELECT g FROM generate_series(2, {ROLES * len(PLACES)}) g", name="'Desk ' || s.g"
    )
    numbered = "SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM"
    each = (
        f"SELECT r.id AS role, c.id AS contact, 1 + c.n % {len(PLACES)} AS position "
        f"FROM ({numbered} coalitions_contactrole) r JOIN ({numbered} coalitions_contact) c "
        f"ON c.n / {len(PLACES)} = r.n WHERE c.id <> {contact.pk}"
    )
    copies(place, each, role="s.role", contact="s.contact", position="s.position")


def _reunification(ground: Ground) -> None:
    by, now = ground.accounts[Role.ADMINISTRATOR], timezone.now()
    school = ground.coalition.district.coalitions.filter(school__isnull=False).earliest("pk")
    site = ReunificationSite.objects.create(
        coalition=school, which="primary", name="Hall", named_at=now, named_by=by
    )
    copies(site, f"{SCHOOLS} AND id <> {school.pk}", coalition="s.id")
    holder = RoleHolder.objects.create(
        coalition=school,
        role=ROLE_CODES[0],
        rank=1,
        person=by.people.get(),
        named_at=now,
        named_by=by,
    )
    copies(holder, f"{SCHOOLS} AND id <> {school.pk}", coalition="s.id")
