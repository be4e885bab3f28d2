"""What an import of trainings did, or would do, for whoever runs it by a command."""

from dataclasses import asdict
from typing import Any

from safety_portal.core.commands import warned
from safety_portal.core.imports.commands import origin_lines, told_origin
from safety_portal.core.look.wording import counted
from training.transcripts.comparison import Comparison

LISTED = 20


def as_json(comparison: Comparison, *, applied: bool) -> dict[str, Any]:
    """The result as the contract of the importers has it."""
    return {
        "applied": applied,
        **comparison.counts,
        "skipped": [asdict(skip) for skip in comparison.skipped],
        "rejected": [
            {name: asdict(refusal)[name] for name in ("row", "field", "reason")}
            for refusal in comparison.rejected
        ],
        "warnings": [
            {name: asdict(note)[name] for name in ("row", "field", "reason")}
            for note in comparison.warnings
        ],
        **told_origin(comparison.origin),
        "new_courses": [course.title for course in comparison.courses],
    }


def as_lines(
    comparison: Comparison, *, titles: dict[str, str], name: str, applied: bool
) -> list[str]:
    """The result for a person: the balance, what is refused, and what to do next.

    `titles` are what people call the fields.
    """
    counts = comparison.counts
    lines = [
        f"{name}: {counted(counts['rows'], 'row')}.",
        f"{counts['created']:,} new, {counts['updated']:,} changed, {counts['unchanged']:,} unchanged, "
        f"{counts['skipped']:,} skipped, {counts['rejected']:,} refused.",
    ]
    if counts["courses"]:
        lines.append(f"{counted(counts['courses'], 'course')} not in the catalogue yet.")
    if counts["lapsed"]:
        lines.append(f"{counts['lapsed']:,} of the new ones have expired since; they are history.")
    if counts["missing"]:
        lines.append(
            f"{counts['missing']:,} imported earlier are not in the file; nothing happens to them."
        )
    lines += origin_lines(comparison.origin)
    lines += warned(comparison.warnings, titles)
    lines += [f"Row {skip.row:,} skipped: {skip.reason}" for skip in comparison.skipped[:LISTED]]
    lines += [
        f"Row {row.row:,}, {titles[row.field]}: {row.reason}"
        for row in comparison.rejected[:LISTED]
    ]
    more = max(len(comparison.skipped) - LISTED, 0) + max(len(comparison.rejected) - LISTED, 0)
    if more:
        lines.append(f"{more:,} more rows are skipped or refused; --json lists all.")
    return [*lines, _last_line(comparison, applied=applied)]


def _last_line(comparison: Comparison, *, applied: bool) -> str:
    trainings = counted(len(comparison.new) + len(comparison.changed), "training")
    if applied:
        return f"Imported {trainings}, to be verified."
    if not comparison.changes_something:
        return "Nothing in the file is new. Nothing was written."
    return f"Nothing was written. Add --apply to import {trainings}."
