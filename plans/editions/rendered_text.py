"""What a section says to its reader: its text, or the sentence that it is not needed.

For sections and their revisions alike.
"""

from plans.text.blocks import words_html

# Equal in these, two states of a section say the same, whoever reads them and wherever they stand.
SAID = ("title", "html", "not_needed_because")


def rendered_html(state):
    """Canonical HTML of a section or revision: the text, or why none is needed.

    A screen, a book, a redline shows this.
    """
    if state.not_needed_because:
        return f"<p>Not needed: {words_html(state.not_needed_because)}</p>"
    return state.html


def is_same_text(section, earlier):
    """Whether two sections say the same under the same title, wherever they stand."""
    return all(getattr(section, name) == getattr(earlier, name) for name in SAID)
