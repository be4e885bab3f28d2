"""Addresses of a school's facts, with what each decides."""

from django.urls import path
from django.views.decorators.http import require_POST

from coalitions.coalition.gates import HERE
from coalitions.coalition.queries import fetch_coalition
from coalitions.school_facts.policies import can_answer_facts, can_read_facts
from safety_portal.core.authority import gate
from training.duties.views import facts

FACTS = HERE + "facts/"

urlpatterns = [
    path(
        FACTS,
        gate(can_read_facts, facts.facts, fetch=fetch_coalition, posting=can_answer_facts),
        name="duty_facts",
    ),
    path(
        FACTS + "blank/",
        gate(can_read_facts, facts.blank, fetch=fetch_coalition),
        name="duty_facts_blank",
    ),
    path(
        FACTS + "confirm/",
        gate(can_answer_facts, require_POST(facts.confirm), fetch=fetch_coalition),
        name="duty_facts_confirm",
    ),
    path(
        FACTS + "<slug:fact>/change/",
        gate(can_answer_facts, facts.change, fetch=fetch_coalition),
        name="duty_fact_change",
    ),
]
