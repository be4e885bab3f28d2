"""Walks are planned, begun, called off and opened again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coalitions.memberships.models.membership import Membership
from plans.assessments.actions import checklists, planning
from plans.assessments.checklist_text import read_text, write_text
from plans.assessments.models.assessment import Assessment
from plans.assessments.models.checklist import Checklist
from plans.assessments.starter import starter
from plans.assessments.versions import changes_of, text_of
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders, walks

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def membership(account):
    return Membership.objects.get(person__account=account)


def plan(site, **more):
    said = {
        "coalition": site.school,
        "kind": "whole",
        "building": "Gym",
        "planned_on": TODAY + timedelta(days=7),
        "lead": site.lead,
        "by": site.sro,
    }
    return planning.plan_assessment(**said | more)


def test_a_walk_is_planned_with_its_team_and_its_own_version(site):
    team = [membership(site.fire), site.lead, membership(site.health)]
    walk = plan(site, team=team, others="The custodian")
    assert (walk.state, walk.building, walk.others) == ("planned", "Gym", "The custodian")
    assert {each.membership for each in walk.team.all()} == {team[0], team[2]}
    assert walk.items == [question.code for question in walk.checklist.questions]
    assert AuditRow.objects.get(action="assessment.planned").scope == site.school.pk


def test_the_first_walk_takes_the_starter_as_version_1(site):
    walk = plan(site, kind="quarterly")
    assert (walk.checklist.code, walk.checklist.number) == ("quarterly_walk", 1)
    assert walk.checklist.made_by is None
    assert text_of(walk.checklist) == starter("quarterly_walk")
    assert plan(site, kind="quarterly", building="Annex").checklist == walk.checklist


def test_a_school_is_asked_what_is_asked_of_schools(site):
    asked = [walks.question("a.1"), walks.question("a.2", asked_of=["district"])]
    walks.make_checklist(district=site.district.district, number=2, questions=asked)
    assert plan(site).items == ["a.1"]
    officer = builders.make_member(coalition=site.district, role="sro")
    of_district = plan(site, coalition=site.district, lead=membership(officer), by=officer)
    assert of_district.items == ["a.1", "a.2"]


def test_a_follow_up_asks_only_what_is_named(site):
    assert plan(site, items=["digital.01", "gone.99"]).items == ["digital.01"]
    with pytest.raises(Refused, match="nothing to walk"):
        plan(site, items=[], building="Annex")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"planned_on": TODAY - timedelta(days=1)}, "This day is over"),
        ({"planned_on": TODAY + timedelta(days=5000)}, "years ahead"),
        ({"kind": "roof"}, "kinds of walk"),
    ],
)
def test_what_cannot_be_planned_is_refused(site, wrong, sentence):
    before = Assessment.objects.count()
    with pytest.raises(Refused, match=sentence):
        plan(site, **wrong)
    assert Assessment.objects.count() == before


def test_only_an_administrator_or_officer_leads(site):
    with pytest.raises(Refused, match="leads a walk"):
        plan(site, lead=membership(site.fire))
    stranger = builders.make_member(coalition=builders.make_coalition(), role="sro")
    with pytest.raises(Refused, match="leads a walk"):
        plan(site, lead=membership(stranger))
    with pytest.raises(Refused, match="no member"):
        plan(site, team=[membership(stranger)])


def test_one_walk_of_a_kind_is_open_at_a_place(site):
    plan(site)
    with pytest.raises(Refused, match="is planned for"):
        plan(site, building="  gym ")
    assert plan(site, kind="quarterly").kind == "quarterly"


def test_the_officer_of_the_district_plans_and_leads_at_its_schools(site):
    officer = builders.make_member(coalition=site.district, role="sro")
    assert plan(site, lead=membership(officer), by=officer).lead == membership(officer)
    with pytest.raises(PermissionDenied):
        plan(site, coalition=site.district, by=site.sro)


@pytest.mark.parametrize("role", ["fire", "teacher", "parent", "official", "health"])
def test_others_plan_nothing(site, role):
    with pytest.raises(PermissionDenied):
        plan(site, by=getattr(site, role))


def test_beginning_twice_is_beginning_once(site):
    first = planning.begin(assessment=site.walk, by=site.sro)
    second = planning.begin(assessment=site.walk, by=site.administrator)
    assert first.begun_at == second.begun_at
    assert AuditRow.objects.filter(action="assessment.begun").count() == 1


def test_a_walk_is_called_off_once_with_a_reason(site):
    with pytest.raises(Refused, match="Say why"):
        planning.call_off(assessment=site.walk, reason="  ", by=site.sro)
    with pytest.raises(Refused, match="500 letters"):
        planning.call_off(assessment=site.walk, reason="x" * 501, by=site.sro)
    planning.call_off(assessment=site.walk, reason="Snow.", by=site.sro)
    with pytest.raises(WrongState, match=r"called this walk off .*: Snow\.$"):
        planning.begin(assessment=site.walk, by=site.sro)
    assert plan(site, building="").state == "planned"


def test_only_a_finished_walk_is_opened_again(site):
    with pytest.raises(WrongState, match="is planned"):
        planning.open_again(assessment=site.walk, reason="Why not.", by=site.sro)
    done = walks.make_assessment(
        coalition=site.school, lead=site.lead, state="finished", building="Gym"
    )
    planning.open_again(assessment=done, reason="Answers on a phone.", by=site.sro)
    done.refresh_from_db()
    assert (done.state, done.finished_at) == ("walking", None)


def test_a_walk_is_not_opened_again_beside_an_open_one(site):
    done = walks.make_assessment(coalition=site.school, lead=site.lead, state="finished")
    with pytest.raises(Refused, match="is planned for"):
        planning.open_again(assessment=done, reason="Answers on a phone.", by=site.sro)


def changed(checklist, old="Is building.01 in place?", new="Do doors latch?"):
    return read_text(write_text(text_of(checklist)).replace(old, new))


def test_a_new_version_leaves_the_walk_that_is_planned_with_its_own(site):
    administrator = builders.make_member(coalition=site.district, role="administrator")
    made = checklists.import_checklist(
        coalition=site.district, text=changed(site.walk.checklist), by=administrator
    )
    assert (made.number, made.made_by) == (2, administrator)
    site.walk.refresh_from_db()
    assert site.walk.checklist.number == 1
    assert plan(site).checklist == made
    assert AuditRow.objects.filter(action="checklist.imported").count() == 1


def test_what_says_the_same_makes_no_version(site):
    administrator = builders.make_member(coalition=site.district, role="administrator")
    text = text_of(site.walk.checklist)
    same = checklists.import_checklist(coalition=site.district, text=text, by=administrator)
    assert same == site.walk.checklist
    assert Checklist.objects.count() == 1


@pytest.mark.parametrize("who", ["administrator", "sro", "fire", "teacher"])
def test_a_school_changes_no_checklist_of_its_district(site, who):
    text = changed(site.walk.checklist)
    for coalition in (site.school, site.district):
        with pytest.raises(PermissionDenied):
            checklists.import_checklist(coalition=coalition, text=text, by=getattr(site, who))


def test_the_preview_counts_what_a_file_changes(site):
    checklist = site.walk.checklist
    text = changed(checklist)
    changes = changes_of(checklist, text)
    assert [question.code for question in changes.changed] == ["building.01"]
    assert (changes.same, changes.new, changes.missing) == (5, (), ())
    assert changes_of(checklist, text_of(checklist)).is_none
    assert changes_of(checklist, changed(checklist, "minutes: 60", "minutes: 90")).is_head_changed
    assert len(changes_of(None, text).new) == 6
