"""What a file is, judged by its content: signatures of known types, and text out of bytes."""

import codecs
import re


class FileRefused(Exception):
    """The file is none we can read. The message is one sentence for the person who brought it."""


# First bytes -> what it is and what to do, as the person who brought the file reads it.
SIGNATURES = (
    (
        b"%PDF",
        "This is a PDF, which shows a table but holds none; ask for the list as Excel or CSV.",
    ),
    (b"\x89PNG", "This is a picture, not a table; save the list as Excel or CSV."),
    (b"\xff\xd8\xff", "This is a picture, not a table; save the list as Excel or CSV."),
    (b"GIF8", "This is a picture, not a table; save the list as Excel or CSV."),
    (b"{\\rtf", "This is a rich text document, not a table; save the list as Excel or CSV."),
    (b"\x1f\x8b", "This is a compressed archive; unpack it and choose the table file inside."),
    (
        b"7z\xbc\xaf\x27\x1c",
        "This is a compressed archive; unpack it and choose the table file inside.",
    ),
    (b"Rar!", "This is a compressed archive; unpack it and choose the table file inside."),
    (
        b"MIME-Version:",
        "This is a web archive (.mht); save the page as a web page (HTML only), or its table as Excel or CSV.",
    ),
    (
        b"From: <Saved by",
        "This is a web archive (.mht); save the page as a web page (HTML only), or its table as Excel or CSV.",
    ),
    (b"SQLite format 3", "This is a database file; export the list from it as Excel or CSV."),
)
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
HEAD = 4096
WEB_PAGE_START = re.compile(
    r"\s*<(!doctype\s+html|html|head|title|meta|link|style|script|body|table|thead|tbody|tr|div|span|center|font|form|p|br|h[1-6])\b",
    re.IGNORECASE,
)


def refusal_by_signature(data: bytes) -> str | None:
    """The sentence for a file whose first bytes are those of a type that holds no readable table,
    else None.
    """
    return next(
        (sentence for signature, sentence in SIGNATURES if data.startswith(signature)), None
    )


def decode(data: bytes) -> str:
    """The text in `data`: by its byte order mark, else UTF-16 if it looks so, else UTF-8.

    A byte that is no UTF-8 is read as Windows-1252, one by one: this reads Windows-1252 files, and
    also files that somebody put together from both. Never raises; what is in no encoding becomes
    U+FFFD.
    """
    for mark, marked in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            return (
                utf8_or_windows(rest)
                if marked == "utf-8"
                else rest.decode(marked, errors="replace")
            )
    encoding = utf16_without_mark(data[:HEAD])
    if encoding:
        return data.decode(encoding, errors="replace")
    return utf8_or_windows(data)


def utf16_without_mark(head: bytes) -> str | None:
    """UTF-16 has a zero byte in every second place as long as the text is mostly Latin."""
    pairs = len(head) // 2
    if pairs and head[1::2].count(0) > 0.7 * pairs and head[0::2].count(0) < 0.1 * pairs:
        return "utf-16-le"
    if pairs and head[0::2].count(0) > 0.7 * pairs and head[1::2].count(0) < 0.1 * pairs:
        return "utf-16-be"
    return None


# How Python marks a byte that is no UTF-8 -> what the byte is in Windows-1252.
WINDOWS = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", errors="replace") for byte in range(0x80, 0x100)
}


def utf8_or_windows(data: bytes) -> str:
    """UTF-8, and what is none as Windows-1252."""
    text = data.decode("utf-8", errors="surrogateescape")
    return text if text.isascii() else text.translate(WINDOWS)


def without_zeros(text: str) -> str:
    """The text without the zero characters that some exports scatter in it.

    As it is if they are too many for a text.
    """
    return text.replace("\x00", "") if text.count("\x00", 0, HEAD) <= len(text[:HEAD]) / 4 else text


def is_binary(text: str) -> bool:
    """Whether what was decoded is no text.

    More than one in 20 is a control character (a few are forgiven).
    """
    head = text[:HEAD]
    control = sum(1 for character in head if character < " " and character not in "\t\n\r\f\x1a")
    return control > max(4, len(head) / 20)


def is_web_page(text: str) -> bool:
    """Whether the text starts like HTML, be it a whole page or a bare table."""
    head = re.sub(r"<!--.*?(-->|$)|<\?xml[^>]*>", "", text[:HEAD], flags=re.DOTALL)
    return WEB_PAGE_START.match(head) is not None


def is_xml(text: str) -> bool:
    """Whether the text starts like XML that is no web page (ask is_web_page first)."""
    return re.match(r"\s*<[?!a-zA-Z]", text[:HEAD]) is not None


def is_json(text: str) -> bool:
    """Whether the text starts like a JSON object or list; "[Name],[City]" does not."""
    return (
        re.match(r"\s*(\{\s*[\"}]|\[\s*([\[{\"\d\]-]|(true|false|null)\b))", text[:HEAD])
        is not None
    )
