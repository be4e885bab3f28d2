"""The address of what a coalition does once a year: who goes, who stays, which plans begin anew."""

from django.urls import path

from coalitions.coalition.gates import HERE, administer, of_coalition
from safety_portal.portal.year_rollover import views

urlpatterns = [
    path(HERE + "year-rollover/", of_coalition(administer, views.rollover), name="year_rollover"),
]
