"""What a comment or suggestion is about, as the fields that keep it."""

from plans.editions.reader_text import anchored
from safety_portal.core.refusals import Refused

GONE = (
    "These words are not in the text any more. Choose them again, or comment on the whole section."
)


def annotation_fields(section, about):
    """The fields of a comment or suggestion that say what it is about.

    The Anchor `about`, None for the whole section.

    Raises Refused where those words are not in the text.
    """
    fields = {"sensitivity": section.sensitivity, "version": section.version}
    if about is None:
        return fields
    found = anchored(section, about)
    if found is None:
        raise Refused(GONE, field="body")
    return fields | {
        "quote": found.quote,
        "before": found.before,
        "after": found.after,
        "block": found.block,
    }
