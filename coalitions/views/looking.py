"""Looking at a coalition."""

from django.shortcuts import redirect

from coalitions import chosen


def choose(request, coalition):
    """Make it the coalition that the home page and the navigation are about."""
    chosen.remember(request, request.subject)
    return redirect("/")
