"""Rows of calendars for the table of verbs (rows.py)."""

from coalitions.calendars import queries


def year(asker, place, role):
    return queries.fetch_year(asker, coalition=place.coalition.slug, year=place.school_year.pk)


def span(asker, place, role):
    return queries.fetch_span(asker, coalition=place.coalition.slug, span=place.year_span.pk)
