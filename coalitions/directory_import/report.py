"""What an import of schools did, or would do, for whoever runs it by a command."""

from dataclasses import asdict
from typing import Any

from coalitions.directory_import.comparison import Comparison
from safety_portal.core.commands import warned
from safety_portal.core.imports.commands import origin_lines, told_origin
from safety_portal.core.look.wording import counted

LISTED = 20


def as_json(comparison: Comparison, *, applied: bool) -> dict[str, Any]:
    """The result as the contract of the importers has it, with the balance of each kind of place."""
    counts = comparison.counts
    balance = {name: counts[name] for name in ("created", "updated", "unchanged")}
    kinds = {"schools": {"created": 0, "updated": 0, "unchanged": 0}, "districts": balance}
    if comparison.directory.kind == "school":
        kinds = {
            "schools": balance,
            "districts": {"created": counts["new_districts"], "updated": 0, "unchanged": 0},
        }
    return {
        "applied": applied,
        "rows": counts["rows"],
        **balance,
        "missing": counts["missing"],
        "not_yours": counts["not_yours"],
        "skipped": [
            {"row": refusal.row, "reason": refusal.reason} for refusal in comparison.skipped
        ],
        "rejected": [
            {name: asdict(refusal)[name] for name in ("row", "field", "reason")}
            for refusal in comparison.rejected
        ],
        "notes": [
            {name: asdict(note)[name] for name in ("row", "field", "reason")}
            for note in comparison.directory.notes
        ],
        "kind": f"{comparison.directory.kind}s",
        "layout": comparison.directory.title,
        **told_origin(comparison.directory.origin),
        **kinds,
    }


def as_lines(comparison: Comparison, *, name: str, applied: bool) -> list[str]:
    """The result for a person: the balance, what is refused, and what to do next."""
    counts, kind = comparison.counts, comparison.directory.kind
    lines = [
        f"{name}: {counted(counts['rows'], 'row')} of {kind}s, read as {comparison.directory.title}.",
        f"{counts['created']:,} new, {counts['updated']:,} changed, {counts['unchanged']:,} unchanged, "
        f"{counts['rejected']:,} refused, {counts['skipped']:,} repeated.",
    ]
    lines += origin_lines(comparison.directory.origin)
    if counts["new_districts"]:
        lines.append(
            f"{counted(counts['new_districts'], 'district')} not here before, known by the schools' rows."
        )
    if counts["missing"]:
        lines.append(
            f"{counted(counts['missing'], kind)} here but not in the file; nothing happens to them."
        )
    lines += warned(comparison.directory.notes, {}, most=LISTED)
    lines += [
        f"Row {refusal.row:,}, {refusal.field}: {refusal.reason}"
        for refusal in comparison.rejected[:LISTED]
    ]
    if len(comparison.rejected) > LISTED:
        lines.append(f"{counts['rejected'] - LISTED:,} more rows are refused; --json lists all.")
    return [*lines, last_line(comparison, applied=applied)]


def last_line(comparison: Comparison, *, applied: bool) -> str:
    """What was written, or how to write it."""
    places = counted(len(comparison.new) + len(comparison.changed), comparison.directory.kind)
    if not comparison.directory.total:
        return "The file has a header and no rows. Nothing was written."
    if not comparison.changes_something and comparison.rejected:
        return "Nothing in the file is new. Nothing was written."
    if not comparison.changes_something:
        return "The file says what is here already. Nothing was written."
    return (
        f"Imported {places}."
        if applied
        else f"Nothing was written. Add --apply to import {places}."
    )
