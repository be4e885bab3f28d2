"""What a section said before: its revisions, what each changed, and back to one of them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from coalitions.access.grants import access_of
from plans.editions.actions.access_log import note_reads, note_revisions
from plans.editions.models.section import Section
from plans.editions.rendered_text import rendered_html
from plans.text.comparison.diff import diff
from plans.writing.actions import editing
from plans.writing.texts import StaleSave
from plans.writing.views import merging
from plans.writing.views.editing import shown
from safety_portal.core.states import WrongState
from safety_portal.core.values import whole_number


def revisions(request, coalition, plan, edition, section):
    """The saved states of a section, newest first."""
    section = request.subject
    rows = (
        _readable(request.user, section).select_related("saved_by", "restored_from").defer("html")
    )
    base = _section_before(request.user, section)
    return render(
        request,
        "plans/writing/revisions.html",
        _around(section) | {"rows": list(rows), "before": base},
    )


def revision(request, coalition, plan, edition, section, version):
    """One revision: what it changed against the one before, word by word."""
    section = request.subject
    readable = _readable(request.user, section)
    shown_revision = get_object_or_404(readable.select_related("saved_by"), version=version)
    earlier = readable.filter(version__lt=version).first()
    note_revisions(
        revisions=[row for row in (shown_revision, earlier) if row],
        section=section,
        by=request.user,
    )
    context = _around(section) | {
        "revision": shown_revision,
        "earlier": earlier,
        "is_current": shown_revision.version == section.version,
    }
    return render(
        request, "plans/writing/diff.html", context | _difference(earlier, shown_revision, section)
    )


def since_last_edition(request, coalition, plan, edition, section):
    """What differs from the same section in the edition this one is based on."""
    section = request.subject
    before = _section_before(request.user, section)
    note_reads(sections=[section, *([before] if before else [])], by=request.user)
    context = _around(section) | {"before": before, "edition_before": section.edition.based_on}
    return render(
        request, "plans/writing/diff.html", context | _difference(before, section, section)
    )


def restore(request, coalition, plan, edition, section, version):
    """POST: make an earlier revision the current text, as a new revision."""
    section = request.subject
    earlier = get_object_or_404(section.revisions, version=version)
    base = whole_number(request.POST.get("base_version"))
    if request.method != "POST" or base is None:
        raise WrongState("Open the revision first, and restore it from there.")
    try:
        restored = editing.restore_revision(revision=earlier, by=request.user, base_version=base)
    except StaleSave as stale:
        fields = {
            "title": earlier.title,
            "html": earlier.html,
            "base_version": stale.base.version,
            "change": "material",
        }
        fields |= {"reason": f"Restored from revision {earlier.version}", "writer": request.user.pk}
        return merging.conflict(request, section, stale, fields, restores=earlier)
    message = (
        f"Revision {restored.version} saved: the text of revision {version}."
        if restored
        else "It says that already."
    )
    messages.success(request, message)
    return redirect("workspace_section", coalition, plan, edition, section.pk)


def _readable(user, section):
    """Revisions the reader may read, newest first.

    A text that was restricted then stays so for who reads members' text.
    """
    levels = access_of(user).levels_in(section.edition.plan.coalition)
    return section.revisions.filter(sensitivity__in=levels).order_by("-version")


def _section_before(user, section):
    """The section of the same lineage in the edition this one is based on, if the reader may read
    it there, or None.
    """
    before = Section.objects.visible_to(user).present().filter(lineage=section.lineage)
    return (
        before.filter(edition=section.edition.based_on_id)
        .select_related("edition__plan__coalition")
        .first()
    )


def _difference(old, new, section):
    """Entries of the difference of two texts, with the title where it changed."""
    change = diff(rendered_html(old) if old else "", rendered_html(new))
    renamed = old.title if old and old.title != new.title else ""
    return {
        "diff": shown(change, section.edition.plan),
        "change": change,
        "renamed": renamed,
        "new": new,
    }


def _around(section):
    edition = section.edition
    where = edition.plan.coalition.slug, edition.plan_id, edition.number, section.pk
    return {
        "coalition": edition.plan.coalition,
        "plan": edition.plan,
        "edition": edition,
        "section": section,
        "section_url": reverse("workspace_section", args=where),
        "edition_url": reverse("workspace_edition", args=where[:3]),
        "revisions_url": reverse("writing_revisions", args=where),
    }
