"""Addresses of protocols and who has read them."""

from django.urls import path

from coalitions.access.policies import is_member
from coalitions.coalition.gates import of_coalition
from plans.editions import policies as editions_policies
from plans.editions.gates import EDITION, of_edition
from plans.protocols import policies
from plans.protocols.views import protocols

urlpatterns = [
    # Readers
    path(
        "c/<slug:coalition>/protocols/",
        of_coalition(is_member, protocols.protocols),
        name="protocols",
    ),
    path(
        EDITION + "changes/",
        of_edition(editions_policies.can_read_edition, protocols.changes),
        name="protocol_changes",
    ),
    path(
        EDITION + "changes/all/",
        of_edition(editions_policies.can_read_edition, protocols.everything),
        name="protocol_changes_all",
    ),
    path(
        EDITION + "readers/",
        of_edition(policies.can_see_readers, protocols.readers),
        name="protocol_readers",
    ),
]
