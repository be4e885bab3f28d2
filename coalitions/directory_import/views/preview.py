"""The preview of an import as a page shows it.

Sentences, the balance, and the first of each kind of row.
"""

from dataclasses import dataclass
from decimal import Decimal

from coalitions.schools.models import PlaceStatus
from coalitions.table_layouts.school_columns import FIELDS
from safety_portal.core.imports.preview import are, shared, tabs
from safety_portal.core.look.wording import counted

MOST_NEW = 15
MOST_CHANGED_FIELDS = 40
MOST_MISSING = 25
MOST_REFUSED = 25
LABELS = {**FIELDS, "district": "District", "row": "Whole row"}
NOTES_LEAD = (
    "These rows are imported all the same; what nobody could read stays as it is here, or empty."
)


@dataclass(frozen=True)
class Line:
    """One changed field: its word, here now, in the file. Empty texts are not known."""

    field: str
    before: str
    after: str


def preview(comparison) -> dict:
    """The context of the preview page."""
    kind, counts, directory = comparison.directory.kind, comparison.counts, comparison.directory
    changes = first_changes(comparison.changed)
    repeated = [(f"Row {row.row:,}", row.reason) for row in comparison.skipped[:MOST_REFUSED]]
    return {
        **shared(comparison, labels=LABELS, skipped=repeated),
        "kind": kind,
        "heading": heading(comparison),
        "sums": balance(counts),
        "tabs": tabs(
            ("new", "New and changed", counts["created"] + counts["updated"]),
            ("missing", "Missing", counts["missing"]),
            ("notes", "Not used", len(directory.notes)),
            ("refused", "Refused", counts["rejected"]),
            ("skipped", "Repeated", counts["skipped"]),
        ),
        "new": [new_place(row) for row in comparison.new[:MOST_NEW]],
        "more_new": max(0, len(comparison.new) - MOST_NEW),
        "changes": changes,
        "more_changes": len(comparison.changed) - len(changes),
        "missing": comparison.missing[:MOST_MISSING],
        "more_missing": max(0, len(comparison.missing) - MOST_MISSING),
        "missing_heading": f"{are(len(comparison.missing), kind)} here but not in the file",
        "notes": [(note, LABELS[note.field]) for note in directory.notes[:MOST_REFUSED]],
        "more_notes": max(0, len(directory.notes) - MOST_REFUSED),
        "notes_heading": f"{are(len(directory.notes), 'cell')} not used as it stands",
        "notes_lead": NOTES_LEAD,
        "button": button(comparison),
        "columns": [
            (LABELS[field], ", ".join(names)) for field, names in directory.columns.items()
        ],
        "unused": directory.unused,
        "layout": directory.title,
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
        parts.append(_nothing_new(comparison))
    if refused:
        parts.append(f"{are(refused, 'row')} refused")
    return ", ".join(parts)


def _nothing_new(comparison) -> str:
    """What is true of a file that changes nothing: it may be about other districts."""
    yours = " for your district" if comparison.not_yours else ""
    if comparison.rejected:
        return f"Nothing in the file is new{yours}"
    if comparison.not_yours and not comparison.unchanged:
        return "Every row is about another district"
    return f"The file says what is here already{yours}"


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


def button(comparison) -> str:
    """What the one strong button does, and to how many; empty if there is nothing to do."""
    changed = len(comparison.new) + len(comparison.changed)
    if changed:
        return f"Import {counted(changed, comparison.directory.kind)}"
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
