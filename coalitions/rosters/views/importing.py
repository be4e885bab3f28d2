"""Bring in people from a file.

Choose it, look at what it would change, decide on roles and schools, bring in, invite.
"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions.coalition.tabs import page_context
from coalitions.invitations.actions.inviting_known import MOST_AT_ONCE, invite_known
from coalitions.invitations.queries import not_invited
from coalitions.rosters.actions import importing
from coalitions.rosters.forms import PeopleColumnsForm, PeopleFileForm
from coalitions.rosters.match_schools import Choices
from coalitions.rosters.readers import pending
from coalitions.rosters.views import preview
from coalitions.table_layouts import people_columns
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.look.wording import counted
from safety_portal.core.states import WrongState
from safety_portal.core.web.posting import posted


def page(request, template, coalition, *, form=None, **context):
    """A page of this way; 422 where a form was refused."""
    context = page_context(request, coalition, "people", form=form, **context)
    return render(
        request,
        f"coalitions/rosters/{template}.html",
        context,
        status=422 if form is not None and form.errors else 200,
    )


def bring(request, coalition):
    """Choose a file. One without people is refused at once.

    One with unknown columns is asked about first.
    """
    coalition = request.subject
    form = PeopleFileForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            content = pending.kept_of(upload.read(), name=upload.name, on=timezone.localdate())
        except FileRefused as refused:
            form.add_error("file", str(refused))
        else:
            file = importing.keep_people_file(
                coalition=coalition,
                name=upload.name,
                content=content,
                source=content["source"],
                by=request.user,
            )
            return redirect("people_file", coalition.slug, file.pk)
    return page(request, "bring", coalition, form=form)


def columns(request, coalition, file):
    """Say which column of a list is which; GET the form, POST it."""
    file = waiting(request.subject)
    kept = pending.list_in(file.content)
    if kept is None:
        return redirect("people_file", coalition, file.pk)
    header = tuple(kept["header"])
    form = PeopleColumnsForm(
        posted(request),
        labels=people_columns.FIELDS,
        names=[
            name for name in dict.fromkeys(header) if name and not people_columns.is_secret(name)
        ],
        chosen=file.choices.get("columns") or people_columns.likely(header),
    )
    if request.method == "POST" and form.is_valid():
        mapping = form.cleaned_data["mapping"]
        try:
            pending.roster_in(file.content, mapping)
        except FileRefused as refused:
            form.add_error(None, str(refused))
        else:
            importing.choose_for_people(file=file, choices={"columns": mapping}, by=request.user)
            return redirect("people_file", coalition, file.pk)
    return page(request, "columns", file.coalition, form=form, file=file, why=why_not_read(file))


def look(request, coalition, file):
    """What the file would change, or once it has been brought in, what it did."""
    file = request.subject
    if file.applied_at:
        sums = preview.balance(file.counts)
        left = len(
            not_invited(coalition=file.coalition, source=file.source, on=timezone.localdate())
        )
        return page(request, "brought", file.coalition, file=file, sums=sums, left=left)
    try:
        comparison = compared(file)
    except FileRefused:
        return redirect("people_file_columns", coalition, file.pk)
    form = preview.decide_form(comparison, file.choices)
    return page(
        request, "look", file.coalition, file=file, form=form, **preview.preview(comparison)
    )


@require_POST
def decide(request, coalition, file):
    """Keep what the words and organizations of the file mean, and look again."""
    file = waiting(request.subject)
    try:
        comparison = compared(file)
    except FileRefused:
        return redirect("people_file_columns", coalition, file.pk)
    form = preview.decide_form(comparison, file.choices, posted(request))
    if not form.is_valid():
        return page(
            request, "look", file.coalition, file=file, form=form, **preview.preview(comparison)
        )
    importing.choose_for_people(file=file, choices=form.cleaned_data["choices"], by=request.user)
    messages.success(request, "Looked at the file again with these roles and schools.")
    return redirect("people_file", coalition, file.pk)


@require_POST
def bring_in(request, coalition, file):
    """Write what was shown, if it is still what was shown.

    What was read of the file is not kept by then.
    """
    file = waiting(request.subject)
    try:
        roster = pending.roster_in(file.content, file.choices.get("columns", {}))
    except FileRefused:
        return redirect("people_file_columns", coalition, file.pk)
    comparison = importing.import_people(
        roster=roster,
        coalition=file.coalition,
        choices=choices_of(file),
        by=request.user,
        name=file.name,
        file=file,
        expected=request.POST.get("seen", ""),
    )
    changed = len(comparison.new) + len(comparison.changed)
    messages.success(
        request, f"{counted(changed, 'person', 'people')} brought in. Nobody was invited."
    )
    return redirect("people_file", coalition, file.pk)


def invite(request, coalition, file):
    """Invite those of this source who cannot sign in yet.

    The page that says how many, then the invitations.
    """
    file = request.subject
    left = not_invited(coalition=file.coalition, source=file.source, on=timezone.localdate())
    if request.method == "POST":
        sent = invite_known(coalition=file.coalition, source=file.source, by=request.user)
        messages.success(request, f"{counted(len(sent), 'invitation')} sent.")
        return redirect("people_file", coalition, file.pk)
    now = left[:MOST_AT_ONCE]
    back = {
        "back_url": reverse("people_file", args=[coalition, file.pk]),
        "back": "Back to the file",
    }
    later = len(left) - len(now)
    return page(
        request, "invite", file.coalition, file=file, now=now, later=later, first=now[:12], **back
    )


def compared(file):
    """What the waiting file would change. Raises FileRefused where its columns are not known."""
    roster = pending.roster_in(file.content, file.choices.get("columns", {}))
    return importing.preview_people(
        roster=roster, coalition=file.coalition, choices=choices_of(file)
    )


def why_not_read(file) -> str:
    """Why a list cannot be read by its columns, in one sentence; "" where it can."""
    try:
        pending.roster_in(file.content, file.choices.get("columns", {}))
    except people_columns.UnknownPeople:
        return ""  # the page itself asks for them
    except FileRefused as refused:
        return str(refused)
    return ""


def choices_of(file) -> Choices:
    """What was decided about the file."""
    return Choices(
        **{
            name: file.choices[name]
            for name in ("role", "roles", "orgs", "same")
            if name in file.choices
        }
    )


def waiting(file):
    """The file, which must not have been brought in. Raises WrongState."""
    if file.applied_at:
        raise WrongState(
            "This file has been brought in already. Bring it again to see what is new in it."
        )
    return file
