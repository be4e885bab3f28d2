"""Who answers for what: roles of a sheet, places taken, given up, and called earlier."""

import pytest
from django.core.exceptions import PermissionDenied

from coalitions.access.roles import Role
from coalitions.contacts.actions import placing, roles
from coalitions.contacts.models.sheet import ContactPlace, ContactRole
from coalitions.contacts.usual_roles import usual_roles
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.calling import make_contact, make_line, make_role, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(coalition, role):
    """First and two backups."""
    return [
        put(make_contact(coalition=coalition, name=name), role, position)
        for position, name in enumerate(("Ann", "Ben", "Cleo"), start=1)
    ]


def order(role):
    places = role.places.current().order_by("position")
    return [(place.position, place.contact.name) for place in places]


def audited():
    return [row.action for row in AuditRow.objects.order_by("pk")]


def place(role, contact, by, *, position=1, instead_of=0):
    return placing.place_contact(
        role=role, contact=contact, position=position, note="", instead_of=instead_of, by=by
    )


def test_a_sheet_begins_with_the_usual_roles_and_once(coalition, administrator):
    begun = roles.begin_sheet(coalition=coalition, by=administrator)
    assert [role.name for role in begun] == [usual["name"] for usual in usual_roles()]
    assert "Utilities" in [role.name for role in begun if not role.in_order]
    assert roles.begin_sheet(coalition=coalition, by=administrator) == []
    assert audited() == ["contact_sheet.begun"]


def test_a_coalition_adds_renames_and_takes_off_its_own(coalition, administrator):
    made = roles.add_role(
        coalition=coalition, by=administrator, name=" Chemistry  lab ", in_order=True
    )
    assert made.name == "Chemistry lab"
    roles.change_role(role=made, by=administrator, name="Laboratory", in_order=False)
    roles.close_role(role=made, by=administrator)
    assert not ContactRole.objects.current().exists()
    assert audited() == ["contact_role.added", "contact_role.changed", "contact_role.closed"]


def test_a_role_that_is_saved_as_it_was_leaves_no_row(administrator, role):
    roles.change_role(role=role, by=administrator, name=role.name, in_order=role.in_order)
    assert audited() == []


@pytest.mark.parametrize("name", ["\u202e", "police"])
def test_a_role_has_a_name_of_its_own(coalition, administrator, role, name):
    with pytest.raises(Refused) as refused:
        roles.add_role(coalition=coalition, by=administrator, name=name, in_order=True)
    assert refused.value.field == "name"


def test_a_sheet_has_twelve_roles_at_most(coalition, administrator):
    for _ in range(roles.MOST_ROLES):
        make_role(coalition=coalition)
    with pytest.raises(Refused, match="at most 12"):
        roles.add_role(coalition=coalition, by=administrator, name="One more", in_order=True)


def test_a_role_that_somebody_answers_for_stays(coalition, administrator, role, three):
    with pytest.raises(WrongState, match="Take everybody off"):
        roles.close_role(role=role, by=administrator)


def test_a_contact_takes_a_free_place(coalition, administrator, role):
    contact = make_contact(coalition=coalition, name="Ann")
    place(role, contact, administrator)
    assert order(role) == [(1, "Ann")]
    row = AuditRow.objects.get()
    assert (row.action, row.detail["place"]) == ("contact.placed", "First")


def test_who_is_replaced_stays_in_history(coalition, administrator, role, three):
    new = make_contact(coalition=coalition, name="Dan")
    place(role, new, administrator, position=2, instead_of=three[1].pk)
    assert order(role) == [(1, "Ann"), (2, "Dan"), (3, "Cleo")]
    gone = ContactPlace.objects.get(pk=three[1].pk)
    assert gone.ended_by == administrator
    assert AuditRow.objects.get().detail["instead_of"] == "Ben"


def test_a_place_that_somebody_took_meanwhile_is_not_taken_again(
    coalition, administrator, role, three
):
    new = make_contact(coalition=coalition, name="Dan")
    for instead_of in (0, three[0].pk):
        with pytest.raises(WrongState, match="changed this place meanwhile"):
            place(role, new, administrator, position=2, instead_of=instead_of)
    assert order(role)[1] == (2, "Ben")


