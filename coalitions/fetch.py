"""Fetching is authorising: what an address names, from what the account may see; strangers get 404."""

from django.shortcuts import get_object_or_404

from coalitions.models import Coalition


def fetch_coalition(user, *, coalition, **rest):
    """The coalition of the address, with its district and school, or Http404."""
    return get_object_or_404(Coalition.objects.visible_to(user).select_related("district", "school"), slug=coalition)
