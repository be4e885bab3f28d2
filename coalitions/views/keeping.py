"""Keeping a coalition in order: memberships, seats, agencies, settings, and the coalitions of a district's schools."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions import actions, policies
from coalitions.forms.inviting import FormCoalitionForm
from coalitions.forms.keeping import AgencyForm, EmptySeatForm, EndForm, MembershipForm, SeatForm, SettingsForm
from coalitions.models import Designation, School
from coalitions.views.tabs import page_context, posted
from safety_portal.look.wording import counted
from safety_portal.paging import keyset_page
from safety_portal.states import WrongState


def _done(form, action, **arguments):
    """Do the action with the form's data; returns what it returns, or None with the refusal shown on the form."""
    if not form.is_valid():
        return None
    try:
        return action(**arguments, **form.cleaned_data)
    except WrongState as refused:
        form.add_error(None, str(refused))
        return None


def _page(request, template, coalition, here, form, **context):
    context = page_context(request, coalition, here, form=form, **context)
    return render(request, f"coalitions/{template}.html", context, status=422 if form.errors else 200)


def change_membership(request, coalition, membership):
    """Title, seat, agency and tasks of a member."""
    membership = request.subject
    form = MembershipForm(posted(request), membership=membership)
    if request.method == "POST" and _done(form, actions.change_membership, membership=membership, by=request.user):
        messages.success(request, f"Saved for {membership.person}.")
        return redirect("people", coalition)
    return _page(request, "membership", membership.coalition, "people", form, membership=membership)


def end_membership(request, coalition, membership):
    """The page that names the person and what ending means, then the end."""
    membership = request.subject
    form = EndForm(posted(request))
    if request.method == "POST" and _done(form, actions.end_membership, membership=membership, by=request.user):
        messages.success(request, f"The membership of {membership.person} has ended.")
        return redirect("people", coalition)
    return _page(
        request, "end", membership.coalition, "people", form, **_what_ends(membership, on=timezone.localdate())
    )


def _what_ends(membership, *, on):
    """For the page that asks once more: what the person stays, whether a designation ends, who goes on to chair."""
    others = membership.coalition.memberships.current(on).filter(person=membership.person).exclude(pk=membership.pk)
    chairs = membership.coalition.memberships.chairs(on).exclude(pk=membership.pk).select_related("person")
    of_theirs = Designation.objects.filter(Q(holder=membership) | Q(designee=membership))
    return {
        "membership": membership,
        "others": [other.get_role_display() for other in others],
        "signs": of_theirs.current(on).exists(),
        "chairs": list(dict.fromkeys(chair.person.name for chair in chairs)) if membership.is_chair else [],
    }


def leave(request, coalition, membership):
    """One's own way out: the page that says what it means, then the end."""
    membership = request.subject
    if request.method == "POST":
        actions.leave(membership=membership, by=request.user)
        messages.success(request, f"You have left {membership.coalition} as {membership.get_role_display()}.")
        return redirect("account")
    return render(request, "coalitions/leave.html", {"coalition": membership.coalition, "membership": membership})


def add_seat(request, coalition):
    """A seat of the coalition's own."""
    coalition = request.subject
    form = SeatForm(posted(request))
    if request.method == "POST" and (seat := _done(form, actions.add_seat, coalition=coalition, by=request.user)):
        messages.success(request, f"Seat {seat.title} added.")
        return redirect("seats", coalition.slug)
    return _page(request, "seat", coalition, "seats", form)


def change_seat(request, coalition, seat):
    """What a seat is called, who may take it, whether it signs."""
    seat = request.subject
    form = SeatForm(posted(request), seat=seat)
    if request.method == "POST" and _done(form, actions.change_seat, seat=seat, by=request.user):
        messages.success(request, f"Seat {seat.title} saved.")
        return redirect("seats", coalition)
    return _page(request, "seat", seat.coalition, "seats", form, seat=seat)


