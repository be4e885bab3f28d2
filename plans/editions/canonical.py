"""What exactly is signed.

The text of an edition as bytes, and the SHA-256 of them, its fingerprint.

A version of the serialiser never changes any more: a change is a new version, and frozen editions
keep theirs. Version 1:

    a JSON object, UTF-8, keys sorted, no space between tokens, characters outside ASCII as themselves, every string in
    Unicode normal form NFC:
    {"edition": number, "format": "safety-portal-edition", "plan": title, "sections": [section, ...], "version": 1}

    sections in reading order, without those taken out of the edition; each
    {"html": text, "level": 1 to 9, "number": "4.2", "pictures": [SHA-256, ...], "protocol_for": [role, ...],
     "sensitivity": "public" | "members" | "restricted", "title": title}

    html is the section's stored text with its facts filled in (placeholders.py); pictures are the hashes of the images
    it shows, in order; protocol_for is sorted. Generated blocks (signatures, record of changes, contents, ...) and the dates
    of coming into force stand in it by their placeholder's name only: what they print is made from what happens later.

Version 2, written since November 2026, says "version": 2, and each section says also why it is not
needed:

    {..., "not_needed": reason, "" where it is needed, ...}
"""

import hashlib
import json
import re
import unicodedata

from plans.editions import placeholders

VERSION = 2
VERSIONS = (1, 2)
PICTURE = re.compile(r'src="picture/([0-9a-f]{64})"')


def pictures_in(html):
    """SHA-256 of each image the text shows, in order."""
    return PICTURE.findall(html)


def section_content(section, facts, version=VERSION):
    """One section as plain data. Raises KeyError for a version that never was."""
    return _SECTION[version](section, facts)


def _section_1(section, facts):
    return {
        "number": section.number,
        "title": placeholders.fill_plain(section.title, facts),
        "level": section.level,
        "sensitivity": section.sensitivity,
        "protocol_for": sorted(section.protocol_for),
        "html": placeholders.fill_placeholders(section.html, facts),
        "pictures": pictures_in(section.html),
    }


def _section_2(section, facts):
    return _section_1(section, facts) | {
        "not_needed": placeholders.fill_plain(section.not_needed_because, facts)
    }


_SECTION = {1: _section_1, 2: _section_2}


def edition_content(edition, sections, facts, version=VERSION):
    """The whole edition as plain data; `sections` in reading order."""
    return {
        "format": "safety-portal-edition",
        "version": version,
        "plan": facts["plan.title"],
        "edition": edition.number,
        "sections": [section_content(section, facts, version) for section in sections],
    }


def serialise(content):
    """Plain data as the bytes that are hashed."""
    text = json.dumps(
        _composed_unicode(content), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode("utf-8")


def digest(content):
    """SHA-256 of the serialised data, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(serialise(content)).hexdigest()


def reading_digest(section_hash, edition_number):
    """What acknowledging a new text means: that text, as of that edition.

    The edition's number keeps a text apart that was changed and later changed back: it has to be
    read again.
    """
    return hashlib.sha256(f"{section_hash} {edition_number}".encode()).hexdigest()


def short(fingerprint):
    """The first 16 digits, which people compare."""
    return fingerprint[:16]


def _composed_unicode(value):
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_composed_unicode(item) for item in value]
    if isinstance(value, dict):
        return {key: _composed_unicode(item) for key, item in value.items()}
    return value
