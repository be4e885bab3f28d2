"""Who has read what is restricted.

everybody's reads for administrators, one's own for everybody.
"""

from django.shortcuts import render

from plans.editions.models.distribution import Channel, RestrictedRead
from safety_portal.core.authority import may
from safety_portal.core.paging import keyset_page


def reads(request, coalition):
    """The reads of restricted sections in this coalition's plans that the reader may see, newest
    first; `way` narrows.
    """
    coalition = request.subject
    rows = RestrictedRead.objects.visible_to(request.user).filter(coalition_id=coalition.pk)
    way = request.GET.get("way", "")
    if way in Channel.values:
        rows = rows.filter(way=way)
    context = {
        "coalition": coalition,
        "page": keyset_page(rows, request, by=("-id",)),
        "ways": Channel.choices,
        "way": way,
        "sees_all": may(request.user, "coalition_changes", coalition),
    }
    return render(request, "plans/editions/reads.html", context)
