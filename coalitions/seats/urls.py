"""Addresses of seats."""

from django.urls import path

from coalitions.access import policies
from coalitions.coalition.gates import HERE, administer, of_coalition
from coalitions.seats import queries, views
from safety_portal.core.authority import View, gate

SEAT = HERE + "seats/<int:seat>/"


def of_seat(view: View) -> View:
    return gate(policies.can_administer_subject, view, fetch=queries.fetch_seat)


urlpatterns = [
    path(HERE + "seats/add/", of_coalition(administer, views.add_seat), name="seat_add"),
    path(SEAT + "change/", of_seat(views.change_seat), name="seat_change"),
    path(SEAT + "leave-empty/", of_seat(views.leave_seat_empty), name="seat_leave_empty"),
    path(SEAT + "seek/", of_seat(views.seek_for_seat), name="seat_seek"),
]
