"""Addresses of the report of a walk as PDF."""

from django.urls import path

from plans.assessments.gates import ASSESSMENT, of_assessment
from plans.assessments.policies import can_read_assessment
from plans.printed_reports import views
from plans.printed_reports.policies import can_print_report

PDF = ASSESSMENT + "report/pdf/"

urlpatterns = [
    path(PDF, of_assessment(can_read_assessment, views.look), name="printed_report"),
    path(PDF + "ask/", of_assessment(can_print_report, views.ask), name="printed_report_ask"),
    path(
        PDF + "file/",
        of_assessment(can_read_assessment, views.download),
        name="printed_report_file",
    ),
]
