"""Section HTML as Word and back.

The same text whatever it holds, and a file that Word's own rules allow.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.text.html import normalise
from plans.text.words import plain_text, words
from tests.plans.book.word_out import again, book, text_again

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


SAME = [
    "<p>Lock the door.</p>",
    "<p>Call <strong>911</strong>, <em>then</em> <u>the office</u>. <s>Not yet.</s> H<sub>2</sub>O, 2<sup>nd</sup>.</p>",
    "<p>One line<br>and another</p>",
    '<p>See <a href="https://example.org/a?b=c&amp;d=1#e">the page</a> or <a href="mailto:a@example.org">write</a>.</p>',
    "<ul><li>Keys</li><li>Radio<ul><li>Channel 3</li><li>Spare</li></ul></li><li>Vest</li></ul>",
    "<ol><li>Lock</li><li>Lights<ol type=\"a\"><li>off</li><li>out</li></ol></li><li>Wait</li></ol>",
    '<ol start="4" type="i"><li>Four</li><li>Five</li></ol>',
    "<p>Between</p><ol><li>One</li></ol><p>Apart</p><ol><li>One again</li><li>Two</li></ol>",
    "<table><thead><tr><th scope=\"col\">Who</th><th scope=\"col\">What</th></tr></thead>"
    "<tbody><tr><td>Principal</td><td>Commands</td></tr></tbody></table>",
    '<table><tbody><tr><td colspan="2">Both</td><td rowspan="2">Down</td></tr><tr><td>a</td><td>b</td></tr></tbody></table>',
    "<table><tbody><tr><td><p>One</p><p>Two</p></td><td><ul><li>x</li></ul></td><td></td></tr></tbody></table>",
    "<table><tbody><tr><td>In<table><tbody><tr><td>Inner</td></tr></tbody></table></td></tr></tbody></table>",
    '<p>Told<a href="#note-1"><sup>[1]</sup></a> so.</p><p><a href="#ref-1">[1]</a> By the chief.</p>',
    "<p>اغلق الباب</p>",
]  # fmt: skip


@pytest.mark.parametrize("html", SAME)
def test_the_same_html_comes_back(html, tmp_path):
    assert normalise(html) == html
    assert text_again(html, tmp_path) == html


CHANGED = {
    # Headings inside a section are no sections, rules and quotations are only how it looks.
    "<h3>Before</h3><p>Plan.</p><h6>Deep</h6>": "<p><strong>Before</strong></p><p>Plan.</p><p><strong><em>Deep</em></strong></p>",
    "<p>a</p><hr><p>b</p>": "<p>a</p><p>b</p>",
    "<blockquote><p>Said.</p></blockquote>": "<p>Said.</p>",
    # Two lists of dots that touch are one; an item that begins with a table gets an empty line for
    # its dot.
    "<ul><li>a</li></ul><ul><li>b</li></ul>": "<ul><li>a</li><li>b</li></ul>",
    # A link into the portal's own page leads nowhere from a file.
    '<p>See <a href="#there">there</a>.</p>': "<p>See there.</p>",
    # Nobody can tell which of two marks a note hangs on: the second stays as it reads.
    '<p>a<a href="#note-1"><sup>[1]</sup></a> b<a href="#note-1"><sup>[1]</sup></a></p><p><a href="#ref-1">[1]</a> N</p>':
        '<p>a<a href="#note-1"><sup>[1]</sup></a> b<sup>[1]</sup></p><p><a href="#ref-1">[1]</a> N</p>',
}  # fmt: skip


@pytest.mark.parametrize("html", CHANGED)
def test_what_comes_back_otherwise_says_the_same(html, tmp_path):
    assert text_again(html, tmp_path) == CHANGED[html]


def test_text_after_the_last_note_stays_text(tmp_path):
    html = (
        '<p>a<a href="#note-1"><sup>[1]</sup></a> b<a href="#note-2"><sup>[2]</sup></a></p><p><a href="#ref-1">[1]</a> One</p>'
        '<p>One goes on</p><p><a href="#ref-2">[2]</a> Two</p><p>Written later.</p><p><a href="#ref-9">[9]</a> Of no mark</p>'
    )
    assert plain_text(text_again(html, tmp_path)).split("\n") == [
        "a b",
        "Written later.",
        "[9] Of no mark",
        "One",
        "One goes on",
        "Two",
    ]


def test_a_note_that_only_a_note_leads_to_is_not_lost(tmp_path):
    html = '<p>a<a href="#note-1"><sup>[1]</sup></a></p><p><a href="#ref-1">[1]</a> b<a href="#note-2"><sup>[2]</sup></a></p>'
    assert {"Hidden", "b[2]"} <= set(
        words(text_again(html + '<p><a href="#ref-2">[2]</a> Hidden</p>', tmp_path))
    )


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12)
LINKS = ("https://a.b/%zz", "javascript:x", "mailto:x@y", "http://[", "#x")
INLINE = st.recursive(
    TEXTS.map(lambda words: words.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: (
        st.builds(
            "<{0}>{1}</{0}>".format, st.sampled_from(["strong", "em", "u", "s", "sup"]), inner
        )
        | st.builds('<a href="{}">{}</a>'.format, st.sampled_from(LINKS), inner)
        | st.builds("{}<br>{}".format, inner, inner)
    ),
    max_leaves=4,
)
AROUND = (
    "<ul><li>{}</li><li>{}</li></ul>",
    '<ol type="i"><li>{}</li></ol><ol start="7"><li>{}</li></ol>',
    "<table><tr><th>{}</th></tr><tr><td colspan=3 rowspan=2>a</td><td>{}</td></tr></table>",
    "<table><tr><td rowspan=3>{}</td><td rowspan=2>b</td></tr><tr></tr><tr><td>{}</td></tr></table>",
    "<blockquote>{}</blockquote>{}",
)
FLOW = st.recursive(
    st.builds("<p>{}</p>".format, INLINE),
    lambda inner: st.builds(str.format, st.sampled_from(AROUND), inner, inner),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("any")


@settings(max_examples=15, deadline=None)
@given(st.lists(FLOW, min_size=1, max_size=5))
def test_the_words_of_any_html_come_back_in_their_order(folder, texts):
    texts = [normalise(html) for html in texts]
    back = again(book(*[("Section", 1, html) for html in texts]), folder)
    assert [words(section.html) for section in back.sections] == [words(html) for html in texts]
    assert (back.preamble, back.lost) == ("", "")


def test_the_tree_comes_back_with_its_numbers(tmp_path):
    sections = [
        ("Basic plan", 1, "", "1"),
        ("Purpose", 2, "<p>Why.</p>", "1.1"),
        ("Deep", 9, "<p>Down.</p>"),
        ("Annexes", 1, ""),
    ]
    back = again(book(*sections), tmp_path)
    assert [(each.level, each.number, each.title, each.html) for each in back.sections] == [
        (1, "1", "Basic plan", ""), (2, "1.1", "Purpose", "<p>Why.</p>"), (9, "", "Deep", "<p>Down.</p>"), (1, "", "Annexes", ""),
    ]  # fmt: skip
    assert (back.preamble, back.words, back.lost, back.title) == (
        "",
        7,
        "",
        "Emergency operations plan",
    )
