"""What is kept of any HTML means the same to a browser's way of reading it, and a sanitiser finds
nothing in it to take out.

The sanitiser (ammonia, on html5ever) is not ours and reads by the rules of HTML: a witness, not
part of the portal.
"""

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.text import allowed
from plans.text.html import normalise
from plans.text.parsing import parse
from tests.plans.text.test_html import HOSTILE, SOUP, TREES
from tests.plugins.skips import needs_shared


def is_as_a_browser_reads_it(html):
    """Whether the canonical form comes out of the sanitiser as the same blocks, attributes and all."""
    kept = normalise(html)
    seen = nh3.clean(
        kept.encode("utf-8", "ignore").decode(),
        tags=allowed.ALLOWED,
        attributes=allowed.ATTRIBUTES,
        url_schemes=allowed.SCHEMES,
        link_rel=None,
    )
    return normalise(seen) == kept and parse(seen) == parse(kept)


@settings(max_examples=300, deadline=None)
@given(st.one_of(SOUP, TREES))
def test_what_is_kept_of_a_soup_of_tags_is_what_a_browser_sees(html):
    assert is_as_a_browser_reads_it(html)


@needs_shared
@pytest.mark.parametrize("name", ["xss-payload-list_odd_lines.txt", "blns.txt"])
def test_what_is_kept_of_a_hostile_text_is_what_a_browser_sees(name):
    lines = (HOSTILE / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not is_as_a_browser_reads_it(line)] == []
