"""WHAT: emergency operations plans, their review, signatures and readers.

plan             a living thing of one coalition; has editions
edition          one version of the whole plan: drafting, in review, awaiting signatures, in force,
                 superseded, retired
section          a node of the plan's tree: title, text, sensitivity; keeps its lineage from edition
                 to edition
revision         one saved state of a section: who, when, why; never changed
required change  that an action item asks to change a section; made by an edition in force that did
draft            what one writer has typed and not saved yet
picture          an image of a plan, known by the SHA-256 of its bytes
review round     reviewers by role, a due date, a decision each
comment          a remark on a section or on words of it, resolved or open
suggestion       other words for a section: open, accepted into the text, declined with a reason, or
                 withdrawn
presence         who has a section open right now
signature        what a seat was asked and what it answered, on the fingerprint of a frozen edition
approval         how a board voted on a frozen edition, by the minutes of its meeting
printed copy     an edition as PDF for one reader, made by a worker and kept for two days
assessment       one walk of a school by its version of a checklist: planned, under way, finished,
                 called off
finding          what a walk or an outside report found missing, until it is mended or accepted
printed report   the report of a walk as PDF for one reader, made by a worker
risk             a threat or hazard at a place: weighed, decided on, accepted until a day
loop             seven steps of a finding, from found to read again; one may be called not needed
protocol         a section that named roles must read; an acknowledgement says that a person read
                 that text
"""

# Bottom first: a noun knows those that stand before it.
NOUNS = (
    "text",
    "library",
    "editions",
    "history",
    "required_changes",
    "writing",
    "comments",
    "review",
    "approvals",
    "signing",
    "protocols",
    "word_in",
    "book",
    "assessments",
    "findings",
    "risks",
    "printed_reports",
    "loops",
    "workspace",
)
