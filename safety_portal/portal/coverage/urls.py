"""The address of the coverage map."""

from django.urls import path

from coalitions.coalition.gates import HERE, of_coalition
from coalitions.programs.policies import can_read_programs
from safety_portal.portal.coverage import views

urlpatterns = [
    path(HERE + "coverage/", of_coalition(can_read_programs, views.coverage), name="coverage"),
]
