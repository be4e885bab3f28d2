"""The chain of audit rows.

Written by the database at the commit, whole whoever writes, and noticed where it was made anew.
"""

import ast
import json
import random
from importlib import import_module

import pytest
from django.core.management import CommandError
from django.db import InternalError, ProgrammingError, connection, transaction

from safety_portal.core.audit.chain import seal
from safety_portal.core.audit.models import AuditRow, Chain, Link
from safety_portal.core.audit.record import record, record_each
from tests import builders
from tests.architecture import house
from tests.core.audit.chains import problems, receipt_at, tell, write
from tests.plugins.databases import as_owner
from tests.tampering import by_the_owner

chain_migration = import_module("safety_portal.core.audit.migrations.0004_chain")
AWKWARD = 'Zoë "Zo" O\'Neil \\ 警察 \U0001f692\t\n\x01\x7f'


@pytest.mark.django_db
def test_rows_are_chained_as_another_language_computes_it(coalition):
    detail = {"bb": 1.5, "a": [None, True, AWKWARD], "empty": {}, "long": 12345678901234567890}
    record(
        by=None,
        action="coalition.formed",
        subject=coalition,
        name=AWKWARD,
        scope=coalition,
        **detail,
    )
    record(by=None, action="coalition.formed", subject=coalition)
    write(coalition, 3, scope=coalition)

    assert problems() == []
    assert list(Link.objects.order_by("scope", "place").values_list("scope", "place")) == [
        (0, 1),
        *((coalition.pk, place) for place in (1, 2, 3, 4)),
    ]


@pytest.mark.django_db
def test_a_hash_never_changes(coalition):
    """What is printed on paper has to be found again by every later version of the portal."""
    fixed = {
        "id": 7,
        "by_name": "Dana",
        "action": "coalition.formed",
        "subject_kind": "x",
        "subject_name": AWKWARD,
    }
    AuditRow.objects.bulk_create([AuditRow(**fixed, scope=5, detail={"b": 1, "aa": "ü"})])
    with by_the_owner():
        Link.objects.all().delete()
        AuditRow.objects.update(at="2026-11-30T12:00:00.000120Z")
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_chain_row(told) FROM audit_auditrow told")

    assert problems() == []
    assert receipt_at(1) == "5-1-55ED-EA9D-17DA-8BA3-916D"


@pytest.mark.django_db
def test_many_rows_of_many_scopes_are_chained_in_one_transaction(coalition):
    told = {"by": None, "action": "coalition.formed", "subject": coalition, "detail": {}}
    record_each({**told, "scope": number % 7 + 1} for number in range(2000))
    seal()

    assert problems() == []
    assert Link.objects.count() == 2000
    assert Chain.objects.count() == 7


@pytest.mark.django_db(transaction=True)
def test_eight_writers_make_no_fork_no_gap_and_wait_for_each_other_in_no_circle(run_at_once):
    """Each transaction writes in several scopes, in an order of its own, and begins and ends with
    rows of the same accounts.
    """
    accounts = [builders.make_account() for _ in range(3)]

    def one():
        rng = random.Random()
        for _ in range(25):
            with transaction.atomic():
                for scope in rng.sample(range(1, 6), 3):
                    record(
                        by=accounts[0], action="coalition.formed", subject=accounts[0], scope=scope
                    )
                    builders.make_person(
                        district=builders.make_district(), account=rng.choice(accounts)
                    )
                with transaction.atomic():
                    record(
                        by=None,
                        action="coalition.formed",
                        subject=accounts[1],
                        scope=rng.randint(1, 5),
                    )
                if rng.random() < 0.3:
                    seal()

    run_at_once(one, times=8)

    assert problems() == []
    assert Link.objects.count() == AuditRow.objects.count() == 8 * 25 * 4


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_is_rolled_back_leaves_no_link():
    account = builders.make_account()
    with transaction.atomic():
        write(account, 2)
        transaction.set_rollback(True)
    with transaction.atomic():
        write(account)

    assert (Link.objects.count(), problems()) == (1, [])


