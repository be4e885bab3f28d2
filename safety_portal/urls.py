"""Every address of the portal: each noun's own, behind a declared policy (authority.gate)."""

from django.urls import include, path

# In the order in which Django looks for an address. Apps have theirs in the order of their nouns.
NOUNS = (
    "portal.home",
    "core.operation",
    "core.notices",
    "portal.feeds",
    "portal.ledger",
    "portal.action_items",
    "portal.closed_loop",
    "portal.coverage",
    "portal.records_packet",
    "portal.responder",
    "portal.official",
    "portal.community",
    "portal.year_rollover",
    "portal.agenda",
    "portal.search",
    "core.web",
)

urlpatterns = [
    *(path("", include(f"safety_portal.{noun}.urls")) for noun in NOUNS),
    path("accounts/", include("safety_portal.core.accounts.urls")),
    path("", include("coalitions.urls")),
    path("", include("plans.urls")),
    path("", include("training.urls")),
    path("", include("safety_portal.portal.old_addresses")),
]

handler400 = "safety_portal.core.web.errors.handler400"
handler403 = "safety_portal.core.web.errors.handler403"
handler404 = "safety_portal.core.web.errors.handler404"
handler429 = "safety_portal.core.web.errors.handler429"  # allauth looks for this name
handler500 = "safety_portal.core.web.errors.handler500"
