"""How long things are: what fits in a glance, at once, on a screen. Rules.

f(code) -> [Finding].
"""

from collections import defaultdict

from tests.architecture import house
from tests.architecture.house import Finding

LONGEST_FILE, LONGEST_FUNCTION = 300, 40
MOST_MODULES, MOST_LINES = 16, 2000
LONGEST_LINE, LONGEST_TEMPLATE_LINE = 100, 160


def files(code):
    """A file is read at once, a test's too."""
    read = [
        (path, path.read_text(encoding="utf-8"))
        for path in sorted((code.root / "tests").rglob("*.py"))
    ]
    read += [(module.path, module.text) for module in code.modules.values()]
    long = [(path.relative_to(code.root).as_posix(), len(text.splitlines())) for path, text in read]
    what = "split it along its nouns, into a package of the same name"
    return [
        Finding(file, f"{file} has {lines} lines, {LONGEST_FILE} at most: {what}.")
        for file, lines in long
        if lines > LONGEST_FILE
    ]


def functions(code):
    """A function fits in one glance."""
    return [
        Finding(
            name,
            f"{name}.{node.name} has {lines} lines, {LONGEST_FUNCTION} at most: name its steps.",
        )
        for name, module in code.modules.items()
        for node in house.functions(module)
        if (lines := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION
    ]


def folders(code):
    """A folder is surveyed at a glance.

    So many modules, so many lines, those of its own folders not counted.
    """
    lines = defaultdict(list)
    for module in code.modules.values():
        if module.path.name != "__init__.py":
            lines[module.path.parent.relative_to(code.root).as_posix()].append(
                len(module.text.splitlines())
            )
    found = []
    for folder, each in sorted(lines.items()):
        if len(each) > MOST_MODULES:
            found.append(
                Finding(
                    folder, f"{folder} holds {len(each)} modules, {MOST_MODULES} at most: {SPLIT}"
                )
            )
        if sum(each) > MOST_LINES:
            found.append(
                Finding(folder, f"{folder} holds {sum(each)} lines, {MOST_LINES} at most: {SPLIT}")
            )
    return found


SPLIT = "make a folder of each noun that is in it."


def lines(code):
    """A line of code is read without scrolling. Imports are not counted.

    A path is as long as it is.
    """
    return [
        Finding(
            name, f"{name}:{number} has {len(line)} characters, {LONGEST_LINE} at most: {BREAK}"
        )
        for name, module in code.modules.items()
        for number, line in enumerate(module.text.splitlines(), 1)
        if len(line) > LONGEST_LINE and not line.startswith(("from ", "import "))
    ]


BREAK = "break it; a comma behind the last argument keeps it broken."


def templates(code):
    """A line of a template, likewise; mail programs and browsers do not mind where it breaks."""
    found = []
    for path in sorted((code.root / "templates").rglob("*")):
        if path.suffix in (".html", ".txt", ".text", ".subject"):
            file, text = path.relative_to(code.root).as_posix(), path.read_text(encoding="utf-8")
            found += [
                Finding(
                    file,
                    f"{file}:{number} has {len(line)} characters, {LONGEST_TEMPLATE_LINE} at most: break it.",
                )
                for number, line in enumerate(text.splitlines(), 1)
                if len(line) > LONGEST_TEMPLATE_LINE
            ]
    return found
