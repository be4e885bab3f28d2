"""Who is in a coalition, who fills its seats, and who comes from which agency."""

from django.db.models import Count
from django.shortcuts import render
from django.utils import timezone

from coalitions.access import policies as access_policies
from coalitions.access.roles import Role
from coalitions.agencies.models import Agency
from coalitions.coalition.tabs import page_context
from coalitions.memberships import policies
from coalitions.memberships.headcount import headcount
from coalitions.memberships.member_list import page_of_members
from coalitions.memberships.models.membership import Membership
from coalitions.memberships.seat_holders import page_of_seats, seat_people, standings
from safety_portal.core.paging import keyset_page
from safety_portal.core.values import whole_number


def people(request, coalition):
    """Who is in it, by name; `role` and `agency` narrow."""
    coalition, today = request.subject, timezone.localdate()
    role, agency = request.GET.get("role", ""), request.GET.get("agency", "")
    narrowed = {"role": role if role in Role.values else None, "agency": whole_number(agency)}
    page = page_of_members(request, coalition, on=today, **narrowed)
    may = access_policies.can_administer(request.user, coalition)
    context = page_context(
        request,
        coalition,
        "people",
        page=page,
        keeps=policies.records_kept(request.user, [member.person for member in page])
        if may
        else (),
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
    seat_people(page.rows, on=today)
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
    """The outside partners its district knows, with how many of their people are in this coalition."""
    coalition = request.subject
    held = Membership.objects.current(timezone.localdate()).filter(
        coalition=coalition, agency__isnull=False
    )
    members = dict(
        held.order_by().values_list("agency_id").annotate(Count("person_id", distinct=True))
    )
    known = Agency.objects.filter(district_id=coalition.district_id)
    page = keyset_page(known, request, by=("name", "id"))
    for agency in page:
        agency.members = members.get(agency.pk, 0)
    context = page_context(request, coalition, "agencies", page=page, taking_part=len(members))
    return render(request, "coalitions/memberships/agencies.html", context)
