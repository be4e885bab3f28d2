"""The district that pages are measured on.

Schools, plans in force, people, training, what was sent and read.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from coalitions.schools.models import District, School
from coalitions.seats.models import Seat
from coalitions.seats.seed_data import seats_for
from plans.editions.actions.starting import start_next_edition, start_plan
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from safety_portal.bench.filling.copying import copies
from safety_portal.bench.filling.drills import make_drills
from safety_portal.bench.filling.ledgers import make_ledgers
from safety_portal.bench.filling.owing import acknowledged, analyze, make_owing
from safety_portal.bench.filling.prevention import make_prevention
from safety_portal.bench.filling.public_page import make_public_page
from safety_portal.bench.filling.sheets import make_sheets
from safety_portal.bench.filling.work import make_work
from safety_portal.bench.ground import Ground
from safety_portal.core.accounts.models import User
from safety_portal.core.notices.models import Message
from training.courses.models import Course
from training.records.models import TrainingRecord


@dataclass(frozen=True)
class Scale:
    """How many there are of each in all.

    So many records a person at each scale: a page that shows more rows is no slower for it.
    """

    schools: int
    people: int
    records: int


SCALES = {
    "small": Scale(schools=12, people=150, records=2_250),
    "district": Scale(schools=200, people=20_000, records=300_000),
    "state": Scale(schools=9_000, people=200_000, records=3_000_000),
}
COURSES = 15
# Members of the district's own coalition; the others are spread over the schools.
OF_DISTRICT = 60
# Long enough ago that whoever has not read the protocol is behind.
JOINED, IN_FORCE = timedelta(days=200), timedelta(days=60)
# Who looks at the pages, one account each, in the district's coalition.
LOOKING = (Role.ADMINISTRATOR, Role.TEACHER, Role.SRO, Role.FIRE, Role.OFFICIAL)
# Everybody has a role; four of five are teachers and staff, as in a school.
ROLES = [
    "teacher",
    "teacher",
    "teacher",
    "staff",
    *(role.value for role in Role if role != Role.ADMINISTRATOR),
]
# The first members of the district's coalition: so many are teachers that the list of who has read
# their protocol fills a page, as it does with 10,000 members.
FIRST_ROLES = ["teacher"] * 6 + ROLES


def make_ground(scale):
    """One district of the scale's size, with everything that the measured pages show.

    Returns the Ground.
    """
    district = District.objects.create(
        name="Bench County Schools", state="FL", nces_id="1299999", state_id="99"
    )
    coalition = _coalition(district, slug="bench")
    accounts = {role.value: _member(coalition, role) for role in LOOKING}
    administrator = accounts[Role.ADMINISTRATOR]
    edition = _plan(coalition, administrator)
    ground = Ground(
        coalition, accounts, edition, start_next_edition(plan=edition.plan, by=administrator)
    )
    _schools(district, scale.schools)
    _school_plans(ground)
    first = OF_DISTRICT - len(LOOKING)
    _people(ground, first, of_district=first, prefix="f", roles=FIRST_ROLES)
    _people(ground, scale.people - OF_DISTRICT, of_district=0)
    _records(ground, max(1, scale.records // scale.people))
    make_ledgers(ground, min(scale.people, 5_000))
    make_owing(ground.accounts, edition)
    acknowledged(edition, by=ground.accounts[Role.TEACHER])
    make_work(ground)
    make_drills(ground)
    make_sheets(ground)
    make_prevention(ground)
    make_public_page(ground)
    analyze()
    return ground


def crowd(ground, number):
    """Make the district's coalition one of so many members, who read, train and owe as the first
    ones do.
    """
    before = Membership.objects.latest("pk").pk
    joining = number - Membership.objects.filter(coalition=ground.coalition).count()
    _people(ground, joining, of_district=joining, prefix="m")
    _records(ground, 2, newer_than=before)
    acknowledged(ground.edition, by=ground.accounts[Role.TEACHER])
    analyze()


def counts():
    """How many rows the bench has, by what they are."""
    models = {
        "schools": School,
        "people": Person,
        "sections": Section,
        "records": TrainingRecord,
        "messages": Message,
    }
    return {name: model.objects.count() for name, model in models.items()}


def _coalition(district, *, slug, school=None):
    coalition = Coalition.objects.create(
        district=district,
        school=school,
        slug=slug,
        name=f"Safety team {slug}",
        formed_on=timezone.localdate(),
    )
    Seat.objects.bulk_create(
        Seat(coalition=coalition, **s) for s in seats_for(scope=coalition.scope, state="FL")
    )
    return coalition


def _member(coalition, role):
    email, name = f"{role.value}@bench.example", f"Bench {role.label}"
    account = User.objects.create(email=email, name=name, password="!")  # noqa: S106
    person = Person.objects.create(
        district=coalition.district, name=account.name, email=account.email, account=account
    )
    Membership.objects.create(
        person=person, coalition=coalition, role=role, starts_on=timezone.localdate() - JOINED
    )
    return account


def _plan(coalition, by):
    """The federal structure with its starter text, in force.

    One section is a protocol for teachers.
    """
    edition = start_plan(
        coalition=coalition, title="Emergency operations plan", by=by, template="district"
    )
    protocol = edition.sections.order_by("position")[1]
    Section.objects.filter(pk=protocol.pk).update(protocol_for=["teacher"], protocol_hash="1" * 64)
    put_in_force(Edition.objects.filter(pk=edition.pk), by=by)
    edition.refresh_from_db()
    return edition


def put_in_force(editions, *, by):
    """Editions in drafting, straight into force, by the moves that the database knows."""
    now = timezone.now()
    editions.update(status=EditionStatus.IN_REVIEW)
    frozen = {"content_hash": "0" * 64, "serialiser_version": 1, "frozen_at": now, "frozen_by": by}
    editions.update(status=EditionStatus.AWAITING_SIGNATURES, **frozen)
    due = timezone.localdate() + timedelta(days=60)
    editions.update(
        status=EditionStatus.IN_FORCE, in_force_at=now - IN_FORCE, in_force_by=by, review_due_on=due
    )


def _schools(district, number):
    first = School.objects.create(
        district=district,
        name="Bench School 0",
        state="FL",
        nces_id="129999900000",
        state_id="99-0",
    )
    copies(
        first,
        f"SELECT g FROM generate_series(1, {number - 1}) g",
        name="'Bench School ' || s.g",
        nces_id="'1299999' || lpad(s.g::text, 5, '0')",
        state_id="'99-' || s.g",
    )
    team = _coalition(district, slug="bench-0", school=first)
    others = f"SELECT id, row_number() OVER () g FROM coalitions_school WHERE id <> {first.pk}"
    copies(team, others, school="s.id", slug="'bench-' || s.g", name="'Safety team ' || s.g")


def _school_plans(ground):
    """A plan of the district's length in each school, in force."""
    by, text = ground.accounts[Role.ADMINISTRATOR], ground.edition
    others = "SELECT id FROM coalitions_coalition WHERE school_id IS NOT NULL"
    copies(text.plan, others, coalition="s.id")
    plans = f"SELECT id FROM plans_plan WHERE id <> {text.plan_id}"
    drafting = {
        "status": "'drafting'",
        "content_hash": "''",
        "frozen_at": "NULL",
        "frozen_by": "NULL",
    }
    drafting |= {"in_force_at": "NULL", "in_force_by": "NULL", "serialiser_version": "NULL"}
    copies(text, plans, plan="s.id", **drafting)
    editions = f"SELECT id FROM plans_edition WHERE plan_id <> {text.plan_id}"
    for section in text.sections.order_by("position"):
        copies(section, editions, edition="s.id", parent="NULL", lineage="gen_random_uuid()")
    put_in_force(Edition.objects.exclude(plan=text.plan_id), by=by)


