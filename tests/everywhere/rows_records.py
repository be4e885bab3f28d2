"""Rows of public records for the table of verbs (rows.py)."""

from coalitions.public_records import queries


def request(asker, place, role):
    return queries.fetch_request(
        asker, coalition=place.coalition.slug, records_request=place.records_request.pk
    )


def packet(asker, place, role):
    return queries.fetch_packet(
        asker, coalition=place.coalition.slug, packet=place.records_packet.pk
    )