@pytest.mark.django_db
def test_nobody_can_change_or_take_away_a_link(coalition):
    write(coalition, 2)
    for change in (lambda: Link.objects.update(hash="0" * 64), lambda: Link.objects.all().delete()):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            change()
        with as_owner(), pytest.raises(InternalError, match="pgtrigger"), transaction.atomic():
            change()


BREAKS = {
    "changed": (lambda rows: rows.filter(pk=rows[2].pk).update(by_name="Eve"), "Row changed: row"),
    "backdated": (
        lambda rows: rows.filter(pk=rows[2].pk).update(at="2020-01-01T00:00Z"),
        "Row changed: row",
    ),
    "deleted": (lambda rows: rows.filter(pk=rows[2].pk).delete(), "Row missing: row"),
    "deleted with its link": (
        lambda rows: (
            Link.objects.filter(row_id=rows[2].pk).delete(),
            rows.filter(pk=rows[2].pk).delete(),
        ),
        "Row missing: the chain has no place 3.",
    ),
    "closed up": (
        lambda rows: (
            Link.objects.filter(place=3).delete(),
            [Link.objects.filter(place=place).update(place=place - 1) for place in (4, 5)],
        ),
        "Row changed: row",
    ),
    "swapped": (
        lambda rows: (
            Link.objects.filter(place=3).update(place=99),
            Link.objects.filter(place=4).update(place=3),
            Link.objects.filter(place=99).update(place=4),
        ),
        "Row changed: row",
    ),
    "put in": (
        lambda rows: rows.create(by_name="Eve", action="a.made", subject_kind="x", scope=9),
        "Row put in: row",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", BREAKS)
def test_the_first_break_is_named_and_the_command_says_so(coalition, name):
    write(coalition, 5, scope=coalition)
    tamper, said = BREAKS[name]
    with by_the_owner():
        tamper(AuditRow.objects.order_by("pk"))
    code, out = tell()

    assert (code, said in out, "not whole" in out) == (1, True, True), out


@pytest.mark.django_db
def test_the_command_counts_and_names_the_heads(coalition, sibling):
    write(coalition, 3, scope=coalition)
    write(sibling, 2, scope=sibling)
    code, out = tell("--json")
    told = json.loads(out)

    assert (code, told["whole"], told["rows"]) == (0, True, 5)
    assert [(chain["name"], chain["rows"]) for chain in told["chains"]] == [
        (coalition.name, 3),
        (sibling.name, 2),
    ]
    assert tell("--scope", sibling.slug)[1].endswith("2 rows in 1 chain: whole.\n")


@pytest.mark.django_db
def test_nothing_written_is_whole():
    assert tell() == (0, "0 rows in 0 chains: whole.\n")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        ["--scope", "nowhere"],
        ["--receipt", "x"],
        ["--receipt", "1-2-3F9A"],
        ["--receipt", "1-1-AAAA-AAAA-AAAA-AAAA-AAAA", "--scope", "a"],
    ],
)
def test_bad_input_is_refused_in_a_sentence(wrong):
    with pytest.raises(CommandError) as refused:
        tell(*wrong)
    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_rows_of_before_are_chained_in_their_order_and_the_chain_goes_again(coalition):
    write(coalition, 3, scope=coalition)
    write(coalition, 2)
    expected = list(
        Link.objects.order_by("scope", "place").values_list("scope", "place", "row_id", "hash")
    )
    with by_the_owner() as cursor:
        Link.objects.all().delete()
        Chain.objects.all().delete()
        cursor.execute(chain_migration.CHAIN_EXISTING)

    assert (
        list(
            Link.objects.order_by("scope", "place").values_list("scope", "place", "row_id", "hash")
        )
        == expected
    )


def test_rows_are_locked_so_that_foreign_keys_do_not_wait():
    """A row that refers to a locked one would wait for it at its commit, where the chain is held.

    Two could wait in a circle.
    """
    found = [
        f"{module.name}:{node.lineno}"
        for module in house.modules().values()
        for node in house.nodes(module)
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") == "select_for_update"
        and "no_key" not in [word.arg for word in node.keywords]
    ]
    assert found == [], "Say select_for_update(no_key=True, ...)."
