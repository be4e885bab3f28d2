"""What the tests that walk every address share.

A world with somebody in each role, its addresses and its forms.
"""

import logging

import pytest
from django.db import transaction

from safety_portal.core.exports import press
from tests.everywhere import asking, audience, readers, sending
from tests.everywhere.relations import address, ours
from tests.everywhere.world import make_world, settle


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


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Made once; each request is undone."""
    logging.disable(logging.CRITICAL)
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.MEDIA_ROOT", str(tmp_path_factory.mktemp("uploads")))
        world = signed_in(make_world())
        settle()
        yield world
        transaction.set_rollback(True)
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
