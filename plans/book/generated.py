"""Blocks the portal makes itself.

A paragraph that holds only {{ generated.something }} is replaced as a whole.

They are never part of what is signed (the canonical text names them and leaves them out), so they
may go on changing.
"""

import re
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

from coalitions.access.roles import ALL_LEVELS, PUBLIC
from plans.history.change_log import DistributionRecord, record_of_changes
from plans.library.kinds import Kind
from plans.signing.receipts import receipts_given

BLOCK = re.compile(r"<p>\s*\{\{\s*generated\.([a-z_]+)\s*\}\}\s*</p>")
KEPT_ELSEWHERE = "<p><em>Kept outside the portal so far.</em></p>"
NOT_IN_THIS_COPY = "<p><em>Not in the public copy.</em></p>"
# They name people, and what is not public.
RECORDS = frozenset({"signatures", "record_of_changes", "record_of_distribution"})

NOBODY = DistributionRecord()


@dataclass(frozen=True)
class Reader:
    """For whom the blocks are drawn: ids of the sections that may be told (None.

    all), the levels read, who else got it.
    """

    readable: frozenset | None
    levels: frozenset
    distribution: DistributionRecord

    @property
    def is_public(self):
        return self.levels <= {PUBLIC}


def block_names(html):
    """Names of the generated blocks that stand in canonical HTML."""
    return BLOCK.findall(html)


def draw_blocks(names, edition, *, readable=None, levels=ALL_LEVELS, distribution=NOBODY):
    """The HTML of each of these blocks by its name.

    Asks the database only for what these blocks tell.

    `readable` are ids of the sections whose titles may be told; None: all. Who reads at public
    `levels` only gets no records. `distribution` is what this reader is told of who got the
    edition.
    """
    reader = Reader(
        None if readable is None else frozenset(readable), frozenset(levels), distribution
    )
    return {name: _drawn(name, edition, reader) for name in names}


def put_blocks(html, drawn):
    """Canonical HTML with its generated blocks replaced by what was `drawn`."""
    return BLOCK.sub(lambda match: drawn[match[1]], html)


def _drawn(name, edition, reader):
    if reader.is_public and name in RECORDS:
        return NOT_IN_THIS_COPY
    maker = MAKERS.get(name)
    return maker(edition, reader) if maker else KEPT_ELSEWHERE


def _signatures(edition, reader):
    book = {
        "edition": edition,
        "signatures": edition.signatures.order_by("seat_title", "pk"),
        "approvals": edition.approvals.order_by("voted_on", "pk"),
        "receipts": receipts_given(edition),
    }
    return render_to_string("plans/book/_signatures.html", {"book": book})


def _changes(edition, reader):
    return render_to_string(
        "plans/book/_changes.html",
        {"book": {"changes": record_of_changes(edition, levels=reader.levels)}},
    )


def _distribution(edition, reader):
    return render_to_string(
        "plans/book/_distribution.html", {"book": {"distribution": reader.distribution}}
    )


def _contents(edition, reader):
    return _titles(edition, reader, level__lte=2)


def _annexes(kind):
    return lambda edition, reader: _titles(edition, reader, kind=kind, level__gt=1)


def _titles(edition, reader, **which):
    titles = (_title(section, reader) for section in edition.sections.present().filter(**which))
    return format_html(
        "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((title,) for title in titles if title))
    )


def _title(section, reader):
    """What this reader may be told of a section; "" where it is not even named."""
    if reader.readable is None or section.pk in reader.readable:
        return str(section)
    return section.neutral_title if section.is_restricted and not reader.is_public else ""


def _seats(edition, reader):
    seats = edition.plan.coalition.seats.all()
    return format_html(
        "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((seat.title,) for seat in seats))
    )


MAKERS = {
    "signatures": _signatures,
    "record_of_changes": _changes,
    "record_of_distribution": _distribution,
    "table_of_contents": _contents,
    "functional_annexes": _annexes(Kind.FUNCTIONAL),
    "threat_annexes": _annexes(Kind.THREAT_HAZARD),
    "seats": _seats,
}
