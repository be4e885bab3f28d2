"""Addresses of what is at hand: all schools, one, its plan, and the script that opens them without
a signal.
"""

from django.urls import path

from coalitions.openings.policies import answers_for_schools, can_see_at_hand
from coalitions.openings.queries import fetch_answered
from safety_portal.core.authority import gate
from safety_portal.portal.responder import views

# All below one address, which is as far as the script of a browser reaches.
AT_HAND = "responder/"
SCHOOL = AT_HAND + "schools/<slug:coalition>/"

urlpatterns = [
    path(AT_HAND, gate(answers_for_schools, views.schools), name="responder"),
    path(AT_HAND + "worker.js", gate(answers_for_schools, views.worker), name="responder_worker"),
    path(
        SCHOOL, gate(can_see_at_hand, views.school, fetch=fetch_answered), name="responder_school"
    ),
    path(
        SCHOOL + "plan/",
        gate(can_see_at_hand, views.plan, fetch=fetch_answered),
        name="responder_plan",
    ),
]
