"""Every stored code that a page, a mail or a sentence looks up in a table of words stands in that table."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from coalitions import letters, roles
from coalitions.actions.merging import TAKEN_OVER
from coalitions.roles import Role, Sensitivity
from plans import mapping_page
from plans.actions import locking, moving
from plans.lifecycle import EDITABLE, Change, EditionStatus
from plans.outline import Place
from safety_portal.accounts.oidc import arriving, exchange
from safety_portal.home import navigation
from safety_portal.look import icons, outline
from safety_portal.look.vocabulary import STATUSES, WORD_SHAPES
from safety_portal.look.wording import due_state
from training.lifecycle import RecordState

PLACES = {*navigation.ORDER, *(place for row in navigation.THUMB.values() for place in row)}
FAILURES = {exchange.CANCELLED, exchange.STALE, exchange.UNREACHABLE, exchange.UNUSABLE}
GROUPS = set(roles.GROUP_OF.values())
# What a table must hold: (its name, the codes it is asked for, itself).
TABLES = [
    ("status: of an edition", EditionStatus.values, STATUSES),
    ("status: of who reads a section", Sensitivity.values, STATUSES),
    ("status: of a change", Change.values, STATUSES),
    ("status: of a passage from Word", mapping_page.STATES, STATUSES),
    # Withdrawn ones are said in words; a verified one stands as met, due_soon or overdue (training/views/reading.py).
    ("status: of a record", {*RecordState.values, "met"} - {"withdrawn", "verified"}, STATUSES),
    ("status: of a deadline", ["current", "due_soon", "overdue"], STATUSES),
    ("the shape of each status", {status.shape for status in STATUSES.values()}, icons.DRAWN),
    ("the shape of each color", WORD_SHAPES.values(), icons.DRAWN),
    ("the icon of each place", {place.icon for place in PLACES}, icons.ICONS),
    ("the name of a list of passages", mapping_page.STATES, mapping_page.TABS),
    ("where an edition stands", EditionStatus.values, moving.SENTENCES),
    ("why an edition cannot be edited", set(EditionStatus) - set(EDITABLE), locking.WHY_NOT),
    ("the group of a role", Role.values, roles.GROUP_OF),
    ("what a group reads", GROUPS, roles.READS),
    ("the navigation of a group", GROUPS, navigation.NAV),
    ("the thumb bar of a group", GROUPS, navigation.THUMB),
    ("what a role opens, in a mail", GROUPS, letters.RIGHTS),
    ("why nobody was signed in", FAILURES, arriving.FAILURES),
    ("what changed in a membership, in a mail", {name.removesuffix("_id") for name in TAKEN_OVER}, letters.SAID),
]


@pytest.mark.parametrize(("name", "codes", "table"), TABLES, ids=[name for name, *_ in TABLES])
def test_every_code_has_its_words(name, codes, table):
    assert set(codes) - set(table) == set()


def test_every_mark_of_an_outline_is_drawn():
    told = SimpleNamespace(
        is_changed_materially=True, is_readable=True, is_restricted=True, is_empty=True, is_not_needed=True
    )
    assert set(Place.marks.fget(told)) == set(outline.MARKS)


def test_how_far_away_a_day_is_has_its_status():
    today = date(2026, 11, 17)
    assert {due_state(today + timedelta(days=days), on=today) for days in range(-40, 90)} == {
        *("overdue", "due_soon", "current")
    }
