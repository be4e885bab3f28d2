"""Every URL, asked by every role in its own, its district's, a sibling's and a foreign coalition,
and signed out.

Who gets what is told by one table (audience.py); the rows come from world.py. What is not in the
table, or cannot be asked because nobody said how to build its address, fails with a sentence.
"""

import logging

import pytest
from django.conf import settings
from django.urls import reverse

from tests.everywhere import asking, audience, readers
from tests.everywhere.asking import undone
from tests.everywhere.relations import (
    ADDRESS,
    GETS,
    READERS,
    SIGN_IN,
    address,
    arguments,
    asked_by,
    is_as_expected,
    keys,
    leaked,
    ours,
    relations,
)
from tests.everywhere.world import settle

pytestmark = pytest.mark.django_db
MEANT = (
    "Who gets what stands in tests/everywhere/audience.py (groups in readers.py), who may do what in verbs.py."
    " If the portal is right and these changed on purpose, change both; each address names its policy in urls.py."
)


@pytest.fixture(scope="module")
def world(rows_of_world):
    """With those who hold several roles, all signed in; each test undoes what it did."""
    logging.disable(logging.WARNING)
    world = rows_of_world
    for row in audience.TABLE.values():
        for cast, _, roles, _ in relations(row):
            world.holding(cast, roles)
    world.asker = asking.Asker()
    for account in (*world.accounts(), world.operator, *world.nobody.values()):
        world.asker.sign_in(account)
    settle()
    yield world
    logging.disable(logging.NOTSET)


def test_every_url_is_in_the_table():
    names = {audience.name_of(key) for key in audience.TABLE}
    assert sorted(set(ours()) - names) == [], (
        "Write into tests/everywhere/audience.py who gets them."
    )
    assert sorted(names - set(ours())) == [], "Take them out of audience.py: no such URL."


def test_every_url_declares_its_policy():
    silent = sorted(
        name for name, pattern in ours().items() if not hasattr(pattern.callback, "policy")
    )
    assert silent == [], "Put the view behind authority.gate in urls.py."


def test_every_address_says_what_it_is_of():
    silent = sorted(name for name, pattern in ours().items() if pattern.callback.of is object)
    assert silent == [], "Let its fetch say what it returns: def fetch_seat(user, ...) -> Seat."


def test_every_address_can_be_built():
    unknown = {
        name: part
        for name, pattern in ours().items()
        for part in asking.arguments(pattern)
        if part not in ADDRESS
    }
    assert unknown == {}, (
        "Say in ADDRESS (tests/everywhere/relations.py) what stands in this part of an address."
    )


def test_names_are_given_once():
    assert [name for name in asking.doubled() if name in ours()] == []


def answered(world, asked, url, seen, *, expect, method="GET"):
    """The answer to a request; of a status of refusal that was `seen` at this address, the gate's.

    So each page that refuses is made once for an address, and everybody is asked for.
    """
    if asked.account is not None and expect in seen:
        no = world.asker.refused(url, account=asked.account, method=method)
        if no and no.status == expect:
            return no
    seen.update({expect} - {GETS, SIGN_IN})
    return world.asker.ask(url, account=asked.account, method=method)


def shut_out(world, asked, url):
    """The roles that are to get the address and that its gate refuses, each for itself."""
    cast = world.places[asked.cast].cast if asked.expect == GETS and asked.cast else {}
    return [
        role
        for role in sorted(asked.roles & cast.keys())
        if world.asker.refused(url, account=cast[role])
    ]


@pytest.mark.parametrize("key", audience.TABLE)
def test_everybody_gets_what_the_table_says_and_no_word_more(world, key):
    row, wrong, seen = audience.TABLE[key], [], set()
    for asked in asked_by(world, key):
        url = address(key, asked.place, row)
        if out := shut_out(world, asked, url):
            wrong.append(f"{asked.who}: the gate of {url} refuses {out}")
        if asked.is_alike(row) and not out:
            continue
        answer = answered(world, asked, url, seen, expect=asked.expect)
        if not is_as_expected(answer, asked, row, expect=asked.expect):
            wrong.append(
                f"{asked.who}: {url} answered {answer.status}, not {asked.expect} ({row.answers})"
            )
        if found := leaked(answer, asked.cast, asked.roles):
            wrong.append(f"{asked.who}: {url} says {found}")
    assert wrong == [], MEANT


@pytest.mark.parametrize("key", audience.TABLE)
def test_who_may_not_changes_nothing_by_posting(world, key):
    """The same refusal as on reading, and not one row inserted, updated or deleted."""
    row, wrong, seen = audience.TABLE[key], [], set()
    before = asking.rows_written()
    for asked in asked_by(world, key):
        expect = asked.expect
        if expect == GETS and row.posts is not None and not asked.roles & readers.roles(row.posts):
            expect = 403
        if expect == GETS:
            continue
        url = address(key, asked.place, row)
        answer = answered(world, asked, url, seen, expect=expect, method="POST")
        if not is_as_expected(answer, asked, row, expect=expect):
            wrong.append(f"{asked.who}: POST {url} answered {answer.status}, not {expect}")
    assert wrong == [], MEANT
    assert asking.rows_written() == before, f"Some POST to {key} wrote rows."


