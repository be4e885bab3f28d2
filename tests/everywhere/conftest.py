"""What the tests that walk every address share.

A world with somebody in each role, its addresses and its forms.
"""

import logging
from copy import deepcopy

import pytest
from django.db import connection, transaction

from safety_portal.core.exports import press
from tests.everywhere import asking, audience, readers, sending
from tests.everywhere.relations import address, ours
from tests.everywhere.world import make_world, settle
from tests.plugins import databases


@pytest.fixture(scope="session")
def papers():
    """What the press drew: a page and its pictures -> the PDF."""
    return {}


@pytest.fixture(scope="module", autouse=True)
def drawn_once(papers):
    """What the press draws, drawn once for all who are shown the very same words.

    Each request still comes past the gate and writes its page; only that page's way to PDF, seconds
    of a process, is the one of before. Papers are looked at where they are made.
    """
    draw = press.print_pdf

    def print_pdf(html, *, pictures, **more):
        key = html, tuple(pictures.items())
        papers[key] = papers.get(key) or draw(html, pictures=pictures, **more)
        return papers[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(press, "print_pdf", print_pdf)
        yield


@pytest.fixture(scope="session")
def committed_world(django_db_setup, django_db_blocker, tmp_path_factory):
    """(a world, the database that it is committed in, the folder of its files), made once.

    That takes as long as hundreds of requests; a module that needs one begins from these rows.
    """
    name, files = f"{connection.settings_dict['NAME']}_world", str(tmp_path_factory.mktemp("world"))
    databases.copy(databases.migrated(), name)
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        databases.leading_to(name),
    ):
        patch.setattr("django.conf.settings.MEDIA_ROOT", files)
        with transaction.atomic():
            world = make_world()
    yield world, name, files
    databases.drop(name)


@pytest.fixture(scope="module")
def rows_of_world(committed_world, django_db_blocker):
    """A world of the module's own, whose transaction is undone behind its last test."""
    world, name, files = committed_world
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        databases.leading_to(name),
        transaction.atomic(),
    ):
        patch.setattr("django.conf.settings.MEDIA_ROOT", files)
        yield deepcopy(world)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(rows_of_world):
    """Signed in once; each request is undone."""
    logging.disable(logging.CRITICAL)
    world = signed_in(rows_of_world)
    settle()
    yield world
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def places(world):
    """(name, view, address, account) of every address of ours, once each."""
    return places_of(world)


@pytest.fixture(scope="module")
def forms(world, places):
    """(view, Sent, account) for every form of every page, each kind once, and for what only scripts
    send.
    """
    return sending.posts(world, places)


def signed_in(world):
    """The world, with a session for each account and world.asker to ask as them."""
    world.asker = asking.Asker()
    for account in world.accounts():
        world.asker.sign_in(account)
    return world


def places_of(world):
    """(name, view, address, account) of every address of ours, once each.

    The account may use it.
    """
    found = {}
    for key, row in audience.TABLE.items():
        name = audience.name_of(key)
        if name in found or name not in ours():
            continue
        place, own = (
            world.places[row.of],
            readers.roles(row.own if row.posts is None else row.posts),
        )
        if own:
            account = place.cast["administrator" if "administrator" in own else min(own)]
            found[name] = (name, ours()[name].callback, address(key, place, row), account)
    return list(found.values())
