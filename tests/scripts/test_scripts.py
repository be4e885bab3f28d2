"""The logic of static/js by node's own runner, and what scripts and server must both say of it.

What needs a page is tested in tests/journeys. The two package.json, here and in static/js, only
tell node that .js means a module, as browsers are told by type=module; no package is installed.
Node is the one that comes with what drives the browser, so that it is wherever the tests are. By
hand, with any node of version 20 or later: node --test tests/scripts/
"""

import json
import re
import subprocess
from pathlib import Path

import playwright
import pytest

from plans.text import allowed
from plans.text.html import normalise, pictures

HERE = Path(__file__).parent
SCRIPTS = HERE.parents[1] / "static" / "js"
NODE = Path(playwright.__file__).parent / "driver" / "node"
TESTS = sorted(HERE.rglob("*.test.js"))
# What tests stand on.
STAND_INS = {HERE / "page.js", HERE / "shelf.js"}
ADDRESSES_JS = SCRIPTS / "plans" / "writing" / "addresses.js"
ADDRESSES = [
    "https://www.ready.gov/evacuation", "HTTP://x.example", "http://", "https:///x", "mailto:a@b.example", "mailto:", "tel:911",
    "tel:", "#note-1", "#", "#x", "ftp://x.example/f", "file:///C:/plan.docx", "javascript:alert(1)", "java\tscript:alert(1)",
    "cid:image001.png", "sms:911", "plan.html", "//x.example", "", " https://x.example/a b ", "data:text/html,x",
    "https://x.example/" + "a" * 1981, "https://x.example/" + "a" * 1982, "https://x.example/" + "a" * 1983,
]  # fmt: skip
PICTURE = "ab" * 32
SOURCES = [
    f"/c/juniper/plans/8/picture/{PICTURE}/", f"/c/juniper/plans/8/picture/{PICTURE}", "/c/juniper/plans/8/picture/abc/",
    f"/c/juniper/plans/8/picture/{PICTURE}/x", "file:///C:/clip_image001.png", "data:image/png;base64,AA==", "cid:image001.png",
    "blob:https://portal.example/1", "https://lh7-rt.googleusercontent.com/docsz/x",
]  # fmt: skip


def node(*arguments, cwd=HERE):
    """Run node; what it printed. An exit status other than 0 fails the test with all it said."""
    done = subprocess.run(
        [NODE, *arguments], cwd=cwd, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def asked(script, values):
    """What `script`, the body of a function of a value that may use addresses.js, answers for each
    of the values.
    """
    module = f"""import * as addresses from {json.dumps(ADDRESSES_JS.as_uri())};
        console.log(JSON.stringify({json.dumps(values)}.map((value) => {script})))"""
    return json.loads(node("--input-type=module", "-e", module))


@pytest.mark.parametrize("path", TESTS, ids=lambda path: str(path.relative_to(HERE)))
def test_scripts(path):
    said = node("--test", "--test-reporter=tap", path)
    assert int(re.search(r"^# pass (\d+)$", said, re.MULTILINE)[1]) > 0
    assert re.search(r"^# (?:skipped|todo) [1-9]", said, re.MULTILINE) is None


def test_the_editor_takes_the_links_that_a_save_keeps():
    saved = ["<a " in normalise(f'<p><a href="{address}">x</a></p>') for address in ADDRESSES]
    assert dict(zip(ADDRESSES, asked("addresses.isLink(value)", ADDRESSES), strict=True)) == dict(
        zip(ADDRESSES, saved, strict=True)
    )


def test_the_editor_takes_the_pictures_that_a_save_keeps():
    page = {
        "origin": "https://portal.example",
        "path": "/c/juniper/plans/8/editions/1/sections/5/edit/",
    }
    kinds = asked(f"addresses.pictureAt(value, {json.dumps(page)}).kind", SOURCES)
    saved = [bool(pictures(normalise(f'<img src="{source}" alt="">'))) for source in SOURCES]
    assert dict(zip(SOURCES, [kind == "own" for kind in kinds], strict=True)) == dict(
        zip(SOURCES, saved, strict=True)
    )


def test_limits_are_those_of_the_server(settings):
    text = ADDRESSES_JS.read_text(encoding="utf-8")
    assert f"LONGEST_LINK = {allowed.LINK_LENGTH};" in text
    assert f"MOST_BYTES = {settings.UPLOAD_LIMIT_BYTES // 1024 // 1024} * 1024 * 1024;" in text


def test_every_test_of_a_script_is_run():
    assert set(HERE.rglob("*.js")) - STAND_INS == set(TESTS)


def test_a_test_lies_where_its_script_lies():
    names = [str(path.relative_to(HERE)).replace(".test.js", ".js") for path in TESTS]
    assert [name for name in names if not (SCRIPTS / name).is_file()] == []


def test_keys_are_listened_to_in_one_place():
    """keys.js knows when a key is a shortcut and when somebody writes.

    The editor's own keys are the library's.
    """
    listening = re.compile(r"key(?:down|up|press)", re.IGNORECASE)
    scripts = [path for path in SCRIPTS.rglob("*.js") if path.name != "keys.js"]
    assert [
        path.name for path in scripts if listening.search(path.read_text(encoding="utf-8"))
    ] == []


def test_times_are_written_in_one_place():
    """moments.js writes them as the rest of the portal does.

    What a browser makes of a date is its own affair.
    """
    raw = re.compile(r"toLocale\w*String|Intl\.DateTimeFormat|\.toUTCString|\.toDateString")
    assert [
        path.name for path in SCRIPTS.rglob("*.js") if raw.search(path.read_text(encoding="utf-8"))
    ] == []
