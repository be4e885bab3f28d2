"""Other words for a section: suggesting them, and what becomes of a suggestion."""

from functools import partial

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from plans.comments.actions import suggesting
from plans.comments.forms import SuggestionForm, WholeForm, choices_of
from plans.comments.lifecycle import SuggestionState
from plans.comments.views.annotations import annotation_of_suggestion
from plans.comments.views.commenting import back_to
from plans.editions.actions.access_log import note_reads, note_revisions
from plans.editions.forms.common_fields import BecauseForm
from plans.editions.forms.html import written
from plans.editions.lifecycle import Change
from plans.editions.locks import require_editable
from plans.editions.reader_text import facts_on_page, filled, paragraphs_of
from plans.editions.views.frame import frame_of
from plans.editions.views.text import fragment, picture_url
from plans.text.html import for_reading
from plans.writing.forms import TextForm
from plans.writing.texts import StaleSave
from plans.writing.views import merging
from plans.writing.views.editing import EditPage, warn_of_pictures
from safety_portal.core.refusals import Refused
from safety_portal.core.values import whole_number
from safety_portal.core.web.posting import done_by, posted, status_of

KINDS = {Change.MATERIAL: "people it concerns read it again", Change.EDITORIAL: "wording only"}


def passage(request, coalition, plan, edition, section):
    """GET: choose a paragraph, then write how it should read (?paragraph=4). POST.

    Suggest it, or other chosen words.
    """
    section = request.subject
    require_editable(section.edition)
    initial = _asked_for(request, section)
    form = SuggestionForm(posted(request), section=section, initial=initial)
    if done := done_by(form, _suggest_words, form=form, by=request.user):
        messages.success(request, "Your suggestion is added.")
        return back_to(request, section, done.result)
    note_reads(sections=[section], by=request.user)
    is_chosen = form.is_bound or "words" in form.initial
    context = _around(section) | {
        "form": form if is_chosen else None,
        "quote": form.anchor and form.anchor.quote,
    }
    context |= {"paragraphs": () if is_chosen else choices_of(section)}
    return render(request, "plans/comments/suggest.html", context, status=status_of(form))


def whole(request, coalition, plan, edition, section):
    """The section in the editor; what is sent is suggested, not saved.

    The editor's script is told where to go, as JSON.
    """
    section = request.subject
    require_editable(section.edition)
    form = WholeForm(posted(request), section=section)
    if done := done_by(form, _suggest_whole, section=section, by=request.user):
        messages.success(request, "Your suggestion is added.")
        in_a_comment = "Write in a comment which picture belongs there."
        warn_of_pictures(request, request.POST.get("html", ""), then=in_a_comment)
        way = back_to(request, section, done.result)
        return (
            JsonResponse({"address": way.url})
            if request.headers.get("Accept") == "application/json"
            else way
        )
    note_reads(sections=[section], by=request.user)
    html = written(form.data.get("html", "")) if form.is_bound else section.html
    source = for_reading(html, picture_url=lambda sha256: picture_url(section.edition.plan, sha256))
    context = _around(section) | {
        "form": form,
        "source": source,
        "version": whole_number(form.data.get("version"), most=section.version) or section.version,
        "local_key": f"suggestion-of-{request.user.pk}-on-{section.pk}",
    }
    return render(request, "plans/comments/suggest_whole.html", context, status=status_of(form))


def suggestion(request, coalition, plan, edition, suggestion):
    """One suggestion: what it changes, why, what became of it, and what this reader may do."""
    return _page(request, request.subject, BecauseForm())


@require_POST
def accept(request, coalition, plan, edition, suggestion):
    """Make it the text; where the passage was changed since, the page of both texts."""
    subject = request.subject
    sent = TextForm(request.POST)
    fields = {"change": Change.MATERIAL, "reason": subject.why, "writer": request.user.pk}
    change = request.POST.get("change")
    try:
        if "merge" in request.POST and sent.is_valid():
            fields = sent.cleaned_data
            accept_merged = partial(_accept_merged, request)
            return merging.merge(
                request, subject.section, fields, suggestion=subject, accept=accept_merged
            )
        accepted = suggesting.accept(
            suggestion=subject,
            by=request.user,
            change=change if change in Change.values else Change.MATERIAL,
        )
    except StaleSave as stale:
        return merging.conflict(request, subject.section, stale, fields, suggestion=subject)
    messages.success(request, _accepted_in_words(accepted))
    return back_to(request, subject.section, subject)


