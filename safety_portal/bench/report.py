"""What was measured, as a person reads it."""

from collections.abc import Iterator, Mapping
from typing import Any

# What a person is shown of each page: its figure, its title, its width.
COLUMNS = [
    ("", "page", 18),
    ("cpu_ms", "CPU ms", 9),
    ("database_ms", "SQL CPU", 9),
    ("bare_ms", "bare", 8),
    ("ratio", "x bare", 8),
    ("floor_ms", "floor", 8),
    ("over_floor", "x floor", 9),
    ("growth", "rows", 7),
    ("growth_members", "members", 9),
    ("queries", "queries", 9),
    ("kilobytes", "KB", 8),
    ("ms", "ms", 9),
]


def as_lines(report: Mapping[str, Any]) -> Iterator[str]:
    """The figures for a person."""
    rows = ", ".join(f"{count:,} {name}" for name, count in report["rows"].items())
    yield f"Scale {report['scale']}: {rows}. Load {report['machine']['load']} on {report['machine']['cores']} cores."
    yield "".join(
        f"{title:<{width}}" if not name else f"{title:>{width}}" for name, title, width in COLUMNS
    )
    for kind, page in report["pages"].items():
        yield "".join(
            f"{page.get(name, ''):>{width}}" if name else f"{kind:<{width}}"
            for name, _, width in COLUMNS
        )
    schools, plan, swept = report["import_schools"], report["import_plan"], report["remind"]
    yield f"import_schools: {schools['rows']:,} rows in {schools['seconds']} s ({schools['cpu_seconds']} s CPU)."
    yield (
        f"import_plan: {plan['words']:,} words in {plan['sections']} sections, {plan['cpu_seconds']} s CPU; "
        f"mammoth alone {plan['mammoth_cpu_seconds']} s; ratio {plan['ratio']}."
    )
    yield f"remind: {_swept(swept)}"
    judged = report["rules"]
    each = f"{judged['schools']} schools by {judged['rules']} rules"
    yield f"rules: {each} in {judged['cpu_seconds']} s CPU."
    if many := report.get("remind_many"):
        yield f"remind, of {many['owed']:,} things owed: {_swept(many)}"
    yield from report["missed"] or ["Every goal is met."]


def _swept(figures: Mapping[str, Any]) -> str:
    """What a sweep took, and the one behind it that had nothing to tell."""
    spent, again = (
        f"{figures[f'{which}cpu_seconds']} s CPU, {figures[f'{which}database_seconds']} s SQL CPU"
        for which in ("", "again_")
    )
    return f"{figures['digests']:,} digests in {figures['seconds']} s ({spent}); again, nothing to tell, {again}."
