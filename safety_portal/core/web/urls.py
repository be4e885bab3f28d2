"""Addresses of what a browser reports by itself, and of the back office."""

from django.urls import path

from safety_portal.core.authority import anyone, gate
from safety_portal.core.web import backoffice, csp_reports

urlpatterns = [
    # Open before the second step is set up: it says nothing of a coalition.
    path(
        "csp-report/",
        gate(anyone, csp_reports.csp_report, before_second_step=True),
        name="web_csp_report",
    ),
    path("admin/", backoffice.site.urls),
]
