"""Every fact that is built, put together for a request: what could go into its packet today."""

from collections.abc import Callable, Mapping
from datetime import date

from coalitions.public_records.models.request import RecordsRequest
from coalitions.public_records.offer import Offer, Value, offer_of
from safety_portal.core.refusals import Refused
from safety_portal.portal.records_packet.facts import coalition, plan, training
from safety_portal.portal.records_packet.facts.asked import Asked
from training.rules.form.rules_file import rules_of

# By the code of the list (coalitions/public_records/data). What is not here is not built yet:
# drills, letters to families, the public page, assessments before the board.
FACTS: Mapping[str, Callable[[Asked], Value]] = {
    "plan_exists": plan.plan_exists,
    "agencies_involved": plan.agencies_involved,
    "reviewed_last_12_months": plan.reviewed_last_12_months,
    "staff_trained": training.staff_trained,
    "board_adoption": plan.board_adoption,
    "seats_and_titles": coalition.seats_and_titles,
    "meetings_held": coalition.meetings_held,
    "officer_agreement": coalition.officer_agreement,
}


def compose(request: RecordsRequest, *, on: date) -> Offer:
    """What could answer a request on a day, by the list of its place's state. Nine queries.

    Nothing after the day is counted, whatever the period of the request.
    """
    place = request.coalition
    asked = Asked(place, request.begins_on, min(request.ends_on, on), on)
    values = {code: fact(asked) for code, fact in FACTS.items()}
    state = place.place.state
    return offer_of(values, state=state, state_name=_name_of(state), on=on)


def _name_of(state: str) -> str:
    """ "Michigan"; the two letters where no file of rules names it."""
    try:
        return rules_of(state).name
    except Refused:
        return state
