"""What a seat is called and why it stays empty are words that somebody can see."""

import pytest

from coalitions.seats import actions
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from tests import builders

pytestmark = pytest.mark.django_db
UNSEEN = ["", "  ", "\u200b", "\u202e\u200d"]
NEW = {"filled_by_roles": ["fire"], "recommended_minimum": 1, "signs_plan": True, "why": "Alarm."}


def refused(act, **given):
    with pytest.raises(Refused) as no:
        act(**given)
    return no.value.field, str(no.value)


@pytest.mark.parametrize("title", UNSEEN)
def test_a_seat_that_nobody_can_name_is_not_added(coalition, administrator, title):
    told = refused(actions.add_seat, coalition=coalition, by=administrator, title=title, **NEW)
    assert told == ("title", "Write the title with letters.")
    assert not coalition.seats.exists()


@pytest.mark.parametrize("title", UNSEEN)
def test_a_seat_does_not_lose_its_name(coalition, administrator, title):
    seat = builders.make_seat(coalition=coalition)
    assert refused(actions.change_seat, seat=seat, by=administrator, title=title)[0] == "title"
    seat.refresh_from_db()
    assert seat.title == "Fire chief"


def test_a_changed_title_is_one_line_of_what_can_be_seen(coalition, administrator):
    seat = builders.make_seat(coalition=coalition)
    actions.change_seat(seat=seat, by=administrator, title=" Fire\u202e  marshal\u200b ")
    seat.refresh_from_db()
    assert seat.title == "Fire marshal"
    assert AuditRow.objects.get().detail == {"title": "Fire marshal"}


def test_a_title_is_not_changed_to_that_of_another_seat(coalition, administrator):
    builders.make_seat(coalition=coalition, title="Nurse")
    seat = builders.make_seat(coalition=coalition)
    told = refused(actions.change_seat, seat=seat, by=administrator, title=" NURSE ")
    assert told == ("title", "There is a seat NURSE already.")


def test_a_seat_may_change_the_letters_of_its_own_title(coalition, administrator):
    seat = builders.make_seat(coalition=coalition)
    assert actions.change_seat(seat=seat, by=administrator, title="Fire Chief").title == (
        "Fire Chief"
    )


@pytest.mark.parametrize("because", UNSEEN)
def test_a_seat_is_not_left_empty_for_no_reason(coalition, administrator, because):
    seat = builders.make_seat(coalition=coalition)
    field, told = refused(actions.leave_seat_empty, seat=seat, by=administrator, because=because)
    assert (field, told.startswith("Write why it stays empty")) == ("because", True)
    seat.refresh_from_db()
    assert seat.left_empty_at is None
    assert not AuditRow.objects.exists()


def test_the_page_says_beside_its_field_what_is_missing(client, coalition, administrator):
    client.force_login(administrator)
    seat = builders.make_seat(coalition=coalition)
    page = client.post(f"/c/{coalition.slug}/seats/{seat.pk}/change/", {"title": "\u200b"} | NEW)
    assert (page.status_code, "Write the title with letters." in page.content.decode()) == (
        422,
        True,
    )
