"""manage.py export_coalition SLUG -o FILE.zip: everything of a coalition, for its operator."""

import hashlib
import os
import shutil
import stat
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.core.management.base import CommandError

from coalitions.coalition.command_line import coalition_of
from coalitions.coalition.models import Coalition
from safety_portal.core.commands import PlainCommand
from safety_portal.core.look.wording import counted
from safety_portal.portal.coalition_export.actions import note_export
from safety_portal.portal.coalition_export.writers.takeaway import PIECE, Taken, take_away

STANDARD_OUTPUT = "-"
INCOMPLETE = 1


class Command(PlainCommand):
    """The archive takes the place of FILE when it is whole; until then FILE stays as it is."""

    help = (
        "Write everything of a coalition into a zip archive: objects as JSON, lists as CSV, plans"
        " in force as Word and PDF, meetings as iCalendar, uploads, a manifest. Restricted text is"
        " in it, too; no secret is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("coalition", metavar="SLUG")
        parser.add_argument("-o", "--output", required=True, metavar="FILE")

    def handle(self, *args: object, **options: str) -> None:
        coalition = coalition_of(options["coalition"])
        output = options["output"]
        try:
            with whole_file(output) as file:
                taken = take_away(coalition, file)
                sha256 = sha256_of(file)
                note_export(
                    coalition=coalition,
                    sha256=sha256,
                    objects=taken.objects,
                    problems=len(taken.problems),
                )
        except OSError as error:
            why = error.strerror or str(error)
            raise CommandError(f"{output} cannot be written: {why}.", returncode=2) from error
        self._tell(coalition, output, taken, sha256)

    def _tell(self, coalition: Coalition, output: str, taken: Taken, sha256: str) -> None:
        """What was written; exit 1, and what, where something in it is missing or changed."""
        out = self.stderr if output == STANDARD_OUTPUT else self.stdout
        objects, files = counted(taken.objects, "object"), counted(taken.files, "file")
        out.write(f"{coalition}: {objects} in {files}. SHA-256 {sha256}")
        if not taken.problems:
            return
        number = counted(len(taken.problems), "file is", "files are")
        self.stderr.write(f"{number} missing or not as uploaded; the manifest names them, too:")
        for each in taken.problems:
            self.stderr.write(f"  {each.name}: {each.why}")
        sys.exit(INCOMPLETE)


def sha256_of(file: IO[bytes]) -> str:
    """The SHA-256 of a whole file, read from its beginning."""
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


@contextmanager
def whole_file(output: str) -> Iterator[IO[bytes]]:
    """A new file, for this account alone, that takes the place of `output` at the end.

    Where anything fails it goes, and what was at `output` stays. "-" is standard output. Raises
    OSError.
    """
    if output == STANDARD_OUTPUT:
        with tempfile.TemporaryFile() as file:
            yield file
            file.seek(0)
            shutil.copyfileobj(file, sys.stdout.buffer)
        return
    target = Path(os.path.realpath(output))
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        raise OSError(0, "it is there and no file")
    with tempfile.NamedTemporaryFile(
        dir=target.parent, prefix=f".{target.name[:40]}-", delete=False
    ) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            os.replace(file.name, target)
        except BaseException:
            os.unlink(file.name)
            raise
