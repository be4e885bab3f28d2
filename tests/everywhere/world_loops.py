"""A loop of each place of the world (world.py): verified, its section to change; a mark on it."""

from plans.loops.lifecycle import Step
from tests import action_items, loops
from tests.everywhere.world_plans import membership_of


def add_loops(place):
    """A finding that was mended, and that nobody needs to read it again, and why."""
    secret = f"{place.mark}-secret"
    place.mended_finding = make_mended(place, title=f"{secret}-mended")
    because, by = f"{secret}-because", place.administrator
    place.step_mark = loops.mark(place.mended_finding, Step.READ, because=because, marked_by=by)


def grow_loops(place):
    """One more loop that waits for the plan."""
    make_mended(place, title="One more")


def make_mended(place, *, title):
    """A finding of an item that was verified."""
    officer = membership_of(place, "sro").person
    finding = loops.make_found(coalition=place.coalition, title=title)
    loops.give_item(
        finding, what=title, owner=officer, opened_by=officer.account, **action_items.verified()
    )
    return finding
