"""Whom to call, where to go, what was told: a contact sheet, reunification in every school,
bulletins of the district, one of them to every school, and records requests with packets.
"""

from datetime import timedelta

from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.bulletins.models.bulletin import Bulletin, BulletinPlace, BulletinRole
from coalitions.bulletins.models.recipient import BulletinRecipient
from coalitions.contacts.models.contact import Contact
from coalitions.contacts.models.sheet import PLACES, ContactPlace, ContactRole
from coalitions.public_records.models.packet import RecordsPacket
from coalitions.public_records.models.request import RecordsRequest
from coalitions.reunification.content import ROLE_CODES
from coalitions.reunification.models.role_holder import RoleHolder
from coalitions.reunification.models.site import ReunificationSite
from safety_portal.bench.filling.copying import copies
from safety_portal.bench.ground import Ground

ROLES = 8
SCHOOLS = "SELECT id FROM coalitions_coalition WHERE school_id IS NOT NULL"
BULLETINS = 30
REQUESTS, PACKETS = 200, 60
# Of each bulletin each person who holds one of its roles at one of its places.
REACHED = """
    SELECT bulletin.id AS bulletin, member.person_id AS person, ARRAY[MIN(member.id)] AS held
    FROM coalitions_bulletin bulletin
    JOIN coalitions_bulletinplace place ON place.bulletin_id = bulletin.id
    JOIN coalitions_bulletinrole named ON named.bulletin_id = bulletin.id
    JOIN coalitions_membership member ON member.coalition_id = place.coalition_id
         AND member.role = named.role
    GROUP BY bulletin.id, member.person_id
"""


def make_sheets(ground: Ground) -> None:
    """A full sheet of the district, in each school a site and who fills some roles, bulletins,
    records requests.
    """
    _sheet(ground)
    _reunification(ground)
    _bulletins(ground)
    _records(ground)


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


def _bulletins(ground: Ground) -> None:
    """The officer of the district sent them; nobody has read one yet."""
    today, now = timezone.localdate(), timezone.now()
    first = Bulletin.objects.create(
        coalition=ground.coalition,
        title="Vehicle near dismissal",
        text="A grey van stood on Mill Street.",
        source="Sheriff’s Office",
        certainty="likely",
        legal_basis="Shared for the safety of the schools named.",
        sent_on=today,
        expires_on=today + timedelta(days=30),
        sent_at=now,
        asked_at=now,
        sent_by=ground.accounts[Role.ADMINISTRATOR],
    )
    more = f"SELECT g FROM generate_series(2, {BULLETINS}) g"
    copies(first, more, title="'Bulletin ' || s.g")
    role = BulletinRole.objects.create(bulletin=first, role=Role.ADMINISTRATOR)
    place = BulletinPlace.objects.create(bulletin=first, coalition=ground.coalition)
    others = f"SELECT id FROM coalitions_bulletin WHERE id <> {first.pk}"
    copies(role, others, bulletin="s.id")
    copies(place, others, bulletin="s.id")
    copies(place, SCHOOLS, coalition="s.id")
    person = ground.accounts[Role.ADMINISTRATOR].people.earliest("pk")
    recipient = BulletinRecipient.objects.create(
        bulletin=first, person=person, membership_ids=[1], added_at=now
    )
    everybody = (
        f"SELECT * FROM ({REACHED}) reached WHERE (bulletin, person) <> ({first.pk}, {person.pk})"
    )
    copies(recipient, everybody, bulletin="s.bulletin", person="s.person", membership_ids="s.held")


def _records(ground: Ground) -> None:
    """What a district is asked for in some years, with packets of one sentence."""
    by, now, today = ground.accounts[Role.ADMINISTRATOR], timezone.now(), timezone.localdate()
    asked = RecordsRequest.objects.create(
        coalition=ground.coalition,
        asked_by="Cedar County Herald",
        asked_for="drill records",
        received_on=today,
        due_on=today + timedelta(days=300),
        begins_on=today - timedelta(days=150),
        ends_on=today,
        recorded_at=now,
        recorded_by=by,
    )
    copies(asked, f"SELECT g FROM generate_series(2, {REQUESTS}) g")
    packet = RecordsPacket.objects.create(
        coalition=ground.coalition,
        request=asked,
        number=1,
        taken_on=today,
        law_state="Michigan",
        checked_on=today,
        facts=[{"code": "plan_exists", "sentence": "A plan is in force.", "laws": []}],
        withheld=[],
        made_at=now,
        made_by=by,
    )
    copies(packet, f"SELECT g FROM generate_series(2, {PACKETS}) g", number="s.g")
