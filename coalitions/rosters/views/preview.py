"""The preview of a roster as a page shows it.

Sentences, the balance, what is to be decided, the first of each kind of row.
"""

from collections import Counter
from datetime import timedelta

from coalitions.access.roles import Role
from coalitions.rosters.forms import DecideForm
from coalitions.table_layouts.people_columns import FIELDS
from coalitions.table_layouts.role_words import SKIP, meaning_of, plain_word
from safety_portal.core.imports.preview import are, shared, tabs
from safety_portal.core.look.wording import counted, full_day

MOST = 25
MOST_WORDS, MOST_ORGS, MOST_DOUBTED = 30, 60, 30
LABELS = {**FIELDS, "row": "Whole row", "name": "Name"}


def preview(comparison) -> dict:
    """The context of the preview page."""
    counts, ends, roster = comparison.counts, comparison.ends, comparison.roster
    noted = len(comparison.warnings) + len(roster.notes)
    skipped = [(counted(len(rows), "row"), reason) for reason, rows in comparison.skipped.items()]
    return {
        **shared(comparison, labels=LABELS, skipped=skipped),
        "heading": heading(counts),
        "sums": balance(counts),
        "tabs": tabs(
            ("warnings", "Look first", noted),
            ("new", "New and changed", counts["created"] + counts["updated"]),
            ("ends", "Ending", len(ends)),
            ("refused", "Refused", counts["rejected"]),
            ("skipped", "Skipped", counts["skipped"]),
        ),
        "new": [person_line(change, comparison) for change in comparison.new[:MOST]],
        "more_new": max(0, len(comparison.new) - MOST),
        "changes": [person_line(change, comparison) for change in comparison.changed[:MOST]],
        "more_changes": max(0, len(comparison.changed) - MOST),
        "ends": [ended(held) for held in ends[:MOST]],
        "more_ends": max(0, len(ends) - MOST),
        "kept": [ended(held) for held in comparison.kept[:MOST]],
        "remarks": remarks(comparison)[:MOST],
        "more_remarks": max(0, noted - MOST),
        "lowered": lowered(comparison),
        "unplaced": unplaced(comparison),
        "protected": comparison.protected,
        "button": button(comparison),
        "open": is_open(comparison),
        "layout": roster.title,
        "is_whole": roster.is_whole,
        "columns": [(LABELS[field], ", ".join(names)) for field, names in roster.columns.items()],
        "unused": roster.unused,
    }


def lowered(comparison) -> list[tuple[str, str]]:
    """(how many people, the word of the file) of those who arrive as staff."""
    return [
        (counted(n, "person", "people"), word) for word, n in comparison.lowered.most_common(MOST)
    ]


def is_open(comparison) -> bool:
    """Whether something waits for a decision about a role or a school."""
    return bool(
        comparison.unknown_words
        or comparison.unplaced
        or comparison.doubted
        or any(refusal.field == "role" for refusal in comparison.rejected)
    )


def heading(counts: dict) -> str:
    """The h1: "12 people are new, 3 have changed, 2 memberships end, 1 row is refused"."""
    if not counts["rows"]:
        return "The file has a header and no rows"
    parts = []
    if counts["created"]:
        parts.append(are(counts["created"], "person", "people") + " new")
    if counts["updated"]:
        noun = f"{counts['updated']:,}" if parts else counted(counts["updated"], "person", "people")
        parts.append(f"{noun} {'has' if counts['updated'] == 1 else 'have'} changed")
    if counts["ended"]:
        parts.append(
            f"{counted(counts['ended'], 'membership')} {'ends' if counts['ended'] == 1 else 'end'}"
        )
    if not parts:
        parts.append(
            "Nobody in the file is new" if counts["rejected"] else "The file changes nothing here"
        )
    if counts["rejected"]:
        parts.append(are(counts["rejected"], "row") + " refused")
    return ", ".join(parts)


def balance(counts: dict) -> list[tuple]:
    """The sums: every row of the file in one of the first; then the memberships."""
    rows = [
        ("Rows", f"{counts['rows']:,}", "all accounted for"),
        ("New", f"{counts['created']:,}"),
        ("Changed", f"{counts['updated']:,}"),
        ("Unchanged", f"{counts['unchanged']:,}"),
        ("Skipped", f"{counts['skipped']:,}", "students, parents, repeated"),
        ("Refused", f"{counts['rejected']:,}"),
    ]
    if counts["not_yours"]:
        rows.append(("Not yours", f"{counts['not_yours']:,}", "other schools"))
    return [*rows, ("Memberships", f"{counts['begun']:,}", f"begin, {counts['ended']:,} end")]


