"""What may be done with a walk, by where it stands: every state, every move, and two at once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from plans.assessments.actions import planning, walking
from plans.assessments.lifecycle import ASSESSMENT_MOVES, OPEN, AssessmentState
from plans.assessments.locks import standing
from plans.assessments.models.assessment import Assessment
from plans.findings.actions.finishing import finish_walk
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import walks

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def answered(walk, by, **more):
    said = {"key": "0" * 32, "item": "building.01", "answer": "no", "answered_at": NOW}
    return walking.record_answer(assessment=walk, by=by, **said | more)


ALLOWED = {
    "begin": {"planned", "walking"},
    "call_off": {"planned", "walking"},
    "open_again": {"finished"},
    "finish": {"walking"},
    "answer": {"planned", "walking"},
}
MOVES = {
    "begin": lambda walk, by: planning.begin(assessment=walk, by=by),
    "call_off": lambda walk, by: planning.call_off(assessment=walk, reason="Snow.", by=by),
    "open_again": lambda walk, by: planning.open_again(assessment=walk, reason="Late.", by=by),
    "finish": lambda walk, by: finish_walk(assessment=walk, by=by) or True,
    "answer": answered,
}


@pytest.fixture
def walk_in(site):
    """A walk of the gym in a state, with one answer where it was begun."""

    def make(state):
        walk = walks.make_assessment(
            coalition=site.school, lead=site.lead, state=state, building="Gym"
        )
        if state in ("walking", "finished"):
            walks.make_answer(assessment=walk, item="digital.01", answer="yes")
        return walk

    return make


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("state", AssessmentState.values)
def test_each_move_from_each_state(site, walk_in, state, move):
    walk = walk_in(state)
    if state in ALLOWED[move]:
        assert MOVES[move](walk, site.sro)
    else:
        with pytest.raises(WrongState) as refused:
            MOVES[move](walk, site.sro)
        assert str(refused.value).endswith(".")
        assert Assessment.objects.get(pk=walk.pk).state == state
        assert not AuditRow.objects.exists()


def test_the_table_leads_out_of_every_open_state_and_not_out_of_called_off():
    assert {*ASSESSMENT_MOVES} == {*AssessmentState}
    assert all(ASSESSMENT_MOVES[state] for state in OPEN)
    assert ASSESSMENT_MOVES[AssessmentState.CALLED_OFF] == set()


@pytest.mark.parametrize("state", AssessmentState.values)
def test_every_state_is_a_sentence(walk_in, state):
    sentence = standing(walk_in(state))
    assert sentence.endswith(".")
    assert not sentence.endswith("..")


def test_the_first_answer_begins_the_walk_when_it_was_given(site):
    early = NOW - timedelta(hours=3)
    answered(site.walk, site.sro, answered_at=early)
    site.walk.refresh_from_db()
    assert (site.walk.state, site.walk.begun_at, site.walk.walked_until) == (
        "walking",
        early,
        early,
    )


def test_answers_in_any_order_widen_its_hours(site):
    hours = [NOW - timedelta(hours=number) for number in (2, 5, 1, 3)]
    for number, at in enumerate(hours):
        answered(site.walk, site.sro, key=f"{number:032x}", answered_at=at)
    site.walk.refresh_from_db()
    assert (site.walk.begun_at, site.walk.walked_until) == (min(hours), max(hours))


def test_what_was_given_before_somebody_began_moves_the_beginning(site):
    planning.begin(assessment=site.walk, by=site.sro)
    early = NOW - timedelta(hours=9)
    answered(site.walk, site.sro, answered_at=early)
    site.walk.refresh_from_db()
    assert site.walk.begun_at == site.walk.walked_until == early


def test_a_walk_that_is_called_off_keeps_its_answers(site, walk_in):
    walk = walk_in("walking")
    planning.call_off(assessment=walk, reason=" Snow\n day. ", by=site.sro)
    walk.refresh_from_db()
    assert walk.answers.count() == 1
    assert walk.reason == "Snow day."
    assert AuditRow.objects.get().detail["reason"] == "Snow day."


@pytest.mark.parametrize("reason", ["", "  ", "\u200b", "\u202e \u2060"])
@pytest.mark.parametrize(("move", "state"), [("call_off", "planned"), ("open_again", "finished")])
def test_a_reason_that_nobody_sees_is_none(site, walk_in, move, state, reason):
    walk = walk_in(state)
    with pytest.raises(Refused, match="Say why") as refused:
        getattr(planning, move)(assessment=walk, reason=reason, by=site.sro)
    assert refused.value.field == "reason"
    assert Assessment.objects.get(pk=walk.pk).state == state


def test_opened_again_it_says_why_in_the_audit_and_keeps_when_it_was_walked(site, walk_in):
    walk = walk_in("finished")
    planning.open_again(assessment=walk, reason="Answers on a phone.", by=site.sro)
    again = Assessment.objects.get(pk=walk.pk)
    assert (again.begun_at, again.finished_at, again.finished_by) == (walk.begun_at, None, None)
    assert AuditRow.objects.get().detail["reason"] == "Answers on a phone."


def test_of_two_buildings_each_has_its_open_walk(site, walk_in):
    walk_in("planned")
    annex = walks.make_assessment(
        coalition=site.school, lead=site.lead, state="finished", building="Annex"
    )
    assert planning.open_again(assessment=annex, reason="Late.", by=site.sro).is_open


@pytest.mark.django_db(transaction=True)
def test_two_walks_of_one_place_opened_again_at_once_are_one(site, walk_in, run_at_once):
    done = iter([walk_in("finished"), walk_in("finished")])

    def one():
        try:
            planning.open_again(assessment=next(done), reason="Late.", by=site.sro)
        except Refused as refused:
            return "is planned for" in str(refused)
        return "opened"

    assert {*run_at_once(one, times=2)} == {"opened", True}
    assert Assessment.objects.open().filter(building="Gym").count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_the_end_at_once_leave_neither_lost(site, walk_in, run_at_once):
    """Either the answer came before the end and is a finding, or it is told to open it again."""
    walk = walk_in("walking")
    turns = iter(["answer", "finish"])

    def one():
        turn = next(turns)
        try:
            return turn, bool(MOVES[turn](walk, site.sro))
        except WrongState as refused:
            return turn, str(refused)

    told = dict(run_at_once(one, times=2))
    assert told["finish"] is True
    walk.refresh_from_db()
    if told["answer"] is True:
        assert walk.findings.count() == 1
    else:
        assert "Open it again" in told["answer"]


def set_of(walk, **fields):
    with transaction.atomic():
        Assessment.objects.filter(pk=walk.pk).update(**fields)


@pytest.mark.parametrize(
    ("state", "fields", "name"),
    [
        ("walking", {"state": "lost"}, "assessment_state_is_known"),
        ("planned", {"kind": "roof"}, "assessment_kind_is_known"),
        ("planned", {"state": "walking"}, "assessment_begun_at_a_time"),
        ("walking", {"state": "finished"}, "assessment_finished_has_a_day"),
        ("walking", {"finished_at": NOW}, "assessment_finished"),
        ("planned", {"state": "called_off"}, "assessment_called_off_with_a_reason"),
        ("called_off", {"reason": ""}, "assessment_called_off_with_a_reason"),
        ("called_off", {"called_off_by": None}, "assessment_called_off"),
        (
            "walking",
            {"walked_until": NOW - timedelta(days=9)},
            "assessment_walked_until_after_begun",
        ),
    ],
)
def test_a_walk_that_cannot_be(walk_in, state, fields, name):
    walk = walk_in(state)
    with pytest.raises(IntegrityError, match=name):
        set_of(walk, **fields)


def test_one_walk_of_a_kind_is_open_at_a_place(walk_in):
    walk_in("planned")
    with pytest.raises(IntegrityError, match="one_open_walk_of_a_kind"), transaction.atomic():
        walk_in("walking")
    assert walk_in("finished").state == "finished"


@pytest.mark.parametrize("state", ["finished", "called_off"])
def test_a_page_that_stayed_open_begins_no_walk_that_is_over(walker, walk_in, state):
    walk = walk_in(state)
    answer = walker.post(reverse("assessment_begin", args=[walk.coalition.slug, walk.pk]))
    assert answer.status_code == 409
    assert Assessment.objects.get(pk=walk.pk).state == state
