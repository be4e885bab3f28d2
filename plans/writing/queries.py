"""Which sections are being written, whoever asks."""

from plans.editions.lifecycle import EDITABLE
from plans.editions.models.section import Section


def is_written(section: int) -> bool:
    """Whether there is a section of that key, in an edition that can be edited.

    Nothing else of it is told: whoever kept words for it may have been signed out.
    """
    return Section.objects.filter(pk=section, edition__status__in=EDITABLE).exists()
