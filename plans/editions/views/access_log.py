"""Who has read what is restricted.

everybody's reads for administrators, one's own for everybody.
"""

from django.shortcuts import render

from plans.editions.models.distribution import Channel, RestrictedRead
from safety_portal.core.authority import may
from safety_portal.core.paging import keyset_page


def reads(request, coalition):
    """The reads of restricted sections in this coalition's plans that the reader may see, newest
    first; `channel` narrows.
    """
    coalition = request.subject
    rows = RestrictedRead.objects.visible_to(request.user).filter(coalition_id=coalition.pk)
    channel = request.GET.get("channel", "")
    if channel in Channel.values:
        rows = rows.filter(channel=channel)
    context = {
        "coalition": coalition,
        "page": keyset_page(rows, request, by=("-id",)),
        "channels": Channel.choices,
        "channel": channel,
        "sees_all": may(request.user, "coalition_changes", coalition),
    }
    return render(request, "plans/editions/reads.html", context)
