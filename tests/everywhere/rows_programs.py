"""Rows of programs for the table of verbs (rows.py)."""

from coalitions.programs import queries as programs_queries
from tests.programs import LINE


def program(which):
    """A program, by its name in a place."""

    def fetched(asker, place, role):
        return programs_queries.fetch_program(
            asker, coalition=place.coalition.slug, program=getattr(place, which).pk
        )

    return fetched


def entry(asker, place, role):
    return programs_queries.fetch_entry(
        asker, coalition=place.coalition.slug, entry=place.program_entry.code
    )


def of_the_portal(asker, place, role):
    return programs_queries.fetch_entry(asker, coalition=place.coalition.slug, entry=LINE)
