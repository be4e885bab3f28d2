"""Whom the demo's schools call: desks and people of the district on every sheet, a sheet that was
printed and has changed since, numbers that nobody confirmed, an empty role, and a nurse on leave.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pgtrigger
from django.db.models import QuerySet
from django.utils import timezone

from coalitions.agencies.models import Agency
from coalitions.coalition.models import Coalition
from coalitions.contacts import semesters
from coalitions.contacts.actions import asking, confirming, keeping, placing, printing, roles
from coalitions.contacts.models.contact import ConfirmedBy, Contact, ContactChange
from coalitions.contacts.models.sheet import ContactPlace, ContactRole, PrintedSheet
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from safety_portal.demo.cast import DISTRICT_PEOPLE
from safety_portal.demo.history import at, days_ago

# Key of somebody in the cast, or a name; agency; beside the name; day, night ("any": at any hour).
DISTRICT = {
    "sheriff": ("Sheriff’s dispatch", "sheriff", "", "0130", "any"),
    "ray": ("ray", "sheriff", "SRO", "0131", "0132"),
    "ellen": ("ellen", "sheriff", "Chief deputy", "0133", "0134"),
    "fire": ("County fire dispatch", "fire", "", "0140", "any"),
    "tom": ("tom", "fire", "Captain", "0141", "0142"),
    "station": ("Station 21, duty desk", "fire", "", "0143", "any"),
    "grace": ("grace", "emergency", "Emergency manager", "0160", "0161"),
    "duty": ("County duty officer", "emergency", "Whoever is on duty", "0165", "any"),
    "joan": ("joan", None, "District nurse", "0121", "0122"),
    "marcus": ("marcus", None, "Facilities", "0123", "0124"),
    "facilities": ("Facilities on call", None, "", "0126", "any"),
    "coach": ("Northern Coach Lines", None, "9 buses in 30 minutes", "0188", "0189"),
    "gas": ("Gas, county desk", None, "Leak or shut-off", "0187", "any"),
    "power": ("Power, county desk", None, "Line down", "0186", "any"),
    "water": ("Water, city of Cedar Falls", None, "Main break, contamination", "0185", "any"),
}
RADIO = {"sheriff": "CEDAR LAW 1", "fire": "CEDAR FIRE 2"}
MAIL = {"station": "station21@cedar.example", "coach": "dispatch@coach.cedar.example"}
# What every school has of it, by role; in calling order.
ON_EVERY_SHEET = {
    "Police": ("sheriff", "ray", "ellen"),
    "Fire and EMS": ("fire", "tom", "station"),
    "Emergency management": ("grace", "duty"),
    "Health": ("joan",),
    "Buildings and shut-offs": ("facilities", "marcus"),
    "Buses": ("coach",),
    "Utilities": ("gas", "power", "water"),
}
UNCONFIRMED = ("station", "gas", "marcus")
# Schools with a sheet, the role that nobody fills there, and whether it was printed.
SHEETS = {"juniper": ("", True), "cedar-ridge": ("Buses", True), "alder-creek": ("", False)}


def make_contacts(world: SimpleNamespace) -> None:
    """Contacts of the district, the sheets of three schools, and what changed since the paper."""
    district, today = world.coalitions["cedar-county"], timezone.localdate()
    semester = (today - semesters.began(today)).days
    with at(days_ago(400)):
        contacts = {key: _add(world, district, world.dana, row) for key, row in DISTRICT.items()}
        for key, radio in RADIO.items():
            Contact.objects.filter(pk=contacts[key].pk).update(radio=radio)
        for key, email in MAIL.items():
            Contact.objects.filter(pk=contacts[key].pk).update(email=email)
        for slug, (empty, _) in SHEETS.items():
            _sheet(world, slug, contacts, empty)
        _long_ago(world)
    with at(days_ago(min(semester, 20))):
        _confirm(world, contacts)
    for slug, (_, is_printed) in SHEETS.items():
        if is_printed:
            with at(days_ago(60)) as moment:
                sheet = printing.print_sheet(
                    coalition=world.coalitions[slug], by=world.principals[slug]
                )
                _past(sheet, moment)
    _changed_since(world, contacts)


def _add(
    world: SimpleNamespace,
    coalition: Coalition,
    by: User,
    row: tuple[str, str | None, str, str, str],
) -> Contact:
    who, agency, title, day, night = row
    is_known = who in {key for key, *_ in DISTRICT_PEOPLE}
    return _keep(
        coalition,
        by,
        world.accounts[who].people.get() if is_known else None,
        name="" if is_known else who,
        agency=world.agencies[agency] if agency else None,
        title=title,
        day_phone=f"989-555-{day}",
        night_phone="" if night in ("", "any") else f"989-555-{night}",
        any_hour=night == "any",
    )


def _keep(
    coalition: Coalition,
    by: User,
    person: Person | None,
    *,
    title: str,
    day_phone: str,
    night_phone: str = "",
    name: str = "",
    agency: Agency | None = None,
    any_hour: bool = False,
) -> Contact:
    return keeping.add_contact(
        coalition=coalition,
        by=by,
        person=person,
        name=name,
        agency=agency,
        title=title,
        day_phone=day_phone,
        night_phone=night_phone,
        any_hour=any_hour,
        radio="",
        email="",
        leave_ends_on=None,
        is_confirmed=False,
    )


def _sheet(world: SimpleNamespace, slug: str, contacts: dict[str, Contact], empty: str) -> None:
    """A school's sheet: its own people first, then those of the district."""
    coalition, principal = world.coalitions[slug], world.principals[slug]
    made = {role.name: role for role in roles.begin_sheet(coalition=coalition, by=principal)}
    for position, contact in enumerate(_own(coalition, principal), start=1):
        _place(made["School"], contact, position, principal)
    for role, keys in ON_EVERY_SHEET.items():
        for position, key in enumerate(() if role == empty else keys, start=1):
            _place(made[role], contacts[key], position, principal)