def leave_seat_empty(request, coalition, seat):
    """Say why nobody is looked for."""
    seat = request.subject
    form = EmptySeatForm(posted(request))
    if request.method == "POST" and _done(form, actions.leave_seat_empty, seat=seat, by=request.user):
        messages.success(request, f"The seat {seat.title} stays empty; it no longer counts as vacant.")
        return redirect("seats", coalition)
    return _page(request, "seat_empty", seat.coalition, "seats", form, seat=seat)


@require_POST
def seek_for_seat(request, coalition, seat):
    """Look for somebody again."""
    seat = actions.seek_for_seat(seat=request.subject, by=request.user)
    messages.success(request, f"The seat {seat.title} counts as vacant again.")
    return redirect("seats", coalition)


def add_agency(request, coalition):
    """An outside partner the district did not know."""
    coalition = request.subject
    form = AgencyForm(posted(request))
    if request.method == "POST" and (added := _done(form, actions.add_agency, coalition=coalition, by=request.user)):
        messages.success(request, f"{added.name} added.")
        return redirect("agencies", coalition.slug)
    return _page(request, "agency", coalition, "agencies", form)


def change_agency(request, coalition, agency):
    """What an agency is called, does, and is called at."""
    agency, place = request.subject, request.subject.coalition
    form = AgencyForm(posted(request), agency=agency)
    if request.method == "POST" and _done(form, actions.change_agency, agency=agency, coalition=place, by=request.user):
        messages.success(request, f"{form.cleaned_data['name']} saved.")
        return redirect("agencies", coalition)
    return _page(request, "agency", place, "agencies", form, agency=agency)


def change_settings(request, coalition):
    """Name, review and reminders of the coalition."""
    coalition = request.subject
    form = SettingsForm(posted(request), coalition=coalition)
    if request.method == "POST" and _done(form, actions.change_settings, coalition=coalition, by=request.user):
        messages.success(request, "Settings saved.")
        return redirect("settings", coalition.slug)
    return _page(request, "settings", coalition, "settings", form)


# Which schools a district's administrator looks after (plans/obligations/schools.py): the condition on the day, the link, the h1.
NEEDS = {
    "none": (
        lambda on: Q(coalition__isnull=False, coalition__review_due_on=None),
        "Without a plan in force",
        lambda number: f"{counted(number, 'school has', 'schools have')} no plan in force",
    ),
    "late": (
        lambda on: Q(coalition__review_due_on__lt=on),
        "Past a review",
        lambda number: f"{counted(number, 'school is', 'schools are')} past the day of a review",
    ),
}


def schools(request, coalition):
    """The district's schools, each with its coalition or the way to form one and the next review of its plan.

    ?without narrows to those without a coalition, ?plan=none to those without a plan in force, ?plan=late to late reviews.
    """
    coalition = request.subject
    every = School.objects.filter(district_id=coalition.district_id)
    without, need = "without" in request.GET, request.GET.get("plan", "")
    shown = every.filter(coalition__isnull=True) if without else every
    if need in NEEDS:
        shown = shown.filter(NEEDS[need][0](timezone.localdate()))
    page = keyset_page(shown.select_related("coalition"), request, by=("name", "id"))
    for school in page:
        formed = getattr(school, "coalition", None)
        school.may_see_people = formed and policies.can_see_people(request.user, formed)
    context = page_context(
        request,
        coalition,
        "schools",
        page=page,
        without=without,
        need=need if need in NEEDS else "",
        needs=[(code, label) for code, (_, label, _) in NEEDS.items()],
        heading=NEEDS[need][2](shown.count()) if need in NEEDS else "",
        total=every.count(),
        formed=every.filter(coalition__isnull=False).count(),
    )
    return render(request, "coalitions/schools.html", context)


def form_coalition(request, coalition, school):
    """Form the coalition of one school and invite its first administrator."""
    school = request.subject
    form = FormCoalitionForm(posted(request))
    if form.is_valid():
        try:
            _, invitation, _ = actions.form_coalition(
                school=school,
                administrator_email=form.cleaned_data["email"],
                administrator_name=form.cleaned_data["name"],
                by=request.user,
            )
        except WrongState as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, f"{school.name} has its coalition; {invitation.email} is invited to administer it."
            )
            return redirect("district_schools", coalition)
    return _page(request, "form_coalition", school.of_district, "schools", form, school=school)
