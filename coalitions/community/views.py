"""What stands on the page is chosen, it is taken back, and somebody shows or hides their name."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import form_page, page_context
from coalitions.community.actions import naming, publishing, settings
from coalitions.community.forms import PageForm
from coalitions.community.queries import page_of
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.web.addresses import address
from safety_portal.core.web.posting import done_by, posted


def change(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Choose what stands on it."""
    place = request.subject
    form = PageForm(posted(request), page=page_of(place))
    if done_by(form, settings.change_page, coalition=place, by=request.user):
        messages.success(request, "Saved.")
        return redirect("community", coalition)
    return form_page(request, "coalitions/community/settings.html", place, "community", form)


def take_back(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Let nobody see it any more."""
    place = request.subject
    if request.method == "POST":
        publishing.take_back_page(coalition=place, by=request.user)
        messages.success(request, "The page is taken back. Nobody outside sees it any more.")
        return redirect("community", coalition)
    context = page_context(request, place, "community", is_destructive=True)
    context |= {"back_url": address("community", coalition), "back": "Leave it public"}
    return render(request, "coalitions/community/take_back.html", context)


def show_name(request: GatedRequest[Membership], coalition: str, membership: int) -> HttpResponse:
    """Be named on it."""
    naming.show_name(membership=request.subject, by=request.user)
    messages.success(request, "The public page names you with your seat.")
    return redirect("community", coalition)


def hide_name(request: GatedRequest[Membership], coalition: str, membership: int) -> HttpResponse:
    """Be named no more."""
    naming.hide_name(membership=request.subject, by=request.user)
    messages.success(request, "The public page names you no more.")
    return redirect("community", coalition)
