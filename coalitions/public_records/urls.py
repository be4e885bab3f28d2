"""Addresses of public records: the requests of a coalition, one of them, the packets made."""

from django.urls import path

from coalitions.coalition.gates import HERE, of_coalition
from coalitions.public_records import policies, queries
from coalitions.public_records.views import packet, requests
from safety_portal.core.authority import Policy, View, gate

RECORDS = HERE + "public-records/"
REQUEST = RECORDS + "requests/<int:records_request>/"
PACKET = RECORDS + "packets/<int:packet>/"


def of_request(policy: Policy, view: View) -> View:
    """The view of the request that the address names, behind a policy."""
    return gate(policy, view, fetch=queries.fetch_request)


def of_packet(policy: Policy, view: View) -> View:
    """The view of the packet that the address names, behind a policy."""
    return gate(policy, view, fetch=queries.fetch_packet)


read, answer = policies.can_read_record, policies.can_answer_request

urlpatterns = [
    path(
        RECORDS,
        of_coalition(policies.can_read_records, requests.public_records),
        name="public_records",
    ),
    path(
        RECORDS + "add/",
        of_coalition(policies.can_answer_requests, requests.record),
        name="public_records_add",
    ),
    path(REQUEST + "due/", of_request(answer, requests.due), name="public_records_due"),
    path(REQUEST + "close/", of_request(answer, requests.close), name="public_records_close"),
    path(PACKET, of_packet(read, packet.packet), name="public_records_packet"),
    path(PACKET + "packet.pdf", of_packet(read, packet.pdf), name="public_records_pdf"),
    path(PACKET + "packet.csv", of_packet(read, packet.packet_csv), name="public_records_csv"),
]
