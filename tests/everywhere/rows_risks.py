"""Rows of risks for the table of verbs (rows.py)."""

from plans.risks import queries


def risk(asker, place, role):
    return queries.fetch_risk(asker, coalition=place.coalition.slug, risk=place.risk.pk)
