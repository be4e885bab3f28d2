"""The preview of an import as a page shows it.

Sentences, the balance, and the first of each kind of row.
"""

from dataclasses import dataclass
from decimal import Decimal

from coalitions.schools.models import PlaceStatus
from coalitions.table_layouts.school_columns import FIELDS
from safety_portal.core.look.wording import counted

MOST_NEW = 15
MOST_CHANGED_FIELDS = 40
MOST_MISSING = 25
MOST_REFUSED = 25
LABELS = {**FIELDS, "district": "District", "row": "Whole row"}


@dataclass(frozen=True)
class Line:
    """One changed field: its word, here now, in the file. Empty texts are not known."""

    field: str
    before: str
    after: str


def preview(comparison) -> dict:
    """The context of the preview page."""
    kind, counts = comparison.directory.kind, comparison.counts
    changes = first_changes(comparison.changed)
    return {
        "kind": kind,
        "heading": heading(comparison),
        "counts": counts,
        "sums": balance(counts),
        "tabs": tabs(counts, len(comparison.directory.notes)),
        "new": [new_place(row) for row in comparison.new[:MOST_NEW]],
        "more_new": max(0, len(comparison.new) - MOST_NEW),
        "changes": changes,
        "more_changes": len(comparison.changed) - len(changes),
        "missing": comparison.missing[:MOST_MISSING],
        "more_missing": max(0, len(comparison.missing) - MOST_MISSING),
        "missing_heading": f"{are(len(comparison.missing), kind)} here but not in the file",
        "refused_heading": f"{are(len(comparison.rejected), 'row')} refused",
        "refused": [refusal(row) for row in comparison.rejected[:MOST_REFUSED]],
        "more_refused": max(0, len(comparison.rejected) - MOST_REFUSED),
        "notes": [(note, LABELS[note.field]) for note in comparison.directory.notes[:MOST_REFUSED]],
        "more_notes": max(0, len(comparison.directory.notes) - MOST_REFUSED),
        "notes_heading": f"{are(len(comparison.directory.notes), 'cell')} not used as it stands",
        "skipped": comparison.skipped[:MOST_REFUSED],
        "button": button(comparison),
        "seen": comparison.digest,
        "columns": [
            (LABELS[field], ", ".join(names))
            for field, names in comparison.directory.columns.items()
        ],
        "unused": comparison.directory.unused,
        "layout": comparison.directory.title,
    }


def heading(comparison) -> str:
    """The h1: "1 school is new, 2 have changed, 1 row is refused"."""
    kind, new, changed = comparison.directory.kind, len(comparison.new), len(comparison.changed)
    refused = len(comparison.rejected)
    if not comparison.directory.total:
        return "The file has a header and no rows"
    parts = []
    if new:
        parts.append(f"{are(new, kind)} new")
    if changed:
        noun = f"{changed:,}" if new else counted(changed, kind)
        parts.append(f"{noun} {'has' if changed == 1 else 'have'} changed")
    if not parts:
        parts.append(
            "Nothing in the file is new" if refused else "The file says what is here already"
        )
    if refused:
        parts.append(f"{are(refused, 'row')} refused")
    return ", ".join(parts)


def balance(counts: dict) -> list[tuple]:
    """The sums: every row of the file in one of them. Not yours is a number, never a list."""
    rows = [
        ("Rows", f"{counts['rows']:,}", "all accounted for"),
        ("New", f"{counts['created']:,}"),
        ("Changed", f"{counts['updated']:,}"),
        ("Unchanged", f"{counts['unchanged']:,}"),
        ("Refused", f"{counts['rejected']:,}"),
    ]
    if counts["skipped"]:
        rows.append(("Repeated", f"{counts['skipped']:,}", "the earlier row is used"))
    if counts["not_yours"]:
        rows.append(("Not yours", f"{counts['not_yours']:,}", "other districts"))
    return rows


def are(count: int, noun: str) -> str:
    """ "1 school is", "1,240 schools are"."""
    return f"{counted(count, noun)} {'is' if count == 1 else 'are'}"


def tabs(counts: dict, notes: int) -> list[tuple]:
    """(anchor, words) of the parts this page has."""
    parts = (
        ("new", "New and changed", counts["created"] + counts["updated"]),
        ("missing", "Missing", counts["missing"]),
        ("notes", "Not used", notes),
        ("refused", "Refused", counts["rejected"]),
        ("repeated", "Repeated", counts["skipped"]),
    )
    return [(anchor, f"{words} {count:,}") for anchor, words, count in parts if count]


def button(comparison) -> str:
    """What the one strong button does, and to how many; empty if there is nothing to do."""
    changed = len(comparison.new) + len(comparison.changed)
    if changed:
        return f"Bring in {counted(changed, comparison.directory.kind)}"
    return "Save what you said of the missing" if comparison.missing else ""


def new_place(row) -> dict:
    """A new place in one line.

    Its name, its number, how much the file says of it, and where it is.
    """
    values = row.values
    grades = grades_in_words(values.get("low_grade", ""), values.get("high_grade", ""))
    about = [
        grades,
        values.get("street", ""),
        values.get("city", ""),
        row.district.name if row.district else "",
    ]
    return {
        "name": values["name"],
        "number": values.get("state_id") or values.get("nces_id"),
        "fields": counted(len(values), "field"),
        "about": ", ".join(part for part in about if part),
    }


def first_changes(changed) -> list[dict]:
    """The first changed places with their fields, as many as fit on a page."""
    found, budget = [], MOST_CHANGED_FIELDS
    for change in changed:
        lines = [
            Line(LABELS.get(field, field), in_words(field, before), in_words(field, after))
            for field, (before, after) in change.fields.items()
        ]
        budget -= len(lines)
        if found and budget < 0:
            break
        place = change.place
        found.append(
            {"name": place.name, "number": place.state_id or place.nces_id, "lines": lines}
        )
    return found


def refusal(row) -> dict:
    """A refused row with the word for its field."""
    return {
        "row": row.row,
        "field": LABELS.get(row.field, row.field),
        "value": row.value,
        "reason": row.reason,
    }


def in_words(field: str, value) -> str:
    """A stored value as people say it."""
    if value in (None, ""):
        return ""
    if field == "status":
        return PlaceStatus(value).label
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def grades_in_words(low: str, high: str) -> str:
    """ "Grades PK to 5", "Grade 9"; empty if not known."""
    if not low or not high:
        return ""
    low, high = low.lstrip("0"), high.lstrip("0")
    return f"Grade {low}" if low == high else f"Grades {low} to {high}"
