"""Starting a plan, and its next edition."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from plans.editions.actions import starting
from plans.editions.forms.plan import PlanForm
from safety_portal.core.states import WrongState


def start(request, coalition):
    """Start a plan: GET the form, POST it."""
    coalition = request.subject
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        template = coalition.scope if form.cleaned_data["start"] == "structure" else None
        try:
            edition = starting.start_plan(
                coalition=coalition,
                title=form.cleaned_data["title"],
                by=request.user,
                template=template,
            )
        except WrongState as taken:
            form.add_error("title", str(taken))
        else:
            messages.success(
                request,
                f"{edition.plan.title} started. Nobody but members sees it while you write.",
            )
            return redirect("edition", coalition.slug, edition.plan_id, 1)
    return render(
        request,
        "plans/editions/start.html",
        {"coalition": coalition, "form": form},
        status=422 if form.errors else 200,
    )


@require_POST
def start_edition(request, coalition, plan):
    """Start the next edition of a plan from the one in force."""
    edition = starting.start_next_edition(plan=request.subject, by=request.user)
    messages.success(
        request,
        f"Edition {edition.number} started, as a copy of edition {edition.based_on.number}.",
    )
    return redirect("edition", coalition, plan, edition.number)
