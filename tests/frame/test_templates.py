"""Every template, read as text: what a strict policy would block, or a reader would stumble over, never gets in."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR) / "templates"
# Mail is read by mail programs, which know no style sheets of ours; the book is a file of its own, with its style inside.
PAGES = sorted(
    path for path in ROOT.rglob("*.html") if not {"book", "email", "mail"} & set(path.relative_to(ROOT).parts)
)
BLOCKED = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "an inline handler": r"<[^>]*\son[a-z]+\s*=",
    "an inline script": r"<script(?![^>]*\ssrc=)[^>]*>(?!\s*</script>)",
    "a style element": r"<style",
    "somebody else's host": r"<(?:script|link|img)[^>]*\s(?:src|href)\s*=\s*[\"']?(?:https?:)?//",
    "a comment that Django prints": r"\{#[^#]*\n",
}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_contains_nothing_its_policy_blocks(path):
    text = path.read_text(encoding="utf-8")

    assert [what for what, pattern in BLOCKED.items() if re.search(pattern, text)] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_parses_and_its_icons_are_there(path):
    get_template(str(path.relative_to(ROOT)))

    names = re.findall(r'{% icon "([\w-]+)" %}', path.read_text(encoding="utf-8"))
    icons = Path(settings.BASE_DIR) / "static" / "vendor" / "icons"
    assert [name for name in names if not (icons / f"{name}.svg").exists()] == []
