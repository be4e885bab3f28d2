"""A program goes on an agenda, and a meeting keeps, changes or ends it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.programs.actions import reviewing
from coalitions.programs.lifecycle import ProgramState, next_review
from coalitions.programs.models.program import Program
from coalitions.programs.offering.agenda import programs_to_decide
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from safety_portal.portal.agenda.offers import offered_to
from tests import builders
from tests.coalitions.programs.conftest import text
from tests.meeting import make_meeting
from tests.programs import make_decision, make_program

pytestmark = pytest.mark.django_db


def review(program, by, decision, outcome="keep", because="Too early to say."):
    return reviewing.review_program(
        program=program, outcome=outcome, because=because, decision=decision, by=by
    )


@pytest.fixture
def program(coalition, administrator):
    return make_program(coalition=coalition, by=administrator, title="Say something card")


@pytest.fixture
def decision(coalition, administrator):
    return make_decision(coalition=coalition, by=administrator, text="Keep it.")


@pytest.mark.parametrize("outcome", ["keep", "change"])
def test_kept_or_changed_it_is_reviewed_a_year_later(program, administrator, decision, outcome):
    review(program, administrator, decision, outcome)
    program.refresh_from_db()
    assert program.state == ProgramState.RUNNING
    assert program.review_due_on == next_review(timezone.localdate(), "yearly")


def test_ended_it_is_over_since_the_meeting(program, coalition, administrator, decision, page):
    review(program, administrator, decision, "end", "Nobody calls.")
    program.refresh_from_db()
    assert (program.state, program.ended_on) == (ProgramState.ENDED, timezone.localdate())
    assert program.review_due_on is None
    shown = text(page(administrator, "program", coalition.slug, program.pk))
    assert "ended. Nobody calls." in shown
    assert "Enter numbers" not in shown
    assert page(administrator, "program_review", coalition.slug, program.pk).status_code == 409


def test_what_never_began_is_only_ended(coalition, administrator, decision):
    adopted = make_program(coalition=coalition, by=administrator, state="adopted")
    with pytest.raises(Refused, match="It has not begun"):
        review(adopted, administrator, decision)
    review(adopted, administrator, decision, "end")
    assert Program.objects.get(pk=adopted.pk).state == ProgramState.ENDED


def test_a_decision_reviews_it_once(program, administrator, decision):
    review(program, administrator, decision)
    with pytest.raises(Refused, match="is written down"):
        review(program, administrator, decision)


def test_the_decision_that_adopted_it_reviews_nothing(program, administrator):
    with pytest.raises(Refused, match="By this decision it was adopted"):
        review(program, administrator, program.adoption)


def test_a_meeting_before_it_began_reviews_nothing(coalition, administrator, decision):
    program = make_program(
        coalition=coalition,
        by=administrator,
        started_on=timezone.localdate() + timedelta(days=1),
    )
    with pytest.raises(Refused, match="before the program began"):
        review(program, administrator, decision)


def test_what_is_recommended_is_not_reviewed(coalition, administrator, decision):
    program = make_program(coalition=coalition, by=administrator, state="recommended")
    with pytest.raises(WrongState, match="no meeting has adopted it"):
        review(program, administrator, decision)


def test_a_reason_is_needed(program, administrator, decision):
    with pytest.raises(Refused, match="Write something here"):
        review(program, administrator, decision, because=" \u200b ")


def test_who_leads_it_reviews_it_until_they_leave(coalition, administrator, teacher, decision):
    program = make_program(coalition=coalition, by=administrator, leader=teacher.people.get())
    assert review(program, teacher, decision)
    other = make_program(coalition=coalition, by=administrator)
    with pytest.raises(PermissionDenied, match="who leads this program"):
        review(other, teacher, decision)


def test_it_is_reviewed_on_a_page(program, coalition, administrator, decision, post, page):
    typed = {"outcome": "change", "because": "Cards for students.", "decision": decision.pk}
    post(administrator, "program_review", coalition.slug, program.pk, **typed)
    shown = text(page(administrator, "program", coalition.slug, program.pk))
    assert "to be changed. Cards for students." in shown
    assert f"/meetings/{decision.line.meeting_id}/minutes/" in shown


def test_an_empty_review_is_said_and_kept(program, coalition, administrator, decision, post):
    answer = post(
        administrator, "program_review", coalition.slug, program.pk, because="Half a sentence"
    )
    assert answer.status_code == 422
    assert "Half a sentence" in text(answer)


def test_what_is_prepared_goes_on_the_agenda_once(program, coalition, administrator, post):
    meeting = make_meeting(coalition=coalition, by=administrator)
    typed = {"outcome": "change", "because": "Students do not know it.", "meeting": meeting.pk}
    for _ in range(2):
        post(administrator, "program_agenda", coalition.slug, program.pk, **typed)
    line = meeting.lines.get()
    assert line.title == "Change the program: Say something card"
    assert line.origin_words == "Students do not know it."
    assert line.origin_path == program.get_absolute_url()


def test_a_recommendation_goes_there_with_its_reasons(coalition, administrator, officer, post):
    program = make_program(coalition=coalition, by=officer, state="recommended", title="Card")
    meeting = make_meeting(coalition=coalition, by=administrator)
    post(administrator, "program_agenda", coalition.slug, program.pk, meeting=meeting.pk)
    line = meeting.lines.get()
    assert (line.title, line.brought_by) == ("Adopt the program: Card", "Ray Castellan")
    assert line.origin_words == "Drivers hear it first."


def test_without_a_meeting_the_page_says_what_to_do(program, coalition, administrator, page):
    shown = text(page(administrator, "program_agenda", coalition.slug, program.pk))
    assert "No meeting is planned" in shown


def test_every_agenda_is_offered_what_waits(coalition, administrator, officer):
    today = timezone.localdate()
    make_program(coalition=coalition, by=officer, state="recommended", title="Card")
    make_program(coalition=coalition, by=administrator, title="Walks", review_due_on=today)
    make_program(coalition=coalition, by=administrator, title="Later")
    titles = [line.title for line in programs_to_decide(coalition, on=today, since=None)]
    assert titles == ["Adopt the program: Card", "Review the program: Walks"]
    every = offered_to(coalition, on=today, levels=frozenset({"members"}))
    assert set(titles) <= {line.title for line in every}


def test_a_district_is_offered_its_own_alone(district_coalition, coalition, administrator):
    make_program(coalition=coalition, by=administrator, state="recommended")
    today = timezone.localdate()
    assert list(programs_to_decide(district_coalition, on=today, since=None)) == []


def test_a_parent_does_not_learn_of_it(program, coalition, page):
    parent = builders.make_member(coalition=coalition, role=Role.PARENT)
    assert page(parent, "program", coalition.slug, program.pk).status_code == 404
    assert page(parent, "programs", coalition.slug).status_code == 403
