"""What a text loses on the way in that its writer would miss, so that it can be said: pictures that are not in the portal."""

import re

import nh3

from plans.text import allowed

_IMAGE = re.compile(r'<img(?: src="([^"]*)")?>')


def pictures_left_out(html: str) -> int:
    """How many pictures of any HTML its canonical form will not hold, because they lie somewhere else than in the portal."""
    if "<img" not in html.lower():
        return 0
    bare = nh3.clean(
        html.encode("utf-8", "ignore").decode(),
        tags={"img"},
        attributes={"img": {"src"}},
        url_schemes=allowed.SCHEMES,
        clean_content_tags=allowed.DROPPED_WITH_CONTENT,
        strip_comments=True,
    )
    return sum(not allowed.PICTURE.search(source) for source in _IMAGE.findall(bare))
