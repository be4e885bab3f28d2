"""Looking at the portal as another role."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from coalitions.access import current_coalition, view_as
from coalitions.access.roles import GROUPS, Role
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import page_context
from safety_portal.core.accounts.requests import GatedRequest


def choose(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Choose the role to look as."""
    here = request.subject
    if request.method == "POST" and request.POST.get("role") in Role.values:
        view_as.begin(request, coalition=here, role=request.POST["role"])
        current_coalition.remember(request, here)
        return redirect("/")
    groups = [[(role.value, role.label) for role in members] for members in GROUPS.values()]
    return render(
        request,
        "coalitions/coalition/view_as.html",
        page_context(request, here, "settings", groups=groups),
    )


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Look with one's own eyes again."""
    view_as.end(request)
    return redirect("/")
