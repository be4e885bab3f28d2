"""Every stored code that a page, a mail or a sentence looks up in a table of words stands in that
table.
"""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from coalitions.access import roles
from coalitions.access.roles import Role, Sensitivity
from coalitions.memberships import mail
from coalitions.records.actions.merging import TAKEN_OVER
from plans.editions import locks
from plans.editions.lifecycle import EDITABLE, Change, EditionStatus
from plans.editions.outline import OutlineEntry
from plans.word_in.views import mapping_page
from safety_portal.core.accounts.oidc import exchange
from safety_portal.core.accounts.oidc.views import arriving
from safety_portal.core.look import icons, outline
from safety_portal.core.look.vocabulary import STATUSES, WORD_SHAPES
from safety_portal.core.look.wording import due_state
from safety_portal.portal.home import navigation
from training.records.lifecycle import RecordState

PLACES = {*navigation.ORDER, *(place for row in navigation.THUMB.values() for place in row)}
FAILURES = {exchange.CANCELLED, exchange.STALE, exchange.UNREACHABLE, exchange.UNUSABLE}
GROUPS = set(roles.GROUP_OF.values())
# What a table must hold: (its name, the codes it is asked for, itself).
TABLES = [
    ("status: of an edition", EditionStatus.values, STATUSES),
    ("status: of who reads a section", Sensitivity.values, STATUSES),
    ("status: of a change", Change.values, STATUSES),
    ("status: of a passage from Word", mapping_page.STATES, STATUSES),
    # Withdrawn ones are said in words; a verified one stands as met, due_soon or overdue
    # (training/records/records/views).
    ("status: of a record", {*RecordState.values, "met"} - {"withdrawn", "verified"}, STATUSES),
    ("status: of a deadline", ["current", "due_soon", "overdue"], STATUSES),
    ("the shape of each status", {status.shape for status in STATUSES.values()}, icons.DRAWN),
    ("the shape of each color", WORD_SHAPES.values(), icons.DRAWN),
    ("the icon of each place", {place.icon for place in PLACES}, icons.ICONS),
    ("the name of a list of passages", mapping_page.STATES, mapping_page.TABS),
    ("where an edition stands", EditionStatus.values, locks.SENTENCES),
    ("why an edition cannot be edited", set(EditionStatus) - set(EDITABLE), locks.WHY_NOT),
    ("the group of a role", Role.values, roles.GROUP_OF),
    ("what a group reads", GROUPS, roles.READS),
    ("the navigation of a group", GROUPS, navigation.NAV),
    ("the thumb bar of a group", GROUPS, navigation.THUMB),
    ("what a role opens, in a mail", GROUPS, mail.RIGHTS),
    ("why nobody was signed in", FAILURES, arriving.FAILURES),
    (
        "what changed in a membership, in a mail",
        {name.removesuffix("_id") for name in TAKEN_OVER},
        mail.SAID,
    ),
]


@pytest.mark.parametrize(("name", "codes", "table"), TABLES, ids=[name for name, *_ in TABLES])
def test_every_code_has_its_words(name, codes, table):
    assert set(codes) - set(table) == set()


def test_every_mark_of_an_outline_is_drawn():
    told = SimpleNamespace(
        is_changed_materially=True,
        is_readable=True,
        is_restricted=True,
        is_empty=True,
        is_not_needed=True,
    )
    assert set(OutlineEntry.marks.fget(told)) == set(outline.MARKS)


def test_how_far_away_a_day_is_has_its_status():
    today = date(2026, 11, 17)
    assert {due_state(today + timedelta(days=days), on=today) for days in range(-40, 90)} == {
        *("overdue", "due_soon", "current")
    }
