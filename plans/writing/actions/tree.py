"""The tree of an edition's sections, and how a section moves in it."""

from django.db.models import F

from plans.editions import numbering
from plans.editions.models.section import Section
from safety_portal.core.states import WrongState

DEEPEST = 9
# Positions are unique while they are rewritten too, so they step aside first.
ASIDE = 1_000_000_000


class Tree:
    """The present sections of a locked edition in reading order, to be rearranged in memory and
    written once.
    """

    def __init__(self, edition):
        self.edition = edition
        self.order = list(edition.sections.present())
        self.is_counted = numbering.is_counted(self.order)
        self.counts = numbering.numbered(self.order)

    def find(self, section):
        """This tree's own copy of a section. Raises WrongState where it was removed."""
        found = next((each for each in self.order if each.pk == section.pk), None)
        if found is None:
            raise WrongState(
                f"{section} was removed from this edition. Bring it back to change it."
            )
        return found

    def parent_of(self, section):
        """The section above, None at the top."""
        return next((each for each in self.order if each.pk == section.parent_id), None)

    def block(self, section):
        """The section with everything under it, in reading order."""
        inside = {section.pk}
        block = [section]
        for each in self.order:
            if each.parent_id in inside:
                inside.add(each.pk)
                block.append(each)
        return block

    def siblings(self, parent_id):
        """The sections directly under one parent (None: the top)."""
        return [each for each in self.order if each.parent_id == parent_id]

    def place(self, block, *, parent, after):
        """Put a block under `parent` (None: the top), behind the block of `after` (None.

        As the first there).
        """
        if parent and parent.not_needed_because:
            raise WrongState(
                f"{parent} is marked as not needed. Undo that, then put sections under it."
            )
        self.order = [each for each in self.order if each not in block]
        level = parent.level + 1 if parent else 1
        if block[0].parent_id == (parent.pk if parent else None):
            level = block[0].level
        step = level - block[0].level
        if max(each.level for each in block) + step > DEEPEST:
            raise WrongState(f"Sections nest at most {DEEPEST} levels deep.")
        block[0].parent = parent
        for each in block:
            each.level += step
        before = self.block(after)[-1] if after else parent
        at = self.order.index(before) + 1 if before else 0
        self.order[at:at] = block

    def count(self):
        """Count the numbers where they are the portal's own.

        Returns the sections that got another.
        """
        if not self.is_counted:
            return []
        numbers = numbering.counted(self.order, self.counts)
        others = [section for section in self.order if section.number != numbers[section.pk]]
        for section in others:
            section.number = numbers[section.pk]
        return others

    def write(self):
        """Store parents, levels, positions and numbers.

        Returns how many sections got another number.
        """
        renumbered = len(self.count())
        self.edition.sections.present().update(position=F("position") + ASIDE)
        for position, section in enumerate(self.order, start=1):
            section.position = position
        Section.objects.bulk_update(self.order, ["position", "level", "parent", "number"])
        return renumbered
