"""Who else has a section open.

Told by the page that opens it, and kept up to date by what an open page sends.
"""

from dataclasses import dataclass

from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from plans.writing.actions import presence as actions_presence
from safety_portal.core.authority import may
from safety_portal.core.look.wording import clock, day_in_words

NAMED = 3


@dataclass(frozen=True)
class PresenceSummary:
    """`said`: who else is here, in a sentence, "" for nobody; `seen`: when this page was heard of
    last, as it says when it
    is left; `url`: where it says that it is still open."""

    said: str
    seen: str
    url: str


def presence_of(user, section):
    """Note that the reader has a section open that is being written, and say who else has.

    None where that is not told.
    """
    edition = section.edition
    if not (edition.is_editable and may(user, "writing_presence", section)):
        return None
    where = [edition.plan.coalition.slug, edition.plan_id, edition.number, section.pk]
    return PresenceSummary(**_come(user, section), url=reverse("writing_presence", args=where))


@require_POST
def here(request, coalition, plan, edition, section):
    """An open page is still open, or was just left: answers who else has the section open.

    No reading of its text.
    """
    section, left = request.subject, _moment(request.POST.get("left", ""))
    if left:
        actions_presence.leave(section=section, by=request.user, seen=left)
    if left or "left" in request.POST or not section.edition.is_editable:
        return JsonResponse({"said": "", "seen": ""})
    return JsonResponse(_come(request.user, section))


def _come(user, section):
    now = timezone.now()
    return {
        "said": _in_words(actions_presence.be_here(section=section, by=user, now=now)),
        "seen": now.isoformat(),
    }


def _moment(text):
    """The moment that a page was told it was heard of; None for anything else."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) else None


def _in_words(presences):
    """ "Nadia Strand has this section open since 9:41 am.".

    Of many, who came first and how many more.
    """
    sentences = [
        f"{presence.account} since {_when(presence.opened_at)}" for presence in presences[:NAMED]
    ]
    if not sentences:
        return ""
    if len(presences) == 1:
        return (
            f"{presences[0].account} has this section open since {_when(presences[0].opened_at)}."
        )
    more = len(presences) - len(sentences)
    sentences += [f"{more} more"] if more else []
    return f"{', '.join(sentences[:-1])} and {sentences[-1]} have this section open."


def _when(moment):
    local, today = timezone.localtime(moment), timezone.localdate()
    return (
        clock(local)
        if local.date() == today
        else f"{day_in_words(local.date(), on=today)}, {clock(local)}"
    )
