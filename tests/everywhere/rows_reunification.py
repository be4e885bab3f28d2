"""Rows of reunification for the table of verbs (rows.py)."""

from coalitions.reunification import queries


def site(asker, place, role):
    return queries.fetch_site(asker, coalition=place.coalition.slug, site=place.site.pk)


def rehearsal(asker, place, role):
    return queries.fetch_rehearsal(
        asker, coalition=place.coalition.slug, rehearsal=place.held_rehearsal.pk
    )
