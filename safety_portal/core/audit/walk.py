"""Walk the chain of every scope from its first link, compute each hash again, and say where the
first one breaks.
"""

from dataclasses import dataclass
from itertools import groupby

from django.db import connection, transaction

from safety_portal.core.audit.chain import SERIALIZED, Hashed, seal
from safety_portal.core.audit.receipts import receipt_of
from safety_portal.core.look.wording import action_in_words

BATCH = 2000
# fmt: off
LINKS = """
    SELECT link.scope, link.place, link.row_id, link.version, link.hash,
           told.scope, told.id, told.at, told.by_id, told.by_name, told.action,
           told.subject_kind, told.subject_id, told.subject_name, told.detail::text
    FROM audit_link link LEFT JOIN audit_auditrow told ON told.id = link.row_id
    {where} ORDER BY link.scope, link.place
"""
OUTSIDE = """
    SELECT COALESCE(told.scope, 0), count(*), min(told.id)
    FROM audit_auditrow told LEFT JOIN audit_link link ON link.row_id = told.id
    WHERE link.row_id IS NULL {where} GROUP BY 1 ORDER BY 1
"""
# fmt: on


@dataclass
class Walked:
    """What one scope's chain was found to be.

    `broken` is a sentence, "" where it is whole; `broken_at` a place, or None.
    """

    scope: int
    links: int = 0
    place: int = 0
    head: str = ""
    broken: str = ""
    broken_at: int | None = None

    @property
    def receipt(self):
        """The receipt of its head, "" for a chain without a link."""
        return str(receipt_of(self.scope, self.place, self.head)) if self.head else ""


def walk(*, scope=None):
    """Walk the chains of all scopes, or of one (0: what belongs to no coalition).

    A list of Walked in their order.

    Reads in batches by a server-side cursor, in time and not in memory proportional to the rows. Of
    each scope the first break is told. Rows that other transactions are writing are not seen; what
    this one wrote is chained first.
    """
    with transaction.atomic():
        seal()
        chains = {chain.scope: chain for chain in _walk_links(scope)}
        for chain in _outside(scope):
            known = chains.setdefault(chain.scope, chain)
            if not known.broken:
                known.broken = chain.broken
    return [chains[key] for key in sorted(chains)]


def _walk_links(scope):
    where, values = ("", []) if scope is None else ("WHERE link.scope = %s", [scope])
    with connection.chunked_cursor() as cursor:
        cursor.itersize = BATCH
        cursor.execute(LINKS.format(where=where), values)
        for key, links in groupby(cursor, key=lambda row: row[0]):
            yield _walk_one(key, links)


def _walk_one(scope, links):
    walked = Walked(scope)
    for _, place, row_id, version, stored, *values in links:
        walked.links += 1
        if not walked.broken:
            walked.broken = _break(walked, place, row_id, version, stored, values)
            walked.broken_at = place if walked.broken else None
        walked.place, walked.head = place, stored
    return walked


def _break(walked, place, row_id, version, stored, values):
    """What is wrong with one link behind the last one; "" where nothing is."""
    row = Hashed(*values)
    if place != walked.place + 1:
        missing = f"place {walked.place + 1}" + (
            f" to {place - 1}" if place > walked.place + 2 else ""
        )
        return f"Row missing: the chain has no {missing}."
    if row.id is None:
        return f"Row missing: row {row_id} at place {place} is gone."
    if version not in SERIALIZED:
        return f"Row unreadable: place {place} says that it was serialized by version {version}, which never was."
    if (row.scope or 0) == walked.scope and row.digest(
        place=place, before=walked.head, version=version
    ) == stored:
        return ""
    return (
        f"Row changed: row {row_id} at place {place} ({action_in_words(row.action).lower()}, {row.at:%Y-%m-%d}) is not what "
        "was chained. It was changed, or a row before it was taken out, put in or moved."
    )


def _outside(scope):
    where, values = ("", []) if scope is None else ("AND COALESCE(told.scope, 0) = %s", [scope])
    with connection.cursor() as cursor:
        cursor.execute(OUTSIDE.format(where=where), values)
        for key, count, first in cursor.fetchall():
            rows = (
                f"row {first} stands"
                if count == 1
                else f"{count:,} rows stand, the first of them row {first},"
            )
            yield Walked(key, broken=f"Row put in: {rows} outside the chain.")
