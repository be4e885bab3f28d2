"""Addresses of openings: the log of a coalition, and where devices tell what they showed."""

from django.urls import path

from coalitions.coalition.gates import HERE, of_coalition
from coalitions.openings import policies, views
from safety_portal.core.authority import gate, signed_in

urlpatterns = [
    path(
        HERE + "openings/",
        of_coalition(policies.can_read_openings, views.openings),
        name="openings",
    ),
    # Whoever opened something and has left since tells of it all the same.
    path("responder/openings/", gate(signed_in, views.receive), name="opening_receive"),
]
