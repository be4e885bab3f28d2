"""The walk without a script: gone back to, sent twice, and pages that are filled in wrong."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from coalitions.memberships.models.membership import Membership
from coalitions.records.actions.merging import merge_people
from plans.assessments.actions import planning
from plans.assessments.models.answer import Answer, Photo, counting
from plans.assessments.models.assessment import Assessment
from plans.assessments.queries import each_once, earlier_of, items_of, leads_for, own_lead
from plans.assessments.summary import along_with
from plans.assessments.views.walking import _answer
from tests import builders, walks

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def at(site, name, *more):
    return reverse(name, args=[site.school.slug, site.walk.pk, *more])


def said(**more):
    return {"key": str(uuid.uuid4()), "answer": "no", "note": "Door 4."} | more


def post(walker, site, sent, item="building.01"):
    return walker.post(at(site, "assessment_walk", item), sent)


def png(color="navy"):
    content = builders.png(size=(3, 3)) if color == "navy" else builders.png(size=(5, 5))
    return SimpleUploadedFile("a.png", content.read())


def stands(item="building.01"):
    return counting(list(Answer.objects.all()))[item]


@pytest.mark.parametrize(
    "changed",
    [{"answer": "yes"}, {"note": "Door 5."}, {"severity": "4"}, {"sureness": "sure"}],
)
def test_gone_back_and_changed_it_is_another_answer(walker, site, changed):
    """A browser that goes back shows the form as it was, with its old key."""
    first = said()
    post(walker, site, first)
    post(walker, site, first | changed)
    assert Answer.objects.count() == 2
    ((name, value),) = changed.items()
    assert str(getattr(stands(), name)) == value


def test_gone_back_and_sent_as_it_was_it_is_one_answer(walker, site):
    first = said(note="Door 4.\r\nIt is wedged. ")
    post(walker, site, first)
    post(walker, site, first)
    assert Answer.objects.count() == 1


def test_gone_back_with_one_photo_more_the_photo_is_named(walker, site):
    first = said()
    post(walker, site, first | {"photos": png()})
    post(walker, site, first | {"photos": png("other")})
    assert (Answer.objects.count(), Photo.objects.count()) == (2, 2)
    assert len(stands().photos) == 2


def test_the_key_of_one_item_is_no_answer_to_another(walker, site):
    sent = said()
    post(walker, site, sent)
    post(walker, site, sent, "digital.01")
    assert stands("digital.01").answer == "no"


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_it_is_one_answer(site, run_at_once):
    key = uuid.uuid4()

    def one():
        return _answer(
            assessment=site.walk,
            item="building.01",
            key=key,
            answer="no",
            note="Door 4.",
            severity=None,
            sureness="",
            photos=[],
            by=site.sro,
        ).pk

    assert len({*run_at_once(one, times=3)}) == 1
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"key": ""}, "key"),
        ({"key": "x"}, "key"),
        ({"answer": "maybe"}, "answer"),
        ({"severity": "9"}, "severity"),
        ({"sureness": "very"}, "sureness"),
        ({"note": "x" * 2001}, "note"),
    ],
)
def test_what_cannot_be_an_answer_keeps_what_was_typed(walker, site, wrong, field):
    answer = post(walker, site, said() | wrong)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Answer.objects.exists()


def plan(walker, site, **wrong):
    sent = {
        "kind": "quarterly",
        "building": "Gym behind the field",
        "planned_on": (TODAY + 9 * DAY).isoformat(),
        "lead": site.lead.pk,
    }
    return walker.post(reverse("finding_plan_walk", args=[site.school.slug]), sent | wrong)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "roof"}, "kind"),
        ({"planned_on": ""}, "planned_on"),
        ({"planned_on": "soon"}, "planned_on"),
        ({"planned_on": (TODAY - DAY).isoformat()}, "planned_on"),
        ({"planned_on": "9999-01-01"}, "planned_on"),
        ({"lead": "0"}, "lead"),
        ({"lead": "x"}, "lead"),
        ({"team": ["0"]}, "team"),
        ({"building": "x" * 121}, "building"),
        ({"others": "x" * 301}, "others"),
    ],
)
def test_a_walk_that_cannot_be_planned_keeps_what_was_typed(walker, site, wrong, field):
    before = Assessment.objects.count()
    answer = plan(walker, site, **wrong)
    assert answer.status_code == 422
    assert [*answer.context["form"].errors] == [field]
    if field != "building":
        assert "Gym behind the field" in answer.content.decode()
    assert Assessment.objects.count() == before


def test_a_building_is_one_tidy_line(walker, site):
    plan(walker, site, building=" Gym\u202e  behind ", others="The\u200b custodian")
    made = Assessment.objects.latest("pk")
    assert (made.building, made.others) == ("Gym behind", "The custodian")


def test_planned_twice_from_one_page_it_is_planned_once(walker, site):
    assert plan(walker, site).status_code == 302
    answer = plan(walker, site)
    assert answer.status_code == 422
    assert "is planned for" in answer.content.decode()


def finished(site, *, ago, **fields):
    when = timezone.now() - ago * DAY
    return walks.make_assessment(
        coalition=site.school,
        lead=site.lead,
        state="finished",
        begun_at=when,
        finished_at=when,
        **fields,
    )


def test_last_time_is_the_latest_whole_walk_before_of_the_place(site):
    finished(site, ago=800)
    last = finished(site, ago=400)
    finished(site, ago=30, kind="follow_up")
    finished(site, ago=20, building="Gym")
    other = walks.make_checklist(district=site.district.district, code="quarterly_walk")
    finished(site, ago=10, checklist=other, kind="quarterly")
    assert earlier_of(site.walk) == last


def test_of_a_finished_walk_last_time_is_before_it(site):
    first, second = finished(site, ago=800), finished(site, ago=400)
    finished(site, ago=10)
    assert earlier_of(second) == first
    assert earlier_of(first) is None


def test_answers_that_were_outdone_stand_beside_the_latest_first(site):
    now = timezone.now()
    ages = (3, 1, 2)
    made = {
        age: walks.make_answer(assessment=site.walk, at=now - age * DAY, note=str(age))
        for age in ages
    }
    (item,) = [each for each in items_of(site.walk) if each.question.code == "building.01"]
    assert item.answer == made[1]
    assert item.others == (made[2], made[3])


@pytest.mark.parametrize("number", [1, 30])
def test_items_are_three_queries_however_many_answers(site, django_assert_num_queries, number):
    finished(site, ago=400)
    for _ in range(number):
        walks.make_answer(assessment=site.walk)
    with django_assert_num_queries(3):
        items_of(site.walk)


def test_who_leads_in_two_coalitions_is_offered_by_the_school_s(site):
    builders.make_member(coalition=site.district, role="administrator", account=site.sro)
    offered = each_once(leads_for(site.school, on=TODAY))
    assert [each.coalition for each in offered if each.person == site.lead.person] == [site.school]
    assert own_lead(site.sro, site.school, on=TODAY) == site.lead
    assert own_lead(site.fire, site.school, on=TODAY) is None


def test_two_records_of_the_lead_become_one_who_leads(site):
    """The walk that waits follows; who leads is not named again among those who walk along."""
    by = builders.make_member(coalition=site.district, role="administrator")
    gone = builders.make_person(district=site.district.district, name="S. R. Officer")
    double = Membership.objects.create(
        person=gone, coalition=site.school, role="sro", starts_on=TODAY
    )
    walk = planning.plan_assessment(
        coalition=site.school,
        kind="quarterly",
        planned_on=TODAY,
        lead=double,
        team=[site.lead],
        others="The custodian",
        by=site.sro,
    )
    kept = site.lead.person
    merge_people(
        kept=kept, gone=gone, by=by, name=kept.name, email="", phone="", account=kept.account
    )
    walk.refresh_from_db()
    assert walk.lead == site.lead
    assert along_with(walk) == "The custodian"
