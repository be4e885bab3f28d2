"""Make records requests, offers and packets, as builders.py makes the rest."""

from datetime import timedelta

from django.utils import timezone

from coalitions.public_records.actions.packets import make_packet
from coalitions.public_records.models.request import RecordsRequest
from coalitions.public_records.offer import Value, no_value, offer_of

FORCE = {"district": "Cedar County Schools", "edition": "6", "date": "September 8, 2025"}
SEATS = {"seats_by_title": "Fire chief and Nurse", "filled": "1", "asked": "2"}
MISSING = "No review of the plan was closed in the last 12 months."


def make_request(*, coalition, by, **fields):
    """A request of today that is due in a week, for the last 100 days."""
    today = timezone.localdate()
    plain = {
        "asked_by": "Cedar County Herald",
        "asked_for": "drill records",
        "received_on": today,
        "due_on": today + timedelta(days=7),
        "begins_on": today - timedelta(days=100),
        "ends_on": today,
        "recorded_at": timezone.now(),
        "recorded_by": by,
    }
    return RecordsRequest.objects.create(coalition=coalition, **plain | fields)


def make_offer(*, state="MI", name="Michigan", **values):
    """What could go out: a plan in force and seats, and no review, unless said otherwise."""
    plain = {
        "plan_exists": Value(FORCE),
        "seats_and_titles": Value(SEATS),
        "reviewed_last_12_months": no_value(MISSING),
    }
    return offer_of(plain | values, state=state, state_name=name, on=timezone.localdate())


def make_kept(*, request, by, chosen=("plan_exists",), **offered):
    """A packet, by the action."""
    return make_packet(request=request, offer=make_offer(**offered), chosen=chosen, by=by)
