"""manage.py import_calendar: the calendar of a district, previewed unless told to apply."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from coalitions.calendars.actions.importing import import_calendar
from coalitions.calendars.comparing.comparison import compare
from coalitions.calendars.queries import years_of_district
from coalitions.calendars.readers import tables
from coalitions.calendars.readers.calendars import read_calendar
from coalitions.calendars.report import as_json, as_lines
from coalitions.coalition.command_line import place_of
from coalitions.coalition.models import Coalition
from coalitions.schools.models import District
from safety_portal.core.commands import PlainCommand
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.tables import one_line
from safety_portal.core.imports.commands import KINDS, add_table_arguments


class Command(PlainCommand):
    """The operator's way in for calendars: no account, one district."""

    help = "Import the calendar of a district (iCalendar, a table). Shows it unless --apply."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help=f"an iCalendar file (.ics), or {KINDS}")
        parser.add_argument(
            "--district", required=True, metavar="ID",
            help="whose calendar: NCES id, state id or number of the district",
        )  # fmt: skip
        add_table_arguments(parser, fields=tables.FIELDS)

    def handle(self, *, file: str, apply: bool, **options: Any) -> None:
        district = place_of(District, options["district"])
        try:
            mapping = tables.parse_columns(options["map"])
            with self.opened_path(file) as (path, name):
                read = read_calendar(path, mapping, sheet=options["sheet"])
        except FileRefused as refused:
            raise CommandError(str(refused), returncode=2) from None
        name = one_line(name)
        if apply:
            own = Coalition.objects.filter(district=district, school__isnull=True).first()
            comparison = import_calendar(
                read=read, district=district, coalition=own, by=None, name=name
            )
        else:
            comparison = compare(read, years_of_district(district.pk))
        if options["json"]:
            self.print_json(as_json(comparison, applied=apply))
        else:
            self.stdout.write("\n".join(as_lines(comparison, name=name, applied=apply)))
