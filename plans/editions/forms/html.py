"""The one door for section HTML that somebody sends.

How long it may be, and plain writing made into paragraphs.

A length is refused here and not cut further in, where nobody could be told: who wrote it has it
before them, and shortens it. Too deep is flattened (plans.text.parsing).
"""

from html import escape

from django import forms
from django.core.exceptions import ValidationError

from plans.text.allowed import LONGEST_HTML

TOO_LONG = (
    "This text has {:,} characters, formatting included, and a section holds {:,}. It is not saved. Take part of it out, into a "
    "section of its own."
)


class HtmlField(forms.CharField):
    """The text of a section as it was sent; its value is HTML that is not normalised yet."""

    widget = forms.Textarea

    def __init__(self, **options):
        super().__init__(**{"label": "Text", "required": False, "strip": False} | options)

    def clean(self, value):
        """The HTML. Raises ValidationError for more than LONGEST_HTML."""
        return checked(super().clean(value))


def checked(text: str) -> str:
    """HTML as it is, plain writing as paragraphs.

    Raises ValidationError for more than LONGEST_HTML.
    """
    if len(text) > LONGEST_HTML:
        raise ValidationError(TOO_LONG.format(len(text), LONGEST_HTML))
    return written(text)


def written(text: str) -> str:
    """HTML as it is.

    Plain writing (from a browser without script) as paragraphs, parted by empty lines.
    """
    if "<" in text:
        return text
    paragraphs = (part.strip() for part in text.replace("\r\n", "\n").split("\n\n"))
    return "".join(
        "<p>{}</p>".format(escape(part).replace("\n", "<br>")) for part in paragraphs if part
    )
