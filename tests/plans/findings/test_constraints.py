"""What the database itself refuses of findings, and what is written beside them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from plans.findings.actions.reading import note_read
from plans.findings.models import Finding
from plans.findings.obligations import KINDS
from safety_portal.portal.reminders.obligations import owed
from tests import builders, walks
from tests.action_items import make_item
from tests.plugins.databases import as_owner

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def walked(site):
    return walks.make_assessment(coalition=site.school, lead=site.lead, state="finished")


@pytest.fixture
def finding(walked):
    return walks.make_finding(assessment=walked)


def set_of(row, **fields):
    with transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**fields)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"layer": "roof"}, "finding_layer_is_known"),
        ({"sureness": "very"}, "finding_sureness_is_known"),
        ({"severity": 0}, "finding_severity_in_range"),
        ({"severity": 5}, "finding_severity_in_range"),
        ({"title": ""}, "finding_says_what"),
        ({"item": ""}, "finding_of_a_walk_or_a_report"),
        ({"answer": None}, "finding_of_a_walk_or_a_report"),
        ({"assessment": None}, "finding_of_a_walk_or_a_report"),
        ({"not_acting_at": NOW}, "finding_not_acting"),
        ({"not_acting_because": "Rare."}, "finding_not_acting_with_a_reason"),
        ({"closed_at": NOW}, "finding_closed"),
    ],
)
def test_a_finding_that_cannot_be(finding, fields, name):
    with pytest.raises(IntegrityError, match=name):
        set_of(finding, **fields)


def test_it_is_not_both_acted_on_and_decided(site, finding):
    decided = {"not_acting_at": NOW, "not_acting_by": site.sro, "not_acting_because": "Rare."}
    item = make_item(coalition=site.school)
    with pytest.raises(IntegrityError, match="finding_acted_on_or_decided"):
        set_of(finding, action_item=item, **decided)
    with pytest.raises(IntegrityError, match="finding_acted_on_or_decided"):
        set_of(
            finding,
            action_item=item,
            closed_at=NOW,
            closed_by=site.sro,
            closed_in=finding.assessment,
        )


def test_an_action_item_mends_one_finding(site, walked, finding):
    item = make_item(coalition=site.school)
    set_of(finding, action_item=item)
    other = walks.make_finding(assessment=walked, item="digital.01")
    with pytest.raises(IntegrityError):
        set_of(other, action_item=item)


def test_an_item_is_one_finding_of_a_walk(walked, finding):
    with pytest.raises(IntegrityError, match="one_finding_of_an_item"), transaction.atomic():
        walks.make_finding(assessment=walked)


def test_a_finding_is_kept(finding):
    rows = Finding.objects.filter(pk=finding.pk)
    with as_owner(), pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
        rows._raw_delete(rows.db)


def test_a_finding_says_where_it_is(site, finding):
    finding.building, finding.place = "Gym", "Door 4"
    assert finding.at == "Juniper Elementary, Gym, Door 4"
    finding.building = finding.place = ""
    assert finding.at == "Juniper Elementary"


def test_a_report_is_read_in_the_role_by_which_one_may(site, walked):
    """A teacher of the school who is the district's fire chief reads as chief."""
    account = builders.make_member(coalition=site.school, role="teacher")
    builders.make_member(coalition=site.district, role="fire", account=account)
    assert note_read(assessment=walked, by=account).role == "fire"


def test_of_two_roles_that_may_it_is_the_one_held_there(site, walked):
    account = builders.make_member(coalition=site.district, role="fire")
    builders.make_member(coalition=site.school, role="sro", account=account)
    assert note_read(assessment=walked, by=account).role == "sro"


def test_an_officer_next_door_who_is_the_district_s_chief_reads_as_chief(site, walked):
    school = builders.make_school(district=site.district.district, name="Larkspur")
    account = builders.make_member(coalition=builders.make_coalition(school=school), role="sro")
    builders.make_member(coalition=site.district, role="fire", account=account)
    assert note_read(assessment=walked, by=account).role == "fire"


def unanswered():
    kind = KINDS[0].kind
    return [(each.key, each.due_on) for each in owed(on=TODAY) if each.kind == kind]


def test_what_is_owed_names_the_oldest_whatever_was_entered_last(walked):
    """A report from before the walk is entered after it: the deadline is that of the report's."""
    walks.make_finding(assessment=walked, found_on=TODAY - 2 * DAY)
    older = walks.make_finding(assessment=walked, item="digital.01", found_on=TODAY - 9 * DAY)
    ((key, due_on),) = unanswered()
    assert key.endswith(f":{older.pk}")
    assert due_on == TODAY + 5 * DAY


def test_what_is_owed_ends_with_the_last_answer(site, finding):
    assert len(unanswered()) == 1
    set_of(finding, action_item=make_item(coalition=site.school))
    assert unanswered() == []
