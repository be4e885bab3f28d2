"""A coalition’s settings."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from coalitions.coalition import actions
from coalitions.coalition.forms import SettingsForm
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import form_page
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.web.posting import done_by, posted


def change_settings(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Name, review and reminders of the coalition."""
    here = request.subject
    form = SettingsForm(posted(request), coalition=here)
    if done_by(form, actions.change_settings, coalition=here, by=request.user):
        messages.success(request, "Settings saved.")
        return redirect("coalition_settings", here.slug)
    return form_page(request, "coalitions/coalition/settings.html", here, "settings", form)
