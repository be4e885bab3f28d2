"""A section saved."""

from plans.editions.lifecycle import Change
from plans.writing.actions import editing

MATERIAL, EDITORIAL = Change.MATERIAL, Change.EDITORIAL


def save(section, html, *, by, base=None, title=None, **fields):
    fields.setdefault("change", MATERIAL)
    base = section.version if base is None else base
    return editing.save_section(
        section=section, title=title or section.title, html=html, base_version=base, by=by, **fields
    )
