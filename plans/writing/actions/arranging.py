"""The tree of an edition: sections are added, moved, removed and brought back.

Positions rise in reading order.

Numbers follow where they are the portal's own (editions/numbering.py says when). A new number makes
no revision: the record of changes tells of texts, and names each section by the number it has in
the edition it was changed in.
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from plans.editions import numbering
from plans.editions.lifecycle import Change
from plans.editions.locks import editable_edition
from plans.editions.models.section import Section
from plans.editions.policies import can_edit_edition, can_edit_section
from plans.library.kinds import Kind
from plans.writing.actions.tree import ASIDE, DEEPEST, Tree
from plans.writing.texts import section_title
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.states import WrongState


@transaction.atomic
def add_section(*, edition, title, by, after=None, inside=None):
    """Add an empty section behind `after`, or as the last one inside `inside`, or at the end.

    Returns it.

    It is read by whoever reads its neighbor, until somebody decides otherwise. The same again by
    the same person, while the one that was added there is empty, adds no second one. Raises
    WrongState outside drafting and review.
    """
    require(can_edit_edition(by, edition))
    edition = editable_edition(edition.pk)
    tree = Tree(edition)
    neighbor = tree.find(inside or after) if inside or after else None
    parent = neighbor if inside else neighbor and tree.parent_of(neighbor)
    section = Section(
        edition=edition,
        title=section_title(title),
        position=ASIDE // 2,
        level=parent.level + 1 if parent else 1,
        parent=parent,
        kind=neighbor.kind if neighbor else Kind.OTHER,
        change=Change.MATERIAL if edition.based_on_id else "",
        saved_by=by,
    )
    if neighbor:
        section.sensitivity = neighbor.sensitivity
    if section.level > DEEPEST:
        raise WrongState(f"Sections nest at most {DEEPEST} levels deep.")
    siblings = tree.siblings(parent.pk if parent else None)
    if again := _added(section, siblings, after=neighbor if not inside else None):
        return again
    section.save()
    if numbering.counts_among(siblings, parent):
        tree.counts.add(section.pk)
    before = neighbor if not inside and neighbor else (siblings or [None])[-1]
    tree.place([section], parent=parent, after=before)
    _audit(section, "section.added", by, renumbered=tree.write())
    return section


def _added(section, siblings, *, after):
    """The section that stands where this one would, says as much and came from the same person.

    None where none does.
    """
    at = siblings.index(after) + 1 if after else len(siblings) - 1
    there = siblings[at] if 0 <= at < len(siblings) else None
    is_same = there and (there.title, there.html, there.version) == (section.title, "", 1)
    return there if is_same and there.saved_by_id == section.saved_by_id else None


@transaction.atomic
def move_section(*, section, direction, by):
    """Move a section with all that is under it: "up", "down", "in" (under the one before) or "out".

    Returns it.

    Raises WrongState where it cannot go there, and outside drafting and review.
    """
    require(can_edit_section(by, section))
    tree = Tree(editable_edition(section.edition_id))
    section = tree.find(section)
    MOVES[direction](tree, section)
    _audit(section, "section.moved", by, direction=direction, renumbered=tree.write())
    return section


@transaction.atomic
def remove_section(*, section, by):
    """Take a section and all that is under it out of the edition; returns how many. Revisions stay.

    It can come back.

    The places of the others are left alone, so that it comes back about where it was; their numbers
    close up.
    """
    require(can_edit_section(by, section))
    tree = Tree(editable_edition(section.edition_id))
    block = tree.block(tree.find(section))
    Section.objects.filter(pk__in=[row.pk for row in block]).update(
        removed_at=timezone.now(), removed_by=by
    )
    tree.order = [row for row in tree.order if row not in block]
    others = tree.count()
    Section.objects.bulk_update(others, ["number"])
    _audit(block[0], "section.removed", by, sections=len(block), renumbered=len(others))
    return len(block)


@transaction.atomic
def bring_back_section(*, section, by):
    """Put a removed section back about where it was, with what was removed together with it.

    Returns it.
    """
    require(can_edit_section(by, section))
    tree = Tree(editable_edition(section.edition_id))
    removed = list(
        tree.edition.sections.filter(
            removed_at=Section.objects.get(pk=section.pk).removed_at
        ).order_by("position")
    )
    head = next((row for row in removed if row.pk == section.pk), None)
    if head is None or head.removed_at is None:
        raise WrongState(f"{section} is in this edition.")
    block = _under(head, removed)
    parent = tree.parent_of(head)
    before = [
        row for row in tree.siblings(parent.pk if parent else None) if row.position < head.position
    ]
    Section.objects.filter(pk__in=[row.pk for row in block]).update(
        removed_at=None, removed_by=None, position=F("position") + ASIDE // 2
    )
    tree.counts |= numbering.numbered(block)
    tree.place(block, parent=parent, after=before[-1] if before else None)
    _audit(head, "section.brought_back", by, sections=len(block), renumbered=tree.write())
    return head


@transaction.atomic
def number_anew(*, edition, seen, by):
    """Count the numbers of all sections, whoever wrote them; returns how many changed.

    `seen` is numbering.mark_of the sections as they were shown: raises WrongState where they were
    arranged since, and outside drafting and review.
    """
    require(can_edit_edition(by, edition))
    edition = editable_edition(edition.pk)
    order = list(edition.sections.present())
    if numbering.mark_of(order) != seen:
        raise WrongState(
            "Somebody arranged sections in the meantime. Look at the new numbers again."
        )
    changes = numbering.anew(order)
    renumbered = {str(section.pk): [section.number, number] for section, number in changes}
    for section, number in changes:
        section.number = number
    Section.objects.bulk_update([section for section, _ in changes], ["number"])
    if changes:
        record(
            by=by,
            action="edition.numbered",
            subject=edition,
            scope=edition.plan.coalition_id,
            edition=edition.number,
            numbers=renumbered,
        )
    return len(changes)


def _under(head, sections):
    inside, block = {head.pk}, [head]
    for child in sections:
        if child.parent_id in inside:
            inside.add(child.pk)
            block.append(child)
    return block


def _up(tree, section):
    siblings = tree.siblings(section.parent_id)
    at = siblings.index(section)
    if at == 0:
        raise WrongState(f"{section} is the first there already.")
    tree.place(
        tree.block(section),
        parent=tree.parent_of(section),
        after=siblings[at - 2] if at > 1 else None,
    )


def _down(tree, section):
    siblings = tree.siblings(section.parent_id)
    at = siblings.index(section)
    if at == len(siblings) - 1:
        raise WrongState(f"{section} is the last there already.")
    tree.place(tree.block(section), parent=tree.parent_of(section), after=siblings[at + 1])


def _in(tree, section):
    siblings = tree.siblings(section.parent_id)
    at = siblings.index(section)
    if at == 0:
        raise WrongState(f"There is no section before {section} to put it under.")
    under = siblings[at - 1]
    tree.place(tree.block(section), parent=under, after=(tree.siblings(under.pk) or [None])[-1])


def _out(tree, section):
    parent = tree.parent_of(section)
    if parent is None:
        raise WrongState(f"{section} is at the top level already.")
    tree.place(tree.block(section), parent=tree.parent_of(parent), after=parent)


MOVES = {"up": _up, "down": _down, "in": _in, "out": _out}


def _audit(section, action, by, **detail):
    edition = section.edition
    record(
        by=by,
        action=action,
        subject=section,
        scope=edition.plan.coalition_id,
        edition=edition.number,
        **detail,
    )
