"""What the audit says of one edition.

Its rows in the order of the chain, and the newest state that each vouches for.
"""

import json
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.utils import timezone

from plans.editions.evidence import EDITION, EVIDENCE_RECORDED
from plans.editions.lifecycle import EditionStatus
from safety_portal.core.audit.chain import SERIALIZED, Hashed, seal
from safety_portal.core.audit.evidence import differing
from safety_portal.core.look.wording import action_in_words, full_day, listed

FROZEN, IN_FORCE = ("edition.frozen", EVIDENCE_RECORDED), "edition.put_in_force"
# What may follow that.
AFTERWARDS = (
    "edition.superseded",
    "edition.retired",
    "approval.recorded",
    "approval.voided",
    "minutes.added",
)
# With the link of each row and the hash before it, so that a row that was changed vouches for
# nothing.
ROWS = """
    SELECT told.scope, told.id, told.at, told.by_id, told.by_name, told.action, told.subject_kind, told.subject_id,
           told.subject_name, told.detail::text, link.place, link.hash, link.version, before.hash
    FROM audit_auditrow told
    LEFT JOIN audit_link link ON link.row_id = told.id
    LEFT JOIN audit_link before ON before.scope = link.scope AND before.place = link.place - 1
    WHERE {which} ORDER BY link.place, told.id
"""
OF_EDITION = "told.detail ? 'edition_id' AND told.detail -> 'edition_id' = %s::text::jsonb"
OF_SUBJECTS = "told.subject_kind = %s AND told.subject_id = ANY(%s)"


@dataclass
class LedgerEntry:
    """One audit row with its evidence.

    `place` is None, or `is_chained` false, where the chain does not vouch for it.
    """

    hashed: Hashed
    place: int | None
    is_chained: bool

    @cached_property
    def evidence(self):
        return json.loads(self.hashed.detail).get("evidence", {})

    @property
    def action(self):
        return self.hashed.action

    @property
    def words(self):
        """ "signature signed, November 9, 2026"."""
        on = timezone.localtime(self.hashed.at).date()
        return f"{action_in_words(self.action).lower()}, {full_day(on)}"


def entries_of(which, values):
    """The audit rows that a condition of ROWS chooses, in the order of the chain. One query.

    The transaction's own are chained.
    """
    seal()
    with connection.cursor() as cursor:
        cursor.execute(ROWS.format(which=which), values)
        return [_entry(row) for row in cursor.fetchall()]


def _entry(row):
    *columns, place, stored, version, before = row
    hashed = Hashed(*columns)
    is_chained = (
        version in SERIALIZED
        and hashed.digest(place=place, before=before or "", version=version) == stored
    )
    return LedgerEntry(hashed, place, is_chained)


class Ledger:
    """The audit rows of an edition.

    `states` are the newest by (kind, id), with the row that says so.

    A row that the chain does not vouch for is named, and vouches for nothing.
    """

    def __init__(self, edition):
        self.all_rows = entries_of(OF_EDITION, [edition.pk])
        self.rows = [row for row in self.all_rows if row.is_chained]
        self.states = {}
        for row in self.rows:
            self._take(row)

    def _take(self, row):
        for kind, states in row.evidence.get("others", {}).items():
            self.states |= {(kind, int(pk)): (state, row) for pk, state in states.items()}
        if "state" in row.evidence:
            self.states[row.hashed.subject_kind, row.hashed.subject_id] = row.evidence["state"], row

    @property
    def frozen(self):
        """The row of the present freezing, or the one that recorded on upgrade what was frozen.

        None without either.
        """
        return next(
            (
                row
                for row in reversed(self.rows)
                if row.action in FROZEN and "sections" in row.evidence
            ),
            None,
        )

    @property
    def recorded(self):
        """The row of the upgrade, None where evidence was there from the start."""
        return next((row for row in self.rows if row.action == EVIDENCE_RECORDED), None)

    @property
    def put_in_force(self):
        """The row since when the edition is known to be in force, or to have been.

        That of coming into force, or the upgrade's.
        """
        return next((row for row in self.rows if _is_in_force(row)), None)

    @property
    def saves(self):
        """What the row of each save says of a revision, by its id: ([id, section, version, digest],
        row).
        """
        return {
            saved[0]: (saved, row)
            for row in self.rows
            if row.hashed.subject_kind != EDITION
            for saved in row.evidence.get("revisions", ())
        }

    def problems(self):
        """Sentences.

        Rows that the chain does not vouch for, and such as nobody writes at that place of it.
        """
        for row in self.all_rows:
            if row.place is None:
                yield f"Audit row {row.hashed.id} ({row.words}) stands outside the chain."
            elif not row.is_chained:
                yield f"Audit row {row.hashed.id} ({row.words}) is not what was chained."
        if self.recorded and self.recorded is not self.rows[0]:
            yield f"Audit row {self.recorded.hashed.id} records evidence for an edition that has its own."
        yield from self._too_late()

    def _too_late(self):
        """Of what the edition is once it is in force, nothing is decided any more but how it ends,
        and how a board voted.
        """
        if self.put_in_force is None:
            return
        for row in self.rows:
            if row.place <= self.put_in_force.place:
                continue
            if row.action not in AFTERWARDS:
                yield f"Audit row {row.hashed.id} ({row.words}) was written after the edition came into force."
            elif names := self._rewritten(row):
                yield f"Audit row {row.hashed.id} ({row.words}) rewrites what came into force: {listed(in_words(names))}."

    def _rewritten(self, row):
        """The columns of the edition that a row says otherwise than the one of coming into force,
        but for how it ends.
        """
        if row.hashed.subject_kind != EDITION:
            return []
        names = differing(
            row.evidence.get("state", {}), self.put_in_force.evidence.get("state", {})
        )
        return [name for name in names if name not in ("status", "ended_at")]

    def differences(self, kind, row, state, *, what):
        """Sentences on how a row differs from the newest state that the audit knows of it; `what`
        is it in words.
        """
        recorded, source = self.states.get((kind, row.pk), (None, None))
        if recorded is None:
            yield f"No audit row tells of {what}."
        elif names := differing(state, recorded):
            yield f"{what[:1].upper()}{what[1:]}: {columns_in_words(names)} not what the audit says ({source.words})."

    def gone(self, kind, ids):
        """(id, state, row) of what the audit knows of a kind and the table has not."""
        known = [(pk, *recorded) for (of, pk), recorded in self.states.items() if of == kind]
        return [entry for entry in known if entry[0] not in ids]


def _is_in_force(row):
    if row.action == EVIDENCE_RECORDED:
        return row.evidence.get("state", {}).get("status") != EditionStatus.AWAITING_SIGNATURES
    return row.action == IN_FORCE


def columns_in_words(names):
    """ "parent is", "typed name and state are"."""
    return f"{listed(in_words(names))} {'is' if len(names) == 1 else 'are'}"


def in_words(names):
    """Names of columns as words."""
    return [
        name.removesuffix("_id").replace("_", " ").replace("sha256", "SHA-256") for name in names
    ]
