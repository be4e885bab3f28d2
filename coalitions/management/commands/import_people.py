"""manage.py import_people: the people of a roster, previewed unless told to apply."""

from django.core.management.base import CommandError
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.coalition.command_line import coalition_of
from coalitions.rosters.actions.importing import import_people
from coalitions.rosters.choices import parse_orgs, parse_roles, parse_same
from coalitions.rosters.comparing import preview_people
from coalitions.rosters.match_schools import Choices
from coalitions.rosters.readers import rosters
from coalitions.table_layouts import people_columns
from safety_portal.core.commands import PlainCommand, warned
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.tables import one_line
from safety_portal.core.imports.commands import (
    KINDS,
    add_table_arguments,
    origin_lines,
    told_origin,
)
from safety_portal.core.look.wording import counted

LISTED = 20


class Command(PlainCommand):
    """The operator's way in for people: no account, one coalition."""

    help = "Import people from a roster (OneRoster, School Data Sync, EOP ASSIST, any list). Shows what is new unless --apply."

    def add_arguments(self, parser):
        several = {"nargs": "+", "action": "extend", "default": []}
        parser.add_argument("path", help=f"a zip archive, a folder, or one list: {KINDS}")
        parser.add_argument(
            "--coalition", required=True, metavar="SLUG", help="whose people they become"
        )
        parser.add_argument(
            "--role", **several, metavar="CODE",
            help="the role of those for whom the file says none; WORD=CODE says what a word of the file means",
        )  # fmt: skip
        parser.add_argument(
            "--org", **several, metavar="SOURCEDID=SCHOOL",
            help="which school an organization of the file is: its coalition, NCES or state ID or name; or “district”",
        )  # fmt: skip
        parser.add_argument(
            "--same-person", **several, metavar="ID",
            help="an ID of the file whose person is the same although neither name nor address is",
        )  # fmt: skip
        add_table_arguments(parser, fields=people_columns.FIELDS)

    def handle(self, *, path, apply, **options):
        try:
            coalition = coalition_of(options["coalition"])
            mapping = people_columns.parse_mapping(options["map"])
            with self.opened_path(path) as (place, name):
                name = one_line(name)
                roster = rosters.read_roster(
                    place,
                    name=name,
                    mapping=mapping,
                    sheet=options["sheet"],
                    on=timezone.localdate(),
                )
            default, roles = parse_roles(options["role"])
            choices = Choices(
                role=default, roles=roles, orgs=parse_orgs(options["org"], roster, coalition),
                same=parse_same(options["same_person"], roster),
            )  # fmt: skip
        except FileRefused as refused:
            raise CommandError(str(refused), returncode=2) from None
        if apply:
            comparison = import_people(
                roster=roster, coalition=coalition, choices=choices, by=None, name=name
            )
        else:
            comparison = preview_people(roster=roster, coalition=coalition, choices=choices)
        if options["json"]:
            self.print_json(as_json(comparison, applied=apply))
        else:
            self.stdout.write("\n".join(as_lines(comparison, name=name, applied=apply)))


def _skipped(comparison) -> list[dict]:
    """The rows that were left out on purpose, in their order, each with why."""
    skipped = [
        {"row": row, "reason": reason}
        for reason, rows in comparison.skipped.items()
        for row in rows
    ]
    return sorted(skipped, key=lambda one: one["row"])


def as_json(comparison, *, applied: bool) -> dict:
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


def told_note(note) -> dict:
    """What somebody has to know of a row."""
    return {"row": note.row, "field": note.field, "reason": note.reason}


def told_org(comparison, org) -> dict:
    """One organization of the file and where its people go."""
    place = comparison.atlas.place(org.id)
    return {
        "sourcedId": org.id,
        "name": org.name,
        "place": place.kind,
        "goes_to": place.name or None,
    }


def as_lines(comparison, *, name: str, applied: bool) -> list[str]:
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


def last_line(comparison, *, applied: bool) -> str:
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
