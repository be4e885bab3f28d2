"""Rows of champions for the table of verbs (rows.py)."""

from coalitions.champions import queries


def carry(asker, place, role):
    return queries.fetch_carry(asker, coalition=place.coalition.slug)


def talk(asker, place, role):
    return queries.fetch_talk(asker, coalition=place.coalition.slug, talk=place.talk.pk)
