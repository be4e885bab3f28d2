"""Seats of a coalition: added, changed, left empty and sought for again; and who fits on one."""

import pytest

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from coalitions.seats import actions
from coalitions.seats.fitting import check_fits
from coalitions.seats.models import Seat
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders

pytestmark = pytest.mark.django_db
NEW = {
    "title": "School nurse",
    "filled_by_roles": ["health"],
    "recommended_minimum": 1,
    "signs_plan": False,
    "why": "Knows who needs what.",
}


def test_a_seat_stands_behind_the_others_under_a_code_of_its_own(coalition, administrator):
    first = builders.make_seat(coalition=coalition, code="school-nurse", position=4)
    seat = actions.add_seat(coalition=coalition, by=administrator, **NEW)
    assert (seat.position, seat.asked_for_by) == (5, [])
    assert seat.code != first.code
    assert AuditRow.objects.get().action == "seat.added"


def test_a_title_is_of_one_seat(coalition, sibling, administrator):
    actions.add_seat(coalition=coalition, by=administrator, **NEW)
    with pytest.raises(Refused) as refused:
        actions.add_seat(
            coalition=coalition, by=administrator, **NEW | {"title": " school  NURSE "}
        )
    assert (refused.value.field, Seat.objects.count()) == ("title", 1)
    of_sibling = builders.make_member(coalition=sibling, role="administrator")
    assert actions.add_seat(coalition=sibling, by=of_sibling, **NEW)


def test_only_what_may_be_set_is_and_only_what_differs_is_told(coalition, administrator):
    seat = builders.make_seat(coalition=coalition)
    actions.change_seat(seat=seat, by=administrator, title=seat.title)
    assert not AuditRow.objects.exists()
    actions.change_seat(seat=seat, by=administrator, title="Fire marshal", signs_plan=True)
    assert AuditRow.objects.get().detail == {"title": "Fire marshal"}
    with pytest.raises(TypeError, match="no settable asked_for_by"):
        actions.change_seat(seat=seat, by=administrator, asked_for_by=["me"])


def test_a_seat_is_left_empty_with_a_reason_and_sought_for_again(coalition, administrator):
    seat = builders.make_seat(coalition=coalition)
    left = actions.leave_seat_empty(seat=seat, by=administrator, because=" No  fire station. ")
    assert (left.left_empty_because, left.left_empty_by) == ("No fire station.", administrator)
    again = actions.seek_for_seat(seat=seat, by=administrator)
    assert (again.left_empty_at, again.left_empty_by) == (None, None)
    actions_taken = AuditRow.objects.order_by("id").values_list("action", flat=True)
    assert actions_taken[0] == "seat.left_empty"
    assert len(actions_taken) == 2


def test_a_seat_that_somebody_holds_is_not_left_empty(coalition, administrator):
    seat = builders.make_seat(coalition=coalition)
    builders.make_member(coalition=coalition, role=Role.FIRE, seat=seat)
    with pytest.raises(WrongState, match="Somebody holds the seat Fire chief"):
        actions.leave_seat_empty(seat=seat, by=administrator, because="Nobody.")
    Membership.objects.filter(seat=seat).update(ends_on="2026-01-01")
    assert actions.leave_seat_empty(seat=seat, by=administrator, because="Gone.").left_empty_at


def test_role_seat_and_agency_have_to_go_together(coalition, sibling, foreign):
    seat = builders.make_seat(coalition=coalition)
    check_fits(
        coalition=coalition,
        role="fire",
        seat=seat,
        agency=builders.make_agency(district=coalition.district),
    )
    wrong = [
        ({"role": "wizard"}, "role"),
        ({"role": "teacher", "seat": seat}, "seat"),
        ({"role": "fire", "seat": builders.make_seat(coalition=sibling)}, "seat"),
        ({"role": "fire", "agency": builders.make_agency(district=foreign.district)}, "agency"),
    ]
    for given, field in wrong:
        with pytest.raises(Refused) as refused:
            check_fits(coalition=coalition, **given)
        assert refused.value.field == field
