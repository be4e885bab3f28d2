"""Addresses of a coalition itself: its settings, its changes, its district's schools."""

from django.urls import path

from coalitions.access import policies
from coalitions.coalition.gates import HERE, administer, at_once, of_coalition
from coalitions.coalition.views import changes, current_coalition, schools, settings, view_as
from coalitions.schools import policies as schools_policies
from safety_portal.core.authority import signed_in

urlpatterns = [
    path("view-as/stop/", at_once(signed_in, view_as.stop), name="coalition_view_as_stop"),
    # The coalition
    path(HERE, of_coalition(policies.can_see, current_coalition.choose), name="coalition"),
    path(HERE + "view-as/", of_coalition(administer, view_as.choose), name="coalition_view_as"),
    # The district's schools
    path(
        HERE + "schools/",
        of_coalition(schools_policies.can_see_schools, schools.schools),
        name="coalition_schools",
    ),
    # The coalition itself
    path(
        HERE + "changes/",
        of_coalition(policies.can_read_audit, changes.changes),
        name="coalition_changes",
    ),
    path(
        HERE + "settings/",
        of_coalition(administer, settings.change_settings),
        name="coalition_settings",
    ),
]
