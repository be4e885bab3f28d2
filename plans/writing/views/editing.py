"""Writing one section: the editor, its draft, its pictures, and the save."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from plans.editions.actions.access_log import note_reads
from plans.editions.forms.html import checked
from plans.editions.lifecycle import Change
from plans.editions.locks import require_editable
from plans.editions.views.text import fragment, picture_url
from plans.library.structure import starter_text
from plans.required_changes.queries import items_asking
from plans.text.comparison.diff import diff
from plans.text.html import for_reading
from plans.text.left_out import pictures_left_out
from plans.writing.actions import editing
from plans.writing.forms import TextForm
from plans.writing.texts import NoSuchVersion, StaleSave
from plans.writing.views import merging, unsaved
from plans.writing.views.presence import presence_of
from safety_portal.core.look.wording import clock, counted
from safety_portal.core.states import WrongState
from safety_portal.core.values import whole_number

WRITING_LATELY = timedelta(minutes=10)
NOT_SAVED_YET = "You are signed in as {name} now; this text was written by somebody else on this device. Nothing is saved."
INSERT_THEM = "Edit the section and use the Picture tool."


class EditPage(View):
    """GET the section (or one's draft of it) in the editor; POST it to save a revision."""

    def get(self, request, *args, **kwargs):
        section = request.subject
        came_back = unsaved.take(request, section)
        require_editable(section.edition)
        draft, others = _drafts(section, request.user)
        note_reads(sections=[section], by=request.user)
        form = TextForm(initial=_initial(section, draft, request.user))
        return page(request, section, form, draft=draft, others=others, came_back=came_back)

    def post(self, request, *args, **kwargs):
        section = request.subject
        form = TextForm(request.POST)
        if not form.is_valid():
            return page(request, section, form, status=422)
        fields = form.cleaned_data
        if fields["writer"] != request.user.pk:
            return _changed_sign_in(request, section, fields)
        try:
            return self.answer(section, fields)
        except StaleSave as stale:
            _keep(request.user, section, fields | {"base_version": stale.base.version})
            return merging.conflict(request, section, stale, fields)

    def answer(self, section, fields):
        """Preview, merge or save, as the button says. Raises StaleSave."""
        if "preview" in self.request.POST:
            _keep(self.request.user, section, fields)
            return redirect("writing_draft", *_where(section))
        if "merge" in self.request.POST:
            return merging.merge(self.request, section, fields)
        return save(self.request, section, fields)


def save(request, section, fields):
    """Save what a writer sent; where the edition is closed, the words are kept as a draft first.

    Raises StaleSave.
    """
    by = request.user
    try:
        revision = editing.save_section(
            section=section,
            title=fields["title"],
            html=fields["html"],
            base_version=fields["base_version"],
            change=fields["change"],
            reason=fields["reason"],
            by=by,
        )
    except WrongState as closed:
        kept = _keep(by, section, fields)
        raise WrongState(
            f"{closed} Your words are kept as your draft." if kept else str(closed)
        ) from closed
    said = (
        f"Revision {revision.version} of “{revision.title}” saved."
        if revision
        else "Nothing was different; no revision made."
    )
    messages.success(request, said)
    warn_of_pictures(request, fields["html"])
    return redirect("workspace_section", *_where(section))


def warn_of_pictures(request, html, *, then=INSERT_THEM):
    """Say how many pictures of what was sent are not in the text that was kept, and what to do."""
    if number := pictures_left_out(html):
        were = "was" if number == 1 else "were"
        messages.warning(
            request, f"{counted(number, 'picture')} {were} left out: not sent to the portal. {then}"
        )


class DraftPage(View):
    """GET what one has written and not saved, against what is saved.

    POST keeps it (autosave) or drops it.
    """

    def get(self, request, *args, **kwargs):
        section = request.subject
        draft = section.drafts.filter(account=request.user).first()
        if draft is None:
            messages.success(request, "You have no unsaved draft of this section.")
            return redirect("workspace_section", *_where(section))
        note_reads(sections=[section], by=request.user)
        change = diff(section.html, draft.html)
        context = _around(section) | {
            "section": section,
            "draft": draft,
            "diff": shown(change, section.edition.plan),
        }
        return render(request, "plans/writing/draft.html", context)

    def post(self, request, *args, **kwargs):
        section = request.subject
        if "drop" in request.POST:
            editing.drop_draft(section=section, account=request.user)
            messages.success(request, "Your draft is dropped. The saved text is as it was.")
            return redirect("workspace_section", *_where(section))
        return _autosave(request, section)


def page(
    request, section, form, *, draft=None, others=None, came_back=False, status=200, notice=""
):
    """The editor with a form; `others` are drafts of others here, asked for where not given."""
    context = _around(section) | {
        "section": section,
        "edit_url": reverse("writing_edit", args=_where(section)),
        "form": form,
        "source": _source(form["html"].value() or "", section.edition.plan),
        "draft": draft,
        "came_back": came_back,
        "notice": notice,
        "is_starter": not draft
        and not section.html
        and not form.is_bound
        and bool(form["html"].value()),
        "is_behind": draft is not None and draft.base_version != section.version,
        "others": _drafts(section, request.user)[1] if others is None else others,
        "presence": presence_of(request.user, section),
        "asking": items_asking(section, request.user),
        "readers": _readers(section),
        "kinds": _kinds(form),
        "local_key": f"words-of-{request.user.pk}-on-{section.pk}",
    }
    return render(request, "plans/writing/edit.html", context, status=status)


def shown(change, plan):
    """The entries of a difference, each with its HTML ready for a page."""
    return [(entry, fragment(entry.html, plan)) for entry in change.entries]


def _drafts(section, user):
    """(the account's own draft or None, drafts that others have kept lately, the newest first).

    One query.
    """
    lately = Q(saved_at__gt=timezone.now() - WRITING_LATELY)
    rows = list(
        section.drafts.filter(lately | Q(account=user))
        .select_related("account")
        .order_by("-saved_at")
    )
    own = next((row for row in rows if row.account_id == user.pk), None)
    return own, [row for row in rows if row.account_id != user.pk]


def _autosave(request, section):
    if request.POST.get("writer") != str(request.user.pk):
        return JsonResponse({"signed_in_as": str(request.user)}, status=409)
    try:
        kept = {
            "title": request.POST.get("title", ""),
            "html": checked(request.POST.get("html", "")),
        }
        base = whole_number(request.POST.get("base_version"))
        draft = editing.keep_draft(section=section, account=request.user, base_version=base, **kept)
    except ValidationError as refused:
        return JsonResponse({"kept": False, "error": refused.message}, status=422)
    except NoSuchVersion as unknown:
        return JsonResponse({"kept": False, "error": str(unknown)}, status=422)
    answer = {"kept": draft is not None, "version": section.version}
    if section.version != base:
        answer["by"], answer["at"] = (
            str(section.saved_by or ""),
            clock(timezone.localtime(section.saved_at)),
        )
    return JsonResponse(answer)


def _changed_sign_in(request, section, fields):
    """Somebody else is signed in than when the page was opened.

    Save nothing in their name unasked, and lose nothing.
    """
    if not section.drafts.filter(account=request.user).exists():
        _keep(request.user, section, fields)
    form = TextForm(initial=fields | {"writer": request.user.pk})
    return page(request, section, form, status=409, notice=NOT_SAVED_YET.format(name=request.user))


def _keep(account, section, fields):
    kept = {name: fields[name] for name in ("title", "html", "base_version")}
    return editing.keep_draft(section=section, account=account, **kept)


def _initial(section, draft, user):
    text = draft or section
    return {
        "title": text.title,
        "html": text.html if draft or section.html else _beginning(section),
        "change": Change.MATERIAL,
        "base_version": draft.base_version if draft else section.version,
        "writer": user.pk,
    }


def _beginning(section):
    """Text to adapt instead of an empty page; nothing of it is kept before it is saved."""
    return starter_text(section, scope=section.edition.plan.coalition.scope)


def _source(html, plan):
    """Text for the textarea.

    Pictures by their address, a line for each block, so that it can be read without a script.
    """
    lines = for_reading(html, picture_url=lambda sha256: picture_url(plan, sha256))
    for end in (
        "</p>",
        "</h3>",
        "</h4>",
        "</h5>",
        "</h6>",
        "</ul>",
        "</ol>",
        "</li>",
        "</tr>",
        "</table>",
        "</blockquote>",
    ):
        lines = lines.replace(end, f"{end}\n")
    return lines


def _kinds(form):
    """(code, label, what follows from it, whether it is chosen) for the kind of change."""
    chosen = form["change"].value()
    follows = {
        Change.MATERIAL: "people it concerns read it again",
        Change.EDITORIAL: "wording only",
    }
    return [(code.value, code.label, follows[code], code == chosen) for code in Change]


def _readers(section):
    """How many people a material change asks to read again."""
    if not section.protocol_for:
        return 0
    current = section.edition.plan.coalition.memberships.current(timezone.localdate())
    return current.filter(role__in=section.protocol_for).values("person").distinct().count()


def _around(section):
    edition = section.edition
    return {
        "coalition": edition.plan.coalition,
        "plan": edition.plan,
        "edition": edition,
        "section_url": reverse("workspace_section", args=_where(section)),
        "edition_url": reverse("workspace_edition", args=_where(section)[:3]),
    }


def _where(section):
    edition = section.edition
    return edition.plan.coalition.slug, edition.plan_id, edition.number, section.pk
