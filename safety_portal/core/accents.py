"""Letters and their accents as one (NFC), in time that grows with the text and not with its square."""

import re
import unicodedata

# No language stacks as many accents as Unicode's own limit (UAX 15, stream-safe text); bringing a
# run of them into order takes the square of its length. Every combining character is among what the
# pattern finds.
STACKED_MAX = 30
_STACKED = re.compile(rf"[^\x00-\u02ff\w\s]{{{STACKED_MAX + 1},}}+")


def composed(text: str) -> str:
    """The text in NFC.

    Of more than STACKED_MAX combining characters in a row the first are kept.
    """
    return text if text.isascii() else unicodedata.normalize("NFC", _STACKED.sub(_few, text))


def _few(match: re.Match[str]) -> str:
    letters, in_a_row = [], 0
    for character in match[0]:
        in_a_row = in_a_row + 1 if unicodedata.combining(character) else 0
        if in_a_row <= STACKED_MAX:
            letters.append(character)
    return "".join(letters)
