"""A brief locked, and whether it is where somebody means it to be."""

from django.db.models import Max
from django.utils import timezone

from coalitions.briefs.here import BriefHere, here
from coalitions.briefs.lifecycle import IN_WORK, VERSION_MOVES, VersionState
from coalitions.briefs.models.brief import Brief, BriefVersion
from coalitions.coalition.locks import lock_coalition
from safety_portal.core.look.wording import full_day
from safety_portal.core.states import WrongState, check_move


def lock_brief(shown: BriefHere) -> BriefHere:
    """The brief as it stands now, locked with its coalition until the transaction ends."""
    lock_coalition(shown.brief.coalition)
    rows = Brief.objects.select_for_update(no_key=True, of=("self",))
    brief = rows.select_related("coalition", "retired_by").with_versions().get(pk=shown.brief.pk)
    brief.coalition = shown.brief.coalition
    return here(brief, shown.coalition, on=timezone.localdate())


def require_listed(here: BriefHere) -> None:
    """Raise WrongState where it was retired."""
    brief = here.brief
    if brief.retired_at:
        day = full_day(timezone.localdate(brief.retired_at))
        raise WrongState(f"{brief.retired_by} retired this brief on {day}.")


def require_work(here: BriefHere, *states: VersionState) -> BriefVersion:
    """The version that is written, in one of `states`. Raises WrongState, with where it stands."""
    require_listed(here)
    if here.work is None or here.work.state not in (states or IN_WORK):
        raise WrongState(sentence_for(here))
    return here.work


def check_version_move(here: BriefHere, new: VersionState) -> BriefVersion:
    """The version that is written, which may become `new`. Raises WrongState."""
    work = require_work(here)
    check_move(VERSION_MOVES, old=work.state, new=new, sentence=sentence_for(here))
    return work


def sentence_for(here: BriefHere) -> str:
    """Where the brief stands, and by whose doing."""
    if here.work and here.work.state == VersionState.PROPOSED:
        return "This version waits for an administrator already."
    if here.work:
        return "This version is a draft still. Whoever writes it hands it in first."
    newest = here.coming or here.read
    who = (newest and newest.published_by) or "Safety Portal"
    day = full_day(timezone.localdate(newest.decided_at)) if newest else ""
    return f"{who} published this brief on {day}. Change it to write a next version."


def next_position(brief_of: int) -> int:
    """The place behind all briefs of a coalition, by its key."""
    briefs = Brief.objects.filter(coalition=brief_of)
    return int(briefs.aggregate(last=Max("position", default=0))["last"]) + 1
