"""manage.py import_training.

Trainings from a transcript or a list, previewed unless told to apply.
"""

from dataclasses import asdict

from django.core.management.base import CommandError
from django.db.models import Q
from django.utils import timezone

from coalitions.coalition.command_line import coalition_of
from coalitions.people.models import Person
from safety_portal.core.commands import PlainCommand, warned
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.imports.commands import (
    KINDS,
    add_table_arguments,
    origin_lines,
    told_origin,
)
from safety_portal.core.look.wording import counted
from safety_portal.core.states import WrongState
from training.transcripts.actions.importing import import_training
from training.transcripts.comparison import compare
from training.transcripts.readers.columns import FIELDS, parse_mapping
from training.transcripts.readers.transcripts import read_transcript

LISTED = 20


class Command(PlainCommand):
    """The operator's way in for transcripts: no account, any coalition."""

    help = "Import trainings from a transcript or any list. Shows what is new unless --apply."

    def add_arguments(self, parser):
        parser.add_argument("file", help=KINDS)
        parser.add_argument(
            "--coalition", required=True, metavar="SLUG", help="where the trainings are logged"
        )
        parser.add_argument(
            "--person",
            metavar="EMAIL",
            help="whose transcript it is; else each row says it by address or ID",
        )
        add_table_arguments(
            parser,
            fields=FIELDS,
            mapping_help="which column holds a field; none after the = leaves it unread",
        )

    def handle(self, *, file, coalition, person, apply, **options):
        coalition = coalition_of(coalition)
        given = {
            "coalition": coalition,
            "person": _person(person, coalition),
            "on": timezone.localdate(),
        }
        try:
            with self.opened_path(file) as (path, name):
                transcript = read_transcript(
                    path, parse_mapping(options["map"]), sheet=options["sheet"], on=given["on"]
                )
            if given["person"] is None and "person" not in transcript.columns:
                raise FileRefused(
                    "The file does not say whose trainings these are; add --person EMAIL."
                )
            if apply:
                comparison = import_training(transcript=transcript, by=None, name=name, **given)
            else:
                comparison = compare(transcript=transcript, **given)
        except (FileRefused, WrongState) as refused:
            raise CommandError(str(refused), returncode=2) from None
        applied = apply and comparison.changes_something
        if options["json"]:
            self.print_json(as_json(comparison, applied=apply))
        else:
            self.stdout.write("\n".join(as_lines(comparison, name=name, applied=applied)))


def as_json(comparison, *, applied: bool) -> dict:
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


def as_lines(comparison, *, name: str, applied: bool) -> list[str]:
    """The result for a person: the balance, what is refused, and what to do next."""
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
    lines += warned(comparison.warnings, FIELDS)
    lines += [f"Row {skip.row:,} skipped: {skip.reason}" for skip in comparison.skipped[:LISTED]]
    lines += [
        f"Row {row.row:,}, {FIELDS[row.field]}: {row.reason}"
        for row in comparison.rejected[:LISTED]
    ]
    more = max(len(comparison.skipped) - LISTED, 0) + max(len(comparison.rejected) - LISTED, 0)
    if more:
        lines.append(f"{more:,} more rows are skipped or refused; --json lists all.")
    return [*lines, _last_line(comparison, applied=applied)]


def _last_line(comparison, *, applied: bool) -> str:
    trainings = counted(len(comparison.new) + len(comparison.changed), "training")
    if applied:
        return f"Imported {trainings}, to be verified."
    if not comparison.changes_something:
        return "Nothing in the file is new. Nothing was written."
    return f"Nothing was written. Add --apply to import {trainings}."


def _person(email: str | None, coalition) -> Person | None:
    """The current member with this address, by the person or the account.

    None where none was given.
    """
    if email is None:
        return None
    members = coalition.memberships.current(timezone.localdate()).values("person_id")
    named = Q(email__iexact=email) | Q(account__email__iexact=email)
    person = Person.objects.filter(named, pk__in=members).first() if email else None
    if person is None:
        raise CommandError(f"No member of {coalition} has the address {email}.", returncode=2)
    return person
