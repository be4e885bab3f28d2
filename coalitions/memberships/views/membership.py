"""A membership: changed, ended, left."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.coalition.tabs import form_page
from coalitions.memberships.actions import memberships
from coalitions.memberships.forms import EndForm, MembershipForm
from safety_portal.core.web.posting import done_by, posted


def change_membership(request, coalition, membership):
    """Title, seat, agency and tasks of a member."""
    membership = request.subject
    form = MembershipForm(posted(request), membership=membership)
    if done_by(form, memberships.change_membership, membership=membership, by=request.user):
        messages.success(request, f"Saved for {membership.person}.")
        return redirect("membership_people", coalition)
    return form_page(
        request,
        "coalitions/memberships/membership.html",
        membership.coalition,
        "people",
        form,
        membership=membership,
    )


def end_membership(request, coalition, membership):
    """The page that names the person and what ending means, then the end."""
    membership = request.subject
    form = EndForm(posted(request))
    if done_by(form, memberships.end_membership, membership=membership, by=request.user):
        messages.success(request, f"The membership of {membership.person} has ended.")
        return redirect("membership_people", coalition)
    return form_page(
        request,
        "coalitions/memberships/end.html",
        membership.coalition,
        "people",
        form,
        **_what_ends(membership, on=timezone.localdate()),
    )


def _what_ends(membership, *, on):
    """For the page that asks once more.

    What the person stays, whether a designation ends, who goes on to chair.
    """
    others = (
        membership.coalition.memberships.current(on)
        .filter(person=membership.person)
        .exclude(pk=membership.pk)
    )
    chairs = (
        membership.coalition.memberships.chairs(on)
        .exclude(pk=membership.pk)
        .select_related("person")
    )
    of_theirs = membership.designations.all() | membership.designated.all()
    return {
        "membership": membership,
        "others": [other.get_role_display() for other in others],
        "signs": of_theirs.current(on).exists(),
        "chairs": list(dict.fromkeys(chair.person.name for chair in chairs))
        if membership.is_chair
        else [],
    }


def leave(request, coalition, membership):
    """One's own way out: the page that says what it means, then the end."""
    membership = request.subject
    if request.method == "POST":
        memberships.leave(membership=membership, by=request.user)
        messages.success(
            request, f"You have left {membership.coalition} as {membership.get_role_display()}."
        )
        return redirect("membership_account")
    return render(
        request,
        "coalitions/memberships/leave.html",
        {"coalition": membership.coalition, "membership": membership},
    )
