"""Addresses of site assessments."""

from django.urls import path

from plans.assessments import policies
from plans.assessments.gates import ASSESSMENT, ASSESSMENTS, of_assessment, of_place
from plans.assessments.queries import fetch_checklist
from plans.assessments.views import assessing, checklists, on_phone, sending, walking
from plans.assessments.views.sending import in_json
from safety_portal.core.authority import gate

CHECKLISTS = ASSESSMENTS + "checklists/"


urlpatterns = [
    # The checklists of a district
    path(
        CHECKLISTS,
        of_place(policies.can_read_checklists, checklists.checklists),
        name="assessment_checklists",
    ),
    path(
        CHECKLISTS + "import/",
        of_place(policies.can_change_checklists, checklists.import_file),
        name="assessment_checklist_import",
    ),
    path(
        CHECKLISTS + "starter/<slug:code>.yaml",
        of_place(policies.can_read_checklists, checklists.starter_file),
        name="assessment_starter_file",
    ),
    path(
        CHECKLISTS + "<int:checklist>/",
        gate(policies.can_read_checklist, checklists.checklist, fetch=fetch_checklist),
        name="assessment_checklist",
    ),
    path(
        CHECKLISTS + "<int:checklist>/file.yaml",
        gate(policies.can_read_checklist, checklists.checklist_file, fetch=fetch_checklist),
        name="assessment_checklist_file",
    ),
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
        ASSESSMENT + "walk/<str:question>/",
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
