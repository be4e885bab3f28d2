"""Codes of audit rows.

One style in every app, rows of before said in it too, and words on the page that shows them.
"""

import ast
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.urls import reverse

from safety_portal.core.audit.chain import seal
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.audit.record import record
from safety_portal.core.look.wording import action_in_words, detail_in_words, done_in_words
from tests.architecture import house
from tests.plugins.databases import as_owner

# Past participles that do not end in -ed.
IRREGULAR = frozenset(
    [
        "begun",
        "brought",
        "chosen",
        "done",
        "frozen",
        "given",
        "held",
        "kept",
        "left",
        "made",
        "put",
        "read",
        "reset",
        "said",
        "sent",
        "set",
        "taken",
        "withdrawn",
        "written",
        "told",
    ]
)
WRITERS = frozenset({"record", "audit", "_audit"})
codes_of_before = import_module("safety_portal.core.audit.migrations.0002_one_style_of_codes")


def name_of(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def written():
    """(module, code) for every code that our code writes.

    The action= of record, and what an app's own _audit is called with.
    """
    for module in house.modules().values():
        for node in house.nodes(module):
            if not isinstance(node, ast.Call) or name_of(node) not in WRITERS:
                continue
            given = [word.value for word in node.keywords if word.arg == "action"]
            given += node.args if name_of(node) != "record" else []
            yield from (
                (module.name, each.value) for each in given if isinstance(each, ast.Constant)
            )


def is_done(code):
    """Whether the first word after the dot is a past participle."""
    done = code.partition(".")[2].partition("_")[0]
    return done.endswith("ed") or done in IRREGULAR


def test_every_code_is_a_noun_and_what_was_done_to_it():
    found = set(written())
    assert len(found) > 40
    assert sorted(pair for pair in found if not is_done(pair[1])) == []


@pytest.mark.django_db
def test_rows_of_before_are_said_in_the_new_style_and_back(coalition, cast):
    codes = [*codes_of_before.CODES, "plan.started"]
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE audit_auditrow DROP CONSTRAINT audit_action_is_noun_and_participle"
        )
    for code in codes:
        record(by=None, action=code, subject=coalition, scope=coalition)
    for subject in (cast.teacher, cast.teacher.people.get()):
        record(by=None, action="renamed", subject=subject)
    seal()

    def stored():
        return list(AuditRow.objects.order_by("id").values_list("action", flat=True))

    before, editor = stored(), SimpleNamespace(connection=connection)
    with as_owner():
        codes_of_before.forwards(None, editor)
    assert stored() == [
        *codes_of_before.CODES.values(),
        "plan.started",
        "account.renamed",
        "person.renamed",
    ]
    assert all(is_done(code) for code in stored())
    with as_owner():
        codes_of_before.backwards(None, editor)
    assert stored() == before == [*codes, "renamed", "renamed"]


def test_codes_become_words():
    assert action_in_words("invitation.sent_again") == "Invitation sent again"
    assert done_in_words("training.logged") == "Logged"


def test_codes_that_stay_are_said_in_the_words_of_today():
    assert action_in_words("people.brought_in") == "People imported"
    assert done_in_words("training.brought_in") == "Imported"
    assert action_in_words("suggestion.taken") == "Suggestion accepted"


@pytest.mark.django_db
def test_administrators_read_words(client, coalition, administrator, cast):
    for code in ("membership.ended", "section_readers.set"):
        record(
            by=cast.teacher, action=code, subject=coalition, scope=coalition, held_on="2026-11-16"
        )
    client.force_login(administrator)
    page = client.get(reverse("coalition_changes", args=[coalition.slug])).content.decode()
    assert page.count("Membership ended") == page.count("Section readers set") == 2
    assert "Held on: November 16, 2026" in page
    assert page.count("membership.ended") == 1  # the value of the choice, never its words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (["Tom Hesse", "Ellen Prudhomme"], "Tom Hesse, Ellen Prudhomme"),
        (
            {"seat_title": "Nurse", "signs_plan": False, "agency": None},
            "Seat title: Nurse; Signs plan: no; Agency: –",
        ),
        (True, "yes"),
        (0, "0"),
        (2.5, "2.5"),
        ("", "–"),
        ([], "–"),
        ({}, "–"),
    ],
)
def test_details_are_told_in_words(value, words):
    assert detail_in_words(value) == words
