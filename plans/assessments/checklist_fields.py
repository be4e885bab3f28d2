"""The fields of a checklist's file, and how each is read."""

from plans.assessments.questions import SCOPES
from plans.assessments.scales import Layer
from safety_portal.core.files.strict_yaml import (
    Field,
    anything,
    code,
    number,
    one_of,
    some_of,
    text,
)

FIELDS = {
    "schema": Field(number(1, 99), is_needed=True),
    "code": Field(code(60), is_needed=True),
    "title": Field(text(120, least=1), is_needed=True),
    "interval_months": Field(number(1, 60), is_needed=True),
    "minutes": Field(number(1, 1440), is_needed=True),
    "introduction": Field(text(1000), is_needed=True),
    "questions": Field(anything, is_needed=True),
}
QUESTION_FIELDS = {
    "code": Field(code(60), is_needed=True),
    "layer": Field(one_of(*Layer.values), is_needed=True),
    "question": Field(text(300, least=1), is_needed=True),
    "asked_of": Field(some_of(*SCOPES), is_needed=True),
    "topic": Field(text(120)),
    "why": Field(text(300)),
    "corrective_action": Field(text(500)),
    "annex": Field(text(80)),
    "section": Field(text(80)),
}
