"""Starting a plan, and its next edition."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from plans.editions.actions import starting
from plans.editions.forms.plan import PlanForm
from safety_portal.core.web.posting import done_by, posted, status_of


def start(request, coalition):
    """Start a plan: GET the form, POST it."""
    coalition = request.subject
    form = PlanForm(posted(request))
    if done := done_by(form, _start, coalition=coalition, by=request.user):
        plan = done.result.plan
        messages.success(
            request, f"{plan.title} started. Nobody but members sees it while you write."
        )
        return redirect("workspace_edition", coalition.slug, plan.pk, 1)
    context = {"coalition": coalition, "form": form}
    return render(request, "plans/editions/start.html", context, status=status_of(form))


def _start(*, coalition, title, start, by):
    """Start the plan from the federal structure, or empty, as was chosen."""
    template = coalition.scope if start == "structure" else None
    return starting.start_plan(coalition=coalition, title=title, by=by, template=template)


@require_POST
def start_edition(request, coalition, plan):
    """Start the next edition of a plan from the one in force."""
    edition = starting.start_next_edition(plan=request.subject, by=request.user)
    messages.success(
        request,
        f"Edition {edition.number} started, as a copy of edition {edition.based_on.number}.",
    )
    return redirect("workspace_edition", coalition, plan, edition.number)
