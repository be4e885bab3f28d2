"""Inline SVG, hidden from assistive technology: whatever an icon says, a word beside it says too.

Inline rather than a font or a sprite, because it prints, survives forced colors and needs no
further request.
"""

import re
from functools import cache

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from safety_portal.core.look.words import Words

RING = "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.6a5.4 5.4 0 1 1 0 10.8A5.4 5.4 0 0 1 8 2.6Z"

# The status shapes on a grid of 16, each with an outline of its own. Holes are cut by the even-odd
# rule.
SHAPES = {
    "pencil": "M2 12.2v2.3h2.3l7.2-7.2L9.2 5ZM10.3 3.9l2.3 2.3 1.2-1.2c.4-.4.4-1 0-1.4l-.9-.9c-.4-.4-1-.4-1.4 0Z",
    "review": "M8 .6 15.4 8 8 15.4.6 8Zm0 2.3L2.9 8 8 13.1 13.1 8ZM8 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z",
    "pen": "M1 13h14v1.6H1ZM3 11.5l.7-3.1 7.2-7.2 2.4 2.4-7.2 7.2Z",
    "force": (
        "M8 .5 2 2.7v4.5c0 3.7 2.5 7 6 8.3 3.5-1.3 6-4.6 6-8.3V2.7Zm3.6 5.6-4 4.5a.8.8 0 0 1-1.2 0L4.7 8.9a.8.8"
        " 0 0 1 1.2-1.1l1 1 3.5-3.9a.8.8 0 0 1 1.2 1.2Z"
    ),
    "struck": (
        "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.6c1.2 0 2.3.4 3.2 1l-7.6 7.6A5.4 5.4 0 0 1 8 2.6Zm0 10.8c-1.2"
        " 0-2.3-.4-3.2-1l7.6-7.6A5.4 5.4 0 0 1 8 13.4Z"
    ),
    "open": RING,
    "half": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.6a5.4 5.4 0 1 1 0 10.8Z",
    "overdue": (
        "M8 .8c-.5 0-.9.2-1.1.6L.3 13.2c-.5.9.1 2 1.1 2h13.2c1 0 1.6-1.1 1.1-2L9.1 1.4C8.9 1 8.5.8 8 .8Zm-.9"
        " 4.5h1.8v5H7.1Zm.9 6.2a1.1 1.1 0 1 1 0 2.2 1.1 1.1 0 0 1 0-2.2Z"
    ),
    "square": "M1.5 1.5h13v13h-13Zm1.6 1.6v9.8h9.8V3.1Z",
    "verify": RING + "m3.4 3.7-4.1 4.6-2.6-2.4 1-1.1 1.5 1.4 3-3.5Z",
    "returned": "M6.5 2.5v3H10a4.5 4.5 0 0 1 0 9H5v-1.7h5a2.8 2.8 0 0 0 0-5.6H6.5v3L1 6.3Z",
    "met": (
        "M8 .5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Zm4 5.3-4.9 5.6a.9.9 0 0 1-1.3 0L3.9 9.4a.9.9 0 1 1 1.3-1.3"
        "l1.2 1.2 4.2-4.7A.9.9 0 0 1 12 5.8Z"
    ),
    "dash": "M2.5 7.2h11v1.6h-11Z",
    "paused": "M3.5 2h3.2v12H3.5ZM9.3 2h3.2v12H9.3Z",
    "globe": (
        "M8 .8a7.2 7.2 0 1 0 0 14.4A7.2 7.2 0 0 0 8 .8Zm5.4 6.4h-2.2c-.1-1.6-.4-3-.9-4 1.7.7 2.9 2.2 3.1 4ZM8"
        " 2.4c.7.4 1.5 2.2 1.6 4.8H6.4C6.5 4.6 7.3 2.8 8 2.4Zm-2.3.8c-.5 1-.8 2.4-.9 4H2.6c.2-1.8 1.4-3.3 3.1-4Z"
        "M2.6 8.8h2.2c.1 1.6.4 3 .9 4-1.7-.7-2.9-2.2-3.1-4ZM8 13.6c-.7-.4-1.5-2.2-1.6-4.8h3.2c-.1 2.6-.9 4.4-1.6"
        " 4.8Zm2.3-.8c.5-1 .8-2.4.9-4h2.2c-.2 1.8-1.4 3.3-3.1 4Z"
    ),
    "person": "M8 8a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 8 8Zm-6 6.5c0-3 2.7-5 6-5s6 2 6 5Z",
    "lock": "M8 1a3.5 3.5 0 0 0-3.5 3.5V7h-1v8h9V7h-1V4.5A3.5 3.5 0 0 0 8 1Zm2 6H6V4.5a2 2 0 1 1 4 0Z",
    "diamond": "M8 .6 15.4 8 8 15.4.6 8Z",
    "calendar": "M2.5 2.5h11v11h-11ZM4 6v6h8V6Z",
}
DASHED_CIRCLE = '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="3.25 2.32"/>'
DRAWN = Words(
    "a shape",
    {name: f'<path fill-rule="evenodd" d="{path}"/>' for name, path in SHAPES.items()}
    | {"vacant": DASHED_CIRCLE},
)
ICONS = Words(
    "an icon of static/vendor/icons",
    {path.stem: path for path in (settings.BASE_DIR / "static" / "vendor" / "icons").glob("*.svg")},
)


def _svg(inner: str) -> SafeString:
    return mark_safe(f'<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">{inner}</svg>')  # noqa: S308  ours


@cache
def shape(name: str) -> SafeString:
    """Return a status shape as inline SVG.

    Raises TemplateSyntaxError for a name that is not drawn.
    """
    return _svg(DRAWN[name])


@cache
def icon(name: str) -> SafeString:
    """Return an icon of static/vendor/icons as inline SVG, read once a process.

    Raises TemplateSyntaxError for another name.
    """
    source = ICONS[name].read_text(encoding="utf-8")
    drawn = re.sub(r".*<svg[^>]*>(.*)</svg>.*", r"\1", source, flags=re.S)
    return _svg(re.sub(r"\s*\n\s*", "", drawn))
