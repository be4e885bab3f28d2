"""Signs that a Word file gives by a font and a number: letters of the font Symbol, and the pictures of Wingdings."""

import re

from plans.importers.word.names import W

# A sign given by its number alone, such as an emoji.
EMOJI = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}symEx"
_EMOJI_NUMBER = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}char"
SIGN = f"{W}sym"

# Word keeps the signs of its fonts in the private part of Unicode, from here on.
_PRIVATE_USE = 0xF000
# The font Symbol, from 0x20 to 0x7E and from 0xA0 to 0xE5 (Adobe's Symbol encoding).
_LETTERS = dict(enumerate(
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼", start=0x20,
)) | dict(enumerate("€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑", start=0xA0))  # fmt: skip
# Those of Wingdings that plans use; any other shows as a box.
_PICTURES = {0x6F: "☐", 0xA8: "☐", 0x71: "☐", 0xFE: "☑", 0xFD: "☒", 0xFC: "✓", 0xFB: "✗", 0x52: "☑", 0xB7: "•", 0xA7: "▪",
             0xD8: "➢", 0x76: "❖", 0xE0: "→", 0xDF: "←", 0xF0: "⇨", 0x28: "☎", 0x2A: "✉"}  # fmt: skip
_BOX = "□"


def sign_of(node) -> str:
    """The text of a SIGN or an EMOJI, "" where its number is none. A picture stands apart from the words beside it."""
    if node.tag == EMOJI:
        return _character(_code(node.get(_EMOJI_NUMBER, "")))
    code = _code(node.get(f"{W}char", ""))
    plain = code - _PRIVATE_USE if _PRIVATE_USE <= code <= _PRIVATE_USE + 0xFF else code
    if node.get(f"{W}font", "").startswith("Symbol"):
        return _LETTERS.get(plain, _BOX)
    if plain == code and code not in _PICTURES:
        return _character(code)
    return f" {_PICTURES.get(plain, _BOX)} "


def _code(digits: str) -> int:
    return int(digits, 16) if re.fullmatch(r"[0-9a-fA-F]{1,6}", digits) else 0


def _character(code: int) -> str:
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF else ""
