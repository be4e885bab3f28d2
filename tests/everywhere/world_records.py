"""A public records request and a packet that answers it, for world.py."""

from coalitions.public_records.offer import Value
from tests import builders
from tests.public_records import FORCE, make_kept, make_request


def add_public_records(place):
    """One that waits for an answer, with a packet: administrators read both."""
    secret = f"{place.mark}-secret"
    place.records_request = make_request(
        coalition=place.coalition,
        by=place.administrator,
        asked_by=f"{secret}-newspaper",
        asked_for=f"{secret}-asked",
    )
    told = Value(FORCE | {"district": f"{secret}-district"})
    place.records_packet = make_kept(
        request=place.records_request, by=place.administrator, plan_exists=told
    )


def grow_public_records(place):
    """One more request, and one more packet of another administrator."""
    account = builders.make_member(coalition=place.coalition, role="administrator")
    make_request(coalition=place.coalition, by=account)
    make_kept(request=place.records_request, by=account)
