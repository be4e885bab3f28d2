"""Addresses of WHO: each noun's own, in the order of the nouns."""

from django.urls import include, path

NOUNS = (
    "coalition",
    "agencies",
    "seats",
    "memberships",
    "invitations",
    "directory_import",
    "rosters",
    "records",
    "action_items",
    "agreements",
    "contacts",
    "reunification",
    "meetings",
    "briefs",
    "bulletins",
    "programs",
    "champions",
)

urlpatterns = [path("", include(f"coalitions.{noun}.urls")) for noun in NOUNS]
