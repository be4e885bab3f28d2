"""Choosing which of several coalitions to look at."""

from django.shortcuts import redirect

from coalitions.access import current_coalition


def choose(request, coalition):
    """Make it the coalition that the home page and the navigation are about."""
    current_coalition.remember(request, request.subject)
    return redirect("/")
