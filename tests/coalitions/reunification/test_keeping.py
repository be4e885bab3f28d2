"""What becomes of rehearsals and kits, and who writes at all."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.reunification.actions import kits, rehearsals, roles, sites
from coalitions.reunification.content import ITEM_CODES, ROLE_CODES
from coalitions.reunification.models.kit import Kit
from coalitions.reunification.models.rehearsal import Rehearsal
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders, reunifying

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def told(**changed):
    """What a site is told by."""
    plain = {"agreement": None, "location": "44 Grange Road", "way": "", "road": "", "power": ""}
    return {"name": "Grange Hall"} | plain | changed


def last_row():
    return AuditRow.objects.order_by("-pk")[0]


def test_a_districts_coalition_keeps_none(district_coalition):
    by = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="each school"):
        sites.name_site(coalition=district_coalition, by=by, which="primary", **told())
    with pytest.raises(Refused, match="each school"):
        kits.add_kit(coalition=district_coalition, by=by, place="Shelf", items=ITEM_CODES)
    with pytest.raises(Refused, match="no such role"):
        roles.name_role(coalition=district_coalition, by=by, role="lead", holders=[])
    with pytest.raises(Refused, match="no such rehearsal"):
        rehearsals.plan_rehearsal(
            coalition=district_coalition,
            by=by,
            kind="tabletop",
            takes_place_on=TODAY,
            practised="All.",
        )


def walk(site, by, **changed):
    given = {"walked_on": TODAY, "met": ["keys"], "walked_with": "Host", "note": ""} | changed
    return sites.walk_site(site=site, by=by, **given)


def plan(coalition, by, **changed):
    given = {"kind": "tabletop", "takes_place_on": TODAY + 7 * DAY, "practised": "All of it."}
    return rehearsals.plan_rehearsal(coalition=coalition, by=by, **given | changed)


def write(rehearsal, by, **changed):
    given = {"learned": "It went well.", "people": 12, "minutes_to_first_release": None}
    return rehearsals.write_up(rehearsal=rehearsal, by=by, **given | changed)


def test_a_rehearsal_is_planned_and_written_down(coalition, administrator):
    made = plan(coalition, administrator, takes_place_on=TODAY)
    assert made.state == "planned"
    write(made, administrator, minutes_to_first_release=64)
    made.refresh_from_db()
    assert (made.state, made.people, made.minutes_to_first_release) == ("held", 12, 64)
    actions = AuditRow.objects.filter(scope=coalition.pk).values_list("action", flat=True)
    assert {"rehearsal.planned", "rehearsal.held"} <= set(actions)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"kind": "fire_drill"}, "no such rehearsal"),
        ({"takes_place_on": TODAY.replace(year=TODAY.year + 9)}, "too far away"),
        ({"practised": "\u200f"}, "with letters"),
    ],
)
def test_a_rehearsal_that_cannot_be_is_refused(coalition, administrator, changed, sentence):
    with pytest.raises(Refused, match=sentence):
        plan(coalition, administrator, **changed)
    assert not Rehearsal.objects.exists()


def test_one_rehearsal_of_a_kind_and_day_unless_called_off(coalition, administrator):
    made = plan(coalition, administrator)
    with pytest.raises(Refused, match="is planned for this day"):
        plan(coalition, administrator)
    rehearsals.call_off(rehearsal=made, by=administrator, because="Snow.")
    plan(coalition, administrator)


def test_nothing_is_written_down_before_it_was(coalition, administrator):
    with pytest.raises(Refused, match="still to come"):
        write(plan(coalition, administrator), administrator)


def test_what_is_over_stays(coalition, administrator):
    held = reunifying.make_rehearsal(coalition=coalition)
    off = plan(coalition, administrator)
    rehearsals.call_off(rehearsal=off, by=administrator, because="Snow.")
    for rehearsal, sentence in ((held, "written down already"), (off, "was called off")):
        with pytest.raises(WrongState, match=sentence):
            write(rehearsal, administrator)
        with pytest.raises(WrongState, match=sentence):
            rehearsals.call_off(rehearsal=rehearsal, by=administrator, because="Snow.")


def test_a_rehearsal_is_called_off_with_a_reason(coalition, administrator):
    made = plan(coalition, administrator)
    with pytest.raises(Refused, match="with letters"):
        rehearsals.call_off(rehearsal=made, by=administrator, because=" ")
    rehearsals.call_off(rehearsal=made, by=administrator, because="Snow.")
    assert last_row().action == "rehearsal.called_off"


def check(kit, by, **changed):
    given = {"checked_on": TODAY, "found": ITEM_CODES, "looked": "Front office", "note": ""}
    return kits.check_kit(kit=kit, by=by, **given | changed)


def test_what_was_not_found_in_a_kit_is_missing(coalition, administrator):
    kit = kits.add_kit(
        coalition=coalition, by=administrator, place="Shelf", items=["rosters", "radios", "log"]
    )
    made = check(kit, administrator, found=["log", "wheelchair"])
    assert sorted(made.missing) == ["radios", "rosters"]
    assert (last_row().action, last_row().detail["missing"]) == ("kit.checked", made.missing)


@pytest.mark.parametrize(
    ("items", "place", "sentence"),
    [
        ([], "Shelf", "Choose what belongs"),
        (["cannon"], "Shelf", "Choose what belongs"),
        (["radios"], "\u202e", "with letters"),
        (["radios"], "ROOM 1", "on the list already"),
    ],
)
def test_a_kit_that_cannot_be_is_refused(coalition, administrator, items, place, sentence):
    reunifying.make_kit(coalition=coalition, place="Room 1")
    with pytest.raises(Refused, match=sentence):
        kits.add_kit(coalition=coalition, by=administrator, place=place, items=items)
    assert Kit.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"checked_on": TODAY + DAY}, "in the future"),
        ({"looked": "\n"}, "with letters"),
        ({"checked_on": TODAY - 10 * DAY}, "written down already"),
    ],
)
def test_a_check_that_cannot_be_is_refused(coalition, administrator, changed, sentence):
    kit = reunifying.make_kit(coalition=coalition)
    reunifying.make_check(kit=kit, days_ago=10)
    with pytest.raises(Refused, match=sentence):
        check(kit, administrator, **changed)
    assert kit.checks.count() == 1


def test_a_kit_off_the_list_is_not_touched_any_more(coalition, administrator):
    kit = reunifying.make_kit(coalition=coalition, place="Room 1")
    kits.remove_kit(kit=kit, by=administrator)
    for act in (check, lambda kit, by: kits.remove_kit(kit=kit, by=by)):
        with pytest.raises(WrongState, match="off the list"):
            act(kit, administrator)
    kits.add_kit(coalition=coalition, by=administrator, place="Room 1", items=["log"])


@pytest.mark.parametrize("role", [Role.SRO, Role.FIRE, Role.STAFF, Role.OFFICIAL, Role.PARENT])
def test_nobody_but_an_administrator_writes(coalition, role):
    account = builders.make_member(coalition=coalition, role=role)
    site, kit = reunifying.make_site(coalition=coalition), reunifying.make_kit(coalition=coalition)
    with pytest.raises(PermissionDenied):
        walk(site, account)
    with pytest.raises(PermissionDenied):
        plan(coalition, account)
    with pytest.raises(PermissionDenied):
        check(kit, account)
    with pytest.raises(PermissionDenied):
        roles.name_role(coalition=coalition, by=account, role=ROLE_CODES[0], holders=[])


def test_an_administrator_of_the_district_alone_writes_nothing(coalition, district_coalition):
    account = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        plan(coalition, account)
