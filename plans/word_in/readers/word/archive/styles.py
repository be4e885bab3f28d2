"""Which styles are headings, and which write bold or italic.

A style inherits what it does not say itself.
"""

import re

from lxml.etree import _Element

from plans.word_in.readers.word.archive.names import W, is_on, number, value

BODY_TEXT = 9  # Word's outline level for "no heading"
# Of letters where no style says it, in half points.
_USUAL_SIZE = 20
_CHAIN_MAX = 50
# Where no outline level is given anywhere: the names of the built-in styles in the languages of
# Word's makers.
_HEADING_NAME = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|otsikko|заголовок|nagłówek|nadpis|címsor|başlık|"
    r"标题|標題|見出し|제목)\s*([1-9])",
    re.IGNORECASE,
)


class Styles:
    """The styles part of a document; None where it has none."""

    def __init__(self, root: _Element | None) -> None:
        nodes = root.iter(f"{W}style") if root is not None else ()
        self._nodes = {node.get(f"{W}styleId", ""): node for node in nodes}
        self.usual_size = number(root, "docDefaults/rPrDefault/rPr/sz") or _USUAL_SIZE
        self._levels: dict[str, int | None] = {}
        self._marks: dict[str, frozenset[str]] = {}
        self._numbering: dict[str, tuple[int | None, tuple[tuple[str, int | None], ...]]] = {}
        defaults = [
            node for node in self._nodes.values() if node.get(f"{W}default") in {"1", "true", "on"}
        ]
        self.default_paragraph = next(
            (
                node.get(f"{W}styleId", "")
                for node in defaults
                if node.get(f"{W}type") == "paragraph"
            ),
            "",
        )

    def heading_level(self, style_id: str) -> int | None:
        """1 to 9 for a heading style, else None."""
        if style_id not in self._levels:
            self._levels[style_id] = self._found_level(style_id)
        return self._levels[style_id]

    def marks(self, style_id: str) -> frozenset[str]:
        """What the style writes its text in: "strong", "em"."""
        if style_id not in self._marks:
            self._marks[style_id] = frozenset(
                mark
                for mark, switch in (("strong", "b"), ("em", "i"))
                if self._switched_on(style_id, switch)
            )
        return self._marks[style_id]

    def numbering(self, style_id: str) -> tuple[int | None, tuple[tuple[str, int | None], ...]]:
        """The list that the style puts its paragraphs in, None where it does not say; and for it
        and those it is based on,
        nearest first, the level each says."""
        if style_id not in self._numbering:
            chain = self._chain(style_id)
            lists = (number(node, "pPr/numPr/numId") for node in chain)
            levels = tuple(
                (node.get(f"{W}styleId", ""), number(node, "pPr/numPr/ilvl")) for node in chain
            )
            self._numbering[style_id] = (
                next((each for each in lists if each is not None), None),
                levels,
            )
        return self._numbering[style_id]

    def name(self, style_id: str) -> str:
        """The name of a style as Word shows it, "" where there is none."""
        return value(self._nodes.get(style_id), "name").strip()

    def size(self, style_id: str) -> int:
        """The size of the style's letters in half points, 0 where it does not say."""
        return next((size for node in self._chain(style_id) if (size := number(node, "rPr/sz"))), 0)

    def is_capital(self, style_id: str) -> bool:
        """Whether the style shows its text in capitals."""
        return self._switched_on(style_id, "caps")

    def is_underlined(self, style_id: str) -> bool:
        """Whether the style underlines its text."""
        return any(value(node, "rPr/u", "none") != "none" for node in self._chain(style_id)[:1])

    def _found_level(self, style_id: str) -> int | None:
        chain = self._chain(style_id)
        for node in chain:
            outline = number(node, "pPr/outlineLvl")
            if outline is not None:
                return outline + 1 if 0 <= outline < BODY_TEXT else None
        for node in chain:
            if named := _HEADING_NAME.fullmatch(value(node, "name").strip()):
                return int(named[1])
        # A file without styles part still calls its headings so.
        bare = re.fullmatch(r"Heading([1-9])", style_id) if style_id not in self._nodes else None
        return int(bare[1]) if bare else None

    def _switched_on(self, style_id: str, switch: str) -> bool:
        for node in self._chain(style_id):
            state = is_on(node.find(f"{W}rPr"), switch)
            if state is not None:
                return state
        return False

    def _chain(self, style_id: str) -> list[_Element]:
        """The style and those it is based on, nearest first.

        A ring ends where it closes, a longer chain is cut.
        """
        chain: list[_Element] = []
        seen: set[str] = set()
        while style_id in self._nodes and style_id not in seen and len(chain) < _CHAIN_MAX:
            seen.add(style_id)
            chain.append(self._nodes[style_id])
            style_id = value(self._nodes[style_id], "basedOn")
        return chain
