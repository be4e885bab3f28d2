"""Look at a page wide and on a phone.

What axe finds, whether anything lies out of sight, and a picture for who wants one.
"""

import os
from pathlib import Path

from tests.journeys.accessibility import faults

WIDTHS = (1280, 390)
# On a phone a table is a list of labels with what belongs to them; nothing of a cell stands in the
# column of the labels.
UNDER_LABELS = """() => [...document.querySelectorAll(".stack-table:not(.line-table) td[data-label]")].filter((cell) => {
  const label = getComputedStyle(cell, "::before");
  if (label.content === "none" || !cell.getClientRects().length) return false;
  const edge = cell.getBoundingClientRect().left + parseFloat(label.width);
  const within = document.createRange();
  within.selectNodeContents(cell);
  return [...within.getClientRects()].some((part) => part.width > 1 && part.left < edge);
}).map((cell) => cell.dataset.label)"""
# A folder to look at the pages in; nothing is written without it.
PICTURES = os.environ.get("PORTAL_PICTURES")


def wrong_with(page, name=""):
    """What is wrong with the page that is open, at each width.

    The last of them, the phone's, stays.
    """
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if PICTURES and name:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
        found += [f"{page.url} at {width}: {fault}" for fault in faults(page)]
        if page.evaluate("document.scrollingElement.scrollWidth > window.innerWidth"):
            found.append(f"{page.url} at {width}: scrolls sideways")
        found += [
            f"{page.url} at {width}: stands under its label: {label}"
            for label in page.evaluate(UNDER_LABELS)
        ]
    return found


def look(page, name):
    """Fail with what is wrong with the page that is open."""
    assert wrong_with(page, name) == [], name


def opened(page, address, name):
    """Open a page that must be there, as at a desk, and look at it."""
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    assert page.goto(address).status == 200, name
    look(page, name)
