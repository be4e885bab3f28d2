"""What a page says of a transcript: the heading with its counts, the balance, the rows.

No query.
"""

from dataclasses import asdict
from itertools import groupby

from safety_portal.core import values
from safety_portal.core.imports.preview import shared
from safety_portal.core.look.wording import counted
from training.transcripts.comparison import Comparison
from training.transcripts.planned import Planned
from training.transcripts.readers.columns import FIELDS

LISTED = 100
# Row numbers that are named where many rows have one reason.
NAMED = 8


def preview(comparison: Comparison) -> dict:
    """The context of the page that shows what a file would do.

    Plain values, which can be kept as JSON (see `kept`).
    """
    counts = comparison.counts
    changing = counts["created"] + counts["updated"]
    return {
        **shared(comparison, labels=FIELDS, skipped=_by_reason(comparison.skipped)),
        "heading": _heading(counts),
        "button": f"Import {counted(changing, 'training')}" if changing else "",
        "sums": balance(counts),
        "new": [_training(planned) for planned in comparison.new[:LISTED]],
        "more_new": max(len(comparison.new) - LISTED, 0),
        "changed": [_training(planned) for planned in comparison.changed[:LISTED]],
        "more_changed": max(len(comparison.changed) - LISTED, 0),
        "courses": [course.title for course in comparison.courses[:LISTED]],
        "more_courses": max(len(comparison.courses) - LISTED, 0),
        "warnings": [(_remark(note), FIELDS[note.field]) for note in comparison.warnings[:LISTED]],
        "more_warnings": max(len(comparison.warnings) - LISTED, 0),
        "columns": [(FIELDS[field], column) for field, column in comparison.columns.items()],
        "has_people": counts["people"] > 1,
        "origin": asdict(comparison.origin),
    }


def kept(preview: dict) -> dict:
    """The same out of JSON, where days and hours are text."""
    for training in (*preview["new"], *preview["changed"]):
        for name in ("held_on", "expires_on"):
            training[name] = training[name] and values.day(training[name])
        for name in ("hours", "before"):
            training[name] = training[name] and values.number(training[name])
    return preview


def _training(planned: Planned) -> dict:
    """One training that would be written; `before` are the hours it has now, None for a new one."""
    return {
        "row": planned.row,
        "person": planned.person.name,
        "course": planned.course.title,
        "held_on": planned.held_on,
        "hours": planned.hours,
        "before": planned.old and planned.old.hours,
        "expires_on": planned.expires_on,
        "lapsed": planned.lapsed,
    }


def _remark(note: values.Note) -> dict:
    return {"row": note.row, "value": note.value, "reason": note.reason}


def balance(counts: dict) -> list[tuple]:
    """The sums: every row of the file in one of them."""
    return [
        ("Rows", f"{counts['rows']:,}", "all accounted for"),
        (
            "New",
            f"{counts['created']:,}",
            f"{counts['lapsed']:,} expired since" if counts["lapsed"] else "",
        ),
        ("Changed", f"{counts['updated']:,}"),
        ("Unchanged", f"{counts['unchanged']:,}"),
        ("Skipped", f"{counts['skipped']:,}", "sums, repeated, not passed"),
        ("Refused", f"{counts['rejected']:,}"),
        ("New courses", f"{counts['courses']:,}"),
    ]


def _heading(counts: dict) -> str:
    if not counts["rows"]:
        return "The file has a header and no rows"
    told = [f"{counted(counts['created'], 'new training')}"]
    told += [f"{counts['updated']:,} changed"] if counts["updated"] else []
    told += [
        f"{counts['unchanged']:,} unchanged",
        f"{counts['skipped']:,} skipped",
        f"{counts['rejected']:,} refused",
    ]
    return ", ".join(told)


def _by_reason(skipped) -> list[tuple[str, str]]:
    """("Rows 20, 90 and 5 more", reason), the most frequent reason first."""
    by_reason = sorted(skipped, key=lambda skip: (skip.reason, skip.row))
    groups = [
        (reason, [skip.row for skip in group])
        for reason, group in groupby(by_reason, key=lambda skip: skip.reason)
    ]
    groups.sort(key=lambda group: (-len(group[1]), group[1][0]))
    return [(_rows(rows), reason) for reason, rows in groups[:LISTED]]


def _rows(rows: list[int]) -> str:
    named = ", ".join(f"{row:,}" for row in rows[:NAMED])
    more = f" and {len(rows) - NAMED:,} more" if len(rows) > NAMED else ""
    return f"Row{'' if len(rows) == 1 else 's'} {named}{more}"
