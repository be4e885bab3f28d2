"""Who may sign for the holder of a seat: named, told, ended by hand and with a membership."""

from datetime import timedelta

import pytest
from django.db import InternalError, transaction
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.actions import designating, memberships
from coalitions.memberships.actions.ending import end_memberships
from coalitions.memberships.models.designation import Designation
from coalitions.memberships.models.membership import Membership
from coalitions.records.actions.merging import merge_people
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
MAY = TODAY + timedelta(days=60)


def held(account):
    return Membership.objects.get(person__account=account)


@pytest.fixture
def chief(coalition):
    seat = builders.make_seat(coalition=coalition)
    return held(
        builders.make_member(coalition=coalition, role=Role.FIRE, name="Tom Hesse", seat=seat)
    )


@pytest.fixture
def nurse(coalition):
    return held(builders.make_member(coalition=coalition, role=Role.HEALTH, name="Joan Akers"))


def designate(holder, designee, **changed):
    given = {"last_on": MAY, "because": "On leave.", "by": holder.person.account}
    return designating.designate(holder=holder, designee=designee, **{**given, **changed})


def current():
    return list(Designation.objects.current(TODAY))


def told(kind):
    return sorted(Message.objects.filter(kind=kind).values_list("to_name", flat=True))


def test_a_holder_names_a_designee(chief, nurse, coalition):
    made = designate(chief, nurse, because="  On leave,  see the letter. ")

    assert (made.holder, made.designee, made.starts_on, made.last_on) == (chief, nurse, TODAY, MAY)
    assert (str(made), made.because) == (
        "Joan Akers, designee of Tom Hesse",
        "On leave, see the letter.",
    )
    row = AuditRow.objects.get(action="designation.made")
    assert (row.subject_name, row.scope, row.by_id) == (
        str(made),
        coalition.pk,
        chief.person.account_id,
    )
    assert told("designation_made") == ["Joan Akers", "Tom Hesse"]
    assert "/c/juniper/to-sign/" in Message.objects.get(to_name="Joan Akers").text
    assert [Designation.objects.current(day).count() for day in (TODAY - timedelta(1), TODAY, MAY, MAY + timedelta(1))] == [
        0, 1, 1, 0,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("last_on", TODAY - timedelta(days=1)),
        ("last_on", TODAY + timedelta(days=366)),
        ("because", "  "),
    ],
)
def test_what_is_refused(chief, nurse, field, value):
    with pytest.raises(Refused) as refused:
        designate(chief, nurse, **{field: value})
    assert (refused.value.field, current()) == (field, [])


def test_only_colleagues_who_may_sign_are_designees(chief, coalition, sibling):
    parent = held(builders.make_member(coalition=coalition, role=Role.PARENT))
    elsewhere = held(builders.make_member(coalition=sibling, role=Role.HEALTH))
    gone = held(builders.make_member(coalition=coalition, role=Role.HEALTH, ends_on=TODAY))
    oneself = builders.make_member(
        coalition=coalition, role=Role.TEACHER, account=chief.person.account
    )
    own = Membership.objects.get(person__account=oneself, role=Role.TEACHER)
    for wrong in (parent, elsewhere, gone, own, chief):
        with pytest.raises(Refused) as refused:
            designate(chief, wrong)
        assert refused.value.field == "designee"
    for wrong in (parent, elsewhere, own):
        with pytest.raises(InternalError, match="not between two colleagues"), transaction.atomic():
            builders.make_designation(holder=chief, designee=wrong)
    assert Designation.objects.count() == 0


def test_who_holds_no_seat_that_signs_has_no_designee(chief, nurse):
    with pytest.raises(WrongState, match="Joan Akers holds no seat that signs the plan"):
        designate(nurse, chief)


def test_one_at_a_time(chief, nurse, coalition):
    made = designate(chief, nurse)
    other = held(builders.make_member(coalition=coalition, role=Role.EMS, name="Ines Farrow"))
    with pytest.raises(WrongState, match="Joan Akers signs for Tom Hesse until"):
        designate(chief, other)
    designating.end_designation(designation=made, by=nurse.person.account)
    with pytest.raises(WrongState, match="Joan Akers does not sign for Tom Hesse any more"):
        designating.end_designation(designation=made, by=chief.person.account)
    designate(chief, other)

    assert [each.designee for each in current()] == [other]
    assert told("designation_ended") == ["Joan Akers", "Tom Hesse"]
    assert AuditRow.objects.filter(action="designation.ended").count() == 1


@pytest.mark.parametrize("who", ["holder", "designee"])
@pytest.mark.parametrize("way", ["one", "many", "leaving"])
def test_it_ends_with_either_membership(chief, nurse, administrator, coalition, who, way):
    made = designate(chief, nurse)
    ending = getattr(made, who)
    if way == "one":
        memberships.end_membership(membership=ending, by=administrator)
    elif way == "many":
        end_memberships(coalition=coalition, memberships=[ending], by=administrator, on=TODAY)
    else:
        memberships.leave(membership=ending, by=ending.person.account)
    made.refresh_from_db()

    assert (current(), made.ends_on) == ([], TODAY)
    assert AuditRow.objects.get(action="designation.ended").subject_id == made.pk
    assert told("designation_ended") == ["Joan Akers", "Tom Hesse"]


