"""A site: where it is, and as it is named, changed, walked and given up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import form_page, page_context
from coalitions.reunification.actions import sites
from coalitions.reunification.content import points_of
from coalitions.reunification.forms.site import ChangeForm, NameForm, WalkForm
from coalitions.reunification.models.site import ReunificationSite, Which
from coalitions.reunification.queries import walks_of
from coalitions.reunification.readiness import places_of
from coalitions.reunification.words import agreement_in_words, site_word
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.web.posting import done_by, posted

FORM = "coalitions/reunification/form.html"


def add(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Name one."""
    here, which = request.subject, request.GET.get("which", "")
    initial = {"which": which if which in Which.values else Which.PRIMARY}
    form = NameForm(
        posted(request),
        initial=initial,
        coalition=here,
        on=timezone.localdate(),
        button="Name the site",
    )
    if done := done_by(form, sites.name_site, coalition=here, by=request.user):
        messages.success(request, f"{done.result} is named. Walk it next with host and police.")
        return redirect("reunification", coalition)
    context = {
        "title": "Name a site",
        "lead": "A site counts only while a signed agreement for it is in force.",
    }
    return form_page(request, FORM, here, "reunification", form, **context)


def site(request: GatedRequest[ReunificationSite], coalition: str, site: int) -> HttpResponse:
    """Where it is, what it stands on, and what was found there."""
    here, today = request.subject, timezone.localdate()
    place = next(each for each in places_of(here.coalition_id, on=today) if each.site_id == here.pk)
    walks = walks_of(here)
    last = walks[0] if walks else None
    lacking = [
        point for point in points_of(here.which) if last is not None and point.code not in last.met
    ]
    context = page_context(
        request,
        here.coalition,
        "reunification",
        site=here,
        word=site_word(place),
        agreed=agreement_in_words(place, on=today),
        walks=[(walk, len(walk.met)) for walk in walks],
        lacking=lacking,
        last=last,
        points=len(points_of(here.which)),
    )
    return render(request, "coalitions/reunification/site.html", context)


def change(request: GatedRequest[ReunificationSite], coalition: str, site: int) -> HttpResponse:
    """Say what it is called, stands on and where it is."""
    here = request.subject
    form = ChangeForm(
        posted(request),
        shown=here,
        coalition=here.coalition,
        on=timezone.localdate(),
        button="Save the site",
    )
    if done := done_by(form, sites.change_site, site=here, by=request.user):
        messages.success(request, f"{done.result} is saved.")
        return redirect("reunification", coalition)
    lead = "If the place itself differs, give this site up and name another one."
    return _form(request, form, f"Change {here}", lead)


def walk(request: GatedRequest[ReunificationSite], coalition: str, site: int) -> HttpResponse:
    """Write down what somebody found there."""
    here = request.subject
    form = WalkForm(posted(request), site=here, initial={"walked_on": timezone.localdate()})
    if done_by(form, sites.walk_site, site=here, by=request.user):
        messages.success(request, f"The walk of {here} is written down.")
        return redirect("reunification", coalition)
    return _form(request, form, f"Walk {here}", "With the host and the police of that place.")


def give_up(request: GatedRequest[ReunificationSite], coalition: str, site: int) -> HttpResponse:
    """Ask once more, then count on it no longer."""
    here = request.subject
    if request.method == "POST":
        sites.give_up_site(site=here, by=request.user)
        messages.success(request, f"{here} is given up. Name another site.")
        return redirect("reunification", coalition)
    context = page_context(request, here.coalition, "reunification", site=here)
    context |= {"is_destructive": True, "back_url": here.get_absolute_url()}
    context["back"] = "Back to the site"
    return render(request, "coalitions/reunification/give_up.html", context)


def _form(
    request: GatedRequest[ReunificationSite],
    form: ChangeForm | WalkForm,
    title: str,
    lead: str,
) -> HttpResponse:
    here = request.subject
    context = {"title": title, "lead": lead}
    return form_page(request, FORM, here.coalition, "reunification", form, **context)
