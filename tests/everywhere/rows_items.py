"""Rows of action items for the table of verbs (rows.py)."""

from functools import cache

from coalitions.action_items import queries as items_queries
from plans.required_changes.queries import fetch_change


@cache
def item(name):
    """One of the place's action items (world_items.py)."""

    def fetched(asker, place, role):
        return items_queries.fetch_item(
            asker, coalition=place.coalition.slug, action_item=getattr(place, name).pk
        )

    return fetched


def required_change(asker, place, role):
    """That a section must change for one."""
    return fetch_change(
        asker,
        coalition=place.coalition.slug,
        action_item=place.item.pk,
        change=place.required_change.pk,
    )


def evidence(asker, place, role):
    """A photo of one that was done."""
    return items_queries.fetch_evidence(
        asker,
        coalition=place.coalition.slug,
        action_item=place.done_item.pk,
        evidence=place.photo.pk,
    )
