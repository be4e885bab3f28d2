"""Reaching rows from memberships, as a condition: the one shape that every `visible_to` has."""

from collections.abc import Collection

from django.db.models import Q

from safety_portal.core.database.kept_queries import Among, ListSlot

Keys = ListSlot | Collection[int]


def by_coalition(path: str, *, direct: Keys = (), down: Keys = (), up: Keys = ()) -> Q:
    """Rows whose coalition, found at `path` ("plan__coalition"; "" for coalitions themselves), is
    within reach.

    `direct` are ids of coalitions; `down` of districts whose schools' coalitions are reached; `up`
    of districts whose own coalition is. What reaches nothing is left out of the query, so that most
    readers' queries stay short. Of a query that is kept each is a ListSlot.
    """
    to = f"{path}__" if path else ""
    conditions = [_among(f"{path}_id" if path else "pk", direct)] if direct else []
    if down:
        conditions.append(Q(_among(f"{to}district_id", down), **{f"{to}school__isnull": False}))
    if up:
        conditions.append(Q(_among(f"{to}district_id", up), **{f"{to}school__isnull": True}))
    return any_of(*conditions)


def _among(column: str, ids: Keys) -> Q:
    return Q(Among(column, ids)) if isinstance(ids, ListSlot) else Q(**{f"{column}__in": ids})


def any_of(*conditions: Q) -> Q:
    """One of the conditions; without any, no row."""
    joined = Q()
    for condition in conditions:
        joined |= condition
    return joined or Q(pk__in=[])
