"""manage.py import_people: the people of a roster, previewed unless told to apply."""

from django.core.management.base import CommandError
from django.utils import timezone

from coalitions.coalition.command_line import coalition_of
from coalitions.rosters.actions.importing import import_people
from coalitions.rosters.choices import parse_orgs, parse_roles, parse_same
from coalitions.rosters.comparing import preview_people
from coalitions.rosters.match_schools import Choices
from coalitions.rosters.readers import rosters
from coalitions.rosters.report import as_json, as_lines
from coalitions.table_layouts import people_columns
from safety_portal.core.commands import PlainCommand
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.tables import one_line
from safety_portal.core.imports.commands import (
    KINDS,
    add_table_arguments,
)


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
