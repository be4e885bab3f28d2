"""The district, its schools, agencies, people and coalitions."""

from datetime import timedelta
from types import SimpleNamespace

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.agencies.models import Agency
from coalitions.coalition.models import Coalition
from coalitions.invitations.actions import accepting, forming
from coalitions.memberships.actions import designating, memberships
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from coalitions.schools.models import District, School
from safety_portal.core.accounts.models import User
from safety_portal.demo import cast
from safety_portal.demo.history import at, days_ago

FORMED_DAYS_AGO = 800


def make_world():
    """Everybody and everywhere.

    A namespace with district, agencies, coalitions by short name, accounts by key.
    """
    district = District.objects.create(**cast.DISTRICT)
    world = SimpleNamespace(district=district, coalitions={}, accounts={}, principals={})
    world.hashed = make_password(cast.PASSWORD)
    world.agencies = {
        key: Agency.objects.create(district=district, name=name, kind=kind, phone=phone)
        for key, name, kind, phone in cast.AGENCIES
    }
    with at(days_ago(FORMED_DAYS_AGO)):
        _district_coalition(world)
        for number, (slug, name, street, story) in enumerate(cast.SCHOOLS, start=1):
            school = _school(district, number, name, street)
            if story != "no_coalition":
                _school_coalition(world, slug, school)
    _one_who_left(world)
    _one_who_signs_for(world)
    return world


def account_for(world, name):
    """An account and the person behind it.

    The address is made of the name, at a domain that exists nowhere.
    """
    email = cast.address(name)
    user = User.objects.create(email=email, name=name, password=world.hashed)
    Person.objects.create(district=world.district, name=name, email=email, account=user)
    return user


def _school(district, number, name, street):
    return School.objects.create(
        district=district,
        nces_id=f"3999900{number:05d}",
        state=district.state,
        state_id=f"OH-999900-{number:03d}",
        name=name,
        street=street,
        city="Cedar Falls",
        postal_code="00001",
        phone=f"989-555-01{number:02d}",
        kind="Regular school",
        students=180 + 37 * number,
    )


def _form(world, administrator, **place):
    coalition, _, link = forming.form_coalition(
        administrator_email=administrator.email, by=None, **place
    )
    accepting.accept(token=link.rstrip("/").rsplit("/", 1)[-1], account=administrator)
    since = timezone.localdate() - timedelta(days=FORMED_DAYS_AGO)
    Coalition.objects.filter(pk=coalition.pk).update(formed_on=since)
    Membership.objects.filter(coalition=coalition).update(starts_on=since)
    return coalition


def _district_coalition(world):
    for key, name, *_ in cast.DISTRICT_PEOPLE:
        world.accounts[key] = account_for(world, name)
    dana = world.accounts["dana"]
    world.dana = dana
    coalition = _form(
        world,
        dana,
        district=world.district,
        slug="cedar-county",
        administrator_name="Dana Whitlock",
    )
    coalition.approving_board = cast.BOARD
    coalition.save(update_fields=["approving_board"])
    world.coalitions["cedar-county"] = coalition
    for key, _, role, title, seat, agency in cast.DISTRICT_PEOPLE:
        _sit(world, coalition, world.accounts[key], role, title, seat, agency)
    Membership.objects.filter(coalition=coalition, person__account=dana).update(is_chair=True)
    Membership.objects.filter(coalition=coalition, person__account=world.accounts["marcus"]).update(
        is_local_champion=True
    )


def _school_coalition(world, slug, school):
    names = _names(world)
    principal = account_for(world, cast.PRINCIPALS.get(slug) or next(names))
    coalition = _form(world, principal, school=school, slug=slug, administrator_name=principal.name)
    world.coalitions[slug], world.principals[slug] = coalition, principal
    for role, title, seat in cast.SCHOOL_STAFF:
        account = principal if role == Role.ADMINISTRATOR else account_for(world, next(names))
        _sit(world, coalition, account, role, title, seat, None, by=principal)
    for key, role, title, seat in cast.SHARED:
        agency = next(row[5] for row in cast.DISTRICT_PEOPLE if row[0] == key)
        _sit(world, coalition, world.accounts[key], role, title, seat, agency, by=principal)
    if slug == "cedar-ridge":
        _sit(
            world,
            coalition,
            world.accounts["priya"],
            Role.TEACHER,
            "Teacher, grade 7",
            None,
            None,
            by=principal,
        )
    Membership.objects.filter(coalition=coalition, person__account=principal).update(is_chair=True)


def _names(world):
    """Fictional names nobody in the demo has yet, in a fixed order."""
    taken = set(User.objects.values_list("name", flat=True))
    for shift in range(len(cast.FAMILY)):
        for number, given in enumerate(cast.GIVEN):
            name = f"{given} {cast.FAMILY[(number + shift * 7) % len(cast.FAMILY)]}"
            if name not in taken and not any(
                name.split()[0] == other.split()[0] for other in list(taken)[-11:]
            ):
                taken.add(name)
                yield name


def _sit(world, coalition, account, role, title, seat, agency, by=None):
    """A membership since the coalition was formed.

    The administrator's own is completed, it exists already.
    """
    person = Person.objects.get(district=world.district, account=account)
    seat = coalition.seats.filter(code=seat).first() if seat else None
    agency = world.agencies[agency] if agency else None
    membership = Membership.objects.filter(coalition=coalition, person=person, role=role).first()
    if membership:
        Membership.objects.filter(pk=membership.pk).update(title=title, seat=seat, agency=agency)
        return
    since = timezone.localdate() - timedelta(days=FORMED_DAYS_AGO)
    memberships.add_membership(
        coalition=coalition,
        person=person,
        role=role,
        title=title,
        seat=seat,
        agency=agency,
        by=by or world.dana,
        on=since,
    )


def _one_who_signs_for(world):
    """The superintendent travels: the security officer may sign for her, as a letter says."""
    memberships = {
        key: Membership.objects.get(
            person__account=world.accounts[key], coalition=world.coalitions["cedar-county"]
        )
        for key in ("marian", "bianca")
    }
    with at(days_ago(30)) as moment:
        designating.designate(
            holder=memberships["marian"],
            designee=memberships["bianca"],
            last_on=timezone.localdate() + timedelta(days=60),
            because="Travels this fall; letter of designation of the board.",
            by=world.dana,
            on=timezone.localdate(moment),
        )


def _one_who_left(world):
    """A teacher who left last summer: an account that sees nothing any more."""
    coalition = world.coalitions["foxglove"]
    account = account_for(world, "Sylvan Tarrant")
    with at(days_ago(FORMED_DAYS_AGO)):
        _sit(
            world,
            coalition,
            account,
            Role.TEACHER,
            "Teacher",
            None,
            None,
            by=world.principals["foxglove"],
        )
    membership = Membership.objects.get(coalition=coalition, person__account=account)
    with at(days_ago(140)) as moment:
        memberships.end_membership(
            membership=membership,
            on=timezone.localdate(moment),
            by=world.principals["foxglove"],
            because="Moved away.",
        )
