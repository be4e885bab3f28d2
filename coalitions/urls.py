"""Addresses of WHO: each noun's own, in the order of the nouns."""

from django.urls import include, path

NOUNS = (
    "coalition",
    "agencies",
    "seats",
    "memberships",
    "invitations",
    "calendars",
    "directory_import",
    "rosters",
    "records",
    "action_items",
    "agreements",
    "contacts",
    "reunification",
    "openings",
    "meetings",
    "briefs",
    "bulletins",
    "programs",
    "public_records",
    "community",
    "champions",
)

urlpatterns = [path("", include(f"coalitions.{noun}.urls")) for noun in NOUNS]
