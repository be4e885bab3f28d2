"""The coalition that an address names, and what belongs to it. Fetching is authorising.

Strangers get 404.
"""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from coalitions.access.grants import access_of
from coalitions.coalition.models import Coalition
from coalitions.schools.models import School
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.models import AuditRow

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class SchoolHere:
    """A school, on the pages of its district's coalition."""

    school: School
    coalition: Coalition


def fetch_coalition(user: User, *, coalition: str, **rest: str | int) -> Coalition:
    """The coalition of the address, with its district and school, or Http404. One's own is known
    already: no query.
    """
    own = next(
        (member_of for member_of in access_of(user).coalitions if member_of.slug == coalition), None
    )
    return own or get_object_or_404(
        Coalition.objects.visible_to(user).select_related("district", "school"), slug=coalition
    )


def of_coalition_or_404(user: User, model: type[Row], coalition: str, pk: int) -> Row:
    """The row of a coalition that the account may see, by the coalition's name in addresses and its
    own key, or Http404.
    """
    visible = model._default_manager.filter(
        coalition__in=Coalition.objects.visible_to(user), coalition__slug=coalition
    )
    return get_object_or_404(
        visible.select_related("coalition__district", "coalition__school"), pk=pk
    )


def fetch_school(user: User, *, coalition: str, school: int, **rest: str | int) -> SchoolHere:
    """A school of the district whose coalition the address names, with its district, or Http404."""
    visible = Coalition.objects.all() if user.is_superuser else Coalition.objects.visible_to(user)
    of_district = get_object_or_404(visible, slug=coalition, school__isnull=True)
    schools = School.objects.filter(district_id=of_district.district_id).select_related(
        "district", "coalition"
    )
    return SchoolHere(get_object_or_404(schools, pk=school), of_district)


def changes_of(coalition: Coalition) -> QuerySet[AuditRow]:
    """The record of what was changed in a coalition, ready to be read. A queryset."""
    return AuditRow.objects.filter(scope=coalition.pk).to_read()
