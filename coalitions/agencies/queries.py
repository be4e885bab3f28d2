"""The agency that an address names. Fetching is authorising: strangers get 404."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from coalitions.agencies.models import Agency
from coalitions.coalition.models import Coalition
from coalitions.coalition.queries import fetch_coalition
from safety_portal.core.accounts.models import User


@dataclass(frozen=True)
class AgencyHere:
    """An agency of a district, on the pages of one of its coalitions."""

    agency: Agency
    coalition: Coalition


def fetch_agency(user: User, *, coalition: str, agency: int, **rest: str | int) -> AgencyHere:
    """The agency of the address, where it is of the coalition’s district, or Http404."""
    here = fetch_coalition(user, coalition=coalition)
    return AgencyHere(get_object_or_404(Agency, pk=agency, district_id=here.district_id), here)