@pytest.mark.parametrize("key", keys(of_a_coalition=True))
def test_an_empty_post_of_who_may_is_answered_in_words(world, key):
    """Nothing filled in: a form that says so, a conflict, or done; never an error of ours."""
    row = audience.TABLE[key]
    place = world.places[row.of]
    role = min(readers.roles(row.own if row.posts is None else row.posts), default=None)
    if role is None:
        return
    with undone():
        answer = world.asker.ask(address(key, place, row), account=place.cast[role], method="POST")
    assert answer.status in (200, 204, 302, 400, 404 if row.answers == 404 else 200, 405, 409, 422)


@pytest.mark.parametrize("key", keys(of_a_coalition=True))
def test_addresses_cannot_be_mixed(world, key):
    """One's own coalition in the address opens nothing of a sibling's or foreign one.

    Each part is put there in turn.
    """
    row = audience.TABLE[key]
    own, own_parts = world.places[row.of], arguments(key)
    mine = {part: ADDRESS[part](own, row) for part in own_parts}
    wrong = []
    for other in ("sibling", "foreign", "district" if row.of == "own" else "own"):
        for part in own_parts:
            theirs = ADDRESS[part](world.places[other], row)
            if (
                part == "coalition"
                or theirs == mine[part]
                or (part == "agency" and other != "foreign")
            ):
                continue
            # A district's brief, and its catalogue, are read on the pages of its schools.
            if part in ("brief", "entry") and other == "district":
                continue
            if part == "school" and other != "foreign":
                continue
            url = reverse(audience.name_of(key), kwargs=mine | {part: theirs})
            no = world.asker.refused(url, account=own.administrator)
            answer = no or world.asker.ask(url, account=own.administrator)
            if answer.status != 404:
                wrong.append(f"{url} with the {part} of {other} answered {answer.status}")
    assert wrong == []


@pytest.mark.parametrize("key", audience.TABLE)
def test_looking_as_another_role_changes_nothing(world, key):
    """An administrator who sees as a teacher reads as a teacher, and posts nothing at all but the
    way back.
    """
    row, place = audience.TABLE[key], world.places["own"]
    if row.of != "own" or audience.name_of(key) in (
        "coalition_view_as_stop",
        "account_logout",
        "web_csp_report",
    ):
        return
    session = world.asker.session_of(place.administrator)
    session["view_as"] = {"coalition": place.coalition.pk, "role": "teacher"}
    session.save()
    url, before = address(key, place, row), asking.rows_written()
    posted = world.asker.ask(url, account=place.administrator, method="POST")
    # Where no cookie is read the administrator is nobody, who posts nothing either.
    refused = (200, 405, 422) if url.startswith(settings.COOKIELESS_PATHS) else (403, 404)
    assert posted.status in refused
    assert asking.rows_written() == before
    read = world.asker.ask(url, account=place.administrator)
    assert leaked(read, "own", readers.roles("teacher")) == []
    if (
        "coalition" in arguments(key)
        and readers.roles(row.own) == {"administrator"}
        and not row.hidden
    ):
        assert read.status == 403


def test_who_leaves_sees_nothing_from_the_next_request_on(world):
    place = world.places["own"]
    teacher, urls = (
        place.cast["teacher"],
        [
            reverse(name, args=["own"])
            for name in ("membership_people", "workspace_plans", "record_own")
        ],
    )
    assert [world.asker.ask(url, account=teacher).status for url in urls] == [200, 200, 200]
    place.membership.ends_on = place.membership.starts_on
    place.membership.save(update_fields=["ends_on"])
    assert [world.asker.ask(url, account=teacher).status for url in urls] == [404, 404, 404]
    assert "zq-own-team" not in world.asker.ask(reverse("home"), account=teacher).text


def test_who_is_locked_out_is_signed_out(world):
    fire = world.places["own"].cast["fire"]
    fire.is_active = False
    fire.save(update_fields=["is_active"])
    answer = world.asker.ask(reverse("membership_people", args=["own"]), account=fire)
    assert (answer.status, answer.location.split("?")[0]) == (302, reverse("account_login"))


def test_the_back_office_is_the_operators_and_read_only(world):
    """Everybody else is led to the sign-in or refused.

    The operator's posts change nothing either.
    """
    everyone, wrong, before = world.holding("own", READERS), [], asking.rows_written()
    for name, pattern in asking.patterns().items():
        if not name.startswith("admin:") or name == "admin:logout":
            continue
        parts = dict.fromkeys(asking.arguments(pattern), "1")
        parts |= {"app_label": "plans"} if "app_label" in parts else {}
        url = reverse(name, kwargs=parts) if pattern.name else "/admin/anything/else/"
        for account, method in (
            (None, "GET"),
            (None, "POST"),
            (everyone, "GET"),
            (everyone, "POST"),
        ):
            answer = world.asker.ask(url, account=account, method=method)
            if answer.status not in (302, 403, 404):
                wrong.append(f"{account}: {method} {url} answered {answer.status}")
        posted = world.asker.ask(
            url, account=world.operator, method="POST", data={"action": "delete_selected"}
        )
        if asking.rows_written() != before:
            wrong.append(f"the operator: POST {url} answered {posted.status} and wrote rows")
    assert wrong == []
