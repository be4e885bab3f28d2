"""manage.py import_plan: a plan from a Word file, previewed unless told to apply."""

from django.core.management.base import CommandError

from coalitions.coalition.command_line import coalition_of
from plans.editions.models.plan import Plan
from plans.word_in.actions.importing import import_plan
from plans.word_in.preview import preview
from plans.word_in.readers.plan_file import read_plan_file
from plans.word_in.readers.word.document import WordRefused
from plans.word_in.report import as_json, as_lines
from safety_portal.core.commands import OR_STANDARD_INPUT, PlainCommand
from safety_portal.core.refusals import Refused

LONGEST_TITLE = Plan._meta.get_field("title").max_length


class Command(PlainCommand):
    """The operator's way in for a plan: no account, any coalition."""

    help = "Import a Word file (.docx) as a new plan. Shows what is in it unless --apply."

    def add_arguments(self, parser):
        parser.add_argument("file", help=f"the Word file; {OR_STANDARD_INPUT}")
        parser.add_argument(
            "--coalition", required=True, metavar="SLUG", help="whose plan it becomes"
        )
        parser.add_argument("--title", required=True, help="the title of the plan")
        parser.add_argument("--apply", action="store_true", help="write, all or nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, file, coalition, title, apply, **options):
        coalition = coalition_of(coalition)
        title = _title(title)
        try:
            scope = "school" if coalition.school_id else "district"
            with self.opened_path(file) as (path, name):
                parsed_plan = read_plan_file(path, scope=scope, name=name)
            if apply:
                imported = import_plan(
                    coalition=coalition, title=title, parsed_plan=parsed_plan, by=None
                )
            else:
                imported = preview(coalition=coalition, title=title, parsed_plan=parsed_plan)
        except (WordRefused, Refused) as refused:
            raise CommandError(str(refused), returncode=2) from None
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.", returncode=2) from None
        applied = apply and not imported.is_unchanged
        if options["json"]:
            self.print_json(as_json(imported, applied=applied))
        else:
            self.stdout.write("\n".join(as_lines(imported, applied=applied)))


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not title or len(title) > LONGEST_TITLE:
        raise CommandError(
            f"A plan needs a title of 1 to {LONGEST_TITLE} characters.", returncode=2
        )
    return title
