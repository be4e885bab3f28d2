"""The zip that leaves a phone is opened by Python, too."""

import base64
import io
import json
import zipfile

from tests.scripts.test_scripts import SCRIPTS, node

ZIP_JS = SCRIPTS / "plans" / "assessments" / "zip.js"
PHOTO = bytes(range(256)) * 256


def zipped(files):
    """The zip of `files` (name -> bytes), made on the last second of a year."""
    given = {name: base64.b64encode(content).decode() for name, content in files.items()}
    module = f"""import {{ zip }} from {json.dumps(ZIP_JS.as_uri())};
        const files = Object.entries({json.dumps(given)}).map(([name, text]) => (
            {{ name, bytes: new Uint8Array(Buffer.from(text, "base64")) }}));
        const packed = zip(files, new Date(2026, 11, 31, 23, 59, 59));
        process.stdout.write(Buffer.from(packed).toString("base64"));"""
    return zipfile.ZipFile(io.BytesIO(base64.b64decode(node("--input-type=module", "-e", module))))


def test_python_reads_what_a_phone_packed():
    files = {"answers.json": b"{}", "photos/f\u00e9.jpg": PHOTO, "empty.txt": b""}
    with zipped(files) as packed:
        assert packed.testzip() is None
        assert {info.filename: packed.read(info) for info in packed.infolist()} == files
        assert packed.infolist()[0].date_time == (2026, 12, 31, 23, 59, 58)


def test_a_zip_of_nothing_is_one():
    with zipped({}) as packed:
        assert packed.namelist() == []
