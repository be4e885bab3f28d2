"""manage.py export_briefs SLUG -o FILE: the briefs of a coalition as YAML."""

from pathlib import Path

from django.core.management.base import CommandError, CommandParser

from coalitions.briefs.queries import versions_to_export
from coalitions.briefs.text.content import CodedBrief
from coalitions.briefs.writers.briefs_file import write_briefs
from coalitions.coalition.command_line import coalition_of
from safety_portal.core.commands import PlainCommand


class Command(PlainCommand):
    """What was published or handed in, in the order of the library; `-` writes to stdout."""

    help = "Write the briefs of a coalition to a YAML file, which import_briefs reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("coalition", metavar="SLUG", help="whose briefs")
        parser.add_argument("-o", "--output", required=True, metavar="FILE")

    def handle(self, *, coalition: str, output: str, **options: object) -> None:
        versions = versions_to_export(coalition_of(coalition))
        text = write_briefs(CodedBrief(each.brief.code, each.text) for each in versions)
        if output == "-":
            self.stdout.write(text, ending="")
            return
        try:
            Path(output).write_text(text, encoding="utf-8")
        except (OSError, ValueError) as error:
            raise CommandError(f"{output!r} cannot be written: {error}.", returncode=2) from None
