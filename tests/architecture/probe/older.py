"""The ways to build `meetings` wrongly that were refused before there were nouns, and what the
guard says to each.
"""

from tests.architecture.probe.wrong import HERE, NOUN, Way, at

OLDER = [
    Way(
        "a script lies under no noun",
        "scripts",
        "static/js/meetings.js lies under no noun: "
        "move it to static/js/<app>/<noun>.js, or into the folder static/js/<app>/<noun>/.",
        {"static/js/meetings.js": ""},
    ),
    Way(
        "a script imports one of a later noun",
        "scripts",
        "static/js/coalitions/seats.js imports static/js/coalitions/meetings/close.js: "
        "scripts know those of core, and of their own app what stands before them in NOUNS.",
        {
            "static/js/coalitions/seats.js": 'import { close } from "./meetings/close.js";\n',
            "static/js/coalitions/meetings/close.js": 'import { fill } from "../seats.js";\n',
        },
    ),
    Way(
        "an app imports one above it",
        "apps",
        f"{HERE}queries imports plans.editions: coalitions stands below plans: turn the arrow, "
        "or compose both in safety_portal/portal/.",
        at("queries.py", "import plans.editions\n"),
        {
            "plans/__init__.py": '"""WHAT."""\nNOUNS = ("editions",)\n',
            "plans/editions/__init__.py": '"""An edition is one version of a plan."""\n',
            "tests/plans/editions/test_models.py": "",
        },
    ),
    Way(
        "a policy looks at the clock",
        "clock",
        f"{HERE}policies:7 calls .localdate(): give it on= or now= and let the caller say.",
        at("policies.py", "TODAY = timezone.localdate()\n"),
    ),
    Way(
        "a noun does not say what it is",
        "docstrings",
        "coalitions.seats has no docstring: say what the noun is, in 4 to 8 lines.",
        instead={"coalitions/seats/__init__.py": ""},
    ),
    Way(
        "a policy does not say what it means",
        "docstrings",
        f"{HERE}policies.can_open has no docstring: say meaning, units, errors and side effects.",
        at("policies.py", "def can_open(user, meeting):\n    return True\n"),
    ),
    Way(
        "a file is too long",
        "files",
        f"{NOUN}policies.py has 301 lines, 300 at most: split it along its nouns, into a package of the same name.",
        at("policies.py", "x = 1\n" * 295),
    ),
    Way(
        "a test's file is too long",
        "files",
        "tests/coalitions/meetings/test_actions.py has 301 lines, 300 at most: "
        "split it along its nouns, into a package of the same name.",
        {"tests/coalitions/meetings/test_actions.py": "x = 1\n" * 301},
    ),
    Way(
        "a function is too long",
        "functions",
        f"{HERE}policies._long has 41 lines, 40 at most: name its steps.",
        at("policies.py", "def _long():\n" + "    x = 1\n" * 40),
    ),
    Way(
        "a lifecycle asks a model",
        "lifecycle",
        f"{HERE}lifecycle imports coalitions.seats: a lifecycle is states and moves as data. "
        "Hand it in, or ask in a policy.",
        at("lifecycle.py", "import coalitions.seats\n"),
    ),
    Way(
        "what a package keeps to itself is taken",
        "internals",
        f"{HERE}policies imports allauth.core.internal.ratelimit, which allauth keeps to itself: use what it "
        "offers, or write the few lines. Where neither goes: TAKEN in rules/outside.py.",
        at("policies.py", "from allauth.core.internal import ratelimit\n"),
    ),
    Way(
        "a module is called by what it is not",
        "names",
        f"{HERE}helpers: name it by what it is, not helpers.",
        at("helpers.py", '"""Helps."""\n'),
    ),
    Way(
        "modules import each other",
        "rings",
        f"{HERE}policies -> {HERE}queries -> {HERE}policies: a ring. Move what both need below both.",
        at("policies.py", f"import {HERE}queries\n") | at("queries.py", f"import {HERE}policies\n"),
    ),
    Way(
        "a model listens to signals",
        "signals",
        f"{HERE}models listens to model signals: call what follows from the action that writes.",
        at("models.py", "from django.db.models.signals import post_save\n"),
    ),
    Way(
        "an import stands in a function",
        "top",
        f"{HERE}policies:8 imports inside a function: move the import to the top.",
        at("policies.py", "def _later():\n    import json\n"),
    ),
    Way(
        "a view asks the policy of an address itself",
        "buttons",
        f"{HERE}views:16 asks can_close itself: ask the address that it gates, "
        "may(request.user, name, subject), or {% may %} in the template.",
        at(
            "views.py",
            "from coalitions.meetings import policies\n\nmay_close = policies.can_close\n",
        ),
    ),
    Way(
        "a view puts a value on a row",
        "hung",
        f"{HERE}views:18 puts .may_close on meeting, and no class of ours has it: "
        "return a small frozen dataclass with the row and the value.",
        at(
            "views.py",
            "\n\ndef _rows(page):\n    for meeting in page:\n        meeting.may_close = 1\n",
        ),
    ),
]
