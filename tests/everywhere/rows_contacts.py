"""Rows of contacts for the table of verbs (rows.py)."""

from coalitions.agencies.queries import fetch_agency
from coalitions.contacts import queries as contacts_queries


def contact(asker, place, role):
    return contacts_queries.fetch_contact(
        asker, coalition=place.coalition.slug, contact=place.contact.pk
    )


def printed(asker, place, role):
    return contacts_queries.fetch_printed(
        asker, coalition=place.coalition.slug, printed=place.printed.pk
    )


def agency(asker, place, role):
    return fetch_agency(asker, coalition=place.coalition.slug, agency=place.agency.pk)
