"""The child process that reads one Word file under limits: ``python -m
plans.word_in.readers.word.child FILE FOLDER``.

Writes FOLDER/result.json and pictures, or FOLDER/refused.txt. Whatever else happens, the parent
takes as a refusal.
"""

import resource
import sys
from pathlib import Path

from plans.word_in.readers.word.document import WordRefused
from plans.word_in.readers.word.reader import read_package
from safety_portal.core.limits import limit

REFUSED = "refused.txt"
MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 20
FILE_BYTES = 300 * 1024 * 1024
# libxml2 lets XML be 256 deep, and each level takes a few calls.
_CALLS_DEEP = 5_000


def main(file: str, folder: str) -> int:
    """0 where the document was read, 3 where it was refused."""
    limit(resource.RLIMIT_AS, MEMORY_BYTES)
    limit(resource.RLIMIT_CPU, CPU_SECONDS)
    limit(resource.RLIMIT_FSIZE, FILE_BYTES)
    limit(resource.RLIMIT_CORE, 0)
    sys.setrecursionlimit(_CALLS_DEEP)
    try:
        read_package(Path(file)).save(Path(folder))
    except WordRefused as refused:
        (Path(folder) / REFUSED).write_text(str(refused))
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
