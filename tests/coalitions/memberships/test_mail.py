"""Who hears that their place in a coalition changed.

Whoever can sign in and did not do it, of every action there is.
"""

import pytest

from coalitions.access.roles import GROUPS, Role
from coalitions.memberships.actions import memberships
from coalitions.memberships.mail import RIGHTS
from coalitions.memberships.models.membership import Membership
from coalitions.records.actions import merging
from tests import builders
from tests.architecture import house
from tests.coalitions.memberships.changes import (
    DAY,
    added,
    brought_in,
    carried_over,
    changed,
    ended,
    ended_together,
    merged,
    told,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

# Where rows of the table of memberships are written; the letters of each are walked below.
WRITERS = {"memberships", "ending", "merging", "writing"}
TOLD = {
    added: (
        "membership_added",
        "Dana Whitlock made you Staff in Juniper Elementary, from November 23, 2026 on.",
        "You read what its plan shows to members",
        "If this is wrong, ask Dana Whitlock.",
    ),
    changed: (
        "membership_changed",
        "Dana Whitlock changed your membership as Teacher in Juniper Elementary on November 23, 2026.",
        "You hold the seat Reunification lead now. Who holds it signs the plan.",
        "You chair it now",
    ),
    ended: (
        "membership_ended",
        "Dana Whitlock ended your membership as Teacher",
        "The reason given: Moved away.",
    ),
    ended_together: (
        "memberships_changed",
        "Dana Whitlock ended your membership as Teacher in Juniper Elementary; November 23, 2026 is the first day without it.",
    ),
    carried_over: (
        "memberships_changed",
        "Dana Whitlock let you stay Teacher in Juniper Elementary; September 1, 2027 is the first day without it.",
    ),
    merged: (
        "memberships_changed",
        "Dana Whitlock merged two records of you: you are Staff in Juniper Elementary with this account now.",
    ),
    brought_in: (
        "memberships_changed",
        "Dana Whitlock made you Staff in Juniper Elementary, from November 23, 2026 on.",
    ),
}


def test_every_module_that_writes_memberships_is_walked_here():
    """Joining is one's own answer to an invitation: place_member, which only that calls."""
    writing = (
        "Membership.objects.create(",
        "Membership.objects.bulk_",
        "membership.save(",
        "rows.update(",
        "row.save(",
    )
    found = {
        module.parts[-1]
        for module in house.modules().values()
        if module.app == "coalitions"
        and "actions" in module.parts
        and "Membership" in module.text
        and any(word in module.text for word in writing)
    }
    assert found == WRITERS
    assert (
        house.modules()["coalitions.invitations.actions.accepting"].text.count("place_member(") == 1
    )


def test_every_group_reads_what_it_may_do():
    assert set(RIGHTS) == set(GROUPS)


@pytest.mark.parametrize("act", TOLD)
def test_who_is_concerned_is_told_once(act, tess, administrator):
    act(tess, administrator)
    ((name, kind, text),) = told()
    assert (name, kind) == ("Tess Odell", TOLD[act][0])
    assert [words for words in TOLD[act][1:] if words not in text] == []


@pytest.mark.parametrize("act", TOLD)
@pytest.mark.parametrize("why", ["did it", "no account", "closed"])
def test_nobody_else_is_told(act, why, tess, administrator):
    """Neither who did it themselves, nor who cannot sign in, though their address is known."""
    if why == "did it":
        tess = administrator.people.get().memberships.get()
        builders.make_member(coalition=tess.coalition, role=Role.ADMINISTRATOR)
    elif why == "no account":
        tess.person.account = None
        tess.person.save()
    else:
        tess.person.account.is_active = False
        tess.person.account.save()
    act(tess, administrator)
    assert told() == []


def test_what_was_taken_is_said_too(tess, administrator):
    changed(tess, administrator)
    memberships.change_membership(
        membership=tess,
        by=administrator,
        title="Lead",
        seat=None,
        agency=None,
        is_chair=False,
        is_local_champion=True,
    )
    text = told()[1][2]
    for words in (
        "no longer hold the seat Reunification lead",
        "no longer chair",
        "title there is “Lead”",
        "local champion",
    ):
        assert words in text
    memberships.change_membership(
        membership=tess,
        by=administrator,
        title="Lead",
        seat=None,
        agency=None,
        is_chair=False,
        is_local_champion=True,
    )
    assert len(told()) == 2


def test_an_account_that_loses_by_a_merge_is_told(tess, administrator):
    other = builders.make_person(district=tess.coalition.district, name="Tess Odell")
    Membership.objects.create(
        person=other, coalition=tess.coalition, role=Role.STAFF, starts_on=DAY
    )
    merging.merge_people(
        kept=other,
        gone=tess.person,
        by=administrator,
        name="Tess Odell",
        email="",
        phone="",
        account=None,
    )
    ((_, _, text),) = told()
    assert "with this account you are no longer Teacher in Juniper Elementary." in text
