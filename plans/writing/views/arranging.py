"""The tree of an edition: add, arrange, number anew, and one section's settings."""

from typing import NamedTuple

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from plans.editions import numbering
from plans.editions.locks import require_editable
from plans.editions.outline import outline
from plans.editions.views.frame import frame_of
from plans.writing.actions import arranging, editing
from plans.writing.forms import NewSectionForm, SectionForm
from safety_portal.core.look.wording import counted
from safety_portal.core.states import WrongState
from safety_portal.core.values import whole_number
from safety_portal.core.web.posting import done_by, posted, status_of


class Row(NamedTuple):
    """A section as the page that arranges draws it.

    Strings, because each stands in a row five times over.
    """

    key: str
    level: str
    number: str
    title: SafeString
    readers: str
    url: str


def add(request, coalition, plan, edition):
    """Add a section: GET the form, POST it."""
    edition = request.subject
    initial = {"neighbor": request.GET.get("neighbor", "")}
    places = outline(edition, request.user)
    form = NewSectionForm(posted(request), places=places, initial=initial)
    if done := done_by(form, _add, edition=edition, by=request.user):
        section = done.result
        messages.success(request, f"Section “{section.title}” added. Write its text.")
        return redirect("writing_edit", coalition, plan, edition.number, section.pk)
    return _page(request, "plans/writing/add.html", edition, form=form, status=status_of(form))


def _add(*, edition, by, title, where="", neighbor=""):
    """Add it where the form says: behind or inside a section, at the end where it names none."""
    neighbor = get_object_or_404(edition.sections, pk=neighbor) if neighbor else None
    place = {where: neighbor} if neighbor else {}
    return arranging.add_section(edition=edition, title=title, by=by, **place)


def arrange(request, coalition, plan, edition):
    """All sections with what moves them. One button, one POST.

    move=<id>:<direction>, remove=<id> or bring_back=<id>.
    """
    edition = request.subject
    if request.method == "POST":
        messages.success(request, _arranged(request, edition))
        return redirect("writing_arrange", coalition, plan, edition.number)
    removed = (
        edition.sections.filter(removed_at__isnull=False)
        .select_related("removed_by")
        .order_by("-removed_at")
    )
    places = outline(edition, request.user)
    return _page(
        request,
        "plans/writing/arrange.html",
        edition,
        rows=_rows(edition, places),
        removed=removed,
        is_counted=numbering.is_counted(places),
        came_from_word=edition.sources.exists(),
    )


def number(request, coalition, plan, edition):
    """GET what counting the sections anew would give; POST does it, for what was shown."""
    edition = request.subject
    require_editable(edition)
    if request.method == "POST":
        count = arranging.number_anew(
            edition=edition, seen=request.POST.get("seen", ""), by=request.user
        )
        messages.success(request, f"{counted(count, 'section')} renumbered.")
        return redirect("writing_arrange", coalition, plan, edition.number)
    sections = list(edition.sections.present().defer("html"))
    context = frame_of(edition, "writing_arrange") | {
        "changes": numbering.anew(sections),
        "total": len(sections),
        "seen": numbering.mark_of(sections),
    }
    return render(request, "plans/writing/number.html", context)


def set_up(request, coalition, plan, edition, section):
    """Number, title, readers and protocol of a section: GET the form, POST it."""
    section = request.subject
    named = ("number", "title", "sensitivity", "protocol_for")
    form = SectionForm(posted(request), initial={name: getattr(section, name) for name in named})
    if done := done_by(form, _set_up, form=form, section=section, by=request.user):
        changed = done.result
        said = f"{counted(changed, 'setting')} saved." if changed else "Nothing was different."
        messages.success(request, said)
        return redirect("workspace_section", coalition, plan, edition, section.pk)
    context = {"section": section, "form": form, "status": status_of(form)}
    return _page(request, "plans/writing/set_up.html", section.edition, **context)


def _set_up(*, form, number, **settings):
    """Write the settings; a number that nobody touched stays as it is, also where it moved on."""
    number = number if "number" in form.changed_data else None
    return editing.set_up_section(number=number, **settings)


def _arranged(request, edition):
    """Do what the pressed button says; returns what was done in a sentence."""
    by = request.user
    if value := request.POST.get("move"):
        key, _, direction = value.partition(":")
        section = _section(edition, key)
        if direction not in arranging.MOVES:
            raise WrongState("This page is out of date. Open it again.")
        return (
            f"“{arranging.move_section(section=section, direction=direction, by=by).title}” moved."
        )
    if key := request.POST.get("bring_back"):
        return f"“{arranging.bring_back_section(section=_section(edition, key), by=by).title}” is back."
    if "remove" not in request.POST:
        raise WrongState("This page is out of date. Open it again.")
    section = _section(edition, request.POST["remove"])
    count = arranging.remove_section(section=section, by=by)
    below = f" with {counted(count - 1, 'section')} below it" if count > 1 else ""
    return f"“{section.title}” removed{below}. You find it under Removed, and can bring it back."


def _rows(edition, places):
    """The places of an outline as Rows."""
    # One address is made by Django, the others differ in their last number only.
    address = reverse(
        "workspace_section", args=[edition.plan.coalition.slug, edition.plan_id, edition.number, 0]
    ).removesuffix("0/")
    return [
        Row(
            key=str(place.pk),
            level=str(place.level),
            number=place.number,
            title=conditional_escape(place.title),
            readers=f"{place.readers}, protocol" if place.protocol_for else place.readers,
            url=f"{address}{place.pk}/",
        )
        for place in places
    ]


def _section(edition, key):
    return get_object_or_404(edition.sections, pk=whole_number(key))


def _page(request, template, edition, *, status=200, **context):
    back = reverse(
        "workspace_edition", args=[edition.plan.coalition.slug, edition.plan_id, edition.number]
    )
    around = {
        "coalition": edition.plan.coalition,
        "plan": edition.plan,
        "edition": edition,
        "back_url": back,
    }
    return render(request, template, around | context, status=status)
