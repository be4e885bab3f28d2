"""A program is recommended, adopted by a decision of a meeting or not, and begins."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.people.models import Person
from coalitions.programs.actions import deciding, recommending
from coalitions.programs.actions.deciding import MeasurePlan
from coalitions.programs.lifecycle import ProgramState
from coalitions.programs.models.program import Program
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.coalitions.programs.conftest import text
from tests.programs import LINE, from_library, make_decision, make_program

pytestmark = pytest.mark.django_db
GOAL = MeasurePlan("Reports", Decimal(4), before=Decimal("1.8"))


def recommended(coalition, by, **changed):
    said = {
        "title": "Say something card",
        "for_whom": "All staff",
        "description": "A card with one number.",
        "reasons": "Drivers hear it first.",
        "measures": ("Reports", "Answered"),
    }
    return recommending.recommend_program(here=from_library(coalition), by=by, **said | changed)


def start(program, by, **changed):
    said = {
        "started_on": timezone.localdate(),
        "leader": by.people.get(),
        "review_every": "yearly",
        "costs": "",
        "measures": [GOAL],
    }
    return deciding.start_program(program=program, by=by, **said | changed)


def actions_of(program):
    rows = AuditRow.objects.filter(subject_id=program.pk, action__startswith="program.")
    return list(rows.order_by("id").values_list("action", flat=True))


def test_an_officer_recommends_one_of_the_catalogue(coalition, officer, post):
    typed = {
        "title": "Say something card",
        "for_whom": "All staff",
        "description": "A card.",
        "reasons": "Drivers hear it first.\r\nThey have no number to call.",
        "measures": "Reports\r\nAnswered\r\nReports",
    }
    answer = post(officer, "program_recommend", coalition.slug, LINE, **typed)
    program = Program.objects.get()
    assert answer.url == program.get_absolute_url()
    assert program.state == ProgramState.RECOMMENDED
    assert program.library_code == LINE
    assert program.measure_names == ["Reports", "Answered"]
    assert program.reasons == "Drivers hear it first. They have no number to call."


def test_the_form_begins_with_what_the_catalogue_says(coalition, officer, page):
    shown = text(page(officer, "program_recommend", coalition.slug, LINE))
    assert "Reports per 100 students" in shown
    assert "No student is named or counted by name" in shown


def test_a_teacher_recommends_none(coalition, teacher):
    with pytest.raises(PermissionDenied, match="Only administrators and officers"):
        recommended(coalition, teacher)


def test_one_that_waits_is_not_recommended_twice(coalition, officer):
    recommended(coalition, officer)
    with pytest.raises(Refused, match="waits or runs already"):
        recommended(coalition, officer, title="SAY something card")


def test_one_that_was_declined_is_recommended_again(coalition, officer, administrator):
    program = recommended(coalition, officer)
    deciding.decline_program(program=program, because="Too dear.", by=administrator)
    assert recommended(coalition, officer).pk != program.pk


def test_a_meeting_adopts_it(coalition, officer, administrator):
    decision = make_decision(coalition=coalition, by=administrator)
    program = deciding.adopt_program(
        program=recommended(coalition, officer), decision=decision, by=administrator
    )
    assert (program.state, program.adoption) == (ProgramState.ADOPTED, decision)
    assert actions_of(program) == ["program.recommended", "program.adopted"]


def test_its_page_leads_to_the_minutes_and_says_the_vote(coalition, administrator, page):
    decision = make_decision(coalition=coalition, by=administrator, text="Adopt the card.")
    program = make_program(coalition=coalition, by=administrator, decision=decision)
    shown = text(page(administrator, "program", coalition.slug, program.pk))
    assert f"/meetings/{decision.line.meeting_id}/minutes/" in shown
    assert "11 for, 0 against, 1 abstained" in shown
    assert "Adopt the card." in shown


def test_who_is_no_member_where_it_was_adopted_is_led_to_no_minutes(
    district_coalition, teacher, page
):
    """The minutes are for members of the coalition that met: to others they do not exist."""
    above = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    decision = make_decision(coalition=district_coalition, by=above, text="Adopt the card.")
    program = make_program(coalition=district_coalition, by=above, decision=decision)
    shown = text(page(teacher, "program", district_coalition.slug, program.pk))
    assert "Adopt the card." in shown
    assert "/minutes/" not in shown


@pytest.mark.parametrize(
    "decision",
    [{"approved": False}, {"sensitivity": "restricted"}],
    ids=["not approved", "restricted"],
)
def test_a_decision_that_not_every_member_reads_adopts_nothing(
    coalition, officer, administrator, decision
):
    made = make_decision(coalition=coalition, by=administrator, **decision)
    with pytest.raises(Refused, match="approved minutes that every member reads"):
        deciding.adopt_program(
            program=recommended(coalition, officer), decision=made, by=administrator
        )


def test_nor_does_one_of_another_coalition(coalition, district_coalition, officer, administrator):
    by = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    made = make_decision(coalition=district_coalition, by=by)
    with pytest.raises(Refused, match="approved minutes"):
        deciding.adopt_program(
            program=recommended(coalition, officer), decision=made, by=administrator
        )


def test_the_form_of_adopting_says_what_is_missing(coalition, administrator, page):
    program = make_program(coalition=coalition, by=administrator, state="recommended")
    shown = text(page(administrator, "program_adopt", coalition.slug, program.pk))
    assert "No decision to name yet" in shown


def test_what_was_decided_is_not_decided_twice(coalition, administrator, page):
    program = make_program(coalition=coalition, by=administrator)
    with pytest.raises(WrongState, match="running already"):
        deciding.decline_program(program=program, because="No.", by=administrator)
    for name in ("program_adopt", "program_decline", "program_start"):
        answer = page(administrator, name, coalition.slug, program.pk)
        assert answer.status_code == 409, name


def test_why_not_is_read_by_every_member(coalition, officer, administrator, teacher, post, page):
    program = recommended(coalition, officer)
    post(administrator, "program_decline", coalition.slug, program.pk, because="No night cover.")
    shown = text(page(teacher, "program", coalition.slug, program.pk))
    assert "No night cover." in shown
    assert "not adopted" in shown


def test_it_begins_with_goals_and_what_was_before(coalition, administrator):
    program = make_program(coalition=coalition, by=administrator, state="adopted")
    plans = [GOAL, MeasurePlan("Know whom to tell", Decimal(80), True, True, Decimal(58), 100)]
    started = start(program, administrator, measures=plans)
    today = timezone.localdate()
    assert started.state == ProgramState.RUNNING
    assert started.review_due_on == today.replace(year=today.year + 1)
    share = started.measures.get(name="Know whom to tell")
    value = share.values.get()
    assert value.measured_on == today - timedelta(days=1)
    assert (value.value, value.out_of, value.drawn) == (58, 100, 58)


def test_it_begins_on_a_page(coalition, administrator, post):
    program = make_program(coalition=coalition, by=administrator, state="adopted")
    typed = {
        "started_on": timezone.localdate().isoformat(),
        "leader": administrator.people.get().pk,
        "review_every": "each_semester",
        "costs": "$310 a year",
        "goal_1": "4",
        "way_1": "more",
        "before_1": "",
        "goal_2": "100",
        "way_2": "more",
        "before_2": "19",
        "of_2": "46",
    }
    post(administrator, "program_start", coalition.slug, program.pk, **typed)
    program.refresh_from_db()
    assert program.state == ProgramState.RUNNING
    assert [(m.name, m.is_share) for m in program.measures.all()] == [
        ("Reports", False),
        ("Answered", True),
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Set the goal of at least one measure"),
        ({"before_1": "3"}, "Set its goal, or leave this measure empty."),
        ({"goal_1": "120", "of_1": "46", "before_1": "3"}, "The goal of a share is of 100."),
        ({"goal_1": "4", "share_1": "on", "before_1": "3"}, "Say of how many."),
        ({"goal_1": "4", "of_1": "46", "before_1": "47"}, "This cannot be more than 46."),
        ({"goal_1": "4", "of_1": "46"}, "Say how many of 46 it was."),
        ({"goal_1": "-1"}, "greater than or equal to 0"),
        ({"goal_1": "1e99"}, "no more than 12 digits"),
        ({"goal_1": "4", "started_on": "1999-01-01"}, "This day is too far away."),
    ],
)
def test_what_a_start_lacks_is_said_at_its_field(coalition, administrator, post, typed, said):
    program = make_program(coalition=coalition, by=administrator, state="adopted")
    first = {
        "started_on": timezone.localdate().isoformat(),
        "leader": administrator.people.get().pk,
        "review_every": "yearly",
    }
    answer = post(administrator, "program_start", coalition.slug, program.pk, **first | typed)
    assert answer.status_code == 422
    assert said in text(answer)
    assert Program.objects.get().state == ProgramState.ADOPTED


def test_nobody_leads_it_who_is_no_member_inside(coalition, administrator):
    program = make_program(coalition=coalition, by=administrator, state="adopted")
    parent = builders.make_member(coalition=coalition, role=Role.PARENT).people.get()
    stranger = builders.make_person(district=coalition.district)
    for person in (parent, stranger):
        with pytest.raises(Refused, match="Choose a member of the coalition"):
            start(program, administrator, leader=person)


def test_who_leads_it_changes_and_goals_stay(coalition, administrator, teacher):
    program = make_program(coalition=coalition, by=administrator)
    person = Person.objects.get(account=teacher)
    said = {"leader": person, "for_whom": "Staff", "costs": "", "review_every": "each_semester"}
    changed = deciding.change_program(program=program, saves=1, by=administrator, **said)
    assert changed.leader == person
    assert changed.review_due_on < program.review_due_on
    with pytest.raises(WrongState, match="Somebody changed this program"):
        deciding.change_program(program=program, saves=1, by=administrator, **said)
    with pytest.raises(Refused, match="Nothing differs"):
        deciding.change_program(program=program, saves=2, by=administrator, **said)


def test_what_is_typed_is_shown_as_text(coalition, officer, page):
    program = recommended(coalition, officer, reasons="<script>alert(1)</script>")
    shown = page(officer, "program", coalition.slug, program.pk).content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown
