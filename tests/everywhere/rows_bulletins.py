"""Rows of bulletins for the table of verbs (rows.py)."""

from coalitions.bulletins.queries import fetch_bulletin


def bulletin(asker, place, role):
    return fetch_bulletin(asker, coalition=place.coalition.slug, bulletin=place.bulletin.pk)
