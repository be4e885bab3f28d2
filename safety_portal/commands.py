"""Commands as people and scripts meet them: what is refused is one plain sentence on stderr, with exit 2."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError

from safety_portal.look.wording import counted


class PlainCommand(BaseCommand):
    """Base of the portal's commands. Raise CommandError(sentence, returncode=2) for bad input.

    Django writes "CommandError: " before the sentence; on the command line this leaves it away. `call_command` still raises.
    """

    def execute(self, *args, **options):
        try:
            return super().execute(*args, **options)
        except CommandError as refused:
            if not self._called_from_command_line or options.get("traceback"):
                raise
            self.stderr.write(str(refused))
            sys.exit(refused.returncode)

    def print_json(self, told: dict):
        """One JSON object on stdout, for scripts."""
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))


def warned(notes, labels: dict[str, str], *, most=20) -> list[str]:
    """What somebody has to know before they apply, in front of what was refused: a heading, then a line for each row."""
    if not notes:
        return []
    lines = [f"Look at {counted(len(notes), 'row')} first:"]
    lines += [f"  Row {note.row:,}, {labels.get(note.field, note.field)}: {note.reason}" for note in notes[:most]]
    return [*lines, f"  {len(notes) - most:,} more; --json lists all."] if len(notes) > most else lines
