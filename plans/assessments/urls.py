"""Addresses of site assessments."""

from django.urls import path

from plans.assessments import policies
from plans.assessments.gates import ASSESSMENT, of_assessment
from plans.assessments.views import assessing, on_phone, sending, walking
from plans.assessments.views.sending import in_json

urlpatterns = [
    # One assessment
    path(
        ASSESSMENT,
        of_assessment(policies.can_read_assessment, assessing.assessment),
        name="assessment",
    ),
    path(
        ASSESSMENT + "begin/",
        of_assessment(policies.can_walk, assessing.begin),
        name="assessment_begin",
    ),
    path(
        ASSESSMENT + "call-off/",
        of_assessment(policies.can_walk, assessing.call_off),
        name="assessment_call_off",
    ),
    path(
        ASSESSMENT + "open-again/",
        of_assessment(policies.can_walk, assessing.open_again),
        name="assessment_open_again",
    ),
    path(
        ASSESSMENT + "photos/<str:sha256>/",
        of_assessment(policies.can_read_assessment, assessing.photo),
        name="assessment_photo",
    ),
    # The walk
    path(
        ASSESSMENT + "walk/",
        of_assessment(policies.can_walk, on_phone.walk),
        name="assessment_walk_on_phone",
    ),
    path(
        ASSESSMENT + "walk/worker.js",
        of_assessment(policies.can_walk, on_phone.worker),
        name="assessment_walk_worker",
    ),
    path(
        ASSESSMENT + "walk/<str:item>/",
        of_assessment(policies.can_walk, walking.walk),
        name="assessment_walk",
    ),
    path(
        ASSESSMENT + "answers/",
        in_json(of_assessment(policies.can_walk, sending.receive_answer)),
        name="assessment_answer",
    ),
    path(
        ASSESSMENT + "photos/",
        in_json(of_assessment(policies.can_walk, sending.receive_photo)),
        name="assessment_receive_photo",
    ),
]
