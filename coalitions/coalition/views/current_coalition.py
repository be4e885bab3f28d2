"""Choosing which of several coalitions to look at."""

from django.http import HttpResponse
from django.shortcuts import redirect

from coalitions.access import current_coalition
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.requests import GatedRequest


def choose(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Make it the coalition that the home page and the navigation are about."""
    current_coalition.remember(request, request.subject)
    return redirect("/")
