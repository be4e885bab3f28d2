"""A section without text: what may fill it, and the reason why it is not needed."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from plans.editions.locks import require_editable
from plans.editions.views.frame import because_form, frame_of
from plans.library.structure import prompts, starter_text
from plans.writing.actions import editing
from plans.writing.actions import not_needed as actions_not_needed
from safety_portal.core.web.posting import done_by, status_of


@dataclass(frozen=True)
class EmptySection:
    """What a page says in place of a text that is not there.

    `usually`: what stands there in other plans, or ""; `has_template`: whether there is text to
    copy; `below`: how many sections stand under it, which say what it does not.
    """

    usually: str
    has_template: bool
    below: int


def empty_section_of(section, places):
    """The Gap of a section without text; `places` of the outline it stands in."""
    return EmptySection(
        usually=prompts().get(section.target, ""),
        has_template=bool(starter_text(section, scope=section.edition.plan.coalition.scope)),
        below=sum(place.parent_id == section.pk for place in places),
    )


@require_POST
def copy_template(request, coalition, plan, edition, section):
    """Fill an empty section with the template's text for it."""
    editing.copy_from_template(section=request.subject, by=request.user)
    messages.success(request, "The template’s text is saved here. Adapt it to your school.")
    return redirect("workspace_section", coalition, plan, edition, section)


def not_needed(request, coalition, plan, edition, section):
    """GET the question for the reason; POST it."""
    section = request.subject
    form = because_form(
        request,
        "Why it is not needed here",
        "Printed in place of the text, and signed with it. No student names.",
    )
    if done_by(form, actions_not_needed.mark_not_needed, section=section, by=request.user):
        messages.success(
            request, f"“{section.title}” is not needed, with your reason in its place."
        )
        return redirect("workspace_section", coalition, plan, edition, section.pk)
    if not form.is_bound:
        require_editable(section.edition)
    context = frame_of(section.edition, "workspace_section", section.pk) | {
        "section": section,
        "form": form,
    }
    return render(request, "plans/writing/not_needed.html", context, status=status_of(form))


@require_POST
def needed(request, coalition, plan, edition, section):
    """Take back that a section is not needed."""
    section = request.subject
    actions_not_needed.mark_needed(section=section, by=request.user)
    messages.success(
        request, f"“{section.title}” is needed after all. Its text is still to be written."
    )
    return redirect("workspace_section", coalition, plan, edition, section.pk)
