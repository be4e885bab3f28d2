"""Addresses of WHAT: each noun's own, in the order of the nouns."""

from django.urls import include, path

NOUNS = (
    "editions",
    "required_changes",
    "writing",
    "comments",
    "review",
    "approvals",
    "signing",
    "protocols",
    "word_in",
    "book",
    "assessments",
    "findings",
    "risks",
    "printed_reports",
    "loops",
    "workspace",
)

urlpatterns = [path("", include(f"plans.{noun}.urls")) for noun in NOUNS]
