"""Where an agreement stands on a day, in SQL: once for lists, pages and what is owed.

Each function is of rows of coalitions_agreement under whatever name, with %(on)s where it asks for
a day.
"""

from datetime import date
from typing import Any

from django.db.models import Field
from django.db.models.expressions import RawSQL

from coalitions.agreements.lifecycle import ENDING_WITHIN, REVIEW_ASKED_BEFORE


def withdrawn(table: str) -> str:
    """Taken back before it came into force."""
    return f"({table}.closed_at IS NOT NULL AND {table}.ended_early_on IS NULL)"


def last_day(table: str) -> str:
    """The last day it holds; null where it has none."""
    return f"LEAST({table}.ends_on, {table}.ended_early_on)"


def holds(table: str) -> str:
    """Signed, begun and not ended on the day, whether or not a newer one holds beside it."""
    return (
        f"({table}.signed_on IS NOT NULL AND {table}.starts_on <= %(on)s"
        f" AND COALESCE({last_day(table)} >= %(on)s, TRUE) AND NOT {withdrawn(table)})"
    )


def first_of(table: str) -> str:
    """The key of the first of its chain, which every later one names."""
    return f"COALESCE({table}.first_id, {table}.id)"


def renewed(table: str) -> str:
    """Whether a signed one takes its place, be it from a later day on."""
    return _next(table, "next.signed_on IS NOT NULL")


def replaced(table: str) -> str:
    """Whether a signed one has taken its place by the day."""
    return _next(table, "next.signed_on IS NOT NULL AND next.starts_on <= %(on)s")


def in_renewal(table: str) -> str:
    """Whether one that takes its place was begun, signed or not."""
    return _next(table, "TRUE")


def _next(table: str, which: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM coalitions_agreement next"  # noqa: S608  our own words
        f" WHERE next.replaces_id = {table}.id AND NOT {withdrawn('next')} AND {which})"
    )


def standing(table: str) -> str:
    """Where it stands on the day: a code of lifecycle.Standing."""
    last, ending = last_day(table), f"%(on)s::date + {ENDING_WITHIN.days}"
    return f"""CASE
        WHEN {withdrawn(table)} THEN 'withdrawn'
        WHEN {table}.signed_on IS NULL THEN 'draft'
        WHEN {table}.starts_on > %(on)s THEN 'to_come'
        WHEN {replaced(table)} THEN 'replaced'
        WHEN {last} < %(on)s AND {table}.closed_at IS NOT NULL THEN 'closed'
        WHEN {last} < %(on)s THEN 'ended'
        WHEN {last} <= {ending} AND NOT {renewed(table)} THEN 'ending'
        WHEN {table}.review_due_on <= %(on)s::date + {REVIEW_ASKED_BEFORE.days} THEN 'review_due'
        ELSE 'in_force'
    END"""


def asked(words: str, output: "Field[Any, Any]", *, on: date | None = None) -> RawSQL:
    """What one of these says of the rows of a queryset, on the day it asks for."""
    days = [on] * words.count("%(on)s")
    return RawSQL(words.replace("%(on)s", "%s"), days, output_field=output)  # noqa: S611  our own
