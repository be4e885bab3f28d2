"""Check types with mypy, as strictly in every module, but for those that untyped.txt lists.

The list only gets shorter: a module on it that has nothing to complain of has to be taken off, and
so has one that is gone; its first line says how many there are. `--shorten` does it. What a listed
module lacks is said by mypy itself: .venv/bin/mypy plans/book.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LIST = Path(__file__).with_name("untyped.txt")
HEAD = "# {} modules lack types still. It is written by .ci/typing_check.py --shorten, and gets no longer.\n"


class Complaint(NamedTuple):
    """What mypy says of a line of a module (dotted)."""

    module: str
    sentence: str


def asked() -> list[Complaint]:
    """Run mypy over all that is ours; what it complains of. Exits where it cannot run."""
    command = [sys.executable, "-m", "mypy", "--output", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"mypy did not run:\n{done.stdout}{done.stderr}")
    return [_complaint(json.loads(line)) for line in done.stdout.splitlines() if line[:1] == "{"]


def _complaint(said: dict[str, str]) -> Complaint:
    sentence = f"{said['file']}:{said['line']}: {said['message']}  [{said['code']}]"
    return Complaint(module_of(Path(said["file"])), sentence)


def module_of(path: Path) -> str:
    """The dotted name of a module, by its path from the root."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def read(text: str) -> tuple[int, list[str]]:
    """How many modules the list says there are, and those that it lists."""
    head, *modules = text.splitlines()
    count = re.match(r"# (\d+) ", head)
    return int(count[1]) if count else 0, modules


def written(modules: list[str]) -> str:
    """The list of these modules, as its file has it."""
    return HEAD.format(len(modules)) + "".join(f"{module}\n" for module in sorted(modules))


def verdicts(complaints: list[Complaint], listed: list[str], most: int) -> list[str]:
    """What has to be done, a sentence each; none where all is well."""
    lacking = {complaint.module for complaint in complaints}
    new = [each.sentence for each in complaints if each.module not in listed]
    done = [f"{module} has its types: take it off" for module in listed if module not in lacking]
    if len(listed) == most:
        return new + done
    return [*new, *done, f".ci/untyped.txt lists {len(listed)} modules and says {most}: correct it"]


def shortened(complaints: list[Complaint], listed: list[str]) -> list[str]:
    """The modules of the list that still lack something."""
    lacking = {complaint.module for complaint in complaints}
    return [module for module in listed if module in lacking]


def main(arguments: list[str]) -> int:
    """Print what has to be done, or shorten the list; the exit code."""
    most, listed = read(LIST.read_text(encoding="utf-8"))
    complaints = asked()
    if arguments == ["--shorten"]:
        listed = shortened(complaints, listed)
        most = len(listed)
        LIST.write_text(written(listed), encoding="utf-8")
    told = verdicts(complaints, listed, most)
    print(*told, sep="\n")
    if told:
        print(
            "Take off what has its types by .ci/typing_check.py --shorten. A new module has types."
        )
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
