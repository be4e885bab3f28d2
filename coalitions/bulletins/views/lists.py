"""The bulletins of a coalition that are for the reader, and the form that sends one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.bulletins import queries
from coalitions.bulletins.actions import sending
from coalitions.bulletins.forms import BulletinForm
from coalitions.bulletins.models.bulletin import Bulletin
from coalitions.bulletins.words import list_heading
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import form_page, page_context
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import counted
from safety_portal.core.paging import keyset_page
from safety_portal.core.web.posting import done_by, posted

OVER = "over"


def bulletins(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Those in force, the newest first; or those that are over, for who still reads them."""
    here, on = request.subject, timezone.localdate()
    is_over = request.GET.get("state") == OVER
    rows = queries.listed(request.user, here, on=on, is_over=is_over)
    page = keyset_page(rows, request, by=("-sent_at", "id"))
    in_force, unread = queries.number_unread(request.user, here, on=on)
    context = page_context(
        request,
        here,
        "bulletins",
        page=page,
        is_over=is_over,
        in_force=in_force,
        heading=list_heading(in_force, unread),
    )
    return render(request, "coalitions/bulletins/bulletins.html", context)


def send(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Write one and send it."""
    here = request.subject
    form = BulletinForm(posted(request), coalition=here, by=request.user)
    if done := done_by(form, sending.send_bulletin, coalition=here, by=request.user):
        messages.success(request, _sent(done.result))
        return redirect("bulletin", coalition, done.result.pk)
    return form_page(request, "coalitions/bulletins/send.html", here, "bulletins", form)


def _sent(bulletin: Bulletin) -> str:
    numbers = queries.numbers_of(bulletin, on=timezone.localdate())
    said = f"Sent to {counted(numbers.told, 'person', 'people')}."
    if numbers.not_reached:
        said += (
            f" {counted(numbers.not_reached, 'has', 'have')} no account, and gets no mail: call."
        )
    return said