def _own(coalition: Coalition, principal: User) -> list[Contact]:
    """The principal, the counselor, and the front office by day."""
    counselor = Membership.objects.filter(coalition=coalition, title="Counselor").first()
    people = [(principal.people.get(), "Principal", "51", "52")]
    if counselor:
        people.append((counselor.person, "Counselor", "53", "54"))
    phone = coalition.place.phone
    made = [
        _keep(
            coalition,
            principal,
            person,
            title=title,
            day_phone=f"{phone[:-2]}{day}",
            night_phone=f"{phone[:-2]}{night}",
        )
        for person, title, day, night in people
    ]
    hours = "7:30 am to 4:00 pm"
    office = _keep(coalition, principal, None, name="Front office", title=hours, day_phone=phone)
    return [*made, office]


def _place(role: ContactRole, contact: Contact, position: int, by: User, instead: int = 0) -> None:
    placing.place_contact(
        role=role, contact=contact, position=position, note="", instead_of=instead, by=by
    )


def _long_ago(world: SimpleNamespace) -> None:
    """All of it was written down before the last paper; nobody was away that long."""
    then = timezone.now() - timedelta(days=400)
    of_district = {"coalition__district": world.district}
    Contact.objects.filter(**of_district).update(changed_on=then.date(), recorded_at=then)
    roles_made = ContactRole.objects.filter(**of_district)
    roles_made.update(made_on=timezone.localdate() - timedelta(days=7))
    ContactPlace.objects.filter(role__in=roles_made).update(placed_at=then)


