"""Comment, and suggest other words.

On a whole section, on a paragraph of it, or on words chosen in it.
"""

from django import forms

from plans.editions.forms.html import HtmlField
from plans.editions.reader_text import paragraphs_of
from plans.text.anchors import TextSpan, anchor_at, given

MOVED = "This section was saved after you opened the page. Choose the paragraph again."
SHOWN = 70
# Characters; a comment is a remark on a passage, other words are those of one paragraph.
LONGEST_COMMENT, LONGEST_WORDS = 20_000, 100_000


class PointingForm(forms.Form):
    """Which words of a section somebody means.

    Those chosen with a script, or a paragraph by its number and the version.

    `anchor` is what is meant, None for the whole section.
    """

    quote = forms.CharField(
        required=False, strip=False, max_length=100_000, widget=forms.HiddenInput
    )
    before = forms.CharField(required=False, strip=False, max_length=200, widget=forms.HiddenInput)
    after = forms.CharField(required=False, strip=False, max_length=200, widget=forms.HiddenInput)
    paragraph = forms.IntegerField(required=False, min_value=0)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, section, **kwargs):
        super().__init__(*args, **kwargs)
        self.section, self.anchor = section, None

    def clean(self):
        cleaned = super().clean()
        number = cleaned.get("paragraph")
        if number is not None:
            self.anchor = self._paragraph(number, cleaned.get("version"))
        elif cleaned.get("quote", "").strip():
            self.anchor = given(
                cleaned["quote"], cleaned.get("before", ""), cleaned.get("after", "")
            )
        return cleaned

    def _paragraph(self, number, version):
        texts = paragraphs_of(self.section)
        if version != self.section.version or number >= len(texts):
            self.add_error("paragraph", MOVED)
            return None
        return anchor_at(texts, TextSpan(number, 0, len(texts[number])))


class CommentForm(PointingForm):
    """A remark on a section, or an answer to one."""

    body = forms.CharField(
        label="Your comment",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="No student names.",
    )
    answers = forms.IntegerField(required=False, widget=forms.HiddenInput)


class SuggestionForm(PointingForm):
    """Other words for a passage; without any, it is to be taken out."""

    words = forms.CharField(
        label="How it should read",
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    why = forms.CharField(
        label="Why",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="No student names.",
    )


class WholeForm(SuggestionForm):
    """The whole section, as somebody would have it read."""

    html = HtmlField()


def choices_of(section):
    """(number, beginning) of each paragraph of a section as read, for a list to choose from."""
    return [(number, shortened(text)) for number, text in enumerate(paragraphs_of(section))]


def shortened(text, *, letters=SHOWN):
    """The beginning of a text, cut between two words: "Each door is checked on the first…"."""
    return text if len(text) <= letters else f"{text[:letters].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"
