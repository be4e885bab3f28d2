"""Commands as people and scripts meet them: what is refused is one plain sentence on stderr, with exit 2."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError


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
