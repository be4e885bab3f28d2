"""Every action asks who does it: a stranger, and who only looks, is refused and nothing is written.

Pages have gates, and are not the only callers: tasks and commands are, an interface for programs
may be. The actions are read from the code, so a new one is asked by itself.
"""

import ast
import inspect
from importlib import import_module

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from coalitions.access.grants import view_as
from safety_portal.core.accounts.models import User
from safety_portal.core.refusals import Refused
from tests.architecture import house
from tests.architecture.places import place_of
from tests.architecture.rules import RULES
from tests.everywhere.arguments import NotKnown, argument

# Who is told what has become of it, not who may: to them there is no such thing (any more).
TOLD_OTHERWISE = (
    "plans.signing.actions.batch_signing.sign_all",  # a seat that was lost while the page was open
    "plans.word_in.actions.mapping.",  # a file waits for the one who brought it, and for nobody else
)
WRITES = ("INSERT", "UPDATE", "DELETE")
# Told by the rule already.
BROKEN = {finding.sentence.split()[0] for finding in RULES["actions"](house.ours())}


def actions():
    """The dotted names of all functions that act and say of nothing that it asks nobody."""
    code, found = house.ours(), []
    for name, module in code.modules.items():
        if place_of(code, name).room == "actions":
            functions = [n for n in house.definitions(module) if isinstance(n, house.FUNCTIONS)]
            found += [f"{name}.{node.name}" for node in functions if not is_unasked(node)]
    return [name for name in found if name not in BROKEN]


def is_unasked(node):
    return any(ast.unparse(each).startswith("unasked(") for each in node.decorator_list)


def asked_by(account, dotted, place):
    """(the action, its arguments) as `account` would do it in `place`."""
    module, _, name = dotted.rpartition(".")
    action, noun = getattr(import_module(module), name), place_of(house.ours(), module).noun
    required = [
        each.name
        for each in inspect.signature(action).parameters.values()
        if each.default is each.empty and each.kind is each.KEYWORD_ONLY
    ]
    who = "by" if "by" in required else "account"
    return action, {
        each: account if each == who else argument(each, noun=noun, place=place)
        for each in required
    }


def refused(account, dotted, place):
    """What an account is told when it does this, with what was written meanwhile."""
    action, arguments = asked_by(account, dotted, place)
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        with pytest.raises((PermissionDenied, Refused)) as denied:
            action(**arguments)
        transaction.set_rollback(True)
    assert isinstance(denied.value, PermissionDenied) or dotted.startswith(TOLD_OTHERWISE)
    written = [each["sql"] for each in queries if each["sql"].startswith(WRITES)]
    return str(denied.value), written


@pytest.mark.parametrize("dotted", actions())
def test_a_stranger_may_do_nothing(world, dotted):
    sentence, written = refused(world.nobody["stranger"], dotted, world.places["own"])

    assert sentence.endswith("."), "It says who may."
    assert written == []


@pytest.mark.parametrize("dotted", actions())
def test_who_looks_as_another_role_may_do_nothing(world, dotted):
    place = world.places["own"]
    looking = User.objects.get(pk=place.administrator.pk)
    view_as(looking, coalition=place.coalition, role="administrator")

    assert refused(looking, dotted, place)[1] == []


def test_there_are_many_actions():
    assert len(actions()) > 70


def test_an_argument_that_nobody_knows_is_asked_for():
    with pytest.raises(NotKnown, match=r"arguments\.py"):
        argument("nobody_knows", noun="seats", place=None)
