"""The chain of audit rows.

Each carries the SHA-256 of itself and of the one before it in its scope.

Written by the database when a transaction commits, by deferred triggers, so that no way of writing
a row goes past it and the lock on a scope's chain is held for the commit alone (why:
docs/decisions/2026-11-30-chain.md). Read and computed again here, in another language than it was
written in. A version of the serialization never changes any more. Version 1:

    a JSON array, UTF-8, ", " between its values, characters outside ASCII as themselves:
    [1, scope or null, place, hash before or "", id, at, by_id, by_name, action, subject_kind, subject_id, subject_name, detail]

    at is "2026-11-30T14:05:09.123456Z", in UTC; detail is a string: the JSON as PostgreSQL writes jsonb, keys sorted. What is
    NULL in the row is null. The hash is 64 lower-case hexadecimal digits.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

import pgtrigger
from django.db import connection

VERSION = 1
# The columns of an audit row that are hashed, after the place and the hash before; detail as text.
COLUMNS = (
    "id",
    "at",
    "by_id",
    "by_name",
    "action",
    "subject_kind",
    "subject_id",
    "subject_name",
    "detail",
)
CHAINED = "audit.AuditRow:chained"


@dataclass(frozen=True)
class Hashed:
    """What an audit row says, as it goes into its hash: `detail` is the text of the JSON."""

    scope: int | None
    id: int
    at: datetime
    by_id: int | None
    by_name: str
    action: str
    subject_kind: str
    subject_id: int | None
    subject_name: str
    detail: str

    def digest(self, *, place: int, before: str, version: int = VERSION) -> str:
        """The hash of the row at `place`, behind the hash `before` ("" at place 1).

        KeyError for a version that never was.
        """
        text = json.dumps(SERIALIZED[version](self, place, before), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def _values_1(row: Hashed, place: int, before: str) -> list[int | str | None]:
    values = [getattr(row, name) for name in COLUMNS]
    values[COLUMNS.index("at")] = row.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return [1, row.scope, place, before, *values]


SERIALIZED = {1: _values_1}


def seal() -> None:
    """Chain what the current transaction has written now rather than at its commit.

    Whoever prints a receipt needs the hash.

    From here to the commit nobody else can commit an audit row of the same scopes. So it comes as
    late as it can, and what follows it must wait for no lock: rows that mail refers to are never
    locked against foreign keys (tests/core/audit/test_audit_chain.py). Outside a transaction there
    is nothing to seal.
    """
    if connection.in_atomic_block:
        pgtrigger.constraints(pgtrigger.Immediate, CHAINED)
        pgtrigger.constraints(pgtrigger.Deferred, CHAINED)
