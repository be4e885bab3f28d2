"""A pasted list of people, one a line: read into what an invitation needs, or refused line by line.

Pure.

Read are "Name <mail>, role, title", "Name, mail, role", "mail, role" and cells pasted from a
spreadsheet (tabs).
"""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from coalitions.access.roles import Role
from safety_portal.core.names import in_spoken_order, tidy_address, tidy_name

MOST_LINES = 300
# Read to its end first, and asked for its @ then: to look for one from each letter would take the
# square of the length.
_WORD = re.compile(r"<?([^\s<>,;\"']++)>?")
OTHER_WORDS = {
    "admin": Role.ADMINISTRATOR,
    "counselor": Role.MENTAL_HEALTH,
    "fire": Role.FIRE,
    "firefighter": Role.FIRE,
    "nurse": Role.HEALTH,
    "paramedic": Role.EMS,
    "police": Role.LAW_ENFORCEMENT,
    "sheriff": Role.LAW_ENFORCEMENT,
}
ROLES = (
    {role.value: role for role in Role}
    | {role.value.replace("_", " "): role for role in Role}
    | {role.label.casefold(): role for role in Role}
    | OTHER_WORDS
)


class LineRefused(Exception):
    """What is wrong with one line, and what to do."""


@dataclass(frozen=True)
class Line:
    """One line as it was read.

    Its number, its text, and either `person` (arguments for invite) or `error`.
    """

    number: int
    text: str
    person: dict | None = None
    error: str = ""


def count_of(text):
    """How many people a list holds: its lines that are not blank.

    Costs nothing, so it is asked before any is read.
    """
    return sum(1 for line in text.splitlines() if line.strip())


def read_lines(text, *, default_role=""):
    """Every line that is not blank, as Lines. `default_role` is taken where a line names none."""
    lines = [
        _line(number, line.strip(), default_role)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]
    seen = {}
    for place, line in enumerate(lines):
        key = line.person and (line.person["email"], line.person["role"])
        if key and key in seen:
            lines[place] = Line(
                line.number, line.text, error=f"The same person as in line {seen[key]}."
            )
        elif key:
            seen[key] = line.number
    return lines


def _line(number, text, default_role):
    try:
        return Line(number, text, person=read_line(text, default_role=default_role))
    except (LineRefused, ValidationError) as refused:
        return Line(
            number, text, error=" ".join(getattr(refused, "messages", None) or [str(refused)])
        )


def read_line(text, *, default_role=""):
    """The arguments for invite in one line.

    Raises LineRefused or ValidationError with a sentence.
    """
    addresses = [word for word in _WORD.finditer(text) if "@" in word[1][1:-1]]
    if not addresses:
        raise LineRefused("There is no e-mail address in this line.")
    if len(addresses) > 1:
        raise LineRefused(
            f"There are {len(addresses)} addresses in this line. Write one person a line."
        )
    before, after = _cells(text[: addresses[0].start()]), _cells(text[addresses[0].end() :])
    place = next((place for place, cell in enumerate(after) if cell.casefold() in ROLES), None)
    role = ROLES[after[place].casefold()] if place is not None else None
    rest = [cell for other, cell in enumerate(after) if other != place]
    if not before and rest and (role or default_role):
        before, rest = rest[:1], rest[1:]
    if role is None and (rest or not default_role):
        raise LineRefused(_no_role(rest))
    return {
        "email": tidy_address(addresses[0][1]),
        "name": tidy_name(_name(before, swapped="<" in addresses[0][0] and "\t" not in text)),
        "role": str(role or default_role),
        "title": tidy_name(" ".join(rest))[:120],
    }


def _cells(text):
    return [cell for part in re.split(r"[,;\t]", text) if (cell := part.strip(" \"'\u00a0"))]


def _name(cells, *, swapped):
    """Mail programs write "Marsh, Ines <mail>"; everybody else writes names in order."""
    return in_spoken_order(cells) if swapped else " ".join(cells)


def _no_role(rest):
    known = ", ".join(str(role.label) for role in Role)
    if rest:
        return f"“{rest[0]}” is not a role. The roles are: {known}."
    return f"Write the role after the address, or choose one for all lines. The roles are: {known}."
