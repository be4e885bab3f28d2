"""Rows of one file that mean one person.

Joined where they agree, refused where they contradict each other.
"""

from dataclasses import replace

from coalitions.rosters.readers.people import PeopleReader
from coalitions.rosters.roster import PersonRow
from safety_portal.core.imports.comparison import Refusal


def joined(people: list[PersonRow], reader: PeopleReader) -> list[PersonRow]:
    """Every person once.

    Further rows of an ID add where they are, rows with the same address and name are one person.

    Other rows of an ID or an address that is taken are refused: one ID is one person, and one
    mailbox too.
    """
    found: dict[int, PersonRow] = {}
    by_key: dict[tuple[str, str], int] = {}
    for person in people:
        keys = [("id", each) for each in person.ids] + (
            [("email", person.email)] if person.email else []
        )
        earlier = next((by_key[key] for key in keys if key in by_key), None)
        if earlier is None:
            found[person.number] = person
            by_key |= dict.fromkeys(keys, person.number)
        elif merged := same_person(found[earlier], person):
            found[earlier] = merged
            by_key |= dict.fromkeys(keys, earlier)
            reader.skipped[f"The same person as in row {earlier:,}."].append(person.number)
        else:
            reader.rejected.append(
                contradiction(person, keys[0] if keys[0] in by_key else ("email", ""), earlier)
            )
    return list(found.values())


def same_person(first: PersonRow, later: PersonRow) -> PersonRow | None:
    """Both rows as one person, or None where they contradict each other."""
    if first.is_leaving != later.is_leaving or first.name.casefold() != later.name.casefold():
        return None
    if first.email and later.email and first.email != later.email:
        return None
    return replace(
        first,
        ids=tuple(dict.fromkeys((*first.ids, *later.ids))),
        email=first.email or later.email,
        phone=first.phone or later.phone,
        title=first.title or later.title,
        assignments=tuple(dict.fromkeys((*first.assignments, *later.assignments))),
    )


def contradiction(person: PersonRow, key: tuple[str, str], earlier: int) -> Refusal:
    """Why the later of two rows is refused."""
    what = "ID" if key[0] == "id" else "e-mail address"
    value = key[1] if key[0] == "id" else person.email
    reason = f"Row {earlier:,} carries this {what} too, for somebody else; correct the file, or leave one of the two out."
    return Refusal(
        person.number, key[0], reason, value[:100], {"ids": person.ids, "email": person.email}
    )
