"""manage.py import_schools.

Districts and schools from a directory, previewed unless told to apply.
"""

from django.core.management.base import CommandError

from coalitions.directory_import import actions
from coalitions.directory_import.comparison import compare_for
from coalitions.directory_import.readers import directories
from coalitions.directory_import.report import as_json, as_lines
from coalitions.table_layouts import school_columns
from safety_portal.core.commands import PlainCommand
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.imports.commands import (
    KINDS,
    add_table_arguments,
)


class Command(PlainCommand):
    """The operator's way in for schools: no account, every district."""

    help = "Import districts or schools from a directory (NCES, CCD, or any table). Shows what is new unless --apply."

    def add_arguments(self, parser):
        parser.add_argument("file", help=KINDS)
        add_table_arguments(
            parser,
            fields=school_columns.FIELDS,
            mapping_help="which column holds a field; FIELD==VALUE sets it for all rows",
        )

    def handle(self, *, file, apply, **options):
        try:
            with self.opened_path(file) as (path, name):
                directory = directories.read_directory(
                    path,
                    school_columns.parse_mapping(options["map"]),
                    sheet=options["sheet"],
                )
        except FileRefused as refused:
            raise CommandError(str(refused), returncode=2) from None
        if apply:
            comparison = actions.import_schools(directory=directory, by=None, name=name)
        else:
            comparison = compare_for(directory=directory, by=None)
        if options["json"]:
            self.print_json(as_json(comparison, applied=apply))
        else:
            self.stdout.write("\n".join(as_lines(comparison, name=name, applied=apply)))
