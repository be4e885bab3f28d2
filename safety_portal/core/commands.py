"""Commands as people and scripts meet them.

What is refused is one plain sentence on stderr, with exit 2.
"""

import json
import logging
import os
import pwd
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from safety_portal.core.look.wording import counted

# What stands for standard input where a command takes a file, and what such a file is called.
STANDARD_INPUT, ITS_NAME = "-", "standard input"
# Said in the help of every command that takes a file.
OR_STANDARD_INPUT = "- reads standard input, whose kind is told by what is in it"
NOT_READABLE = (
    "“{file}” cannot be read by {account}. Give it through standard input: {command} - ... < {file}"
)


class PlainCommand(BaseCommand):
    """Base of the portal's commands. Raise CommandError(sentence, returncode=2) for bad input.

    Django writes "CommandError: " before the sentence; on the command line this leaves it away.
    `call_command` still raises.
    """

    def execute(self, *args, **options):
        if self._called_from_command_line:
            # That a task was asked for is news for a log, not for a terminal.
            logging.getLogger("django_structlog").setLevel(logging.WARNING)
        try:
            return super().execute(*args, **options)
        except CommandError as refused:
            if not self._called_from_command_line or options.get("traceback"):
                raise
            self.stderr.write(str(refused))
            sys.exit(refused.returncode)

    def print_json(self, answer: dict | list):
        """One JSON value on stdout, for scripts."""
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))

    @contextmanager
    def opened_path(self, file: str):
        """(path, name for people) of the file somebody names.

        What comes by standard input lies in a temporary one meanwhile.

        Raises CommandError (exit 2) for a file that this account may not read, and says the way.
        """
        if file != STANDARD_INPUT:
            self._refuse_unreadable(file)
            yield Path(file), Path(file).name or file
            return
        with tempfile.NamedTemporaryFile(prefix="import-") as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
            copy.flush()
            yield Path(copy.name), ITS_NAME

    def _refuse_unreadable(self, file):
        try:
            if not Path(file).is_dir():
                open(file, "rb").close()
        except PermissionError:
            account, command = (
                pwd.getpwuid(os.geteuid()).pw_name,
                type(self).__module__.rpartition(".")[2],
            )
            raise CommandError(
                NOT_READABLE.format(file=file, account=account, command=command), returncode=2
            ) from None
        except (OSError, ValueError):
            return  # the importer says what is wrong with it


def warned(notes, labels: dict[str, str], *, most=20) -> list[str]:
    """What somebody has to know before they apply, in front of what was refused.

    A heading, then a line for each row.
    """
    if not notes:
        return []
    lines = [f"Look at {counted(len(notes), 'row')} first:"]
    lines += [
        f"  Row {note.row:,}, {labels.get(note.field, note.field)}: {note.reason}"
        for note in notes[:most]
    ]
    return (
        [*lines, f"  {len(notes) - most:,} more; --json lists all."] if len(notes) > most else lines
    )
