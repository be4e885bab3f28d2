"""What an import of people did, or would do, for whoever runs it by a command."""

from typing import Any

from coalitions.access.roles import Role
from coalitions.rosters.comparison import PeopleComparison
from coalitions.rosters.roster import Org
from safety_portal.core.commands import warned
from safety_portal.core.imports.commands import origin_lines, told_origin
from safety_portal.core.look.wording import counted
from safety_portal.core.values import Note

LISTED = 20


def _skipped(comparison: PeopleComparison) -> list[dict[str, Any]]:
    """The rows that were left out on purpose, in their order, each with why."""
    skipped = [
        {"row": row, "reason": reason}
        for reason, rows in comparison.skipped.items()
        for row in rows
    ]
    return sorted(skipped, key=lambda one: one["row"])


def as_json(comparison: PeopleComparison, *, applied: bool) -> dict[str, Any]:
    """The result as the contract of the importers has it, with what became of memberships, roles
    and organizations.
    """
    counts, roster = comparison.counts, comparison.roster
    people = {name: counts[name] for name in ("created", "updated", "unchanged")}
    return {
        "applied": applied,
        "rows": counts["rows"],
        **people,
        "missing": counts["missing"],
        "not_yours": counts["not_yours"],
        "skipped": _skipped(comparison),
        "rejected": [
            {"row": refusal.row, "field": refusal.field, "reason": refusal.reason}
            for refusal in comparison.rejected
        ],
        "warnings": [told_note(note) for note in comparison.warnings],
        "notes": [told_note(note) for note in roster.notes],
        "layout": roster.title,
        "is_whole": roster.is_whole,
        **told_origin(roster.origin),
        "people": people,
        "memberships": {
            "created": counts["begun"],
            "ended": counts["ended"],
            "kept": len(comparison.kept),
        },
        "without_membership": counts["unplaced"],
        "lowered": [
            {"role": word, "to": Role.STAFF.value, "people": n}
            for word, n in comparison.lowered.items()
        ],
        "unknown_roles": list(comparison.unknown_words),
        "orgs": [told_org(comparison, org) for org in roster.orgs.values()],
    }


def told_note(note: Note) -> dict[str, Any]:
    """What somebody has to know of a row."""
    return {"row": note.row, "field": note.field, "reason": note.reason}


def told_org(comparison: PeopleComparison, org: Org) -> dict[str, Any]:
    """One organization of the file and where its people go."""
    place = comparison.atlas.place(org.id)
    return {
        "sourcedId": org.id,
        "name": org.name,
        "place": place.kind,
        "goes_to": place.name or None,
    }


def as_lines(comparison: PeopleComparison, *, name: str, applied: bool) -> list[str]:
    """The result for a person.

    The balance, what is lowered, kept or refused, and what to do next.
    """
    counts, roster = comparison.counts, comparison.roster
    lines = [
        f"{name}: {counted(counts['rows'], 'row')} of people, read as {roster.title}.",
        f"{counts['created']:,} new, {counts['updated']:,} changed, {counts['unchanged']:,} unchanged, "
        f"{counts['rejected']:,} refused, {counts['skipped']:,} skipped, {counts['not_yours']:,} not yours.",
        f"{counted(counts['begun'], 'membership')} begin and {counts['ended']:,} end.",
    ]
    lines += origin_lines(roster.origin)
    lines += [f"{len(rows):,} skipped: {reason}" for reason, rows in comparison.skipped.items()]
    lines += [
        f"“{word}”, {counted(n, 'person', 'people')}: imported as staff, because a file gives no authority. "
        f"Say --role {word.replace(' ', '-')}=administrator to give it."
        for word, n in comparison.lowered.items()
    ]
    if counts["unplaced"]:
        where = ", ".join(sorted({place for _, place in comparison.unplaced}))
        lines.append(
            f"{counted(counts['unplaced'], 'person', 'people')} kept without a membership, because of {where}."
        )
    lines += warned([*comparison.warnings, *roster.notes], {}, most=LISTED)
    lines += [
        f"Row {refusal.row:,}, {refusal.field}: {refusal.reason}"
        for refusal in comparison.rejected[:LISTED]
    ]
    if len(comparison.rejected) > LISTED:
        lines.append(f"{counts['rejected'] - LISTED:,} more rows are refused; --json lists all.")
    return [*lines, last_line(comparison, applied=applied)]


def last_line(comparison: PeopleComparison, *, applied: bool) -> str:
    """What was written, or how to write it."""
    people = counted(len(comparison.new) + len(comparison.changed), "person", "people")
    if not comparison.roster.total:
        return "The file has a header and no rows. Nothing was written."
    if not comparison.changes_something:
        return "The file changes nothing here. Nothing was written."
    return (
        f"Imported {people}. Nobody was invited."
        if applied
        else f"Nothing was written. Add --apply to import {people}."
    )
