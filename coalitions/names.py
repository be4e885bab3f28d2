"""Names and addresses as they come from forms, files and pasted lists, made fit to keep."""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from safety_portal.accents import composed

LONGEST_NAME = 200
JOINERS = "\u200c\u200d"  # belong into names of several scripts


def _printable(char):
    kind = unicodedata.category(char)
    if kind in ("Cc", "Cs", "Zl", "Zp"):
        return " "
    return "" if kind == "Cf" and char not in JOINERS else char


def tidy_name(text):
    """One line in NFC without control characters, nor any that turn text around; at most 200 characters."""
    name = composed("".join(_printable(char) for char in text))
    return " ".join(name.split())[:LONGEST_NAME].strip()


def tidy_address(text):
    """The e-mail address in lower case. Raises ValidationError with a sentence for what is none."""
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise ValidationError(
            f"“{tidy_name(text)[:80]}” is not an e-mail address. Write it like name@example.org."
        ) from wrong
    if len(address) > 254:
        raise ValidationError("This e-mail address is too long.")
    return address
