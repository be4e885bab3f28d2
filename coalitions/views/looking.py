"""Looking at a coalition: who is in it, its seats, its agencies."""

from collections import Counter

from django.db.models import Count
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions import chosen, policies
from coalitions.models import Agency, Membership
from coalitions.roles import Role
from coalitions.seating import counted, seat_people, vacancies
from coalitions.views.tabs import page_context
from safety_portal.paging import keyset_page
from safety_portal.values import whole_number


def choose(request, coalition):
    """Make it the coalition that the home page and the navigation are about."""
    chosen.remember(request, request.subject)
    return redirect("/")


def people(request, coalition):
    """Who is in it, by name; `role` and `agency` narrow."""
    coalition, today = request.subject, timezone.localdate()
    members = Membership.objects.current(today).filter(coalition=coalition)
    by_role, by_agency, total = _counts(members)
    shown = members.select_related("person", "agency", "seat")
    role, agency = request.GET.get("role", ""), request.GET.get("agency", "")
    if role in by_role:
        shown = shown.filter(role=role)
    if (key := whole_number(agency)) is not None:
        shown = shown.filter(agency_id=key)
    page = keyset_page(shown, request, by=("person__name", "id"))
    may = policies.can_administer(request.user, coalition)
    context = page_context(
        request,
        coalition,
        "people",
        page=page,
        keeps=policies.records_kept(request.user, [member.person for member in page]) if may else (),
        by_role=[(code, Role(code).label, by_role[code]) for code in Role.values if code in by_role],
        by_agency=sorted(by_agency.items(), key=lambda item: item[0][1].casefold()),
        role=role,
        shown_role=Role(role).label if role in by_role else "",
        agency=agency,
        total=total,
        vacant=vacancies(coalition, on=today),
    )
    return render(request, "coalitions/people.html", context)


def _counts(members):
    """Memberships by role and by (agency id, name), and the number of people: one query."""
    rows = members.order_by().values_list("role", "agency_id", "agency__name", "person_id")
    by_role, by_agency, everybody = Counter(), Counter(), set()
    for role, agency_id, agency, person in rows:
        by_role[role] += 1
        everybody.add(person)
        if agency_id:
            by_agency[agency_id, agency] += 1
    return by_role, by_agency, len(everybody)


def seats(request, coalition):
    """Every seat with who fills it, why it is asked for and by whom; ?vacant narrows to those nobody fills."""
    coalition, today = request.subject, timezone.localdate()
    every = {seat.pk: seat.standing for seat in counted(coalition, on=today)}
    counts, vacant = Counter(every.values()), "vacant" in request.GET
    shown = coalition.seats.filter(pk__in=[pk for pk, standing in every.items() if not vacant or standing == "vacant"])
    page = keyset_page(shown, request, by=("position", "id"))
    seat_people(page.rows, on=today)
    for seat in page:
        seat.standing = every[seat.pk]
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
    return render(request, "coalitions/seats.html", context)


def agencies(request, coalition):
    """The outside partners its district knows, with how many of their people are in this coalition."""
    coalition = request.subject
    held = Membership.objects.current(timezone.localdate()).filter(coalition=coalition, agency__isnull=False)
    members = dict(held.order_by().values_list("agency_id").annotate(Count("person_id", distinct=True)))
    known = Agency.objects.filter(district_id=coalition.district_id)
    page = keyset_page(known, request, by=("name", "id"))
    for agency in page:
        agency.members = members.get(agency.pk, 0)
    context = page_context(request, coalition, "agencies", page=page, taking_part=len(members))
    return render(request, "coalitions/agencies.html", context)
