"""Addresses of the page of a request, and of making its packet."""

from django.urls import path

from coalitions.public_records.policies import can_answer_request, can_read_record
from coalitions.public_records.urls import REQUEST, of_request
from safety_portal.portal.records_packet import views

urlpatterns = [
    path(REQUEST, of_request(can_read_record, views.records_packet), name="records_packet"),
    path(
        REQUEST + "make/",
        of_request(can_answer_request, views.make),
        name="records_packet_make",
    ),
]
