"""Four coalitions full of rows, every string of them marked, and an account per role.

For the test that walks every URL.

`own` is a school's coalition, `district` that of its district, `sibling` another school's of the
same district, `foreign` a school's in another district. Whatever belongs to a place carries its
mark ("zq-own", "zq-sibling", ...); what is restricted carries "zq-own-secret" too, what is for
members "zq-own-inside". So a page that shows what it must not is found by its words.
"""

from datetime import date, timedelta
from types import SimpleNamespace

from django.db import connection
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.directory_import.models import SchoolFile
from coalitions.invitations.models import Invitation
from coalitions.memberships.models.membership import Membership
from coalitions.rosters.models import PeopleFile
from coalitions.rosters.roster import Roster
from safety_portal.core.accounts import tokens
from safety_portal.core.audit.record import record
from safety_portal.core.notices.models import Message
from tests import builders
from tests.everywhere.world_agreements import add_agreements
from tests.everywhere.world_briefs import add_briefs
from tests.everywhere.world_bulletins import add_bulletins
from tests.everywhere.world_calendars import add_calendars
from tests.everywhere.world_champions import add_champions
from tests.everywhere.world_community import add_community
from tests.everywhere.world_contacts import add_contacts
from tests.everywhere.world_drills import add_drills
from tests.everywhere.world_facts import add_facts
from tests.everywhere.world_items import add_action_items
from tests.everywhere.world_loops import add_loops
from tests.everywhere.world_meetings import add_meetings
from tests.everywhere.world_openings import add_openings
from tests.everywhere.world_plans import add_plans, membership_of
from tests.everywhere.world_programs import add_programs
from tests.everywhere.world_records import add_public_records
from tests.everywhere.world_reunification import add_reunification
from tests.everywhere.world_risks import add_risks
from tests.everywhere.world_walks import add_walks
from training.transcripts.models import TrainingFile

# A layout that is known, so that the file can be looked at without choosing its columns.
EMPTY_ROSTER = Roster("OneRoster", "oneroster", False, True, [], {}, {}, [], 0).as_stored()
SCHOOLS_CSV = b"NCES School ID,School Name,NCES District ID,District Name,State\n120000100001,Zq,1200001,Zq,FL\n"


class World:
    """The four places by name, the operator, those who are members of nothing, and accounts that
    hold several roles.
    """

    def __init__(self):
        self.places, self.nobody, self.operator, self._holding = {}, {}, None, {}

    def holding(self, name, roles):
        """The account that holds exactly these roles in a place; one role is played by its cast."""
        place = self.places[name]
        if len(roles) == 1:
            return place.cast[min(roles)]
        if (name, roles) not in self._holding:
            account = builders.make_account(name=f"{place.mark}-many")
            for role in sorted(roles):
                builders.make_member(coalition=place.coalition, role=role, account=account)
            self._holding[name, roles] = account
        return self._holding[name, roles]

    def accounts(self):
        """Every account of the casts of `own` and `district`, and those that hold several roles
        there.
        """
        casts = [
            account for name in ("own", "district") for account in self.places[name].cast.values()
        ]
        return [*casts, *self._holding.values()]


def make_world():
    """The four places, the casts of `own` and of `district`, and those who are nobody here."""
    district = builders.make_district(name="zq-district")
    elsewhere = builders.make_district(name="zq-foreign", state="WA")
    world = World()
    for name, scope in (
        ("district", None),
        ("own", district),
        ("sibling", district),
        ("foreign", elsewhere),
    ):
        place = (
            {"school": builders.make_school(district=scope, name=f"zq-{name}")}
            if scope
            else {"district": district}
        )
        world.places[name] = make_place(name, **place)
    world.nobody = {
        "stranger": builders.make_account(name="Stranger"),
        "gone": builders.make_member(
            coalition=world.places["own"].coalition, role=Role.ADMINISTRATOR, name="Gone"
        ),
    }
    Membership.objects.filter(person__account=world.nobody["gone"]).update(
        ends_on=timezone.localdate()
    )
    world.operator = builders.make_account(name="Operator", is_superuser=True, is_staff=True)
    return world


