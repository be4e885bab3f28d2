"""Blocks the portal makes itself: a paragraph that holds only {{ generated.something }} is replaced as a whole.

They are never part of what is signed (the canonical text names them and leaves them out), so they may go on changing.
"""

import re

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

from plans.models.section import Kind
from plans.records import record_of_changes, record_of_distribution

BLOCK = re.compile(r"<p>\s*\{\{\s*generated\.([a-z_]+)\s*\}\}\s*</p>")
KEPT_ELSEWHERE = "<p><em>Kept outside the portal so far.</em></p>"


def replace_blocks(html, edition, *, readable=None):
    """Canonical HTML with each generated block drawn; asks the database only for blocks that stand in `html`.

    `readable` are ids of the sections whose titles may be told; None: all.
    """
    return BLOCK.sub(lambda found: _drawn(found[1], edition, readable), html)


def block_names(html):
    """Names of the generated blocks that stand in canonical HTML."""
    return BLOCK.findall(html)


def _drawn(name, edition, readable):
    maker = MAKERS.get(name)
    return maker(edition, readable) if maker else KEPT_ELSEWHERE


def _signatures(edition, readable):
    signatures = edition.signatures.order_by("seat_title", "pk")
    return render_to_string("plans/book/_signatures.html", {"book": {"edition": edition, "signatures": signatures}})


def _changes(edition, readable):
    return render_to_string(
        "plans/book/_changes.html", {"book": {"changes": record_of_changes(edition, readable=readable)}}
    )


def _distribution(edition, readable):
    return render_to_string(
        "plans/book/_distribution.html", {"book": {"distribution": record_of_distribution(edition)}}
    )


def _contents(edition, readable):
    return _titles(edition, readable, level__lte=2)


def _annexes(kind):
    return lambda edition, readable: _titles(edition, readable, kind=kind, level__gt=1)


def _titles(edition, readable, **which):
    sections = edition.sections.present().filter(**which)
    told = ((s if readable is None or s.pk in readable or not s.is_restricted else s.neutral_title,) for s in sections)
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", told))


def _seats(edition, readable):
    seats = edition.plan.coalition.seats.all()
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((seat.title,) for seat in seats)))


MAKERS = {
    "signatures": _signatures,
    "record_of_changes": _changes,
    "record_of_distribution": _distribution,
    "table_of_contents": _contents,
    "functional_annexes": _annexes(Kind.FUNCTIONAL),
    "threat_annexes": _annexes(Kind.THREAT_HAZARD),
    "seats": _seats,
}