def _confirm(world: SimpleNamespace, contacts: dict[str, Contact]) -> None:
    """People by themselves, desks by who keeps them; two of them not at all."""
    left = [contacts[key].pk for key in UNCONFIRMED]
    rows = Contact.objects.filter(coalition__district=world.district).exclude(pk__in=left)
    for contact in rows.select_related("coalition", "person__account"):
        keeper = world.principals.get(contact.coalition.slug, world.dana)
        own = contact.person.account if contact.person else None
        confirming.confirm_contact(contact=contact, by=own or keeper)
    today = timezone.localdate()
    confirmed = max(semesters.began(today), today - timedelta(days=20))
    rows.update(confirmed_on=confirmed)
    with at(days_ago(14)):
        asking.ask_contacts(coalition=world.coalitions["cedar-county"], by=world.dana)
    asked = [today - timedelta(days=days) for days in (21, 14)]
    last = semesters.began(semesters.began(today) - timedelta(days=1)) + timedelta(days=42)
    Contact.objects.filter(pk=contacts["station"].pk).update(
        asked_on=asked, confirmed_on=last, confirmed_how=ConfirmedBy.LINK
    )


def _past(sheet: PrintedSheet, moment: datetime) -> None:
    """The paper is of the day on which the story prints it, when everybody was confirmed."""
    with pgtrigger.ignore("coalitions.PrintedSheet:printed_sheets_stay"):
        lines = [{**line, "is_confirmed": bool(line["who"])} for line in sheet.lines]
        PrintedSheet.objects.filter(pk=sheet.pk).update(printed_at=moment, lines=lines)


def _changed_since(world: SimpleNamespace, contacts: dict[str, Contact]) -> None:
    """The captain has another night number; the nurse is away; one school has a second nurse."""
    tom, joan = (Contact.objects.get(pk=contacts[key].pk) for key in ("tom", "joan"))
    with at(days_ago(12)) as moment:
        _change(tom, world.accounts["tom"], night_phone="989-555-0149")
        _happened(tom, moment)
    with at(days_ago(3)):
        away = timezone.localdate() + timedelta(days=9)
        _change(joan, world.accounts["joan"], leave_ends_on=away)
    with at(days_ago(5)) as moment:
        nurse = ("Celia Brandt", None, "Nurse, Foxglove Elementary", "0135", "0136")
        juniper, principal = world.coalitions["juniper"], world.principals["juniper"]
        contact = _add(world, juniper, principal, nurse)
        role = ContactRole.objects.get(coalition=juniper, name="Health")
        _place(role, contact, 2, principal)
        _happened(contact, moment)


def _happened(contact: Contact, moment: datetime) -> None:
    """What was just done to a contact was done then."""
    day = timezone.localdate(moment)
    rows = Contact.objects.filter(pk=contact.pk)
    rows.update(changed_on=day)
    rows.filter(confirmed_on__isnull=False).update(confirmed_on=day)
    today = timezone.localdate()
    ContactPlace.objects.filter(contact=contact, placed_at__date=today).update(placed_at=moment)
    with pgtrigger.ignore("coalitions.ContactChange:contact_changes_stay"):
        ContactChange.objects.filter(contact=contact, made_at__date=today).update(made_at=moment)


def _change(contact: Contact, by: User, **changed: Any) -> None:
    fields = ("day_phone", "night_phone", "any_hour", "radio", "email", "leave_ends_on")
    told: dict[str, Any] = {field: getattr(contact, field) for field in fields} | changed
    keeping.change_contact(
        contact=contact, by=by, version=contact.version, is_confirmed=True, **told
    )


def contact_rows(coalitions: Sequence[int]) -> tuple[QuerySet[Any], ...]:
    """What the contacts of coalitions (ids) left, each before what it refers to."""
    return (
        PrintedSheet.objects.filter(coalition__in=coalitions),
        ContactPlace.objects.filter(role__coalition__in=coalitions),
        ContactRole.objects.filter(coalition__in=coalitions),
        ContactChange.objects.filter(contact__coalition__in=coalitions),
        Contact.objects.filter(coalition__in=coalitions),
    )
