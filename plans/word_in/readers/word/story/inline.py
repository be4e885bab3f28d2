"""The inside of a paragraph: its runs, and what is anchored in it (pictures, text boxes)."""

from dataclasses import dataclass, field

from plans.text.allowed import LINK, LINK_LENGTH
from plans.text.blocks import BREAK, Block, Run
from plans.text.characters import one_line, visible
from plans.word_in.readers.word.archive.names import (
    CHART,
    DIAGRAM,
    MC,
    OLE,
    VAL,
    WP,
    A,
    M,
    R,
    V,
    W,
    chosen,
    switched_on,
)
from plans.word_in.readers.word.printed import is_number
from plans.word_in.readers.word.story.fields import is_contents, link_of
from plans.word_in.readers.word.story.pictures import PictureLost
from plans.word_in.readers.word.story.signs import DRAWN, EMOJI, SIGN, drawn_words, sign_of

_IGNORED = {f"{W}{name}" for name in ("pPr", "rPr", "del", "moveFrom", "sdtPr", "sdtEndPr", "delText", "delInstrText", "instrText",
                                      "footnoteRef", "endnoteRef", "annotationRef", "separator")}  # fmt: skip
_SPOKEN = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# By which attributes a picture names its relation.
_PICTURES = {f"{A}blip": (f"{R}embed", f"{R}link"), f"{V}imagedata": (f"{R}id",)}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_SWITCHES = {f"{W}b": "strong", f"{W}i": "em", f"{W}strike": "s", f"{W}dstrike": "s"}
_POSITIONS = {"subscript": "sub", "superscript": "sup"}


@dataclass
class Paragraph:
    """What a paragraph holds. ``before`` and ``after``: pictures and boxes anchored ahead of, or
    behind, its text;
    ``number``: what the portal wrote in front of a heading."""

    number: str = ""
    runs: list[Run] = field(default_factory=list)
    before: list[Block] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)

    def place(self, block: Block) -> None:
        has_text = any(run.text.strip() for run in self.runs)
        (self.after if has_text else self.before).append(block)


