"""A sheet of contacts with a first and a backup, as it was printed and changed since; for world.py."""

from django.utils import timezone

from coalitions.contacts.models.contact import ContactChange
from coalitions.contacts.paper_lines import lines_of
from coalitions.contacts.queries import places_of, roles_of
from coalitions.contacts.tokens import token_for
from tests import builders, calling
from tests.everywhere.world_plans import membership_of

NIGHT = "989-555-0199"


def add_contacts(place):
    """Two desks of an agency and the nurse: what members read, and radio for who reads all of it.

    Nobody answers for the second role.
    """
    inside, secret = f"{place.mark}-inside", f"{place.mark}-secret"
    made = {"coalition": place.coalition, "by": place.administrator}
    place.contact_role = calling.make_role(coalition=place.coalition, name=f"{inside}-role")
    place.empty_role = calling.make_role(coalition=place.coalition, name=f"{inside}-empty")
    told = {"title": f"{inside}-title", "agency": place.agency, "night_phone": NIGHT}
    told |= {"radio": f"{secret}-radio", "email": f"{place.mark}-desk@example.org"}
    first = calling.make_contact(name=f"{inside}-first", **made, **told)
    place.contact = calling.make_contact(name=f"{inside}-backup", **made, **told)
    calling.put(first, place.contact_role, 1, by=place.administrator)
    place.contact_place = calling.put(
        place.contact, place.contact_role, 2, by=place.administrator, note=f"{inside}-note"
    )
    nurse = calling.make_contact(person=membership_of(place, "health").person, **made)
    calling.put(nurse, place.contact_role, 3, by=place.administrator)
    place.contact_link = token_for(nurse)
    place.printed = calling.make_printed(**made, lines=_lines(place.coalition))
    _changed(place.contact, place.administrator, f"{secret}-before")


def _lines(coalition):
    on = timezone.localdate()
    return lines_of(list(roles_of(coalition)), list(places_of(coalition)), on=on)


def _changed(contact, by, before):
    ContactChange.objects.create(
        contact=contact,
        before={"radio": before},
        after={"radio": contact.radio},
        made_at=timezone.now(),
        made_by=by,
    )


def grow_contacts(place):
    """One more role with somebody of their own and a desk of the agency, one more paper, one more
    change of the contact that is looked at, and one more sheet that it stands on.
    """
    account = builders.make_account()
    role = calling.make_role(coalition=place.coalition)
    person = builders.make_person(district=place.coalition.district)
    made = {"coalition": place.coalition, "by": account, "agency": place.agency}
    calling.put(calling.make_contact(**made, person=person), role, 1, by=account)
    calling.put(calling.make_contact(**made), role, 2, by=account)
    calling.put(place.contact, role, 3, by=account)
    calling.make_printed(coalition=place.coalition, by=account, lines=_lines(place.coalition)[:9])
    _changed(place.contact, account, "CEDAR FIRE 1")
