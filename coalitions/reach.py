"""Reaching rows from memberships, as a condition: the one shape that every `visible_to` has."""

from django.db.models import Q


def reaching(path, *, direct=(), down=(), up=()):
    """Rows whose coalition, found at `path` ("plan__coalition"; "" for coalitions themselves), is within reach.

    `direct` are ids of coalitions; `down` of districts whose schools' coalitions are reached; `up` of districts whose own
    coalition is. What reaches nothing is left out of the query, so that most readers' queries stay short.
    """
    to = f"{path}__" if path else ""
    found = [Q(**{f"{path}_id__in" if path else "pk__in": direct})] if direct else []
    if down:
        found.append(Q(**{f"{to}school__isnull": False, f"{to}district_id__in": down}))
    if up:
        found.append(Q(**{f"{to}school__isnull": True, f"{to}district_id__in": up}))
    return either(*found)


def either(*conditions):
    """One of the conditions; without any, no row."""
    found = Q()
    for condition in conditions:
        found |= condition
    return found or Q(pk__in=[])
