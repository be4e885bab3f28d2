"""Make action items and evidence for tests, past the actions: for tests of reading, not of moves."""

from datetime import timedelta

from django.utils import timezone

from coalitions.action_items.lifecycle import ItemState
from coalitions.action_items.models import ActionItem, ItemEvidence
from tests import builders


def make_item(*, coalition, owner=None, by=None, what=None, days=14, **fields):
    """An open item due in so many days, of a new member unless `owner` (a person) is given."""
    by = by or builders.make_account()
    if owner is None and "owner_seat" not in fields:
        owner = builders.make_member(coalition=coalition, role="staff").people.get()
    return ActionItem.objects.create(
        coalition=coalition,
        owner=owner,
        what=what or f"Mend door {next(builders.serial)}",
        **{
            "how_checked": "Try it ten times.",
            "due_on": timezone.localdate() + timedelta(days=days),
            "opened_at": timezone.now(),
            "opened_by": by,
            "school": coalition.school,
        }
        | fields,
    )


def done(*, by=None, days_ago=0):
    """The columns of an item that was said to be done."""
    moment = timezone.now() - timedelta(days=days_ago)
    return {"state": ItemState.DONE, "done_at": moment, "done_by": by or builders.make_account()}


def verified(*, by=None):
    """The columns of one that was verified."""
    verifier = by or builders.make_account()
    return done() | {
        "state": ItemState.VERIFIED,
        "verified_at": timezone.now(),
        "verified_by": verifier,
    }


def accepted(*, accepter, days=90, because="The bank is rebuilt in summer."):
    """The columns of one whose risk a person accepts for so many days."""
    return {
        "state": ItemState.RISK_ACCEPTED,
        "accepter": accepter,
        "accepted_at": timezone.now(),
        "accepted_by": builders.make_account(),
        "accepted_because": because,
        "comes_back_on": timezone.localdate() + timedelta(days=days),
    }


def make_evidence(*, item, by=None, words="New lock set, tried 20 times.", **fields):
    """A line of evidence, of words."""
    return ItemEvidence.objects.create(
        item=item,
        words=words,
        added_at=timezone.now(),
        added_by=by or builders.make_account(),
        **fields,
    )
