"""A coalition comes to be: by action, and by the command that lets the first administrator in."""

import json

import pytest
from django.core.management import CommandError, call_command

from coalitions.access.grants import access_of
from coalitions.coalition.models import Coalition
from coalitions.invitations.actions.accepting import accept
from coalitions.invitations.actions.forming import form_coalition
from coalitions.invitations.models import Invitation
from coalitions.seats.seed_data import seats_for
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.states import WrongState
from tests import builders

pytestmark = pytest.mark.django_db


def form(**place):
    return form_coalition(
        administrator_email="Dana@Example.org", administrator_name="Dana Whitlock", by=None, **place
    )


def test_forming_writes_the_seats_the_invitation_the_audit_and_one_mail(school):
    coalition, invitation, link = form(school=school)

    assert (coalition.slug, coalition.scope, coalition.ladder) == (
        "juniper-elementary",
        "school",
        [30, 14, 7, 1, -1],
    )
    assert list(coalition.seats.values_list("code", flat=True)) == [
        seat["code"] for seat in seats_for(scope="school", state="FL")
    ]
    assert "principal" in {seat.code for seat in coalition.seats.all()}
    assert "superintendent" not in {seat.code for seat in coalition.seats.all()}
    assert (invitation.email, invitation.name, invitation.role) == (
        "dana@example.org",
        "Dana Whitlock",
        "administrator",
    )
    token = link.rstrip("/").rpartition("/")[2]
    assert len(token) == 43
    assert token not in str(Invitation.objects.values().get())
    message = Message.objects.get()
    assert (message.to_address, message.scope, link in message.text) == (
        "dana@example.org",
        coalition.pk,
        True,
    )
    assert list(AuditRow.objects.order_by("id").values_list("action", "scope")) == [
        ("coalition.formed", coalition.pk),
        ("invitation.sent", coalition.pk),
    ]
    assert token not in str(list(AuditRow.objects.values()))


def test_seats_keep_who_asks_for_them_in_the_state_and_everywhere():
    board = next(
        seat for seat in seats_for(scope="district", state="TX") if seat["code"] == "board_member"
    )
    assert [(asker["state"], asker["citation"]) for asker in board["asked_for_by"]] == [
        ("TX", "TEC 37.109")
    ]
    elected = next(
        seat
        for seat in seats_for(scope="district", state="TX")
        if seat["code"] == "elected_official"
    )
    assert [asker["state"] for asker in elected["asked_for_by"]] == [None]


def test_a_second_call_for_the_same_address_sends_a_fresh_link_and_voids_the_old_one(school):
    coalition, invitation, first = form(school=school)
    again, same, second = form(school=school)

    assert (again, same, first != second) == (coalition, invitation, True)
    assert (Coalition.objects.count(), Invitation.objects.count(), Message.objects.count()) == (
        1,
        1,
        2,
    )
    with pytest.raises(Invitation.DoesNotExist):
        accept(token=first.rstrip("/").rpartition("/")[2], password=builders.PASSWORD)
    membership = accept(token=second.rstrip("/").rpartition("/")[2], password=builders.PASSWORD)
    assert access_of(membership.person.account).coalition_ids == {coalition.pk}


def test_a_second_call_for_another_address_or_after_acceptance_is_refused(school):
    _, _, link = form(school=school)
    with pytest.raises(WrongState):
        form_coalition(school=school, administrator_email="other@example.org", by=None)
    accept(token=link.rstrip("/").rpartition("/")[2], password=builders.PASSWORD)
    with pytest.raises(WrongState):
        form(school=school)
    assert (Coalition.objects.count(), Invitation.objects.count()) == (1, 1)


def test_schools_of_one_name_get_slugs_of_their_own(district):
    slugs = [
        form(school=builders.make_school(district=district, city="Ocala"))[0].slug for _ in range(3)
    ]
    assert slugs[:2] == ["juniper-elementary", "juniper-elementary-ocala"]
    assert len(set(slugs)) == 3


def test_the_command_prints_one_object(school, capsys):
    call_command(
        "form_coalition",
        school=school.nces_id,
        administrator="dana@example.org",
        slug="juniper",
        json=True,
    )
    printed = json.loads(capsys.readouterr().out)
    assert (printed["slug"], printed["scope"], printed["administrator"]) == (
        "juniper",
        "school",
        "dana@example.org",
    )
    assert "/invitations/" in printed["invitation_link"]


def test_the_command_finds_a_district_by_each_of_its_ids(district, capsys):
    for identifier in (district.nces_id, district.state_id, str(district.pk)):
        call_command("form_coalition", district=identifier, administrator="dana@example.org")
        assert "cedar-county-schools" in capsys.readouterr().out
    assert Coalition.objects.get().district == district


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"school": "999999999999"}, "There is no school with the id 999999999999"),
        ({"district": "SAME"}, "More than one district has the state id SAME"),
        ({"school": "own", "administrator": "no address"}, "is not an e-mail address"),
        ({"school": "own", "slug": "two words"}, "slug"),
        ({"school": "own", "slug": "taken"}, "short name taken"),
    ],
)
def test_the_command_refuses_in_one_sentence_and_writes_nothing(options, sentence, school, sibling):
    Coalition.objects.filter(pk=sibling.pk).update(slug="taken")
    for state in ("TX", "WA"):
        place = builders.make_district(state=state)
        type(place).objects.filter(pk=place.pk).update(state_id="SAME")
    if options.get("school") == "own":
        options = {**options, "school": school.nces_id}
    with pytest.raises(CommandError, match=sentence) as refused:
        call_command("form_coalition", **{"administrator": "dana@example.org", **options})
    assert refused.value.returncode == 2
    assert (Coalition.objects.count(), Invitation.objects.count(), Message.objects.count()) == (
        1,
        0,
        0,
    )
