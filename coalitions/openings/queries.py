"""The schools that somebody answers for, when they last looked, and the log. Strangers get 404."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Max, Q
from django.http import Http404

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.coalition.models import Coalition, CoalitionQuerySet
from coalitions.coalition.queries import fetch_coalition
from coalitions.openings.models import Opening, OpeningQuerySet
from coalitions.openings.policies import ANSWERING
from safety_portal.core.accounts.models import User


def fetch_answered(user: User, *, coalition: str, **rest: str | int) -> Coalition:
    """The coalition of a school that the address names, as far as the account sees it, or Http404.

    A school has these pages; a district has its own.
    """
    here = fetch_coalition(user, coalition=coalition)
    if here.school_id is None:
        raise Http404("A district has no pages at hand; its schools do.")
    return here


def schools_answered_by(user: User) -> CoalitionQuerySet:
    """The coalitions of the schools that an account answers for, with school and district."""
    grants = [grant for grant in access_of(user).grants if grant.group in ANSWERING]
    direct = [grant.coalition_id for grant in grants]
    down = [grant.district_id for grant in grants if not grant.of_school]
    reached = Coalition.objects.filter(by_coalition("", direct=direct, down=down))
    return reached.filter(school__isnull=False).select_related("school", "district")


def last_looked(user: User, coalitions: Collection[int]) -> dict[int, datetime]:
    """When the account last opened a page of each school, by the key of its coalition. One query.

    No key for what it never opened.
    """
    mine = Opening.objects.looked().filter(account=user, coalition__in=coalitions)
    return dict(mine.order_by().values_list("coalition").annotate(Max("opened_at")))


def openings_of(user: User, coalition: Coalition) -> OpeningQuerySet:
    """The openings of a school, or of all schools of a district, that the account may read."""
    here = Q(coalition=coalition)
    if coalition.school_id is None:
        here |= Q(coalition__district=coalition.district_id)
    return Opening.objects.visible_to(user).filter(here).select_related("coalition")


def let_in_before(user: User, slugs: Collection[str]) -> dict[str, Coalition]:
    """Those coalitions of schools, by slug, whose pages the portal has given the account."""
    rows = Coalition.objects.filter(slug__in=slugs, openings__account=user).distinct()
    return {row.slug: row for row in rows} if slugs else {}