def test_two_records_of_one_person_do_not_sign_for_each_other(
    chief, nurse, coalition, administrator
):
    """The nurse's designation of others goes on: only what lies between the two records ends."""
    nurse.seat = builders.make_seat(coalition=coalition, title="Nurse")
    nurse.save()
    other = held(builders.make_member(coalition=coalition, role=Role.EMS))
    between, beyond = designate(chief, nurse), designate(nurse, other)
    kept, gone = chief.person, nurse.person
    merge_people(
        kept=kept,
        gone=gone,
        by=administrator,
        name=kept.name,
        email=kept.email,
        phone="",
        account=kept.account,
    )

    assert current() == [beyond]
    assert list(
        AuditRow.objects.filter(action="designation.ended").values_list("subject_id", flat=True)
    ) == [between.pk]


def test_a_membership_that_a_merge_closes_takes_its_designation_along(
    chief, nurse, coalition, administrator
):
    designate(chief, nurse)
    other = builders.make_person(district=coalition.district, name="T. Hesse")
    earlier = Membership.objects.create(
        person=other,
        coalition=coalition,
        role=Role.FIRE,
        seat=chief.seat,
        starts_on=chief.starts_on - timedelta(days=9),
    )
    kept = chief.person
    merge_people(
        kept=kept,
        gone=other,
        by=administrator,
        name=kept.name,
        email=kept.email,
        phone="",
        account=kept.account,
    )
    designate(earlier, nurse, by=kept.account)

    assert [each.holder for each in current()] == [earlier]


def page(client, account, name, *args):
    client.force_login(account)
    answer = client.get(reverse(name, args=["juniper", *args]))
    return answer.status_code, answer.content.decode()


def test_naming_and_ending_by_pages(client, chief, nurse, coalition):
    builders.make_member(coalition=coalition, role=Role.PARENT, name="Keisha Dunmore")
    builders.make_member(
        coalition=builders.make_coalition(), role=Role.HEALTH, name="Foreign Nurse"
    )
    account, url = chief.person.account, reverse("membership_designate", args=["juniper", chief.pk])
    _, text = page(client, account, "membership_designate", chief.pk)
    client.post(reverse("account_reauthenticate"), {"password": builders.PASSWORD})
    assert ["Joan Akers, Health" in text, "Keisha" in text, "Foreign" in text] == [
        True,
        False,
        False,
    ]
    given = {"designee": nurse.pk, "last_on": MAY, "because": "On leave."}
    refused = client.post(url, given | {"last_on": TODAY - timedelta(days=1)})
    assert (refused.status_code, current()) == (422, [])
    assert "Choose a day from today on, at most a year away." in refused.content.decode()
    done = client.post(url, given, follow=True).content.decode()
    again = client.post(url, given)
    assert "Joan Akers may sign for you" in done
    assert (again.status_code, len(current())) == (409, 1)
    assert "Joan Akers signs for Tom Hesse until" in again.content.decode()
    for who, words in (
        (account, "Joan Akers may sign for you through"),
        (nurse.person.account, "You sign for 1 person"),
    ):
        client.force_login(who)
        assert words in client.get(reverse("membership_account")).content.decode()
    ended = client.post(
        reverse("membership_designation_end", args=["juniper", current()[0].pk]), follow=True
    )
    assert (ended.redirect_chain, current()) == ([(reverse("membership_account"), 302)], [])


def test_seats_and_the_membership_tell_of_it(client, chief, nurse, administrator):
    _, changing = page(client, administrator, "membership_change", chief.pk)
    _, without = page(client, administrator, "membership_change", nurse.pk)
    assert ["Who signs for them" in text for text in (changing, without)] == [True, False]
    _, before = page(client, administrator, "membership_end", nurse.pk)
    designate(chief, nurse)
    _, seats = page(client, administrator, "membership_seats")
    _, after = page(client, administrator, "membership_end", nurse.pk)

    assert "Joan Akers" in seats
    assert ["designee no longer does" in text for text in (before, after)] == [False, True]


def test_who_may_not_name_and_end(client, chief, nurse, coalition, outsider):
    made = designate(chief, nurse)
    stranger = builders.make_member(coalition=coalition, role=Role.EMS)
    for account, expected in ((stranger, 403), (nurse.person.account, 403), (outsider, 404)):
        assert page(client, account, "membership_designate", chief.pk)[0] == expected
    for account, expected in ((stranger, 403), (outsider, 404)):
        assert page(client, account, "membership_designation_end", made.pk)[0] == expected
    assert current() == [made]


def test_pages_cost_the_same_for_one_designation_and_for_many(
    client, administrator, chief, nurse, django_assert_num_queries
):
    coalition = chief.coalition
    client.force_login(administrator)
    urls = {
        "seats": reverse("membership_seats", args=["juniper"]),
        "account": reverse("membership_account"),
    }
    costs = {"seats": 7, "account": 7}
    designate(chief, nurse)
    for more in (0, 12):
        for number in range(more):
            seat = builders.make_seat(coalition=coalition, title=f"Seat {number}")
            designate(
                held(builders.make_member(coalition=coalition, role=Role.FIRE, seat=seat)), nurse
            )
        for name, url in urls.items():
            client.get(url)
            with django_assert_num_queries(costs[name]):
                client.get(url)
