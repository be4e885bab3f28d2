"""What the words of rosters mean here, as data (people_layouts.yaml).

Roles, kinds of organization, who is never stored.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from coalitions.access.roles import Role
from safety_portal.core.files.shipped import read_yaml

DATA = read_yaml(Path(__file__).parent / "data" / "people_layouts.yaml")
# Only by invitation: a file is no way to become one.
NEVER_FROM_FILES = frozenset({Role.STUDENT, Role.PARENT})
FROM_FILES = [role for role in Role if role not in NEVER_FROM_FILES]
# An answer to "what is this word?" beside the roles.
SKIP = "skip"


def plain_word(word: str) -> str:
    """A word of a file for comparing: "District-Administrator", "districtAdministrator" are
    "districtadministrator".
    """
    return "".join(character for character in word.casefold() if character.isalnum())


def _words(names: list[str]) -> frozenset[str]:
    return frozenset(plain_word(name) for name in names)


ROLES = {plain_word(word): Role(code) for code, words in DATA["roles"].items() for word in words}
LOWERED = _words(DATA["lowered"])
STUDENTS, RELATIVES = _words(DATA["students"]), _words(DATA["relatives"])
STAFF = frozenset(ROLES) | LOWERED
KNOWN = frozenset(ROLES) | LOWERED | STUDENTS | RELATIVES
LEAVING, GONE = _words(DATA["leaving"]), _words(DATA["gone"])
NOT_ENABLED = _words(DATA["not_enabled"])
DISTRICT_KINDS = _words(DATA["district_kinds"])


_STAFF_PIECES = tuple(DATA["staff_pieces"])
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
# "9th grade", "Grade 9", "9th grader", "freshman"; a bare 9 may be anything, and 9th a shift.
_GRADE = re.compile(
    rf"(?:grade|gr|year) ?(?:pk|kg|k|[0-9]{{1,2}})(?:st|nd|rd|th)?|"
    rf"(?:pk|kg|k|[0-9]{{1,2}}(?:st|nd|rd|th)?|{_ORDINALS}) ?grade(?:rs?)?|"
    r"freshm[ae]n|sophomores?|kindergarte?ners?"
)
# What may follow "Student" besides numbers: a grade, whether there still.
_OF_A_STUDENT = frozenset(
    {
        *("grade", "gr", "k", "pk", "kg", "st", "nd", "rd", "th"),
        *("active", "inactive", "enrolled", "current", "new", "user", "account"),
    }
)


@lru_cache(maxsize=10_000)
def is_student(word: str) -> bool:
    """Whether a word of a file is one for a student: "K-12 Student", "Student (active)".

    Not "Dean of Students".
    """
    word = word[:80]
    plain = plain_word(word)
    if plain in STUDENTS:
        return True
    if "student" not in plain or any(piece in plain for piece in _STAFF_PIECES):
        return False
    if plain.endswith("student"):
        return True
    behind = re.findall(r"[a-z]+|[0-9]+", word.casefold().partition("student")[2].removeprefix("s"))
    return plain.startswith("student") and all(
        part.isdecimal() or part in _OF_A_STUDENT for part in behind
    )


@lru_cache(maxsize=10_000)
def is_grade(word: str) -> bool:
    """Whether a word is a grade somebody attends or teaches: "9th grade", "Grade K", "freshman"."""
    return bool(_GRADE.fullmatch(" ".join(re.findall(r"[^\W_]+", word[:40].casefold()))))


@dataclass(frozen=True)
class Meaning:
    """What a word for a role means here: `role` (None: nobody knows, "skip".

    Not imported); `is_lowered`: less than it says.
    """

    role: str | None
    is_lowered: bool = False


def meaning_of(word: str, *, chosen: dict[str, str], default: str = "") -> Meaning:
    """What `word` means.

    As somebody chose (plain word -> role or "skip"), as known, else `default`.
    """
    word = plain_word(word)
    if word in chosen:
        return Meaning(chosen[word], is_lowered=word in LOWERED and chosen[word] == Role.STAFF)
    if word in ROLES:
        return Meaning(ROLES[word])
    if word in LOWERED:
        return Meaning(Role.STAFF, is_lowered=True)
    return Meaning(default or None)
