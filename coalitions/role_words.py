"""What the words of rosters mean here, as data (people_layouts.yaml): roles, kinds of organization, who is never stored."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from coalitions.roles import Role

DATA = yaml.safe_load((Path(__file__).parent / "data" / "people_layouts.yaml").read_text(encoding="utf-8"))
# Only by invitation: a file is no way to become one.
NEVER_FROM_FILES = frozenset({Role.STUDENT, Role.PARENT})
FROM_FILES = [role for role in Role if role not in NEVER_FROM_FILES]
# An answer to "what is this word?" beside the roles.
SKIP = "skip"


def plain_word(word: str) -> str:
    """A word of a file for comparing: "District-Administrator", "districtAdministrator" are "districtadministrator"."""
    return "".join(character for character in word.casefold() if character.isalnum())


def _words(names) -> frozenset[str]:
    return frozenset(plain_word(name) for name in names)


ROLES = {plain_word(word): Role(code) for code, words in DATA["roles"].items() for word in words}
LOWERED = _words(DATA["lowered"])
STUDENTS, RELATIVES = _words(DATA["students"]), _words(DATA["relatives"])
KNOWN = frozenset(ROLES) | LOWERED | STUDENTS | RELATIVES
LEAVING, GONE = _words(DATA["leaving"]), _words(DATA["gone"])
DISTRICT_KINDS = _words(DATA["district_kinds"])


@dataclass(frozen=True)
class Meaning:
    """What a word for a role means here: `role` (None: nobody knows, "skip": not brought in); `is_lowered`: less than it says."""

    role: str | None
    is_lowered: bool = False


def meaning_of(word: str, *, chosen: dict[str, str], default="") -> Meaning:
    """What `word` means: as somebody chose (plain word -> role or "skip"), as known, else `default`."""
    word = plain_word(word)
    if word in chosen:
        return Meaning(chosen[word], is_lowered=word in LOWERED and chosen[word] == Role.STAFF)
    if word in ROLES:
        return Meaning(ROLES[word])
    if word in LOWERED:
        return Meaning(Role.STAFF, is_lowered=True)
    return Meaning(default or None)
