"""Inviting people, and what became of it."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions.coalition.tabs import page_context
from coalitions.invitations.actions import inviting
from coalitions.invitations.forms.inviting import InviteForm, InviteManyForm
from coalitions.invitations.lifecycle import InvitationState
from coalitions.invitations.models import Invitation
from safety_portal.core.look.wording import counted
from safety_portal.core.paging import keyset_page
from safety_portal.core.web.posting import done_by, posted, status_of

PREFILLED = ("email", "name", "role", "title", "seat", "agency")


def invite(request, coalition):
    """Invite one person.

    The address of the page may fill the form in (?seat=, ?email=, ?name=, ?role=).
    """
    coalition = request.subject
    initial = {field: request.GET[field] for field in PREFILLED if field in request.GET}
    form = InviteForm(posted(request), coalition=coalition, initial=initial)
    if done := done_by(form, inviting.invite, coalition=coalition, by=request.user):
        invitation, _ = done.result
        messages.success(request, f"Invitation sent to {invitation.email}.")
        return redirect("invitations", coalition.slug)
    context = page_context(request, coalition, "invitations", form=form)
    return render(request, "coalitions/invitations/invite.html", context, status=status_of(form))


def invite_many(request, coalition):
    """Invite everybody of a pasted list, or nobody while a line is refused."""
    coalition = request.subject
    form = InviteManyForm(posted(request))
    if done := done_by(form, _invite, form=form, coalition=coalition, by=request.user):
        sent = counted(len(done.result), "invitation")
        messages.success(request, f"{sent} sent.")
        return redirect("invitations", coalition.slug)
    context = page_context(request, coalition, "invitations", form=form)
    return render(
        request,
        "coalitions/invitations/invite_many.html",
        context,
        status=status_of(form),
    )


def _invite(*, form, coalition, by, **pasted):
    """Invite the people of the lines that the form has read."""
    people = [line.person for line in form.lines]
    return inviting.invite_many(coalition=coalition, people=people, by=by)


@dataclass(frozen=True)
class InvitationRow:
    """An invitation of the list, and what it is now."""

    invitation: Invitation
    state: str


def invitations(request, coalition):
    """Open invitations, or with ?answered those that were answered or taken back; newest first."""
    coalition, now = request.subject, timezone.now()
    every = coalition.invitations.all()
    answered = "answered" in request.GET
    listed = every.exclude(pk__in=every.open()) if answered else every.open()
    page = keyset_page(listed.select_related("seat", "created_by"), request, by=("-id",))
    page = page.of(lambda invitation: InvitationRow(invitation, invitation.state(now)))
    context = page_context(
        request,
        coalition,
        "invitations",
        page=page,
        answered=answered,
        waiting=every.open().count(),
        expired=InvitationState.EXPIRED,
    )
    return render(request, "coalitions/invitations/invitations.html", context)


@require_POST
def resend(request, coalition, invitation):
    """Send an invitation again, with a new link."""
    again, _ = inviting.resend(
        invitation=request.subject, by=request.user, seen=request.POST.get("seen", "")
    )
    messages.success(request, f"Sent again to {again.email}. The link sent before no longer works.")
    return redirect("invitations", coalition)


@require_POST
def revoke(request, coalition, invitation):
    """Take an invitation back."""
    revoked = inviting.revoke(invitation=request.subject, by=request.user)
    messages.success(
        request, f"The invitation to {revoked.email} is taken back. Its link no longer works."
    )
    return redirect("invitations", coalition)