@pytest.mark.parametrize(("position", "said"), [(2, "Fill that first"), (4, "three places")])
def test_places_are_filled_in_order(coalition, administrator, role, position, said):
    with pytest.raises(Refused, match=said):
        place(role, make_contact(coalition=coalition), administrator, position=position)


def test_a_role_without_order_has_three_lines_of_their_own(coalition, administrator):
    role = make_role(coalition=coalition, in_order=False)
    place(role, make_contact(coalition=coalition, name="Gas"), administrator, position=3)
    assert order(role) == [(3, "Gas")]


def test_nobody_has_two_places_in_a_role(coalition, administrator, role, three):
    with pytest.raises(Refused, match="answers for Police already"):
        place(role, three[0].contact, administrator, position=2, instead_of=three[1].pk)


def test_contacts_of_the_district_and_no_others_stand_on_a_sheet(
    coalition, administrator, role, district_coalition, sibling, foreign
):
    for other in (sibling, foreign):
        with pytest.raises(Refused, match="is no contact of"):
            place(role, make_contact(coalition=other), administrator)
    assert place(role, make_contact(coalition=district_coalition), administrator)


def test_a_new_contact_is_written_down_and_placed_at_once_or_not_at_all(
    coalition, administrator, role, three
):
    told = {"person": None, "is_confirmed": True, "name": "Dan", "agency": None, "title": ""}
    told |= {"day_phone": "989-555-0150", "night_phone": "", "any_hour": True, "radio": ""}
    told |= {"email": "", "leave_ends_on": None, "note": "at Juniper Tue", "by": administrator}
    with pytest.raises(WrongState):
        placing.place_new_contact(role=role, position=3, instead_of=0, **told)
    made = placing.place_new_contact(role=role, position=3, instead_of=three[2].pk, **told)
    assert (str(made.contact), made.note) == ("Dan", "at Juniper Tue")
    assert audited() == ["contact.added", "contact.placed"]


def test_who_is_behind_moves_up(administrator, role, three):
    placing.end_place(place=three[0], by=administrator)
    assert order(role) == [(1, "Ben"), (2, "Cleo")]
    with pytest.raises(WrongState, match="meanwhile"):
        placing.end_place(place=three[0], by=administrator)
    assert audited() == ["contact.taken_off"]


def test_one_is_called_earlier(administrator, role, three):
    moved = placing.call_earlier(place=three[2], by=administrator)
    assert order(role) == [(1, "Ann"), (2, "Cleo"), (3, "Ben")]
    placing.call_earlier(place=moved, by=administrator)
    assert order(role) == [(1, "Cleo"), (2, "Ann"), (3, "Ben")]
    first = role.places.current().get(position=1)
    with pytest.raises(WrongState, match="Nobody is called before"):
        placing.call_earlier(place=first, by=administrator)


def test_a_retired_contact_leaves_every_sheet(administrator, coalition, role, three):
    other = make_role(coalition=coalition)
    put(three[0].contact, other)
    gone = placing.retire_contact(contact=three[0].contact, by=administrator)
    assert gone.retired_by == administrator
    assert order(role) == [(1, "Ben"), (2, "Cleo")]
    assert order(other) == []
    with pytest.raises(WrongState, match="was taken off all sheets"):
        placing.retire_contact(contact=gone, by=administrator)
    with pytest.raises(Refused, match="was taken off all sheets"):
        place(other, gone, administrator)


@pytest.mark.parametrize("role_held", [each for each in Role if each != Role.ADMINISTRATOR])
def test_only_administrators_arrange(coalition, role, role_held):
    member = builders.make_member(coalition=coalition, role=role_held)
    line = make_line(coalition=coalition)
    for action, arguments in (
        (roles.begin_sheet, {"coalition": coalition}),
        (roles.close_role, {"role": role}),
        (placing.end_place, {"place": line}),
        (placing.call_earlier, {"place": line}),
        (placing.retire_contact, {"contact": line.contact}),
    ):
        with pytest.raises(PermissionDenied, match="Only an administrator"):
            action(by=member, **arguments)


def test_an_administrator_of_another_school_arranges_nothing(sibling, role):
    other = builders.make_member(coalition=sibling, role=Role.ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        place(role, make_contact(coalition=sibling), other)
