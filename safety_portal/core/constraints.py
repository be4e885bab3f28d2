"""Constraints and triggers that recur in every app."""

from collections.abc import Sequence

import pgtrigger
from django.db.models import CheckConstraint, Q, TextChoices


def together(first: str, second: str, *, name: str) -> CheckConstraint:
    """`first` and `second` are both set or both null: a time and who it was, for example."""
    neither = Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
    both = Q(**{f"{first}__isnull": False, f"{second}__isnull": False})
    return CheckConstraint(condition=neither | both, name=name)


def known(field: str, choices: type[TextChoices] | Sequence[str], *, name: str) -> CheckConstraint:
    """`field` holds one of `choices`: a TextChoices, or a list of codes where "" is one of them."""
    values = getattr(choices, "values", choices)
    return CheckConstraint(condition=Q(**{f"{field}__in": list(values)}), name=name)


def never_emptied() -> pgtrigger.Trigger:
    """TRUNCATE, which fires no trigger of a row, is refused.

    For each table with rows that are never deleted.
    """
    return pgtrigger.Trigger(
        name="never_emptied",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;",
    )
