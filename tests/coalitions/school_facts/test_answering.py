"""Answers are given, changed and confirmed: what is written, what stays, and who sees it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from coalitions.school_facts.actions.answering import answer_facts, confirm_facts
from coalitions.school_facts.models import SchoolFact
from coalitions.school_facts.queries import answers_of, facts_of, history_of
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from tests import knowing

pytestmark = pytest.mark.django_db


def answer(coalition, by, **answers):
    return answer_facts(coalition=coalition, by=by, answers=answers)


def test_an_answer_is_written_with_who_gave_it(coalition, administrator):
    (fact,) = answer(coalition, administrator, buses=["own"])
    assert (fact.answer, fact.answered_by, fact.is_known) == (["own"], administrator, True)
    row = AuditRow.objects.get(action="school_facts.answered")
    assert row.detail == {"questions": ["buses"]}
    assert row.scope == coalition.pk


def test_the_audit_says_which_question_and_not_what_was_answered(coalition, administrator):
    answer(coalition, administrator, officers=["armed"])
    assert "armed" not in str(AuditRow.objects.get(action="school_facts.answered").detail)


def test_unknown_is_an_answer(coalition, administrator):
    (fact,) = answer(coalition, administrator, asbestos=[])
    assert (fact.is_known, fact.words) == (False, "I do not know")
    assert answers_of(coalition) == {}
    assert facts_of(administrator, coalition)["asbestos"] == fact


def test_another_answer_leaves_the_one_before_as_history(coalition, administrator):
    answer(coalition, administrator, buses=["own"])
    answer(coalition, administrator, buses=["contracted"])
    assert answers_of(coalition) == {"buses": ("contracted",)}
    history = history_of(administrator, coalition, "buses", most=5)
    assert [fact.answer for fact in history] == [["contracted"], ["own"]]


def test_the_same_answer_again_writes_nothing(coalition, administrator):
    answer(coalition, administrator, buses=["own", "trips_only"])
    assert answer(coalition, administrator, buses=["trips_only", "own"]) == []
    assert SchoolFact.objects.count() == 1
    assert AuditRow.objects.filter(action="school_facts.answered").count() == 1


def test_what_is_no_answer_is_refused_and_nothing_is_written(coalition, administrator):
    with pytest.raises(Refused, match=r"7\. Buses: Choose one of the answers") as refused:
        answer(coalition, administrator, grades=["K"], buses=["rockets"])
    assert refused.value.field == "buses"
    with pytest.raises(Refused, match="no such question"):
        answer(coalition, administrator, colour=["red"])
    assert not SchoolFact.objects.exists()


def test_confirming_writes_what_was_known_before_today_once_more(coalition, administrator):
    knowing.make_fact(coalition=coalition, question="buses", answer=["own"], days_ago=400)
    knowing.make_fact(coalition=coalition, question="asbestos", days_ago=400)
    knowing.make_fact(coalition=coalition, question="near", answer=["none"])
    (fact,) = confirm_facts(coalition=coalition, by=administrator)
    assert (fact.question, fact.answer, fact.answered_by) == ("buses", ["own"], administrator)
    assert confirm_facts(coalition=coalition, by=administrator) == []
    assert AuditRow.objects.filter(action="school_facts.confirmed").count() == 1


def test_only_administrators_of_the_school_answer(cast, coalition, district_coalition):
    with pytest.raises(PermissionDenied, match="Only an administrator"):
        answer(coalition, cast.sro, buses=["own"])
    with pytest.raises(PermissionDenied, match="Facts are of each school"):
        answer(district_coalition, cast.administrator, buses=["own"])


def test_restricted_answers_are_for_few(cast, coalition, chief, outsider, administrator):
    answer(coalition, administrator, buses=["own"], officers=["armed"])
    codes = {
        name: set(facts_of(account, coalition))
        for name, account in {
            "administrator": administrator,
            "officer": cast.sro,
            "chief": chief,
            "teacher": cast.teacher,
            "parent": cast.parent,
            "outsider": outsider,
        }.items()
    }
    both = {"buses", "officers"}
    assert codes == {
        "administrator": both,
        "officer": both,
        "chief": both,
        "teacher": {"buses"},
        "parent": set(),
        "outsider": set(),
    }


def test_the_database_knows_the_questions_and_keeps_the_answers(coalition, administrator):
    with pytest.raises(IntegrityError, match="fact_question_is_known"), transaction.atomic():
        knowing.make_fact(coalition=coalition, question="colour")
    knowing.make_fact(coalition=coalition, question="buses", answer=["own"])
    for write in (
        lambda: SchoolFact.objects.update(answer=[]),
        lambda: SchoolFact.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match=r"Cannot|permission denied"), transaction.atomic():
            write()
