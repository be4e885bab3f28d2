"""Whether a row of a roster still means the person it means by its ID, or somebody who got the ID
after them.
"""

import unicodedata
from types import SimpleNamespace

from coalitions.rosters.roster import PersonRow

CHANGED = "{} here is {} in the file: the name and the address both change. Look whether it is the same person."
SOMEBODY_ELSE = (
    "{} is {} here and {} in the file, and neither name nor address is the same. What {} signed and read would stand under the "
    "other name. Correct the ID, or if it is the same person say so: --same-person {}, or a tick under Roles and schools."
)


def parts(name: str) -> set[str]:
    """The words of a name for comparing, without accents: "José Núñez-Ruiz" is jose, nunez, ruiz."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(
        letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter)
    )
    return {part for part in plain.split() if len(part) > 1 or not part.isascii()}


def is_same_address(row: PersonRow, person: SimpleNamespace) -> bool:
    """Whether the address says that the row and the person are one.

    An address that is not known says nothing.
    """
    return bool(row.email) and row.email == person.email.lower()


def both_change(row: PersonRow, person: SimpleNamespace) -> bool:
    """Whether name and address both become other ones."""
    return (
        bool(row.email and person.email)
        and not is_same_address(row, person)
        and row.name != person.name
    )


def is_somebody_else(row: PersonRow, person: SimpleNamespace) -> bool:
    """Whether nothing says that the row and the person are one but the ID.

    No word of the name, and not the address.
    """
    if row.name == person.name or is_same_address(row, person):
        return False
    return not parts(row.name) & parts(person.name)


def who(name: str, email: str) -> str:
    """A name with its address."""
    return f"{name} ({email or 'no address'})"


def somebody_else(row: PersonRow, person: SimpleNamespace) -> str:
    """The sentence that refuses such a row."""
    number = row.ids[0] if row.ids else row.username
    here = person.name
    return SOMEBODY_ELSE.format(
        f"ID {number}",
        who(here, person.email),
        who(row.name, row.email),
        here,
        f'"{number}"' if " " in number else number,
    )


def changed(row: PersonRow, person: SimpleNamespace) -> str:
    """The sentence that warns of a person whose name and address both change."""
    return CHANGED.format(who(person.name, person.email), who(row.name, row.email))
