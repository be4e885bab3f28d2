"""Who has read what is restricted.

everybody's reads for administrators, one's own for everybody.
"""

from django.http import HttpResponse
from django.shortcuts import render

from coalitions.coalition.models import Coalition
from plans.editions.models.distribution import Channel, RestrictedRead
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.authority import may
from safety_portal.core.paging import keyset_page


def reads(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """The reads of restricted sections in this coalition's plans that the reader may see, newest
    first; `channel` narrows.
    """
    here = request.subject
    rows = RestrictedRead.objects.visible_to(request.user).filter(coalition_id=here.pk)
    channel = request.GET.get("channel", "")
    if channel in Channel.values:
        rows = rows.filter(channel=channel)
    context = {
        "coalition": here,
        "page": keyset_page(rows, request, by=("-id",)),
        "channels": Channel.choices,
        "channel": channel,
        "sees_all": may(request.user, "coalition_changes", here),
    }
    return render(request, "plans/editions/reads.html", context)
