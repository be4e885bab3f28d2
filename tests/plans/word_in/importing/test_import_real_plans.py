"""Real plans brought in: every word kept, the numbers that Word shows, lines that look like headings."""

import pytest

from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.editions.numbering import is_counted
from plans.library.kinds import UNPLACED_TITLE
from plans.text.words import words
from tests.plans.word_in.importing.command import run, run_json
from tests.plans.word_in.word_files import counted_words, docx, p
from tests.plugins.skips import SHARED, needs_shared

pytestmark = pytest.mark.django_db

PLANS = SHARED / "data/3-plans"
STONEYBROOK = PLANS / "stoneybrook_middle_school_EOP_basic_plan.docx"


def test_lines_that_look_like_headings_are_brought_in_as_the_proposed_tree(coalition, tmp_path):
    path = tmp_path / "plan.md"
    path.write_text("**OUR PLAN**\n\nGo out.\n\n**1. Lockdown**\n\nLock the door.\n")
    told = run_json(path, "--coalition", "juniper", "--title", "EOP", "--apply")
    assert (told["sections"], told["words"], told["placed"]) == (2, 9, 1)
    assert told["proposed"] == [
        {"title": "OUR PLAN", "level": 1, "why": "all capitals, bold line"},
        {"title": "1. Lockdown", "level": 2, "why": "numbered 1, bold line"},
    ]
    assert told["warnings"] == [
        "2 headings are only proposed: lines that look like headings, without a heading style. Look at each."
    ]
    rows = Section.objects.order_by("position").values_list("level", "title", "target", "html")
    assert list(rows) == [
        (1, "OUR PLAN", "", "<p>Go out.</p>"),
        (2, "1. Lockdown", "lockdown", "<p>Lock the door.</p>"),
    ]
    told = run(path, "--coalition", "juniper", "--title", "EOP")
    assert "Proposed as a heading of level 2: 1. Lockdown (numbered 1, bold line)." in told


@needs_shared
def test_stoneybrook_is_the_plan_of_the_thread(coalition):
    told = run_json(STONEYBROOK, "--coalition", "juniper", "--title", "EOP", "--apply")
    sections = Edition.objects.get(pk=told["edition"]).sections.present()
    assert (told["sections"], sections.count(), told["words"], told["unplaced"]) == (
        80,
        80,
        7_299,
        [],
    )
    assert told["warnings"] == [
        "The text of headers and footers was left out; the portal prints its own."
    ]
    assert told["placed"] == 23
    placed = [word for each in sections for word in each.title.split() + words(each.html)]
    assert placed == counted_words(STONEYBROOK)


@needs_shared
@pytest.mark.parametrize("path", sorted(PLANS.glob("*.docx")), ids=lambda path: path.stem)
def test_every_word_of_every_plan_is_kept(coalition, path):
    told = run_json(path, "--coalition", "juniper", "--title", "EOP", "--apply")
    kept = [word for each in Section.objects.order_by("position") for word in words(each.html)
            + (each.title.split() if each.title != UNPLACED_TITLE else [])]  # fmt: skip
    if path.stem != "rules_markdown_text_named":
        assert sorted(kept) == sorted(counted_words(path))
    assert told["words"] == len(kept)


@needs_shared
def test_a_plan_keeps_the_numbers_that_word_counts_and_they_are_the_portals_own(coalition):
    file = PLANS / "onestop_disaster_recovery_plan_template.docx"
    told = run_json(file, "--coalition", "juniper", "--title", "Recovery", "--apply")
    sections = list(Edition.objects.get(pk=told["edition"]).sections.present())
    assert [(each.number, each.title) for each in sections[7:10]] == [
        ("1.7", "Critical Document Inventory"), ("2", "Contact Directory"), ("2.1", "Emergency Number Contacts"),
    ]  # fmt: skip
    assert is_counted(sections)


def test_a_file_without_headings_that_the_editor_could_not_save_is_told(coalition, tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(
        docx("".join(p(f"Line {n} of a plan that nobody gave any headings.") for n in range(6_000)))
    )
    told = run_json(path, "--coalition", "juniper", "--title", "EOP")
    [warning] = told["warnings"]
    assert warning.startswith(
        "“All of the text: no line in it looks like a heading” is too long for the editor: 3"
    )
    assert told["sections"] == 0
