"""Who may do what with the page for everybody: a part of the table (verbs.py)."""

from coalitions.community import policies, queries
from tests.everywhere.may import May


def seated(asker, place, role):
    """The membership of the fire chief, as its holder alone fetches it."""
    return queries.fetch_own_membership(
        asker, coalition=place.coalition.slug, membership=place.seated.pk
    )


COMMUNITY = {
    "be named on the public page": May(policies.can_show_name, seated, "fire"),
}