@require_POST
def decline(request, coalition, plan, edition, suggestion):
    """Decline it with a reason."""
    form = BecauseForm(posted(request), label="Why it is declined")
    if done_by(form, suggesting.decline, suggestion=request.subject, by=request.user):
        messages.success(request, f"Declined. {request.subject.membership.person} is told.")
        return back_to(request, request.subject.section, request.subject)
    return _page(request, request.subject, form)


@require_POST
def withdraw(request, coalition, plan, edition, suggestion):
    """Take one's own suggestion back."""
    suggesting.withdraw(suggestion=request.subject, by=request.user)
    messages.success(request, "Your suggestion is withdrawn.")
    return back_to(request, request.subject.section, request.subject)


class KeepAsSuggestion(EditPage):
    """POST a text that came second: it becomes a suggestion, and the saved one stays."""

    http_method_names = ["post"]

    def answer(self, section, fields):
        request = self.request
        text = {name: fields[name] for name in ("title", "html", "base_version")}
        where = _where(section)
        try:
            made = suggesting.suggest(
                section=section, why=fields["reason"], by=request.user, **text
            )
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("writing_edit", *where)
        merging.drop_draft(request, section)
        messages.success(request, "Your text is kept as a suggestion; the saved one stays.")
        return redirect(f"{reverse('workspace_section', args=where)}#suggestion-{made.pk}")


def _accept_merged(request, text, change):
    """Accept the suggestion as somebody merged it; the answer to the request. Raises StaleSave."""
    suggestion = request.subject
    accepted = suggesting.accept(suggestion=suggestion, by=request.user, change=change, merged=text)
    messages.success(request, _accepted_in_words(accepted))
    return redirect("workspace_section", *_where(suggestion.section))


def _accepted_in_words(suggestion):
    """What is said after a suggestion was accepted."""
    if suggestion.revision is None:
        return "The text says so already; the suggestion counts as accepted."
    return f"Accepted: revision {suggestion.revision.version} saved."


def _page(request, suggestion, form):
    section = suggestion.section
    note_revisions(revisions=[suggestion], section=section, by=request.user)
    facts = facts_on_page(section.edition)
    context = _around(section) | {
        "suggestion": suggestion,
        "note": annotation_of_suggestion(request.user, suggestion, facts=facts),
        "redline": fragment(filled(suggestion.redline, facts), section.edition.plan),
        "is_behind": suggestion.state == SuggestionState.OPEN
        and suggestion.version != section.version,
        "kinds": [(code.value, code.label, follows) for code, follows in KINDS.items()],
        "form": form,
    }
    return render(request, "plans/comments/suggestion.html", context, status=status_of(form))


def _asked_for(request, section):
    """What the form begins with: the paragraph that the address names, as it is read."""
    texts = paragraphs_of(section)
    number = whole_number(request.GET.get("paragraph"), most=len(texts) - 1) if texts else None
    if number is None:
        return {"version": section.version}
    return {"paragraph": number, "version": section.version, "words": texts[number]}


def _suggest_words(*, form, by, words, why, **pointing):
    """Suggest other words for what the form points at."""
    if form.anchor is None:
        raise Refused("Choose a paragraph, or words in the text, first.")
    return suggesting.suggest_words(
        section=form.section, about=form.anchor, words=words, why=why, by=by
    )


def _suggest_whole(*, section, by, html, version, why, **pointing):
    """Suggest the section as the editor has it, begun from the version that its page showed."""
    return suggesting.suggest(section=section, html=html, base_version=version, why=why, by=by)


def _around(section):
    return frame_of(section.edition, "workspace_section", section.pk) | {
        "section": section,
        "section_url": reverse("workspace_section", args=_where(section)),
    }


def _where(section):
    edition = section.edition
    return [edition.plan.coalition.slug, edition.plan_id, edition.number, section.pk]
