"""Addresses of the ledger of reminders: who was told what they owe."""

from django.urls import path

from coalitions.access.policies import can_read_reminders
from coalitions.coalition.gates import HERE, of_coalition
from safety_portal.portal.ledger import views

urlpatterns = [
    path(HERE + "reminders/", of_coalition(can_read_reminders, views.ledger), name="ledger"),
    path(
        HERE + "reminders/csv/",
        of_coalition(can_read_reminders, views.ledger_csv),
        name="ledger_csv",
    ),
]
