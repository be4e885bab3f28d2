"""manage.py import_training.

Trainings from a transcript or a list, previewed unless told to apply.
"""

from django.core.management.base import CommandError
from django.db.models import Q
from django.utils import timezone

from coalitions.coalition.command_line import coalition_of
from coalitions.people.models import Person
from safety_portal.core.commands import PlainCommand
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.imports.commands import (
    KINDS,
    add_table_arguments,
)
from safety_portal.core.states import WrongState
from training.transcripts.actions.importing import import_training
from training.transcripts.comparison import compare
from training.transcripts.readers.columns import FIELDS, parse_mapping
from training.transcripts.readers.transcripts import read_transcript
from training.transcripts.report import as_json, as_lines


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
            self.stdout.write(
                "\n".join(as_lines(comparison, titles=FIELDS, name=name, applied=applied))
            )


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
