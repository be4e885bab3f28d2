"""The address of a school's year of drills."""

from django.urls import path

from coalitions.coalition.gates import HERE, of_coalition
from training.drill_years.views import drill_year
from training.drills.policies import can_plan_drills

urlpatterns = [
    path(HERE + "drills/year/", of_coalition(can_plan_drills, drill_year), name="drill_year"),
]
