"""The facts of a school as a page: unknown first, what changes before it is saved, and who sees."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coalitions.school_facts.models import SchoolFact
from coalitions.school_facts.queries import answers_of
from tests import knowing

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def page(client, coalition):
    def get(account, name="duty_facts", *args):
        client.force_login(account)
        return client.get(reverse(name, args=[coalition.slug, *args]))

    return get


@pytest.fixture
def post(client, coalition):
    def send(account, data, name="duty_facts", *args):
        client.force_login(account)
        return client.post(reverse(name, args=[coalition.slug, *args]), data)

    return send


@pytest.fixture
def in_michigan(district, school):
    type(district).objects.update(state="MI")
    type(school).objects.update(
        low_grade="K", high_grade="5", is_charter=False, students=286, name="Larkspur"
    )


def test_a_new_school_is_filled_in_from_the_directory(page, administrator, in_michigan):
    shown = text(page(administrator))
    assert "of 14 facts about Larkspur are unknown" in shown
    assert "3 of 14 are filled in from the school file. They count once" in shown
    assert "From the school file: look at it" in shown
    assert 'value="286"' in shown
    assert not SchoolFact.objects.exists()


def test_answers_are_saved_many_at_once_and_what_is_left_empty_stays_open(
    page, post, administrator, coalition, in_michigan
):
    answers = {
        "grades": ["K", "1", "2"],
        "kind": "public_district",
        "attendance_number": "1,286",
        "asbestos": "unknown",
        "buses": ["own"],
    }
    assert post(administrator, answers).status_code == 302
    assert answers_of(coalition) == {
        "grades": ("K", "1", "2"),
        "kind": ("public_district",),
        "attendance": ("1286",),
        "buses": ("own",),
    }
    shown = text(page(administrator))
    assert "<h1>10 of 14 facts about Larkspur are unknown;" in shown
    assert "Answered, 4" in shown
    assert "K, 1, and 2" in shown or "K to 2" in shown
    assert 'value="unknown" checked' in shown
    assert "Asbestos reinspection every three years" in shown
    assert "Not asked here" in shown


def test_what_cannot_be_an_answer_is_said_and_nothing_is_lost(post, administrator, in_michigan):
    answer = post(
        administrator,
        {"buses": ["own", "unknown"], "attendance_number": "many", "near": ["airport"]},
    )
    shown = text(answer)
    assert answer.status_code == 422
    assert "“I do not know” goes alone." in shown
    assert "Enter a whole number from 0 to 10,000." in shown
    assert 'value="many"' in shown
    assert 'value="airport" checked' in shown
    assert not SchoolFact.objects.exists()


def test_a_change_shows_first_which_duties_come_and_go(
    client, page, post, administrator, coalition, in_michigan
):
    for code, answer in {"kind": ["public_district"], "asbestos": ["none_certified"]}.items():
        knowing.make_fact(coalition=coalition, question=code, answer=answer, by=administrator)
    looked = post(administrator, {"asbestos": "known"}, "duty_fact_change", "asbestos")
    assert "These duties come" in text(looked)
    assert "Asbestos surveillance every six months" in text(looked)
    assert answers_of(coalition)["asbestos"] == ("none_certified",)
    seen = looked.context["seen"]
    other = post(
        administrator, {"asbestos": "assumed", "seen": seen}, "duty_fact_change", "asbestos"
    )
    assert other.status_code == 200, "Another answer than the one that was looked at."
    done = post(administrator, {"asbestos": "known", "seen": seen}, "duty_fact_change", "asbestos")
    assert done.status_code == 302
    assert answers_of(coalition)["asbestos"] == ("known",)
    shown = text(page(administrator, "duty_fact_change", "asbestos"))
    assert "No, certified" in shown.partition("What was answered")[2]


def test_a_change_without_an_answer_is_asked_for_one(post, administrator, in_michigan):
    answer = post(administrator, {}, "duty_fact_change", "asbestos")
    assert answer.status_code == 422
    assert "Choose an answer, or “I do not know”." in text(answer)
    assert post(administrator, {}, "duty_fact_change", "colour").status_code == 404


def test_all_of_it_is_confirmed_by_one_button_once_august_has_come(
    page, post, administrator, coalition
):
    knowing.make_all(coalition=coalition, days_ago=400)
    assert "Still right: confirm all answers" in text(page(administrator))
    assert post(administrator, {}, "duty_facts_confirm").status_code == 302
    shown = text(page(administrator))
    assert "12 facts confirmed." in shown
    assert "Still right: confirm all answers" not in shown


def test_a_member_reads_and_does_not_answer_and_reads_nothing_restricted(
    page, cast, coalition, in_michigan
):
    knowing.make_fact(coalition=coalition, question="officers", answer=["armed"])
    knowing.make_fact(coalition=coalition, question="kind", answer=["public_district"])
    shown = text(page(cast.teacher))
    assert "Public, run by a district" in shown
    assert "firearm" not in shown
    assert "Who protects the school?" not in shown
    assert "Officer memorandum reviewed each year" not in shown
    assert "Save these answers" not in shown
    assert "One of them carries a firearm" in text(page(cast.sro))


def test_the_blank_form_has_every_question_that_is_asked(page, cast, in_michigan):
    shown = text(page(cast.teacher, "duty_facts_blank"))
    assert "Which grades ride to and from school?" in shown
    assert shown.count("I do not know") >= 12
    assert "Who protects the school?" not in shown


@pytest.mark.parametrize("number", [1, 50])
def test_it_takes_as_many_queries_with_one_answer_as_with_fifty(
    client, page, cast, coalition, in_michigan, number
):
    for place in range(number):
        answer = ["own"] if place % 2 else ["contracted"]
        knowing.make_fact(coalition=coalition, question="buses", answer=answer)
    page(cast.sro)
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("duty_facts", args=[coalition.slug]))
    assert len(queries) == QUERIES


# Session, account, rights, answers.
QUERIES = 4
