"""Addresses of WHAT, grouped by resource. Each line names its policy."""

from django.urls import path

from plans import policies
from plans.fetch import fetch_edition
from plans.views import exporting
from safety_portal.authority import gate

EDITION = "c/<slug:coalition>/plans/<int:plan>/editions/<int:edition>/"


def of_edition(policy, view):
    return gate(policy, view, fetch=fetch_edition)


urlpatterns = [
    # An edition as a file
    path(EDITION + "export/", of_edition(policies.can_read_edition, exporting.choose), name="plan_export"),
    path(
        EDITION + "export/<slug:format>/",
        of_edition(policies.can_read_edition, exporting.download),
        name="plan_download",
    ),
]
