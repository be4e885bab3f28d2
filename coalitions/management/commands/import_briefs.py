"""manage.py import_briefs: briefs from a YAML file, previewed unless told to apply."""

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from coalitions.briefs.actions.importing import import_briefs
from coalitions.briefs.comparing import Comparison, compare
from coalitions.briefs.readers.briefs_file import LARGEST, read_briefs
from coalitions.briefs.readers.starter import starter_words
from coalitions.briefs.text.content import CodedBrief
from coalitions.coalition.command_line import coalition_of
from safety_portal.core.commands import OR_STANDARD_INPUT, PlainCommand
from safety_portal.core.files.filetypes import decode
from safety_portal.core.look.wording import counted
from safety_portal.core.refusals import Refused


class Command(PlainCommand):
    """The operator's way in for briefs: no account, any coalition."""

    help = "Import briefs from a YAML file. Shows what is new unless --apply."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help=f"the YAML file; {OR_STANDARD_INPUT}")
        parser.add_argument(
            "--coalition", required=True, metavar="SLUG", help="whose briefs they become"
        )
        parser.add_argument("--apply", action="store_true", help="write, all or nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, file: str, coalition: str, apply: bool, **options: object) -> None:
        place = coalition_of(coalition)
        try:
            briefs = self._read(file)
            if apply:
                comparison = import_briefs(
                    coalition=place, briefs=briefs, starters=starter_words(), by=None
                )
            else:
                comparison = compare(place, briefs, on=timezone.localdate())
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from None
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.", returncode=2) from None
        except ValueError:
            raise CommandError(f"{file!r} is no name of a file.", returncode=2) from None
        if options["json"]:
            self.print_json(comparison.as_json(applied=apply))
        else:
            self.stdout.write("\n".join(_lines(comparison, applied=apply)))

    def _read(self, file: str) -> tuple[CodedBrief, ...]:
        with self.opened_path(file) as (path, _), path.open("rb") as opened:
            content = opened.read(LARGEST * 2 + 1)
        return read_briefs(decode(content))


def _lines(comparison: Comparison, *, applied: bool) -> list[str]:
    said = [
        f"{counted(comparison.rows, 'brief')}: {len(comparison.new)} new,"
        f" {len(comparison.changed)} changed, {len(comparison.unchanged)} the same.",
        *(f"  new: {each.code}" for each in comparison.new),
        *(f"  next version: {each.code}" for _, each in comparison.changed),
    ]
    if comparison.missing:
        missing = counted(len(comparison.missing), "brief")
        said.append(f"{missing} of the coalition not in the file; they stay.")
    if not applied and comparison.changes_something:
        said.append("Nothing is written yet; --apply writes it.")
    if comparison.waiting:
        waiting = counted(comparison.waiting, "brief waits", "briefs wait")
        said.append(f"{waiting} for an administrator.")
    return said