def button(comparison) -> str:
    """What the one strong button does, and to how many; empty if there is nothing to do."""
    changed = len(comparison.new) + len(comparison.changed)
    missing = len({held.person_id for held in comparison.missing})
    if changed:
        return f"Import {counted(changed, 'person', 'people')}"
    return f"End the memberships of {counted(missing, 'person', 'people')}" if missing else ""


def person_line(change, comparison) -> dict:
    """A person in one line: who, what changes, what begins."""
    names = dict(comparison.atlas.coalitions.values())
    lines = [
        (LABELS.get(field, field), before, after)
        for field, (before, after) in change.fields.items()
    ]
    lines += [("Job title", held.title, change.row.title) for held in change.titles]
    lines += [("Last day", last_day(held.ends_on), last_day(until)) for held, until in change.terms]
    if change.ids and change.person:
        lines.append(("ID", "", ", ".join(change.ids)))
    return {
        "row": change.row.number,
        "name": change.row.name or (change.person and change.person.name),
        "email": change.row.email,
        "title": change.row.title,
        "lines": lines,
        "begins": [
            begun(begin.role, names[begin.coalition], begin.on, begin.until)
            for begin in change.begins
        ]
        + [begun(held.role, held.coalition__name, day) for held, day in change.sooner],
        "ends": [f"{Role(held.role).label} in {held.coalition__name}" for held in change.ends],
    }


def begun(role: str, coalition: str, later, until=None) -> str:
    """A membership that begins, with the day where it is not today, and its last day where it has
    one.
    """
    first = f", from {full_day(later)} on" if later else ""
    last = f", through {full_day(until - timedelta(days=1))}" if until else ""
    return f"{Role(role).label} in {coalition}{first}{last}"


def last_day(until) -> str:
    """The last day of a membership, by the first one without it; "" where it has no end."""
    return full_day(until - timedelta(days=1)) if until else ""


def remarks(comparison) -> list[tuple]:
    """(note, word for its field).

    What somebody has to look at before the button, then the cells that could not be used.
    """
    return [(note, LABELS[note.field]) for note in (*comparison.warnings, *comparison.roster.notes)]


def ended(held) -> dict:
    """A membership that ends."""
    return {
        "name": held.person__name,
        "role": Role(held.role).label,
        "coalition": held.coalition__name,
    }


def unplaced(comparison) -> list[tuple]:
    """(how many, where, why) of the people who are kept without a membership."""
    why = {
        "without": "has no coalition yet",
        "unknown": "is no school known here",
        "nowhere": "was left out",
        "elsewhere": "is another’s",
    }
    return [
        (counted(n, "person", "people"), name, why.get(kind, ""))
        for (kind, name), n in comparison.unplaced.most_common(MOST)
    ]


def _orgs_asked(roster, atlas, chosen: dict) -> list[tuple[str, str, str]]:
    """(id, label, what is proposed) of the organizations that nobody knows or somebody chose."""
    people = atlas.tally()
    return [
        (
            org.id,
            f"{org.name or org.id}, {counted(people[org.id], 'person', 'people')}",
            initial_place(atlas, org.id, chosen),
        )
        for org in list(roster.orgs.values())
        if people[org.id]
        and (atlas.place(org.id).kind == "unknown" or org.id in chosen.get("orgs", {}))
    ][:MOST_ORGS]


def decide_form(comparison, chosen: dict, data=None) -> DecideForm:
    """The form that asks what words and organizations mean, filled with what is known, was chosen,
    or can be proposed.
    """
    roster, atlas = comparison.roster, comparison.atlas
    tally = Counter(each.role for row in roster.rows for each in row.assignments if each.role)
    words = {}
    for word, count in tally.most_common(MOST_WORDS):
        meaning = meaning_of(word, chosen=chosen.get("roles", {}))
        initial = SKIP if meaning.role == SKIP else meaning.role or ""
        words.setdefault(
            plain_word(word), (f"“{word}”, {counted(count, 'person', 'people')}", str(initial))
        )
    schools = [
        ("district", "The district itself"),
        *((str(each["id"]), each["name"]) for each in atlas.own()),
    ]
    return DecideForm(
        data,
        words=[(key, label, initial) for key, (label, initial) in words.items()],
        orgs=_orgs_asked(roster, atlas, chosen),
        schools=schools,
        role=chosen.get("role", ""),
        doubted=[
            (
                row.fingerprint,
                f"Row {row.number:,}: {person.name} here and {row.name} in the file are the same person",
            )
            for row, person in comparison.doubted[:MOST_DOUBTED]
        ],
        same=chosen.get("same", []),
    )


def initial_place(atlas, org: str, chosen: dict) -> str:
    """What was chosen for an organization, else the school of its name, which a human confirms."""
    return chosen.get("orgs", {}).get(org) or atlas.proposed(org)
