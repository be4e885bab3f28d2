"""What somebody says about a roster at the command line: roles and schools."""

from django.db.models import Q

from coalitions.coalition.models import Coalition
from coalitions.rosters.match_schools import DISTRICT
from coalitions.rosters.roster import Roster
from coalitions.schools.models import School
from coalitions.table_layouts.role_words import (
    FROM_FILES,
    NEVER_FROM_FILES,
    SKIP,
    is_grade,
    is_student,
    plain_word,
)
from safety_portal.core.files.filetypes import FileRefused


def parse_roles(pairs: list[str]) -> tuple[str, dict[str, str]]:
    """["staff", "principal=administrator"] -> ("staff", {"principal": "administrator"}).

    Raises FileRefused.
    """
    default, words = "", {}
    for pair in pairs:
        word, equals, code = pair.rpartition("=")
        code = checked_role(code.strip(), may_skip=bool(equals))
        if code != SKIP and (is_student(word) or is_grade(word)):
            raise FileRefused(
                f"“{word}” is a word for students, who are never imported from a file."
            )
        if equals:
            words[plain_word(word)] = code
        elif default and default != code:
            raise FileRefused(
                f"--role names two roles, {default} and {code}; say which word of the file is which, as WORD=CODE."
            )
        else:
            default = code
    return default, words


def checked_role(code: str, *, may_skip: bool = False) -> str:
    """The code of a role that a file may give. Raises FileRefused."""
    if code in FROM_FILES or (may_skip and code == SKIP):
        return code
    if code in NEVER_FROM_FILES:
        raise FileRefused("Students and parents are never imported from a file; invite them.")
    raise FileRefused(f"“{code}” is no role; the roles are {', '.join(FROM_FILES)}.")


def parse_orgs(pairs: list[str], roster: Roster, coalition: Coalition) -> dict[str, str]:
    """["10001=juniper"] -> {"10001": "17"}, the id of the school.

    Raises FileRefused for what is not in the file, or no school.
    """
    chosen = {}
    for pair in pairs:
        org, equals, school = pair.partition("=")
        org, school = org.strip(), school.strip()
        if not equals or not school:
            raise FileRefused(
                f"--org wants SOURCEDID=SCHOOL, as in --org 10001=juniper-elementary, not “{pair}”."
            )
        if org and org not in roster.orgs and org not in roster.empty_orgs:
            raise FileRefused(
                f"Nobody in the file is at an organization “{org}”; it has {listed(roster)}."
            )
        chosen[org] = school_called(school, coalition)
    return chosen


def parse_same(ids: list[str], roster: Roster) -> list[str]:
    """IDs of the file -> what the rows say, of people who are the same as ever.

    Raises FileRefused for one not in the file.
    """
    rows = {
        number: row.fingerprint
        for row in roster.rows
        for number in (*row.ids, row.username)
        if number
    }
    for number in ids:
        if number not in rows:
            raise FileRefused(
                f"Nobody in the file has the ID “{number}”, of whom --same-person could be said."
            )
    return [rows[number] for number in ids]


def listed(roster: Roster) -> str:
    """The organizations of a file for a sentence."""
    names = [f"“{org.id}”" for org in list(roster.orgs.values())[:12]]
    return ", ".join(names) or "none"


def school_called(name: str, coalition: Coalition) -> str:
    """The id of the one school of the district that a slug, a number or a name means, or
    "district". Raises FileRefused.
    """
    if name.casefold() == DISTRICT or name == (coalition.slug if not coalition.school_id else None):
        return DISTRICT
    state = coalition.district.state
    means = (
        Q(coalition__slug=name)
        | Q(nces_id=name)
        | Q(state_id__in=[name, f"{state}-{name}"])
        | Q(name__iexact=name)
    )
    found = School.objects.filter(means, district_id=coalition.district_id).order_by("pk")[:2]
    if len(found) == 1:
        return str(found[0].pk)
    if found:
        raise FileRefused(
            f"{coalition.district} has several schools called “{name}”; name the NCES or state ID."
        )
    raise FileRefused(
        f"{coalition.district} has no school “{name}”; name its coalition, NCES or state ID, or name."
    )
