"""Who is in a coalition, who fills its seats, and who comes from which agency."""

from dataclasses import dataclass

from django.db.models import Count
from django.shortcuts import render
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.agencies.queries import AgencyHere
from coalitions.coalition.tabs import page_context
from coalitions.memberships.headcount import headcount
from coalitions.memberships.member_list import page_of_members
from coalitions.memberships.models.membership import Membership
from coalitions.memberships.seat_holders import page_of_seats, standings
from coalitions.people.queries import RecordHere
from safety_portal.core.authority import Allowed, Denied, may_each
from safety_portal.core.paging import keyset_page
from safety_portal.core.values import whole_number


@dataclass(frozen=True)
class MemberRow:
    """A member of the list, and whether the reader keeps the record of who that is."""

    member: Membership
    may_keep: Allowed | Denied


@dataclass(frozen=True)
class AgencyRow(AgencyHere):
    """An agency of the list, with how many of its people are in the coalition."""

    members: int


def people(request, coalition):
    """Who is in it, by name; `role` and `agency` narrow."""
    coalition, today = request.subject, timezone.localdate()
    role, agency = request.GET.get("role", ""), request.GET.get("agency", "")
    narrowed = {"role": role if role in Role.values else None, "agency": whole_number(agency)}
    page = page_of_members(request, coalition, on=today, **narrowed)
    records = [RecordHere(member.person, coalition) for member in page]
    verdicts = iter(may_each(request.user, "record_of_person", records))
    context = page_context(
        request,
        coalition,
        "people",
        page=page.of(lambda member: MemberRow(member, next(verdicts))),
        count=headcount(coalition, on=today),
        role=role,
        shown_role=Role(role).label if role in Role.values else "",
        agency=agency,
        vacant=standings(coalition, on=today)["vacant"],
    )
    return render(request, "coalitions/memberships/people.html", context)


def seats(request, coalition):
    """Every seat with who fills it, why it is asked for and by whom; ?vacant narrows to those
    nobody fills.
    """
    coalition, today = request.subject, timezone.localdate()
    vacant = "vacant" in request.GET
    page = page_of_seats(request, coalition, on=today, only_vacant=vacant)
    counts = standings(coalition, on=today)
    context = page_context(
        request,
        coalition,
        "seats",
        page=page,
        only_vacant=vacant,
        wanted=counts["filled"] + counts["vacant"],
        filled=counts["filled"],
        vacant=counts["vacant"],
    )
    return render(request, "coalitions/memberships/seats.html", context)


def agencies(request, coalition):
    """The outside partners its district knows, with how many of their people are in this
    coalition.
    """
    coalition = request.subject
    memberships = coalition.memberships.current(timezone.localdate()).filter(agency__isnull=False)
    members = dict(
        memberships.order_by().values_list("agency_id").annotate(Count("person_id", distinct=True))
    )
    page = keyset_page(coalition.district.agencies.all(), request, by=("name", "id"))
    page = page.of(lambda agency: AgencyRow(agency, coalition, members.get(agency.pk, 0)))
    context = page_context(request, coalition, "agencies", page=page, taking_part=len(members))
    return render(request, "coalitions/memberships/agencies.html", context)
