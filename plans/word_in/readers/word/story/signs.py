"""Signs that a Word file gives by a font and a number.

Letters of the font Symbol, and the pictures of Wingdings and Webdings.
"""

import re

from lxml.etree import _Element

from plans.word_in.readers.word.archive.names import V, W

# A sign given by its number alone, such as an emoji.
EMOJI = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}symEx"
_EMOJI_NUMBER = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}char"
SIGN = f"{W}sym"
# Words drawn as a picture (WordArt).
DRAWN = f"{V}textpath"

# Word keeps the signs of its fonts in the private part of Unicode, from here on.
_PRIVATE_USE = 0xF000
# The font Symbol, from 0x20 to 0x7E and from 0xA0 to 0xE5 (Adobe's Symbol encoding).
_LETTERS = dict(enumerate(
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼", start=0x20,
)) | dict(enumerate("€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑", start=0xA0))  # fmt: skip
# Those of the picture fonts that plans use; any other shows as a box.
_BOXES = {0x6F: "☐", 0xA8: "☐", 0x71: "☐", 0xFE: "☑", 0xFD: "☒", 0xFC: "✓", 0xFB: "✗", 0x52: "☼"}
_HANDS = {0x41: "✌", 0x43: "👍", 0x44: "👎", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4C: "☹", 0x4D: "💣",
          0x4E: "☠", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x51: "✈", 0x54: "❄"}  # fmt: skip
_DOTS = {
    0x6C: "●",
    0x6E: "■",
    0x75: "◆",
    0x76: "❖",
    0x9F: "•",
    0xB7: "•",
    0xA1: "○",
    0xA7: "▪",
    0xAB: "★",
    0xD8: "➢",
}
_ARROWS = {
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xEF: "⇦",
    0xF0: "⇨",
    0xF1: "⇧",
    0xF2: "⇩",
}
_NUMBERS = {0x80 + at: sign for at, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")}
_WINGDINGS = {**_HANDS, **_DOTS, **_ARROWS, **_NUMBERS, **_BOXES}
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": {
        0x4F: "✗",
        0x50: "✓",
        0x51: "☒",
        0x52: "☑",
        0x53: "☒",
        0x54: "☒",
        0x2A: "☐",
        0xA3: "☐",
        0x97: "●",
    },
    "wingdings 3": {0x7D: "►", 0x83: "▲"},
    "webdings": {0x61: "✓", 0x72: "✗", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x34: "►", 0xC9: "☎"},
}
_SYMBOL = "symbol"
_SIGNS_MAX = 2
_BOX = "□"


def sign_of(node: _Element) -> str:
    """The text of a SIGN or an EMOJI, "" where its number is none.

    A picture stands apart from the words beside it.
    """
    if node.tag == EMOJI:
        return _character(_code(node.get(_EMOJI_NUMBER, "")))
    code = _code(node.get(f"{W}char", ""))
    plain = _plain(code)
    font = _font(node.get(f"{W}font", ""))
    if font == _SYMBOL:
        return _LETTERS.get(plain, _BOX)
    pictures = _FONTS.get(font, _WINGDINGS)
    if plain == code and code not in pictures:
        return _character(code)
    return f" {pictures.get(plain, _BOX)} "


def drawn_words(node: _Element) -> str:
    """The words of a DRAWN, apart from those beside it."""
    return f" {node.get('string', '')} "


def in_signs(text: str, font: str) -> str:
    """Text as a font of signs shows it; the text itself where the font is none. More than two
    letters together are a word:
    in the wrong font it is still one."""
    font = _font(font)
    if font != _SYMBOL and font not in _FONTS:
        return text
    known = _LETTERS if font == _SYMBOL else _FONTS[font]
    pad = "" if font == _SYMBOL else " "
    is_word = sum(letter.isascii() and letter.isalpha() for letter in text) > _SIGNS_MAX
    return "".join(_in_sign(letter, known, pad, is_word=is_word) for letter in text)


def _in_sign(letter: str, known: dict[int, str], pad: str, *, is_word: bool) -> str:
    code = ord(letter)
    plain = _plain(code)
    if plain == code and (is_word or plain not in known):
        return letter
    return f"{pad}{known.get(plain, _BOX)}{pad}"


def _plain(code: int) -> int:
    """The place of a sign in its font."""
    return code - _PRIVATE_USE if _PRIVATE_USE <= code <= _PRIVATE_USE + 0xFF else code


def _font(name: str) -> str:
    """The font of signs a name stands for."""
    name = name.casefold().strip()
    return _SYMBOL if name.startswith(_SYMBOL) else name


def _code(digits: str) -> int:
    return int(digits, 16) if re.fullmatch(r"[0-9a-fA-F]{1,6}", digits) else 0


def _character(code: int) -> str:
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF else ""
