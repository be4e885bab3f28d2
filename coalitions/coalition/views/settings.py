"""A coalition’s settings."""

from django.contrib import messages
from django.shortcuts import redirect

from coalitions.coalition import actions
from coalitions.coalition.forms import SettingsForm
from coalitions.coalition.tabs import form_page
from safety_portal.core.web.posting import done_by, posted


def change_settings(request, coalition):
    """Name, review and reminders of the coalition."""
    coalition = request.subject
    form = SettingsForm(posted(request), coalition=coalition)
    if done_by(form, actions.change_settings, coalition=coalition, by=request.user):
        messages.success(request, "Settings saved.")
        return redirect("coalition_settings", coalition.slug)
    return form_page(request, "coalitions/coalition/settings.html", coalition, "settings", form)
