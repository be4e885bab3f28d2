"""Addresses of PRACTICE: each noun's own, in the order of the nouns."""

from django.urls import include, path

NOUNS = ("duties", "records", "transcripts", "drills", "drill_years")

urlpatterns = [path("", include(f"training.{noun}.urls")) for noun in NOUNS]