def _people(ground, number, *, of_district, prefix="p", roles=ROLES):
    """Accounts, people and memberships.

    The first `of_district` in the district's coalition, the others in the schools'.
    """
    series = f"SELECT g FROM generate_series(1, {number}) g"
    teacher = ground.accounts[Role.TEACHER]
    copies(
        teacher,
        series,
        email=f"'{prefix}' || s.g || '@bench.example'",
        name=f"'Person {prefix}' || s.g",
    )
    schools = Coalition.objects.filter(school__isnull=False).count()
    like, is_new = Person.objects.get(account=teacher), f"email ~ '^{prefix}[0-9]+@bench'"
    copies(
        like,
        f"SELECT id, email, name FROM accounts_user WHERE {is_new}",
        name="s.name",
        email="s.email",
        account="s.id",
    )
    array = "ARRAY[" + ",".join(f"'{role}'" for role in roles) + "]"
    people = (
        f"SELECT p.id person, ({array})[1 + p.n % {len(roles)}] AS role, c.id coalition FROM "
        f"(SELECT id, row_number() OVER (ORDER BY id) n FROM coalitions_person WHERE {is_new}) p "
        "JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 n FROM coalitions_coalition) c "
        f"ON c.n = CASE WHEN p.n <= {of_district} THEN 0 ELSE 1 + p.n % {schools} END"
    )
    copies(
        like.memberships.get(),
        people,
        person="s.person",
        role="s.role",
        coalition="s.coalition",
        # The one who is copied may be a champion; not everybody is.
        is_local_champion="FALSE",
    )


def _records(ground, each, *, newer_than=0):
    """So many records a person, of different courses over two years.

    Every ninth waits to be verified.
    """
    courses = list(Course.objects.filter(coalition__isnull=True).order_by("pk")[:COURSES])
    administrator = ground.accounts[Role.ADMINISTRATOR]
    person = Person.objects.get(account=ground.accounts[Role.TEACHER])
    first, _ = TrainingRecord.objects.get_or_create(
        person=person,
        coalition=ground.coalition,
        course=courses[0],
        held_on=timezone.localdate(),
        defaults={"hours": 2, "entered_at": timezone.now(), "entered_by": administrator},
    )
    ids = "ARRAY[" + ",".join(str(course.pk) for course in courses) + "]"
    source = (
        f"SELECT m.person_id, m.coalition_id, ({ids})[1 + g % {len(courses)}] course, g * 31 + m.id % 400 ago, "
        f"(m.id + g) % 9 = 0 waits FROM coalitions_membership m, generate_series(1, {each}) g "
        f"WHERE m.id > {newer_than}"
    )
    copies(
        first,
        source,
        person="s.person_id",
        coalition="s.coalition_id",
        course="s.course",
        held_on="current_date - s.ago::int",
        state="CASE WHEN s.waits THEN 'to_verify' ELSE 'verified' END",
        decided_at="CASE WHEN s.waits THEN NULL ELSE now() END",
        decided_by=f"CASE WHEN s.waits THEN NULL ELSE {administrator.pk} END",
    )
