"""The tree of an edition as one reader sees it, in a constant number of queries and without loading any text.

What the reader may not read is still a place in the plan: a title where something below it is readable, a neutral title
where it is restricted. Readers of public sections only are shown no other gap: the rest is left out.
"""

from dataclasses import dataclass

from django.db.models import Count, Q

from coalitions import roles
from coalitions.standing import standing_of
from plans.lifecycle import Change
from plans.models import Comment, Section


@dataclass(frozen=True)
class Place:
    """One section in the reader's outline. `title` is what this reader may see of it."""

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
    is_not_needed: bool = False
    comments: int = 0

    @property
    def is_restricted(self):
        return self.sensitivity == roles.RESTRICTED

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
    """The Places of an edition for this reader, in reading order. `edition` comes with its plan and coalition."""
    coalition = edition.plan.coalition
    levels = standing_of(user).levels_in(coalition)
    rows = _rows(edition)
    readable = _readable(rows, levels, edition, user)
    comments = _open_comments(edition)
    above = _above(rows, readable)
    shown = [row for row in rows if row.pk in readable or row.pk in above or roles.MEMBERS in levels]
    parents = _nearest_shown(rows, {row.pk for row in shown})
    return [_place(row, parents[row.pk], row.pk in readable, edition, comments.get(row.pk, 0)) for row in shown]


def around(places, pk):
    """(previous, next) readable places of the one with key `pk`; None at the ends."""
    readable = [place for place in places if place.is_readable]
    at = next((index for index, place in enumerate(readable) if place.pk == pk), None)
    if at is None:
        return None, None
    return (readable[at - 1] if at else None), (readable[at + 1] if at + 1 < len(readable) else None)


def first_to_open(places):
    """The place that opens first: the first with text that is not restricted, else the first readable, else None.

    Restricted text is never opened unasked, because every reading of it is recorded.
    """
    readable = [place for place in places if place.is_readable]
    open_to_all = [place for place in readable if not place.is_restricted]
    with_text = [place for place in open_to_all if place.has_text]
    return next(iter(with_text or open_to_all or readable), None)


def _rows(edition):
    """The sections without their text; `is_empty` where there is neither text, nor a reason for none, nor anything below."""
    rows = list(edition.sections.present().annotate(has_text=~Q(html="")).defer("html"))
    parents = {row.parent_id for row in rows}
    for row in rows:
        row.is_empty = not (row.has_text or row.not_needed_because or row.pk in parents)
    return rows


def _readable(rows, levels, edition, user):
    """Keys of the sections the reader may read: by level, else asked of the one query that decides (named reviewers)."""
    readable = {row.pk for row in rows if row.sensitivity in levels}
    if len(readable) < len(rows):
        readable |= set(Section.objects.visible_to(user).filter(edition=edition).values_list("pk", flat=True))
    return readable


def _open_comments(edition):
    """Open comments per section; answers hang under a comment and are not counted."""
    rows = Comment.objects.filter(section__edition=edition, resolved_at__isnull=True, answers__isnull=True)
    return dict(rows.values_list("section").annotate(Count("pk")).order_by())


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


def _place(row, parent, is_readable, edition, comments):
    hides_title = row.is_restricted and not is_readable
    return Place(
        pk=row.pk,
        parent_id=parent,
        level=row.level,
        number="" if hides_title else row.number,
        title=row.neutral_title if hides_title else row.title,
        is_readable=is_readable,
        has_text=row.has_text,
        is_empty=row.is_empty,
        sensitivity=row.sensitivity,
        is_changed_materially=edition.based_on_id is not None and row.change == Change.MATERIAL,
        is_not_needed=bool(row.not_needed_because),
        comments=comments if is_readable else 0,
    )
