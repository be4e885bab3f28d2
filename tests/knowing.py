"""Make answers of schools to the questions about them, as builders.py makes the rest."""

from datetime import timedelta

import pgtrigger
from django.utils import timezone

from coalitions.school_facts.models import SchoolFact
from coalitions.school_facts.questions import ALWAYS, BY_CODE
from tests import builders


def make_fact(*, coalition, question, answer=(), by=None, days_ago=0):
    """An answer, given so many days ago; nothing is: not known."""
    return SchoolFact.objects.create(
        coalition=coalition,
        question=question,
        answer=list(answer),
        answered_at=timezone.now() - timedelta(days=days_ago),
        answered_by=by or builders.make_account(),
    )


def usual(code):
    """An answer that the question takes: its last one, or a number."""
    question = BY_CODE[code]
    return ("286",) if question.kind == "number" else (list(question.answers)[-1],)


def make_all(*, coalition, days_ago=0):
    """Every question that is asked of every school is answered."""
    by = builders.make_account()
    return [
        make_fact(coalition=coalition, question=code, answer=usual(code), by=by, days_ago=days_ago)
        for code in ALWAYS
    ]


def forget(coalition):
    """As if nobody had answered."""
    with pgtrigger.ignore("coalitions.SchoolFact:facts_stay"):
        SchoolFact.objects.filter(coalition=coalition).delete()
