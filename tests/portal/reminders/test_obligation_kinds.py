"""Every kind of obligation is said in words, has a limit, leads to its page and has a test, or says
which file to edit.
"""

from datetime import timedelta

import pytest
from django.db import connection

from coalitions.access.grants import access_of
from coalitions.access.roles import Role
from coalitions.memberships.models.membership import administers
from safety_portal.core.notices.obligation import ObligationKind
from safety_portal.portal.home.yours import yours
from safety_portal.portal.reminders.obligations import (
    KINDS,
    MAILED,
    VALUES,
    behind,
    behind_and_own,
    each_owed,
    owed,
)
from tests import owing
from tests.architecture import house

pytestmark = pytest.mark.django_db
HOME_ONLY = {
    *(
        "remarks",
        "review_round",
        "signatures_stuck",
        "vote",
        "schools_without_plan",
        "schools_review",
        "certificate",
    )
}
# Owed by somebody who was named, and by administrators where nobody was, or beside them.
ADMINISTRATORS_TOO = {
    *("program_review", "action_item_verification", "meeting_minutes", "drill_to_log"),
}


@pytest.fixture
def scene(cast, coalition, district_coalition):
    return owing.Scene(coalition, district_coalition, cast)


def declared_in(kind):
    """The file whose KINDS hold the kind."""
    for module in house.modules().values():
        if "obligations" in module.name.split(".") and f'"{kind}",' in module.text:
            return module.path.relative_to(house.ROOT)
    return "the KINDS of an app"


def unsaid(known):
    """What a kind lacks, as sentences that name the file to edit."""
    where = declared_in(known.kind)
    if not known.title.strip():
        yield f"{where}: say in the title of {known.kind} what is asked; Help lists it."
    if not known.limit.strip():
        yield f"{where}: say in the limit of {known.kind} by when; Help lists it."
    if known.home_only and not known.home_only.endswith("."):
        yield f"{where}: say in a sentence why nobody is mailed about {known.kind} (home_only)."
    if known.kind not in owing.MAKERS:
        yield f"tests/owing.py: write how {known.kind} comes to be owed, a maker of that name; the tests below ask it."
    app = str(where).partition("/")[0]
    tests = [
        path
        for path in (house.ROOT / "tests" / app).rglob("test_obligations*.py")
        if path.is_file()
    ]
    if not any(f'"{known.kind}"' in path.read_text() for path in tests):
        yield f"tests/{app}/<noun>/test_obligations*.py: test who owes {known.kind}, by when, and who does not."


def test_every_kind_is_complete():
    assert [sentence for known in KINDS.values() for sentence in unsaid(known)] == []


def test_a_kind_without_words_limit_or_test_is_told_which_file_to_edit():
    bare = ObligationKind(
        kind="dance", title="", limit=" ", due_on="", of="", facts={}, rows="", worded=dict
    )
    assert list(unsaid(bare)) == [
        "the KINDS of an app: say in the title of dance what is asked; Help lists it.",
        "the KINDS of an app: say in the limit of dance by when; Help lists it.",
        "tests/owing.py: write how dance comes to be owed, a maker of that name; the tests below ask it.",
        "tests/the KINDS of an app/<noun>/test_obligations*.py: test who owes dance, by when, and who does not.",
    ]


def test_which_kinds_are_mailed_is_decided_here():
    """A new kind is one or the other on purpose.

    Who adds one to what is mailed adds it to everybody's digests.
    """
    assert KINDS.keys() - MAILED.keys() == HOME_ONLY


def test_two_kinds_never_give_one_name_two_values():
    for known in KINDS.values():
        assert {name: VALUES[name] for name in known.values} == dict(known.values)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_owed_in_words_and_leads_to_a_page_that_its_owner_may_open(
    kind, scene, client
):
    account = owing.MAKERS[kind](scene)
    found = [each for each in owed(accounts=[account], on=scene.today) if each.kind == kind]
    assert len(found) == 1
    (obligation,) = found
    assert obligation.key.startswith(f"{kind}:")
    assert obligation.title[:1].isupper()
    assert obligation.why.endswith(".")
    assert "" not in (obligation.verb, obligation.button)
    assert obligation.scope_name in obligation.named
    client.force_login(account)
    assert client.get(obligation.path, follow=True).status_code == 200
    page = client.get("/").content.decode()
    assert obligation.path in page
    assert obligation.title in page


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_the_same_prepared_or_not_and_is_mailed_as_declared(kind, scene):
    account = owing.MAKERS[kind](scene)
    one = owed(accounts=[account], on=scene.today)
    assert one == sorted(
        each_owed(accounts=[account, scene.cast.student], on=scene.today),
        key=lambda each: each.order,
    )
    assert one == [each for each in owed(on=scene.today) if each.account_id == account.pk]
    mailed = {each.kind for each in each_owed(accounts=[account], mailed=True, on=scene.today)}
    assert (kind in mailed) == (kind in MAILED)


@pytest.mark.parametrize("kind", KINDS)
def test_asked_together_with_who_is_behind_it_is_the_same(kind, scene):
    account = owing.MAKERS[kind](scene)
    people, late_on = access_of(account).person_ids, scene.today + timedelta(days=400)
    for on in (scene.today, late_on):
        count, late, own = behind_and_own(scene.coalition.pk, people=people, on=on, most=8)
        assert (count, late) == behind(scene.coalition.pk, on=on, most=8)
        assert own == owed(accounts=[account], on=on)


@pytest.mark.parametrize("kind", KINDS)
def test_who_administers_nothing_is_not_asked_for_what_administrators_owe(kind, scene):
    account = owing.MAKERS[kind](scene)
    everything = owed(accounts=[account], on=scene.today)
    asked = owed(accounts=[account], administers=False, on=scene.today)
    assert asked == [each for each in everything if not KINDS[each.kind].of_administrators]
    assert (kind in {each.kind for each in asked}) == (not KINDS[kind].of_administrators)
    roles = {grant.role for grant in access_of(account).grants}
    assert Role.ADMINISTRATOR in roles or not KINDS[kind].of_administrators


def test_what_administrators_alone_owe_is_of_administrators():
    condition = administers("member")
    declared = {kind for kind, known in KINDS.items() if known.of_administrators}
    assert {kind for kind in declared if condition not in KINDS[kind].rows} == set()
    others = {kind for kind, known in KINDS.items() if condition in known.rows} - declared
    assert others == ADMINISTRATORS_TOO


@pytest.mark.parametrize("role", ["teacher", "student", "parent"])
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"acknowledgement"}))
def test_nobody_else_owes_it(kind, role, scene):
    owing.MAKERS[kind](scene)
    assert owed(accounts=[getattr(scene.cast, role)], on=scene.today) == []


def test_who_looks_as_somebody_else_owes_nothing_there(scene, monkeypatch):
    account = owing.plan_review(scene)
    assert yours(account, on=scene.today).rows
    monkeypatch.setattr(
        "safety_portal.portal.home.yours.access_of",
        lambda user: type("Standing", (), {"view_as": "teacher"}),
    )
    assert not yours(account, on=scene.today)


def test_what_a_page_asks_is_planned_once_a_connection(scene):
    account = owing.plan_review(scene)
    for _ in range(3):
        owed(accounts=[account], on=scene.today)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE name = 'owed_by_account'"
        )
        ((generic, custom),) = cursor.fetchall()
    assert (generic >= 3, custom) == (True, 0)
