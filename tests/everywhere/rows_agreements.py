"""Rows of agreements for the table of verbs (rows.py)."""

from functools import cache

from coalitions.agreements import queries as agreements_queries


def agreement(asker, place, role):
    return agreements_queries.fetch_agreement(
        asker, coalition=place.coalition.slug, agreement=place.agreement.pk
    )


@cache
def paper(which):
    """A paper of the agreement, by its name in a place."""

    def fetched(asker, place, role):
        found = getattr(place, which)
        return agreements_queries.fetch_paper(
            asker,
            coalition=place.coalition.slug,
            agreement=found.agreement_id,
            paper=found.pk,
        )

    return fetched


def assignment(asker, place, role):
    """The officer's, whoever asks."""
    return agreements_queries.fetch_assignment(
        asker, coalition=place.coalition.slug, assignment=place.assignment.pk
    )
