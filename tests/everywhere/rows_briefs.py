"""Rows of briefs for the table of verbs (rows.py)."""

from coalitions.briefs import queries as briefs_queries


def brief(which):
    """A brief on the pages of its coalition, by its name in a place."""

    def fetched(asker, place, role):
        return briefs_queries.fetch_brief(
            asker, coalition=place.coalition.slug, brief=getattr(place, which).pk
        )

    return fetched


def answer(asker, place, role):
    return briefs_queries.fetch_answer(
        asker,
        coalition=place.coalition.slug,
        brief=place.brief.pk,
        answer=place.brief_answer.pk,
    )
