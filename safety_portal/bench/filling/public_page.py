"""The page of the district for everybody, public."""

from coalitions.access.roles import Role
from coalitions.community.actions import publishing, settings
from coalitions.community.actions.settings import PageChoices
from coalitions.community.letters import letters
from safety_portal.bench.ground import Ground

SEEN = "0" * 64


def make_public_page(ground: Ground) -> None:
    """With every letter on file, published by its administrator."""
    by, place = ground.accounts[Role.ADMINISTRATOR], ground.coalition
    choices = PageChoices(
        phone="555-0100",
        introduction="",
        left_out=(),
        concerns=[],
        letters=list(letters()),
        programs=[],
    )
    settings.change_page(coalition=place, saves=0, choices=choices, by=by)
    publishing.publish_page(coalition=place, seen=SEEN, shown=SEEN, by=by)
