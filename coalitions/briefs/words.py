"""Where a brief stands, for whom it is, and who read it, in words."""

from collections.abc import Sequence
from datetime import date

from coalitions.access.roles import PUBLIC, Role
from coalitions.briefs.here import BriefHere
from coalitions.briefs.lifecycle import VersionState
from coalitions.briefs.models.brief import BriefVersion
from coalitions.briefs.text.hazards import HAZARDS
from safety_portal.core.look.wording import day_in_words, listed

# The code is no name of anybody's to read.
ROLE_WORDS = {role.value: role.label for role in Role}


def states_in_words(here: BriefHere, *, on: date) -> list[tuple[str, str]]:
    """(color of a word, what it says) for each thing that is to be known of where it stands."""
    if here.brief.retired_at:
        return [("quiet", "Retired")]
    said = []
    if here.read:
        said.append(("met", "Published"))
    if here.coming and here.coming.publish_on:
        said.append(("quiet", f"Published on {day_in_words(here.coming.publish_on, on=on)}"))
    if here.work:
        said.append(work_in_words(here.work))
    return said


def work_in_words(version: BriefVersion) -> tuple[str, str]:
    """The same of a version that is written."""
    is_next = "Next version: " if version.number > 1 else ""
    if version.state == VersionState.PROPOSED:
        return "review", f"{is_next}Waits for an administrator"
    if version.sent_back_at:
        return "due", f"{is_next}Sent back"
    return "quiet", f"{is_next}Draft"


def audience_in_words(version: BriefVersion) -> str:
    """ "Everybody"; "Administrator, Teacher, and Parent"."""
    return listed([ROLE_WORDS[role] for role in version.audience]) or "Everybody"


def readers_in_words(version: BriefVersion) -> str:
    """Who may read it."""
    if version.sensitivity == PUBLIC:
        return "Public: members, and parents and students whom it is for"
    return "Members; not parents and students"


def hazards_in_words(codes: Sequence[str]) -> str:
    """Titles of hazards; "" for none."""
    return listed([HAZARDS[code] for code in codes if code in HAZARDS])


def discussed_by(version: BriefVersion, coalition: object) -> str:
    """Who reads an answer that somebody is about to write."""
    if version.sensitivity == PUBLIC:
        return f"Read by everybody in {coalition} who reads this brief. No names of students."
    return f"Read by members of {coalition}. No names of students."
