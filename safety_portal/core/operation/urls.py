"""Addresses that whoever watches a server asks: whether all is there that the portal needs."""

from django.urls import path

from safety_portal.core.authority import anyone, gate
from safety_portal.core.operation import health

# Open before the second step is set up: they say nothing of a coalition.
urlpatterns = [
    path(
        "healthz", gate(anyone, health.healthz, before_second_step=True), name="operation_healthz"
    ),
    path("readyz", gate(anyone, health.readyz, before_second_step=True), name="operation_readyz"),
]
