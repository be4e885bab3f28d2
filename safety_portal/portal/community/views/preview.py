"""What administrators see of the page: what is left out, how it looks, what is translated."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import form_page, page_context
from coalitions.community.actions import publishing, translating
from coalitions.community.forms import TranslationForm
from coalitions.community.queries import own_names, page_of
from coalitions.community.texts import fingerprint
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.authority import may
from safety_portal.core.look.languages import Language
from safety_portal.core.web.posting import done_by, posted
from safety_portal.portal.community.composing import public_page
from safety_portal.portal.community.drawing import draw_page, fingerprint_of


def community(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Whether the page is public, one's own name on it; to administrators what is left out."""
    place = request.subject
    context = page_context(
        request,
        place,
        "community",
        settings=page_of(place),
        own_names=own_names(request.user, place, on=timezone.localdate()),
    )
    if may(request.user, "community_publish", place):
        page = public_page(place, now=timezone.now())
        untranslated = [text for text in page.texts if not text.is_translated]
        context |= {"page": page, "seen": fingerprint_of(page), "untranslated": len(untranslated)}
    return render(request, "portal/community/community.html", context)


def preview(request: GatedRequest[Coalition], coalition: str, language: str = "en") -> HttpResponse:
    """The page as everybody would see it."""
    page = public_page(request.subject, now=timezone.now())
    return HttpResponse(draw_page(page, Language(language)))


def publish(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Let everybody see it, as it was looked at."""
    place = request.subject
    shown = fingerprint_of(public_page(place, now=timezone.now()))
    seen = request.POST.get("seen", "")
    publishing.publish_page(coalition=place, seen=seen, shown=shown, by=request.user)
    messages.success(request, "The page is public.")
    return redirect("community", coalition)


def translations(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """The coalition's own words on the page, and which of them have no Spanish, or an old one."""
    page = public_page(request.subject, now=timezone.now())
    context = page_context(request, request.subject, "community", texts=page.texts)
    return render(request, "portal/community/translations.html", context)


def translate(request: GatedRequest[Coalition], coalition: str, own_text: str) -> HttpResponse:
    """One of them in Spanish."""
    place = request.subject
    page = public_page(place, now=timezone.now())
    own = next((text for text in page.texts if text.key == own_text), None)
    if own is None:
        raise Http404("The page has no such text.")
    form: forms.Form = TranslationForm(posted(request), own=own, of_hash=fingerprint(own.english))
    if done_by(form, translating.translate, coalition=place, own=own, by=request.user):
        messages.success(request, "Saved. The Spanish page shows it.")
        return redirect("community_translations", coalition)
    return form_page(request, "portal/community/translate.html", place, "community", form, own=own)
