"""The agency that an address names. Fetching is authorising: strangers get 404."""

from django.shortcuts import get_object_or_404

from coalitions.agencies.models import Agency
from coalitions.coalition.queries import fetch_coalition


def fetch_agency(user, *, coalition, agency, **rest):
    """The agency of the address, of the coalition’s district and seen from there (`.coalition`), or
    Http404.
    """
    found = fetch_coalition(user, coalition=coalition)
    agency = get_object_or_404(Agency, pk=agency, district_id=found.district_id)
    agency.coalition = found
    return agency
