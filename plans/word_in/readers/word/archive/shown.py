"""A part of a Word file as its reader sees it, made in its tree before anything is read or counted.

- Tracked changes are accepted: deleted rows and cells go, and a paragraph whose end was deleted
joins the next one.
- A drop cap is the first letter of the paragraph beside it.
- A control that still shows its prompt ("Click or tap here to enter text.") is empty; a box without
a sign gets one.
- A pronunciation stands in parentheses behind its word; letters of a font of signs are the signs; a
formula is one line.
"""

from dataclasses import dataclass, field

from plans.word_in.readers.word.archive.names import W14, M, W, is_on
from plans.word_in.readers.word.story.fields import CHECKED, UNCHECKED
from plans.word_in.readers.word.story.formulas import make_linear
from plans.word_in.readers.word.story.signs import in_signs

_CHANGES = tuple(
    f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")
)
_GONE = {f"{W}del", f"{W}moveFrom"}
# Marks between paragraphs that nobody sees.
_MARKS = {f"{W}proofErr"} | {
    f"{W}{name}{end}"
    for name in ("bookmark", "perm", "commentRange", "moveFromRange", "moveToRange", "customXmlInsRange",
                 "customXmlDelRange", "customXmlMoveFromRange", "customXmlMoveToRange")
    for end in ("Start", "End")
}  # fmt: skip
_P, _PROPERTIES, _CONTROL = f"{W}p", f"{W}pPr", f"{W}sdt"
_FORMULA = f"{M}oMath"
_PLACEHOLDER_LENGTH = 60


@dataclass
class Shown:
    """What was found on the way.

    Whether changes were tracked, and the prompts of controls that nobody filled in.
    """

    has_changes: bool = False
    prompts: list[str] = field(default_factory=list)


def as_shown(root) -> Shown:
    """Bring the tree of a part into the shape its reader sees."""
    found = Shown(has_changes=next(root.iter(*_CHANGES), None) is not None)
    if found.has_changes:
        _take_out_deleted_cells(root)
    _join_paragraphs(root)
    for control in list(root.iter(_CONTROL)):
        if prompt := _empty_control(control):
            found.prompts.append(prompt)
    for ruby in root.iter(f"{W}ruby"):
        _put_reading_behind(ruby)
    for fonts in root.iter(f"{W}rFonts"):
        _put_signs(fonts)
    for formula in [
        each for each in root.iter(_FORMULA) if next(each.iterancestors(_FORMULA), None) is None
    ]:
        make_linear(formula)
    return found


# ---------------------------------------------------------------- tracked changes, drop caps


def _take_out_deleted_cells(root) -> None:
    gone = [
        node.getparent().getparent()
        for node in root.iter(f"{W}del")
        if node.getparent().tag == f"{W}trPr"
    ]
    gone += [
        node.getparent().getparent()
        for node in root.iter(f"{W}cellDel")
        if node.getparent().tag == f"{W}tcPr"
    ]
    for node in gone:
        if node.getparent() is not None:
            node.getparent().remove(node)


def _join_paragraphs(root) -> None:
    """Each run of paragraphs that go on in the next one becomes part of that."""
    marks = [
        node.getparent().getparent()
        for node in root.iter(*_GONE)
        if node.getparent().tag == f"{W}rPr"
    ]
    caps = [
        node.getparent()
        for node in root.iter(f"{W}framePr")
        if node.get(f"{W}dropCap", "none") != "none"
    ]
    open_ended = {node.getparent() for node in (*marks, *caps) if node.tag == _PROPERTIES}
    containers = {paragraph.getparent() for paragraph in open_ended if paragraph.tag == _P}
    for container in containers:
        _join_within(container, open_ended)


def _join_within(container, open_ended: set) -> None:
    waiting: list = []
    for child in list(container):
        if child.tag in _MARKS:
            continue
        if child.tag != _P:
            _leave(waiting)
            waiting = []
        elif child in open_ended:
            waiting.append(child)
        elif waiting:
            _go_on(waiting, child)
            waiting = []
    _leave(waiting)


def _go_on(paragraphs: list, last) -> None:
    """The words of all paragraphs, in the one whose end is left.

    It says what kind of paragraph it is.
    """
    own = [child for child in last if child.tag != _PROPERTIES]
    for paragraph in paragraphs:
        last.extend([child for child in paragraph if child.tag != _PROPERTIES])
        paragraph.getparent().remove(paragraph)
    last.extend(own)


def _leave(paragraphs: list) -> None:
    """No paragraph follows: one stays as it is, unless all of it was deleted."""
    for paragraph in paragraphs:
        if all(
            child.tag in _GONE or child.tag in _MARKS or child.tag == _PROPERTIES
            for child in paragraph
        ):
            paragraph.getparent().remove(paragraph)


# ---------------------------------------------------------------- controls


def _empty_control(control) -> str:
    """Take its prompt out of a control that nobody filled in, and return it; "" for any other."""
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    if properties is None or content is None:
        return ""
    box = properties.find(f"{W14}checkbox")
    if box is not None:
        _show_state(box, content)
    elif is_on(properties, "showingPlcHdr"):
        runs = [
            run for run in content.iter(f"{W}r") if next(run.iterancestors(_CONTROL)) is control
        ]
        prompt = " ".join(
            "".join(text.text or "" for run in runs for text in run.iter(f"{W}t")).split()
        )
        for run in runs:
            run.getparent().remove(run)
        return prompt[:_PLACEHOLDER_LENGTH]
    return ""


def _show_state(box, content) -> None:
    """A box that shows no sign of its own gets one."""
    if (
        any((text.text or "").strip() for text in content.iter(f"{W}t"))
        or next(content.iter(f"{W}sym"), None) is not None
    ):
        return
    checked = box.find(f"{W14}checked")
    is_checked = checked is not None and checked.get(f"{W14}val", "1") not in {"0", "false", "off"}
    place = next(content.iter(_P), content)
    run, text = place.makeelement(f"{W}r"), place.makeelement(f"{W}t")
    place.append(run)
    run.append(text)
    text.text = f" {CHECKED if is_checked else UNCHECKED} "


# ---------------------------------------------------------------- words and signs


def _put_reading_behind(ruby) -> None:
    reading, base = ruby.find(f"{W}rt"), ruby.find(f"{W}rubyBase")
    texts = list(reading.iter(f"{W}t")) if reading is not None else []
    if base is None or not any(text.text for text in texts):
        return
    ruby.append(reading)
    texts[0].text = f"({texts[0].text or ''}"
    texts[-1].text = f"{texts[-1].text or ''})"


def _put_signs(fonts) -> None:
    """Words in a font of signs, as Word writes them where no sign was inserted by its number."""
    font = fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
    run = fonts.getparent().getparent()
    for text in run.findall(f"{W}t") if run is not None and run.tag == f"{W}r" else ():
        text.text = in_signs(text.text or "", font)
