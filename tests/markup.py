"""The HTML of a page, as far as a reader of it could tell two apart."""

import re


def flat(response):
    """The HTML of a response, without the white space that only whoever writes templates sees."""
    html = re.sub(r"\s+", " ", response.content.decode())
    return re.sub(r" (?=>|</)|(?<=>) (?=<)", "", html)
