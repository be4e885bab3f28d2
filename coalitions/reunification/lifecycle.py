"""When: how a site stands on a day, and what becomes of a rehearsal. Nothing of it is stored."""

from datetime import timedelta

from django.db import models

from safety_portal.core.states import check_move

# How long after the first site was named the rest of the kit shall stand: ours.
COMPLETE_WITHIN, REHEARSED_WITHIN = timedelta(days=30), timedelta(days=90)
# A rehearsal is asked for so long before the last one is a year old; a kit is to be opened so long.
REHEARSAL_ASKED_BEFORE, CHECK_ASKED_BEFORE = timedelta(days=60), timedelta(days=30)
# What was learned is forgotten soon.
WRITTEN_WITHIN = timedelta(days=14)


class SiteStanding(models.TextChoices):
    """Whether a site can be used on a day; everything but USABLE says why not."""

    USABLE = "usable", "Usable"
    NONE = "none", "No site is named"
    NO_AGREEMENT = "no_agreement", "No agreement"
    NOT_SIGNED = "not_signed", "Its agreement is not signed"
    TO_COME = "to_come", "Its agreement is not in force yet"
    ENDED = "ended", "Its agreement has ended"
    ELSEWHERE = "elsewhere", "Its agreement does not cover this school"


class RehearsalState(models.TextChoices):
    """Where a rehearsal is."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CALLED_OFF = "called_off", "Called off"


S = RehearsalState
MOVES = {S.PLANNED: (S.HELD, S.CALLED_OFF), S.HELD: (), S.CALLED_OFF: ()}
ALREADY = {
    S.HELD: "What this rehearsal showed is written down already, and stays as it is.",
    S.CALLED_OFF: "This rehearsal was called off. Plan another one.",
}


def check_rehearsal(old: RehearsalState, new: RehearsalState) -> None:
    """Raise WrongState, with what it is, unless a rehearsal that is `old` may become `new`."""
    check_move(MOVES, old=old, new=new, sentence=ALREADY.get(old, ""))
