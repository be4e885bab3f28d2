"""What a text loses on the way in that its writer would miss, so that it can be said.

Pictures that are not in the portal.
"""

from plans.text.attributes import picture
from plans.text.tags import START, tokens
from safety_portal.core.markup import attributes_of


def pictures_left_out(html: str) -> int:
    """How many pictures of any HTML its canonical form will not hold, because they lie somewhere
    else than in the portal.
    """
    pictures = (
        attributes for kind, name, attributes in tokens(html) if (kind, name) == (START, "img")
    )
    return sum(picture(attributes_of(written)) is None for written in pictures)
