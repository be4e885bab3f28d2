"""Comments in the margin of a Word file: who said what about which words.

They are not part of the plan.
"""

from lxml.etree import _Element

from plans.text.characters import one_line
from plans.word_in.readers.word.archive.names import W
from plans.word_in.readers.word.archive.package import Package
from plans.word_in.readers.word.counting import story_text
from plans.word_in.readers.word.document import WordComment

_ABOUT_CHARACTERS = 120
_PARTING = {f"{W}{name}" for name in ("p", "tab", "br", "cr")}


def read_comments(package: Package) -> tuple[WordComment, ...]:
    """All comments of a file in their order there."""
    parts = [
        part
        for kind, part, outside in package.relations(package.main).values()
        if kind == "comments" and not outside
    ]
    roots = [root for part in parts if (root := package.xml(part)) is not None]
    nodes = [node for root in roots for node in root.iter(f"{W}comment")]
    text = package.xml(package.main) if nodes else None
    about = {} if text is None else _about(text)
    return tuple(
        WordComment(
            one_line(node.get(f"{W}author", "")),
            one_line("".join(story_text(node))),
            about.get(node.get(f"{W}id", ""), ""),
        )
        for node in nodes
    )


def _about(root: _Element) -> dict[str, str]:
    """For the id of each comment the beginning of the words it is about."""
    open_ranges: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    for node in root.iter():
        if node.tag == f"{W}commentRangeStart":
            open_ranges[node.get(f"{W}id", "")] = []
        elif node.tag == f"{W}commentRangeEnd":
            pieces = open_ranges.pop(node.get(f"{W}id", ""), [])
            found[node.get(f"{W}id", "")] = one_line("".join(pieces))[:_ABOUT_CHARACTERS]
        elif node.tag == f"{W}t" or node.tag in _PARTING:
            for pieces in open_ranges.values():
                pieces.append((node.text or "") if node.tag == f"{W}t" else " ")
    return found
