"""What is no Word document, or a hostile one, is refused in one plain sentence, soon, and harms
nobody.
"""

import io
import sys
import time
import zipfile

import pytest

from plans.word_in.readers.word import reading
from plans.word_in.readers.word.archive.not_word import FILE_BYTES_MAX
from plans.word_in.readers.word.document import WordRefused
from plans.word_in.readers.word.reading import read
from tests.plans.word_in.word_files import MAIN, SPACES, docx, p
from tests.plugins.skips import SHARED, needs_shared

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT = p("Lock the door")


def archive(files, **kwargs):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **kwargs) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def with_dtd(text):
    return f"<!DOCTYPE w:document [{text}]><w:document {SPACES}><w:body>{p('&x;')}</w:body></w:document>"


def encrypted_entries():
    data = bytearray(docx(TEXT))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 1)
    return bytes(data)


BOMB = b"0" * (150 * 1024 * 1024)
SAVE_AS = "Open it in Word and save it as"
REFUSED = {
    "empty": (b"", "This file is empty."),
    "web page": (b"<!doctype html><html><body>Plan</body></html>", "This is a web page, not a Word document."),
    "text without words": (b"---\n\n***\n", "This text file has no words."),
    "pdf": (b"%PDF-1.7\n\0", "This is a PDF file."),
    "rich text": (b"{\\rtf1 hello}", "This is a rich text file (.rtf)."),
    "bytes": (b"\0\1\2\3" * 100, "This file is not a Word document."),
    "old Word": (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "This is a Word file of the old kind (.doc)."),
    "old Word with a zip in it": (
        OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le") + docx(TEXT),
        "This is a Word file of the old kind (.doc).",
    ),
    "password": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "This file is protected by a password."),
    "password of the archive": (encrypted_entries(), "This file is protected by a password."),
    "other old Office": (OLE + b"\0" * 600, "This file is not a Word document."),
    "cut off": (docx(TEXT * 500)[:-400], "This Word file is not complete"),
    "archive": (archive({"a.txt": "a"}), "This is an archive, not a Word document."),
    "OpenDocument": (archive({"mimetype": "application/vnd.oasis.opendocument.text"}), "This is an OpenDocument file (.odt)."),
    "spreadsheet": (docx(TEXT, types="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
                    "This is an Excel file"),
    "no text part": (docx(TEXT, left_out=("word/document.xml",)), "This file is not a Word document."),
    "not XML": (docx(document="<w:document"), "This Word file is damaged"),
    "no content": (docx(p("") + p(" ")), "This Word document has no text."),
    "macros": (docx(TEXT, parts={"word/vbaProject.bin": b"x"}), "This file holds macros."),
    "macros by type": (docx(TEXT, types="application/vnd.ms-word.document.macroEnabled.main+xml"), "This file holds macros."),
    "entity from a file": (docx(document=with_dtd('<!ENTITY x SYSTEM "file:///etc/passwd">')),
                           "This file holds a document type definition"),
    "entities that grow": (docx(document=with_dtd('<!ENTITY y "ha"><!ENTITY x "&y;&y;&y;">')),
                           "This file holds a document type definition"),
    "entity in UTF-16": (docx(document=with_dtd('<!ENTITY x "y">').encode("utf-16")),
                         "This file holds a document type definition"),
    "entity elsewhere": (docx(TEXT, parts={"docProps/custom.xml": '<!DOCTYPE a SYSTEM "http://a.example/"><a/>'}),
                         "This file holds a document type definition"),
    "bomb": (docx(TEXT, parts={"word/media/a.png": BOMB}), "This file unpacks to far more than a plan could hold"),
    "bomb in the text": (docx(document=f"<w:document {SPACES}><w:body>{p('ha ' * 9_000_000)}</w:body></w:document>"),
                         "This file unpacks to far more than a plan could hold"),
    "bomb of many": (docx(TEXT, parts={f"word/media/{n}.xml": "x" for n in range(2_001)}),
                     "This file unpacks to far more than a plan could hold"),
    "bomb in the bomb": (docx(TEXT, parts={"word/a.zip": archive({"b": b"0" * 10_000})}), "This file holds another archive"),
    "too large": (b"PK\x03\x04" + b"\1" * FILE_BYTES_MAX, "This file is larger than 25 MB."),
    "too deep": (docx("<w:sdt><w:sdtContent>" * 200 + TEXT + "</w:sdtContent></w:sdt>" * 200), "This Word file is damaged"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_it_is_refused_in_one_sentence_within_a_second(tmp_path, kind):
    content, sentence = REFUSED[kind]
    path = tmp_path / "plan.docx"
    path.write_bytes(content)
    started = time.monotonic()
    with pytest.raises(WordRefused) as refused:
        read(path)
    took = time.monotonic() - started
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)
    # A second on an idle machine; the tests share theirs.
    assert took < 3
    assert list(tmp_path.iterdir()) == [path]


@needs_shared
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "3-plans/uk_exposure_control_plan_template.doc",
            "This is a Word file of the old kind (.doc).",
        ),
        ("3-plans/html_protocols/uk_evac.html", "This is a web page, not a Word document."),
        ("3-plans/rems_EOP_Review_Checklist.pdf", "This is a PDF file."),
        ("7-docx-oddities/mammoth_hello.zip", "This is an archive, not a Word document."),
        ("7-docx-oddities/mammoth_empty.docx", "This Word document has no text."),
        (
            "7-docx-oddities/pydocx_sty-having-no-styles-part.docx",
            "This Word document has no text.",
        ),
        ("7-hostile/blns.txt", "This file is not a Word document."),
    ],
)
def test_real_files_that_are_refused(name, sentence):
    with pytest.raises(WordRefused, match=f"^{sentence.replace('(', '[(]').replace(')', '[)]')}"):
        read(SHARED / "data" / name)


LONG = docx("".join(p(f"word{number} and on") for number in range(20_000)))


@pytest.mark.parametrize(("limit", "value"), [("CPU_SECONDS", "1"), ("MEMORY_BYTES", "60_000_000")])
def test_a_file_that_takes_too_much_ends_the_child_and_not_the_portal(
    tmp_path, monkeypatch, limit, value
):
    path = tmp_path / "plan.docx"
    path.write_bytes(LONG)
    started = (
        "import sys; from plans.word_in.readers.word import child; "
        f"child.{limit} = {value}; sys.exit(child.main(*sys.argv[1:]))"
    )
    monkeypatch.setattr(
        reading, "_command", lambda *given: [sys.executable, "-c", started, *map(str, given)]
    )
    with pytest.raises(WordRefused, match="too large or too involved"):
        read(path)


def test_a_file_that_takes_too_long_ends_the_child(tmp_path, monkeypatch):
    path = tmp_path / "plan.docx"
    path.write_bytes(LONG)
    monkeypatch.setattr(reading, "SECONDS_MAX", 0.3)
    with pytest.raises(WordRefused, match="too large or too involved"):
        read(path)


def test_a_template_is_read(tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(docx(TEXT, types=MAIN.replace("document.main", "template.main")))
    assert read(path).preamble == "<p>Lock the door</p>"


def test_a_missing_file_is_no_refusal(tmp_path):
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none.docx")
