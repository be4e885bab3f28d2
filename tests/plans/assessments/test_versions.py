"""What a file would change in a checklist, and what goes out and comes in: without a database."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.assessments.checklist_fields import FIELDS, QUESTION_FIELDS
from plans.assessments.checklist_text import ChecklistText, read_text, write_text
from plans.assessments.models.checklist import Checklist
from plans.assessments.questions import Question
from plans.assessments.versions import changes_of, says_the_same, text_of
from safety_portal.core.refusals import Refused

QUESTIONS = tuple(
    Question(f"building.0{number}", "building", f"Does door {number} latch?")
    for number in (1, 2, 3)
)
TEXT = ChecklistText("site_assessment", "Site assessment", 12, 60, "Walk.", QUESTIONS)


def version(text=TEXT):
    names = ("code", "title", "interval_months", "minutes", "content")
    return Checklist(number=1, **{name: getattr(text, name) for name in names})


def changes(**fields):
    return changes_of(version(), replace(TEXT, **fields))


def test_what_is_kept_says_what_was_read():
    assert text_of(version()) == TEXT
    assert says_the_same(version(), TEXT)


def test_the_same_changes_nothing():
    same = changes()
    assert same.is_none
    assert same.same == 3


@pytest.mark.parametrize(
    "fields",
    [{"title": "Walk"}, {"interval_months": 6}, {"minutes": 90}, {"introduction": "Go."}],
)
def test_what_stands_before_the_questions_is_told_apart(fields):
    told = changes(**fields)
    assert told.is_head_changed
    assert not told.is_moved
    assert not told.is_none
    assert told.same == 3


def test_what_stands_before_is_told_also_beside_a_changed_question():
    """Else nobody would see in the preview that the interval changes along with a word."""
    other = replace(QUESTIONS[0], question="Does it close?")
    told = changes(interval_months=6, questions=(other, *QUESTIONS[1:]))
    assert told.is_head_changed
    assert told.changed == (other,)


def test_a_changed_question_alone_changes_no_head():
    other = replace(QUESTIONS[0], why="It is the law.")
    told = changes(questions=(other, *QUESTIONS[1:]))
    assert (told.is_head_changed, told.is_moved, told.same) == (False, False, 2)


def test_a_new_one_and_one_that_is_missing_are_told():
    new = Question("building.04", "building", "Does door 4 latch?")
    told = changes(questions=(new, *QUESTIONS[1:]))
    assert (told.new, told.missing, told.same) == ((new,), (QUESTIONS[0],), 2)
    assert not told.is_moved


def test_another_order_is_a_change_of_its_own():
    told = changes(questions=QUESTIONS[::-1])
    assert told.is_moved
    assert not told.is_none
    assert (told.same, told.is_head_changed) == (3, False)


def test_without_a_version_all_is_new():
    told = changes_of(None, TEXT)
    assert (told.new, told.same, told.is_head_changed) == (QUESTIONS, 0, False)


@pytest.mark.parametrize(
    "text",
    [
        replace(TEXT, title="Walk"),
        replace(TEXT, questions=QUESTIONS[::-1]),
        replace(TEXT, questions=QUESTIONS[:2]),
        TEXT,
    ],
)
def test_nothing_changes_where_both_say_the_same_and_only_there(text):
    assert changes_of(version(), text).is_none == says_the_same(version(), text)


WORDS = (
    st.text(min_size=1, max_size=120)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and text.isprintable())
)
CODES = st.text("abcdefghijklmnopqrstuvwxyz0123456789_.-", min_size=1, max_size=60)


@given(title=WORDS, introduction=WORDS, words=WORDS, why=WORDS, code=CODES)
def test_any_words_go_out_and_come_in_as_they_were(title, introduction, words, why, code):
    question = Question(code, "building", words, why=why)
    text = ChecklistText(code, title, 1, 1440, introduction, (question,))
    written = write_text(text)
    assert read_text(written) == text
    assert write_text(read_text(written)) == written


@pytest.mark.parametrize(
    "words", ["no", "1.10", "null", "~", "2026-11-30", "0x10", "- a", "a: b", "# c", "'", '"', "%x"]
)
def test_words_that_look_like_yaml_stay_words(words):
    question = Question("a.1", "building", words, why=words)
    text = replace(TEXT, title=words, questions=(question,))
    assert read_text(write_text(text)) == text


def test_windows_line_ends_say_the_same():
    assert read_text(write_text(TEXT).replace("\n", "\r\n")) == TEXT


def test_every_question_is_written_in_the_order_of_the_fields():
    full = Question("a.1", "building", "Why?", ("school",), "Doors", "Law", "Mend it", annex="fire")
    lines = write_text(replace(TEXT, questions=(full,))).splitlines()
    names = [line.strip(" -").split(":")[0] for line in lines if ":" in line]
    at = names.index("questions")
    assert names[:at] == [name for name in FIELDS if name != "questions"]
    asked = names[at + 1 :]
    assert asked == [name for name in QUESTION_FIELDS if name in asked]


def with_line(old, new):
    text = write_text(TEXT)
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    "text",
    [
        with_line("minutes: 60", "minutes: 0"),
        with_line("minutes: 60", "minutes: 1441"),
        with_line("minutes: 60", "minutes: 1.5"),
        with_line("minutes: 60", "minutes: [60]"),
        with_line("minutes: 60", "minutes: null"),
        with_line("minutes: 60", "minutes: -5"),
        with_line("minutes: 60", "minutes: 60\nminutes: 61"),
        with_line("title: Site assessment", "title: ''"),
        with_line("title: Site assessment", "title: {a: b}"),
        with_line("title: Site assessment", 'title: "a\\0b"'),
        with_line("title: Site assessment", 'title: "a\\u202eb"'),
        with_line("code: site_assessment", "code: Site"),
        with_line("code: site_assessment", "code: ../x"),
        with_line("  layer: building", "  layer: [building]"),
        with_line("  asked_of:\n  - school", "  asked_of: []"),
        with_line("  asked_of:\n  - school", "  asked_of:\n  - nobody"),
        with_line("- code: building.01", "- code: building.02"),
        with_line("- code: building.01", "- ? [a, b]\n  : c\n  code: building.01"),
        with_line("schema: 1", "schema: one"),
        with_line("schema: 1", "schema: !!python/object:os.system 1\n<<: {a: b}"),
        write_text(TEXT) + "---\n" + write_text(TEXT),
    ],
)
def test_a_file_that_is_wrong_is_one_sentence_with_a_line(text):
    with pytest.raises(Refused, match=r"^Line \d+.*\.$") as refused:
        read_text(text)
    assert "\n" not in str(refused.value)
