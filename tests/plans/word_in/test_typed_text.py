"""Markdown and plain text, whatever their name: read as what they are, every word kept."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plans.text.html import normalise
from plans.text.words import words
from plans.word_in.readers.word.document import WordRefused
from plans.word_in.readers.word.reader import read_package
from plans.word_in.readers.word.reading import read
from plans.word_in.readers.word.typed.text_file import read_text
from tests.plugins.skips import SHARED, needs_shared

PLANS = SHARED / "data/3-plans"


def told(document):
    return document.preamble, [
        (each.level, each.title, each.guess, each.html) for each in document.sections
    ]


def test_markdown_gives_its_tree():
    document = read_text(
        "Before\n\n# Our *plan*\n\nGo **out**, [look](https://a.example/x) and\nwait.\n\n"
        "- one\n  - `two`\n- three\n\n1. first\n2. second\n\nRoles\n-----\n\n| Who | What |\n|---|---|\n| Ann | Calls \\| waits |\n"
    )
    assert told(document) == (
        "<p>Before</p>",
        [
            (1, "Our plan", "", '<p>Go <strong>out</strong>, <a href="https://a.example/x">look</a> and wait.</p>'
             "<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul><ol><li>first</li><li>second</li></ol>"),
            (2, "Roles", "", '<table><thead><tr><th scope="col">Who</th><th scope="col">What</th></tr></thead>'
             "<tbody><tr><td>Ann</td><td>Calls | waits</td></tr></tbody></table>"),
        ],
    )  # fmt: skip


def test_properties_at_the_top_are_kept_and_name_a_text_without_headings():
    document = read_text(
        '---\ntitle: FIRE SAFETY\ncode: EB\nnote:\nrefs:\n  - "Law 1"\n  - Law 2\n---\n\nGo out.\n'
    )
    assert told(document) == (
        "<p>code: EB</p><p>refs: Law 1; Law 2</p>",
        [(1, "FIRE SAFETY", "title of the file", "<p>Go out.</p>")],
    )
    assert (document.title, document.words) == ("FIRE SAFETY", 11)


@pytest.mark.parametrize(
    "top",
    [
        "---\n: [\n---\n",
        "---\njust text\n---\n",
        "---\nno end\n",
        f"---\n{'[' * 5_000}\n---\n",
    ],
    ids=["no YAML", "no names", "no end", "deep"],
)
def test_what_only_looks_like_properties_is_text(top):
    assert "Go out." in "".join(read_text(f"{top}\nGo out.\n").texts())


def test_plain_lines_get_a_proposed_tree():
    long = "Everybody goes to the field behind the school, and waits there,\nuntil the principal has counted them.\n"
    document = read_text(f"1. Purpose\n{long}\n1.1 Scope\n\n{long}\nFLOOD\n- up\n- stay * there\n")
    assert [(each.level, each.title, each.guess) for each in document.sections] == [
        (1, "1. Purpose", "numbered 1"),
        (2, "1.1 Scope", "numbered 1.1"),
        (1, "FLOOD", "all capitals"),
    ]
    assert document.sections[1].html == f"<p>{long.replace(chr(10), ' ').strip()}</p>"
    assert document.sections[2].html == "<ul><li>up</li><li>stay * there</li></ul>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**A ****b**** c** d", "<p><strong>A b c</strong> d</p>"),
        ("2 * 3 * 4 and snake_case_name **", "<p>2 * 3 * 4 and snake_case_name **</p>"),
        ("To <location>, <b>now</b> \\*out\\*", "<p>To &lt;location&gt;, now *out*</p>"),
        ("> Quoted\n> text", "<blockquote><p>Quoted text</p></blockquote>"),
        ("[here](javascript:x) [there](#a)", '<p>here <a href="#a">there</a></p>'),
    ],
)
def test_marks_without_partners_and_unknown_tags_are_text(text, html):
    assert read_text(f"{text}\n\n**x**\n").preamble.startswith(html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**Phone **\n", "<p><strong>Phone</strong></p>"),
        ("**Go **to **the** field", "<p><strong>Go </strong>to <strong>the</strong> field</p>"),
        ("*The first\nhour* of it", "<p><em>The first hour</em> of it</p>"),
        ("***Now*** go", "<p><strong><em>Now</em></strong> go</p>"),
        ("Times end in _at, dates in _on", "<p>Times end in _at, dates in _on</p>"),
        ("one  \ntwo\\\nthree", "<p>one<br>two<br>three</p>"),
        ("AT&amp;T <br> &copy;", "<p>AT&amp;amp;T<br>&amp;copy;</p>"),
        ("<!-- for us --> out <https://a.example/x>", '<p>out <a href="https://a.example/x">https://a.example/x</a></p>'),
        ("[a [b] c](https://a.example/x_(y))", '<p><a href="https://a.example/x_(y)">a [b] c</a></p>'),
        ("2026. A year\n2026) too", '<ol start="2026"><li>A year</li></ol><ol start="2026"><li>too</li></ol>'),
        ("12345. no item", "<p>12345. no item</p>"),
        ("3. three\n5. five", '<ol start="3"><li>three</li></ol><ol start="5"><li>five</li></ol>'),
        ("• one\n• two", "<ul><li>one</li><li>two</li></ul>"),
        ("- one\n\n  more of it\n- two", "<ul><li>one</li></ul><p>more of it</p><ul><li>two</li></ul>"),
        ("| a | b |\n|---|---|\n| 1 |\nbehind", None),
        ("[x]: https://a.example\n\n    four spaces", "<p>[x]: https://a.example</p><p>four spaces</p>"),
        ("```\nif a:\n  *b*\n```", "<p>if a:<br>*b*</p>"),
        ("> # Quoted\n> - item", "<blockquote><p><strong>Quoted</strong></p><ul><li>item</li></ul></blockquote>"),
    ],
)  # fmt: skip
def test_what_people_and_programs_write_is_read_as_they_mean_it(text, html):
    preamble = read_text(f"{text}\n\n**x**\n").preamble
    expected = html or (
        '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'
        "<tbody><tr><td>1</td><td></td></tr></tbody></table><p>behind</p>"
    )
    assert preamble.removesuffix("<p><strong>x</strong></p>") == expected


def test_a_picture_is_told():
    assert read_text("Look ![our map](map.png) here, **now**.").warnings == (
        "A picture was left out (“our map”): it is not in the file, only its address is.",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(tmp_path, encoding):
    path = tmp_path / "plan.docx"
    path.write_bytes("# Café\r\n\r\nGo “out”.\r\n".encode(encoding))
    assert told(read_package(path)) == ("", [(1, "Café", "", "<p>Go “out”.</p>")])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("<!DOCTYPE html><html><body>Plan</body></html>", "This is a web page"),
        ('<?xml version="1.0"?><plan/>', "This file is not a Word document."),
        ("\n \n", "This text file has no words."),
        ("***\n\n---\n", "This text file has no words."),
    ],
)
def test_other_text_is_refused_in_one_sentence(content, sentence):
    with pytest.raises(WordRefused, match=re.escape(sentence)):
        read_text(content)


MARKED = st.text(alphabet="ab1.#*_-+>|`~[]()!<\\ \n:=", max_size=120)


@settings(max_examples=150, deadline=None)
@given(MARKED)
@example('# a > b & <c> "d"\n\nx > y\n')
def test_whatever_is_typed_no_letter_is_lost(text):
    """Letters in the address of a link, in a tag and in a comment are no text."""
    try:
        document = read_text(text)
    except WordRefused:
        assert not re.search(r"[ab]", re.sub(r"\]\([^)]*\)|<[^>]*>", "", text))
        return
    kept = "".join(word for html in document.texts() for word in words(html))
    without_syntax = re.sub(r"!?\[[^\]]*\]\([^)]*\)|<[^>]*>", "", text)
    assert kept.count("a") >= without_syntax.count("a") - without_syntax.count("[")
    assert all(normalise(html) == html for html in document.texts())


@needs_shared
def test_a_real_text_under_a_word_name_is_read():
    document = read(PLANS / "rules_markdown_text_named.docx")
    assert [(each.level, each.guess) for each in document.sections] == [
        (1, "all capitals, bold line"),
        *[(2, "bold line")] * 6,
    ]
    raw = (PLANS / "rules_markdown_text_named.docx").read_text()
    letters = re.findall(r"\w+", re.sub(r"\]\([^)]*\)", "]", raw).replace("*", ""))
    assert (
        re.findall(r"\w+", " ".join(word for html in document.texts() for word in words(html)))
        == letters
    )
    assert document.words == 739


@needs_shared
def test_policies_with_properties_are_read_whole():
    for path in sorted((PLANS / "minuteman_school_policies").glob("*.md")):
        document = read_package(path)
        assert (document.title.isupper(), len(document.sections)) == (True, 1), path.stem
