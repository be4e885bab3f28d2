"""Who may do what.

Fourteen roles, every verb, every level of a section, in every coalition they stand to, as one
table.

The table (verbs.py) is the product's ("The people, and who may do what"), written out; nothing in
it is computed from our code. It asks the real fetches and policies about real rows. A role or a
policy that the table does not decide fails.
"""

import importlib
import inspect

import pytest
from django.apps import apps
from django.conf import settings
from django.http import Http404
from django.utils import timezone

from coalitions.access.roles import Role, Sensitivity
from plans.editions import policies
from plans.editions.models.section import Section
from tests.architecture.house import APPS
from tests.everywhere import rows
from tests.everywhere.may import ELSEWHERE, PEOPLE, WAYS
from tests.everywhere.verbs import TABLE
from tests.everywhere.world import settle
from tests.everywhere.world_plans import LEVELS

pytestmark = pytest.mark.django_db


def reads(user, found):
    """The query and the policy say the same."""
    by_query = Section.objects.visible_to(user).filter(pk=found.pk).exists()
    assert bool(policies.can_read_section(user, found)) == by_query
    return by_query


@pytest.fixture(scope="module")
def world(rows_of_world):
    """The casts of world.py, and a row for each of them wherever one is somebody's. Made once.

    Nothing here changes it.
    """
    for place in rows_of_world.places.values():
        rows.add_plans(place)
        rows.add_what_is_somebodys(place)
    settle()
    return rows_of_world


def found_by(asker, verb, place, role):
    """What the verb is about, as the asker gets it; once for all verbs about the same.

    Raises Http404 where there is nothing for the asker.
    """
    known, key = place.__dict__.setdefault("found", {}), (verb.about, asker.pk, role)
    if key not in known:
        try:
            known[key] = (verb.about(asker, place, role),)
        except Http404:
            known[key] = ()
    if not known[key]:
        raise Http404
    return known[key][0]


def may(asker, verb, place, role):
    """Whether the asker gets the row, and its policy says yes."""
    try:
        found = found_by(asker, verb, place, role)
    except Http404:
        return False
    return (
        reads(asker, found)
        if verb.policy is policies.can_read_section
        else bool(verb.policy(asker, found))
    )


def test_every_role_is_decided():
    assert sorted(role for roles in PEOPLE.values() for role in roles) == sorted(Role.values)
    assert sorted(LEVELS) == sorted(Sensitivity.values)


def policy_modules():
    """The policies of every noun of every app."""
    found = [
        path for app in APPS for path in sorted((settings.BASE_DIR / app).glob("*/policies.py"))
    ]
    # The portal's own, but for one's calendar, which is of an account and of no coalition.
    found.append(settings.BASE_DIR / "safety_portal/portal/official/policies.py")
    return [
        importlib.import_module(".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts))
        for path in found
    ]


def test_every_policy_is_decided():
    ours = {
        function
        for module in policy_modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if name.startswith(("can_", "is_")) and function.__module__ == module.__name__
    }
    undecided = sorted(map(written, ours - {verb.policy for verb in TABLE.values()}))
    assert undecided == [], "Say in TABLE of tests/everywhere/verbs.py who may, in each way."
    assert {verb.policy for verb in TABLE.values()} <= ours, (
        "A policy is a function can_... or is_... of a noun's policies.py."
    )


@pytest.mark.parametrize("name", TABLE)
def test_everybody_may_what_the_table_says_and_nothing_else(world, name):
    verb = TABLE[name]
    for way, (cast, place) in WAYS.items():
        asking = world.places[cast].cast.items()
        if verb.about is rows.nothing and way not in ("own", "district"):
            continue
        found = {role for role, account in asking if may(account, verb, world.places[place], role)}
        expected = verb.roles(way)
        assert found == expected, (
            f"{way}: members of {cast}, asking about {place}: {written(verb.policy)} lets {sorted(found - expected)} too, and"
            f" {sorted(expected - found)} no more. If that is meant, change {name!r} in TABLE of verbs.py, the rows of"
            " tests/everywhere/audience.py that the addresses behind this policy have, and the policy's sentence."
        )


# Words of a refusal that name a group, by the beginning of the word.
NAMED = {
    "administrator": ["administrator"],
    "officer": PEOPLE["officers"],
    "responder": PEOPLE["responders"],
    "official": PEOPLE["official"],
    "parent": ["parent"],
    "student": ["student"],
    "teacher": ["teacher"],
}


@pytest.mark.parametrize("name", TABLE)
def test_a_refusal_that_names_roles_is_true_of_who_gets_it(world, name):
    """ "Only officers do" is said to nobody who is one, and "Parents do not" to nobody else."""
    verb, place = TABLE[name], world.places["own"]
    for role, account in place.cast.items():
        if (reason := refusal(account, verb, place, role)) and (named := roles_named(reason)):
            is_true = role not in named if reason.startswith("Only") else role in named
            assert is_true, (
                f"{role} is told “{reason}”. Mend the sentence in {written(verb.policy)}."
            )


def refusal(asker, verb, place, role):
    """The first sentence of why not, "" where the asker may or gets nothing to ask about."""
    try:
        verdict = verb.policy(asker, found_by(asker, verb, place, role))
    except Http404:
        return ""
    # Of another coalition, as the district's, its roles say nothing about the asker's.
    return "" if verdict or "coalition" in verdict.reason else verdict.reason.split(". ")[0]


def roles_named(sentence):
    words = sentence.lower().split()
    return {
        role
        for word in words
        for start, roles in NAMED.items()
        if word.startswith(start)
        for role in roles
    }


def written(policy):
    """Where a policy is written: plans/policies.py, can_sign."""
    return f"{policy.__module__.replace('.', '/')}.py, {policy.__name__}"


SHOWN = {
    model.__name__: model._default_manager
    for app in APPS
    for model in apps.get_app_config(app).get_models()
    if hasattr(model._default_manager, "visible_to")
}


@pytest.mark.parametrize("name", SHOWN)
def test_visible_to_shows_nothing_to_who_belongs_elsewhere(world, name):
    """No row to who is no member, and none of one district to who holds every role in another."""
    has_clock = "now" in inspect.signature(SHOWN[name].visible_to).parameters
    every_role, more = frozenset(Role.values), {"now": timezone.now()} if has_clock else {}

    def shown(account):
        return set(SHOWN[name].visible_to(account, **more).values_list("pk", flat=True))

    strangers = set().union(*map(shown, world.nobody.values()))
    both = shown(world.holding("own", every_role)) & shown(world.holding("foreign", every_role))
    what = f"{name}.objects.visible_to shows rows of a coalition out of reach: filter by what access_of(user) reaches."
    assert (strangers, both) == (set(), set()), what


@pytest.mark.parametrize("name", TABLE)
def test_nobody_may_anything_elsewhere(world, name):
    """Who holds every role at once may nothing in a sibling's or a foreign coalition.

    So nobody who holds one of them may.
    """
    verb, every_role = TABLE[name], frozenset(Role.values)
    for cast, place in ELSEWHERE if verb.about is not rows.nothing else ():
        assert not may(world.holding(cast, every_role), verb, world.places[place], "fire"), (
            f"{cast} asked {place}"
        )