class InlineReader:
    """Reads one paragraph. ``story`` is the part it stands in (story.Story).

    Fields, relations, notes, boxes.
    """

    def __init__(self, story, style_marks: frozenset[str]):
        self.story = story
        self.style_marks = style_marks
        self.found = Paragraph()

    def read(self, paragraph) -> Paragraph:
        """``paragraph``: a w:p, or nodes that belong into one."""
        self._walk(paragraph, "")
        return self.found

    def _walk(self, node, href: str) -> None:
        for child in node:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, href)
            elif tag == f"{W}hyperlink":
                self._walk(child, self._address(child) or href)
            elif tag == f"{M}t":
                self._text(child.text or "", frozenset(), "")
            else:
                self._look_through(child, href)

    def _look_through(self, node, href: str) -> None:
        """What only wraps runs: content controls, insertions, alternatives.

        What was taken out stays out.
        """
        tag = node.tag
        if tag == f"{W}fldSimple":
            instruction = node.get(f"{W}instr", "")
            if is_contents(instruction):
                self.story.report.note_contents(
                    f" {''.join(text.text or '' for text in node.iter(f'{W}t'))} "
                )
                return
            href = link_of(instruction) or href
        if tag == f"{W}subDoc":
            self.story.note_linked(node)
        if tag not in _IGNORED:
            # Some converters put a paragraph into a paragraph; its words stand apart all the same.
            apart = [Run(" ")] if tag == f"{W}p" else []
            self.found.runs += apart
            self._walk(_branch(node) if tag == f"{MC}AlternateContent" else node, href)
            self.found.runs += apart

    # ------------------------------------------------------------ runs

    def _run(self, run, href: str) -> None:
        if is_number(run):
            self.found.number += "".join(text.text or "" for text in run.iter(f"{W}t"))
            return
        properties = run.find(f"{W}rPr")
        self._run_content(run, self._marks(properties), href)

    def _run_content(self, run, marks: frozenset[str], href: str) -> None:
        for child in run:
            tag = child.tag
            name = tag.rpartition("}")[2] if tag.startswith(W) else ""
            if name == "t":
                self._text(child.text or "", marks, self.story.fields.link or href)
            elif name in _SPOKEN:
                self._text(_SPOKEN[name], marks, "")
            elif tag in {SIGN, EMOJI}:
                self._text(sign_of(child), marks, "")
            elif name in {"fldChar", "instrText"}:
                self._field(name, child)
            elif name in _NOTES:
                self._note(_NOTES[name], child.get(f"{W}id", ""))
            elif tag not in _IGNORED:
                self._inside_run(child, marks, href)

    def _inside_run(self, node, marks: frozenset[str], href: str) -> None:
        """What holds text or a drawing inside a run.

        A word with its pronunciation, alternatives, anything drawn.
        """
        if node.tag == f"{W}ruby":
            for run in node.iter(f"{W}r"):
                self._run_content(run, marks, href)
        elif node.tag == f"{MC}AlternateContent":
            self._run_content(_branch(node), marks, href)
        else:
            self._graphic(node)

    def _field(self, name: str, node) -> None:
        if name == "fldChar":
            if state := self.story.fields.step(node):
                self._text(state, frozenset(), "")
        else:
            self.story.fields.instruct(node.text or "")

    def _text(self, text: str, marks: frozenset[str], href: str) -> None:
        if self.story.fields.inside_contents:
            self.story.report.note_contents(text)
            return
        if self.story.fields.hides:
            return
        if text == "\n":
            self.found.runs.append(BREAK)
            return
        address = _clean_address(href)
        if address:
            marks = (marks - {"u"}) | {"a"}
        self.found.runs.append(Run(visible(text), marks, address))

    def _marks(self, properties) -> frozenset[str]:
        if properties is None:
            return self.style_marks
        found = {child.tag: child for child in reversed(properties)}
        marks = set(self.style_marks) | self.story.styles.marks(_said(found, "rStyle"))
        for tag, mark in _SWITCHES.items():
            if tag in found:
                (marks.add if switched_on(found[tag]) else marks.discard)(mark)
        if _said(found, "u", "none") != "none":
            marks.add("u")
        if position := _POSITIONS.get(_said(found, "vertAlign")):
            marks.add(position)
        if f"{W}vanish" in found and switched_on(found[f"{W}vanish"]):
            self.story.report.note_hidden()
        return frozenset(marks)

    def _address(self, hyperlink) -> str:
        _, target, outside = self.story.relations.get(hyperlink.get(f"{R}id", ""), ("", "", False))
        anchor = hyperlink.get(f"{W}anchor")
        return (
            f"{target}#{anchor}"
            if outside and anchor and "#" not in target
            else target
            if outside
            else ""
        )

    def _note(self, kind: str, note_id: str) -> None:
        if number := self.story.notes.refer(kind, note_id):
            self.found.runs.append(Run(f"[{number}]", frozenset({"a", "sup"}), f"#note-{number}"))

    # ------------------------------------------------------------ pictures, boxes

    def _graphic(self, node, alt: str = "") -> None:
        """Anything else in a run: drawings in new and old form, objects."""
        if self.story.fields.inside_contents:
            return
        tag = node.tag
        if tag == f"{MC}AlternateContent":
            for child in _branch(node):
                self._graphic(child, alt)
        elif tag == f"{W}txbxContent":
            self._box(node)
        elif tag in _PICTURES:
            self._picture(next(filter(None, map(node.get, _PICTURES[tag])), ""), alt)
        elif tag == DRAWN:
            self._text(drawn_words(node), frozenset(), "")
        elif not self._told(node, alt):
            for child in node:
                self._graphic(child, _description(node) or alt)

    def _told(self, node, alt: str) -> bool:
        """Whether it is a thing that stays behind, which is noted."""
        report = self.story.report
        if node.tag == f"{CHART}chart":
            report.note_chart(alt)
        elif node.tag == f"{DIAGRAM}relIds":
            report.note_diagram(self.story.part_text(node.get(f"{R}dm", "")))
        elif node.tag == f"{OLE}OLEObject":
            report.note_object(node.get("ProgID", ""))
        else:
            return False
        return True

    def _box(self, node) -> None:
        inside = self.story.flat_blocks(node)
        # The box stands between the words before and after it.
        self.found.runs.append(Run(" "))
        if inside:
            self.found.place(Block("blockquote", inside))

    def _picture(self, relation: str, alt: str) -> None:
        _, part, outside = self.story.relations.get(relation, ("", "", False))
        try:
            if outside:
                raise PictureLost("it is not in the file, only its address is")
            picture = self.story.pictures.take(part)
        except PictureLost as lost:
            self.story.report.note_picture(alt, str(lost))
            return
        self.found.place(
            Block(
                "img", attrs=(("src", f"picture/{picture.sha256}"), ("alt", one_line(alt)[:1_000]))
            )
        )


def _said(found: dict, name: str, default: str = "") -> str:
    """The w:val of a child of this name, "" where it has none; ``default`` where no child has the
    name.
    """
    return found[f"{W}{name}"].get(VAL, default) if f"{W}{name}" in found else default


def _branch(alternate):
    """The nodes of the branch that is read."""
    branch = chosen(alternate)
    return () if branch is None else branch


def _clean_address(href: str) -> str:
    address = visible(href).strip().replace(" ", "%20")
    return address if len(address) <= LINK_LENGTH and LINK.match(address) else ""


def _description(node) -> str:
    """The alternative text of a drawing, as Word keeps it in three places."""
    inner = node.find(f"{WP}docPr")
    if inner is not None:
        return inner.get("descr") or inner.get("title") or ""
    return node.get("alt", "") if node.tag == f"{V}shape" else ""
