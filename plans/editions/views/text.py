"""Plan text as a page shows it.

Facts filled in, pictures by their address, headings and tables fit for a screen reader.

Works on canonical HTML only (plans.text.html.normalise), which is safe to show.
"""

import re
from functools import partial
from html import escape

from django.urls import reverse
from django.utils.safestring import mark_safe

from plans.editions.reader_text import filled
from plans.text.html import for_reading
from plans.text.places import marked
from safety_portal.core.values import whole_number

HEADING = re.compile(r"<(/?)h([3-6])>")
EMPTY_HEAD = re.compile(r"<th(?: [^>]*)?></th>")
TITLE_LEVEL = 2


def page_text(html, *, edition, facts, name, marks=None):
    """Canonical `html` of a section called `name`, ready to stand under an h2. Returns safe markup.

    `marks`: places in the text as read that notes on the page are about, by the note's id.
    """
    text = marked(filled(html, facts), marks or {})
    rendered = for_reading(text, picture_url=partial(picture_url, edition.plan))
    levelled = _levels_without_gaps(EMPTY_HEAD.sub("<td></td>", rendered))
    return mark_safe(_tables_in_regions(levelled, name))  # noqa: S308


def picture_url(plan, sha256):
    """Where a picture of a plan is streamed from."""
    return reverse("workspace_picture", args=[plan.coalition.slug, plan.pk, sha256])


def fragment(html, plan):
    """A piece of canonical or redlined HTML, such as one passage of a difference, ready for a page.

    Returns safe markup.
    """
    rendered = for_reading(html, picture_url=partial(picture_url, plan))
    return mark_safe(_levels_without_gaps(EMPTY_HEAD.sub("<td></td>", rendered)))  # noqa: S308


def _levels_without_gaps(html):
    """Headings as Word had them may skip a level; those a page shows may not."""
    previous = TITLE_LEVEL
    level = previous

    def releveled(heading):
        nonlocal previous, level
        if not heading[1]:
            level = min(whole_number(heading[2]), previous + 1)
            previous = level
        return f"<{heading[1]}h{level}>"

    return HEADING.sub(releveled, html)


def _tables_in_regions(html, name):
    """Wide tables scroll inside their own region, which the keyboard reaches and a screen reader
    can name.
    """
    number = 0

    def opened(tag):
        nonlocal number
        number += 1
        label = escape(f"Table {number} in {name}")
        return f'<div class="text-table" role="region" aria-label="{label}" tabindex="0"><table>'

    return re.sub("<table>", opened, html).replace("</table>", "</table></div>")