def settle():
    """Check now what is deferred until a commit.

    Else each test that is undone checks all rows of the world again, and links them into the
    audit's chain.
    """
    connection.check_constraints()


def make_place(name, **scope):
    """One coalition with its cast (place.cast[role]) and one of everything that an address can
    name.
    """
    mark = f"zq-{name}"
    coalition = builders.make_coalition(slug=name, name=f"{mark}-team", **scope)
    place = SimpleNamespace(name=name, mark=mark, coalition=coalition, cast={}, at={})
    place.seat = builders.make_seat(coalition=coalition, title=f"{mark}-seat", roles=["fire"])
    place.agency = builders.make_agency(
        district=coalition.district,
        name=f"zq-{'foreign' if name == 'foreign' else 'district'}-agency-{len(name)}",
    )
    for role in Role:
        extra = {"seat": place.seat, "agency": place.agency} if role == Role.FIRE else {}
        place.cast[role.value] = builders.make_member(
            coalition=coalition,
            role=role,
            name=f"{mark}-{role.value}",
            title=f"{mark}-title",
            **extra,
        )
    place.administrator = place.cast["administrator"]
    _add_people(place)
    add_plans(place)
    add_calendars(place)
    add_facts(place)
    add_agreements(place)
    add_contacts(place)
    add_reunification(place)
    add_openings(place)
    add_walks(place)
    add_risks(place)
    _add_training(place)
    _add_messages(place)
    add_action_items(place)
    add_meetings(place)
    add_briefs(place)
    add_bulletins(place)
    add_programs(place)
    add_public_records(place)
    add_community(place)
    add_champions(place)
    add_drills(place)
    add_loops(place)
    return place


def _add_people(place):
    coalition, now = place.coalition, timezone.now()
    place.token = f"token-of-{place.name}"
    place.invitation = Invitation.objects.create(
        coalition=coalition,
        email=f"{place.mark}@example.org",
        name=f"{place.mark}-invited",
        role=Role.STAFF,
        token_hash=tokens.hash_of(place.token),
        created_at=now,
        created_by=place.administrator,
        expires_at=now + timedelta(days=7),
    )
    place.membership, place.seated = membership_of(place, "teacher"), membership_of(place, "fire")
    place.designation = builders.make_designation(
        holder=place.seated,
        designee=membership_of(place, "ems"),
        by=place.administrator,
        because=f"{place.mark}-why",
    )
    place.colleague = membership_of(place, "staff").person
    place.school = coalition.school or builders.make_school(
        district=coalition.district, name=f"{place.mark}-unformed"
    )
    place.school_file = SchoolFile.objects.create(
        name=f"{place.mark}-schools.csv",
        owner=place.administrator,
        content=SCHOOLS_CSV,
        uploaded_at=now,
    )
    place.people_file = PeopleFile.objects.create(
        coalition=coalition,
        name=f"{place.mark}-people.zip",
        owner=place.administrator,
        source="oneroster",
        content={"roster": EMPTY_ROSTER, "source": "oneroster"},
        uploaded_at=now,
    )
    record(
        by=place.administrator, action="membership.ended", subject=place.membership, scope=coalition
    )


def _add_training(place):
    teacher = membership_of(place, "teacher").person
    place.record = builders.make_record(
        person=teacher,
        coalition=place.coalition,
        held_on=date(2026, 1, 5),
        entered_by=place.cast["sro"],
        note=f"{place.mark}-note",
        certificate=builders.png(),
        certificate_name=f"{place.mark}-certificate.png",
    )
    place.training_file = TrainingFile.objects.create(
        coalition=place.coalition,
        person=teacher,
        name=f"{place.mark}-transcript.csv",
        owner=place.cast["sro"],
        content=b"Date,Course,Hours\n1/5/2026,Bleeding control,2\n",
        uploaded_at=timezone.now(),
    )


def _add_messages(place):
    place.message = Message.objects.create(
        dedupe_key=f"{place.mark}-message",
        kind="invitation",
        scope=place.coalition.pk,
        account=place.cast["teacher"],
        to_name=f"{place.mark}-teacher",
        to_address=f"{place.mark}@example.org",
        subject=f"{place.mark}-subject",
        text=f"{place.mark}-inside-text",
        due_at=timezone.now(),
    )
