"""The nouns of WHAT, one per file."""

from plans.models.acknowledgement import Acknowledgement
from plans.models.approval import Approval
from plans.models.comment import Comment
from plans.models.distribution import Distribution, RestrictedRead
from plans.models.draft import Draft
from plans.models.edition import Edition
from plans.models.passage import Passage
from plans.models.plan import Plan
from plans.models.presence import Presence
from plans.models.printed_copy import PrintedCopy
from plans.models.review import Reviewer, ReviewRound
from plans.models.revision import Revision
from plans.models.section import Section
from plans.models.signature import Signature
from plans.models.source import Picture, WordFile, WordSource
from plans.models.suggestion import Suggestion

__all__ = [
    "Acknowledgement",
    "Approval",
    "Comment",
    "Distribution",
    "Draft",
    "Edition",
    "Passage",
    "Picture",
    "Plan",
    "Presence",
    "PrintedCopy",
    "RestrictedRead",
    "ReviewRound",
    "Reviewer",
    "Revision",
    "Section",
    "Signature",
    "Suggestion",
    "WordFile",
    "WordSource",
]
