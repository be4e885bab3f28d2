"""The tree of an edition as one reader sees it, in a constant number of queries and without loading
any text.

What the reader may not read is still a place in the plan: a title where something below it is
readable, a neutral title where it is restricted. Readers of public sections only are shown no other
gap: the rest is left out.
"""

from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from coalitions.access import roles
from coalitions.access.grants import access_of
from plans.editions.lifecycle import Change
from plans.editions.models.section import Section, neutral_title
from plans.library.structure import front_matter
from safety_portal.core.database.prepared import Parameter, Prepared

# In SQL, because every page of an edition begins with it: as instances of the model the sections
# cost five times as much.
ROWS = """
    SELECT section.id, parent_id, level, number, title, sensitivity, html <> '', not_needed_because <> '',
        change = %(material)s, protocol_for, lineage, protocol_hash, target = ANY(%(front)s), (
            SELECT COUNT(*) FROM plans_comment said
            WHERE said.section_id = section.id AND resolved_at IS NULL AND answers_id IS NULL
            AND (said.sensitivity = section.sensitivity OR said.sensitivity = ANY(%(levels)s))
        ), (
            SELECT COUNT(*) FROM plans_suggestion said
            WHERE said.section_id = section.id AND state = %(open)s
            AND (said.sensitivity = section.sensitivity OR said.sensitivity = ANY(%(levels)s))
        )
    FROM plans_section section WHERE edition_id = %(edition)s AND removed_at IS NULL ORDER BY position
"""
# What comments.lifecycle says of a suggestion that waits: comments know editions, never the
# reverse.
OPEN_SUGGESTION = "open"
OF_EDITION = Prepared(
    "outline_of_edition",
    ROWS,
    {"edition": Parameter("bigint"), "levels": Parameter("text[]"), "front": Parameter("text[]")},
    {"material": Change.MATERIAL.value, "open": OPEN_SUGGESTION},
)


class Row(NamedTuple):
    """A section without its text, as it is stored; `comments` and `suggestions` count the open ones
    that the reader sees.
    """

    pk: int
    parent_id: int | None
    level: int
    number: str
    title: str
    sensitivity: str
    has_text: bool
    is_not_needed: bool
    is_material: bool
    protocol_for: list
    lineage: UUID
    protocol_hash: str
    is_front: bool
    comments: int
    suggestions: int


@dataclass(frozen=True)
class OutlineEntry:
    """One section in the reader's outline. `title` is what this reader may see of it. `is_front`:
    it is about the plan itself,
    such as its cover or its record of changes."""

    pk: int
    parent_id: int | None
    level: int
    number: str
    title: str
    is_readable: bool
    has_text: bool
    is_empty: bool
    sensitivity: str
    is_changed_materially: bool
    is_not_needed: bool
    protocol_for: list
    lineage: UUID
    protocol_hash: str
    is_front: bool
    comments: int
    suggestions: int

    @property
    def notes(self):
        """How many comments and suggestions are open."""
        return self.comments + self.suggestions

    @property
    def is_restricted(self):
        return self.sensitivity == roles.RESTRICTED

    @property
    def protocol(self):
        """The text whose reading counts as having read it."""
        return self.lineage, self.protocol_hash

    @property
    def readers(self):
        """Who reads it, in a word."""
        return roles.Sensitivity(self.sensitivity).label

    @property
    def marks(self):
        """Codes of what is worth knowing before opening it."""
        marks = {
            "material": self.is_changed_materially and self.is_readable,
            "restricted": self.is_restricted,
            "empty": self.is_empty and self.is_readable,
            "not_needed": self.is_not_needed and self.is_readable,
        }
        return tuple(code for code, is_so in marks.items() if is_so)


def outline(edition, user):
    """The Places of an edition for this reader, in reading order.

    `edition` comes with its plan and coalition.
    """
    coalition = edition.plan.coalition
    levels = access_of(user).levels_in(coalition)
    rows = _rows(edition, levels)
    readable = _readable(rows, levels, edition, user)
    above = _above(rows, readable)
    parents = {row.parent_id for row in rows}
    entries = [
        row for row in rows if row.pk in readable or row.pk in above or roles.MEMBERS in levels
    ]
    nearest = _nearest_shown(rows, {row.pk for row in entries})
    return [
        _place(row, nearest[row.pk], row.pk in readable, row.pk in parents, edition)
        for row in entries
    ]


def around(places, pk):
    """(previous, next) readable places of the one with key `pk`; None at the ends."""
    readable = [place for place in places if place.is_readable]
    at = next((index for index, place in enumerate(readable) if place.pk == pk), None)
    if at is None:
        return None, None
    return (readable[at - 1] if at else None), (
        readable[at + 1] if at + 1 < len(readable) else None
    )


def first_to_open(places, *, writes=False):
    """The place that opens first: what changed materially; for who `writes` it, what is empty.

    Then the first text.

    Front matter gives way to the plan proper. Restricted text is never opened unasked, because
    every reading of it is recorded: it is the last resort. None where nothing can be read.
    """
    readable = [place for place in places if place.is_readable]
    open_to_all = [place for place in readable if not place.is_restricted]
    with_text = [place for place in open_to_all if place.has_text]
    changed = [place for place in with_text if place.is_changed_materially]
    empty = [place for place in open_to_all if writes and place.is_empty]
    proper = [place for place in with_text if not place.is_front]
    return next(chain(changed, empty, proper, with_text, open_to_all, readable), None)


def _rows(edition, levels):
    """The sections in reading order, without their text."""
    front = [*front_matter(edition.plan.coalition.scope)]
    rows = OF_EDITION.rows(edition=edition.pk, levels=sorted(levels), front=front)
    return [Row(*values) for values in rows]


def _readable(rows, levels, edition, user):
    """Keys of the sections the reader may read.

    By level, else asked of the one query that decides (named reviewers).
    """
    readable = {row.pk for row in rows if row.sensitivity in levels}
    if len(readable) < len(rows):
        readable |= set(
            Section.objects.visible_to(user).filter(edition=edition).values_list("pk", flat=True)
        )
    return readable


def _above(rows, readable):
    """Keys of the ancestors of readable sections."""
    parent_of = {row.pk: row.parent_id for row in rows}
    above = set()
    for pk in readable:
        while (pk := parent_of.get(pk)) and pk not in above:
            above.add(pk)
    return above


def _nearest_shown(rows, shown):
    """For each key the nearest ancestor that is shown, or None."""
    parent_of = {row.pk: row.parent_id for row in rows}
    nearest = {}
    for pk, parent in parent_of.items():
        while parent is not None and parent not in shown:
            parent = parent_of.get(parent)
        nearest[pk] = parent
    return nearest


def _place(row, parent, is_readable, is_parent, edition):
    hides_title = row.sensitivity == roles.RESTRICTED and not is_readable
    return OutlineEntry(
        pk=row.pk,
        parent_id=parent,
        level=row.level,
        number="" if hides_title else row.number,
        title=neutral_title(row.number) if hides_title else row.title,
        is_readable=is_readable,
        has_text=row.has_text,
        is_empty=not (row.has_text or row.is_not_needed or is_parent),
        sensitivity=row.sensitivity,
        is_changed_materially=edition.based_on_id is not None and row.is_material,
        is_not_needed=row.is_not_needed,
        protocol_for=row.protocol_for,
        lineage=row.lineage,
        protocol_hash=row.protocol_hash,
        is_front=row.is_front,
        comments=row.comments if is_readable else 0,
        suggestions=row.suggestions if is_readable else 0,
    )
