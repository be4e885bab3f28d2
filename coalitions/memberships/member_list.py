"""The members of a coalition by name, page by page, also those of one role or one agency."""

from functools import partial

from django.db.models import BigIntegerField, CharField, DateField

from coalitions.memberships.models.membership import Membership
from safety_portal.core.database.kept_queries import Slot
from safety_portal.core.paging import KeptPages

NARROWING = {"role": Slot("role", CharField()), "agency": Slot("agency", BigIntegerField())}
OF_MEMBER = ("role", "title", "is_chair", "is_local_champion", "seat__title", "agency__name")
OF_PERSON = ("name", "email", "account", "district")


def _member_rows(narrowed):
    rows = Membership.objects.current(Slot("on", DateField())).filter(
        coalition=Slot("coalition", BigIntegerField())
    )
    # That they are of its district says nothing new; it lets PostgreSQL walk the district's people
    # by name.
    rows = rows.filter(
        person__district=Slot("district", BigIntegerField()),
        **{by: NARROWING[by] for by in narrowed},
    )
    rows = rows.select_related("person", "agency", "seat")
    return rows.only(*OF_MEMBER, *(f"person__{name}" for name in OF_PERSON))


PAGES = {
    narrowed: KeptPages(
        partial(_member_rows, narrowed), by=("person__name", "id"), is_planned=False
    )
    for narrowed in ((), ("role",), ("agency",), ("role", "agency"))
}


def page_of_members(request, coalition, *, on, **narrowed):
    """A page of those who are members on the day: one query.

    `role` and `agency` (its id) narrow, None does not.
    """
    filters = {name: value for name, value in narrowed.items() if value is not None}
    asked = {"coalition": coalition.pk, "district": coalition.district_id, "on": on}
    page = PAGES[tuple(filters)].page(request, **asked, **filters)
    for member in page:
        member.coalition = coalition
    return page
