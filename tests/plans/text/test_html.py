import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from plans.text import allowed
from plans.text.html import for_reading, normalise, pictures
from plans.text.words import plain_text, words
from tests.plugins.skips import SHARED, needs_shared

SHA = "ab" * 32
HOSTILE = SHARED / "data/7-hostile"

TAGS = [
    "p", "h1", "h3", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr", "td", "th", "strong", "b", "em", "u", "s",
    "sub", "sup", "a", "blockquote", "div", "span", "caption", "pre", "dl", "dt", "figure", "script", "svg", "textarea",
    "select", "template", "math", "plaintext", "form", "button", "noscript", "colgroup", "font",
]  # fmt: skip
ATTRIBUTES = [
    "", ' href="https://a.example/?a=1&b=2"', ' href="javascript:alert(1)"', ' href="#note-1"', " colspan=3", " rowspan=2",
    ' start="4"', " start=-1", ' type="a"', f' src="/c/x/picture/{SHA}/"', ' src="https://evil.example/x.png"',
    ' onclick="x()"', ' style="color:red"', ' class="a"', ' href="tel:+1 555"', " rowspan=0", ' colspan="9999"',
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from([" ", "\n\n", "\n", "\u00a0", "e\u0301", "\u0301x", "\u200b", "&nbsp;", "&lt;b&gt;", "&#0;", "A & B",
                     "two words", "\u202eabc", "\ud83d", "\x85", "\x1c"]),
)  # fmt: skip
VOIDS = st.sampled_from(
    [
        "<br>",
        "<hr>",
        f'<img src="picture/{SHA}" alt="A &quot;b&quot;">',
        "<img src=x>",
        "<!-- c -->",
    ]
)
OPENINGS = st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES))
CLOSINGS = st.builds("</{}>".format, st.sampled_from(TAGS))
SOUP = st.lists(st.one_of(TEXTS, VOIDS, OPENINGS, CLOSINGS), max_size=40).map("".join)


def element(children):
    return st.builds(lambda tag, attrs, inner: f"<{tag}{attrs}>{''.join(inner)}</{tag}>",
                     st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES), st.lists(children, max_size=5))  # fmt: skip


TREES = st.recursive(st.one_of(TEXTS, VOIDS), element, max_leaves=40)


def assert_only_allowed(html):
    for node in lxml_html.fragment_fromstring(html, create_parent="section").iterdescendants():
        assert node.tag in allowed.ALLOWED
        assert set(node.attrib) <= allowed.ATTRIBUTES.get(node.tag, set())
        if "href" in node.attrib:
            assert allowed.LINK.match(node.get("href"))
        if "src" in node.attrib:
            assert allowed.PICTURE.fullmatch("/" + node.get("src"))


@settings(max_examples=200, deadline=None)
@given(st.one_of(SOUP, TREES))
def test_normalised_twice_is_normalised_once(html):
    once = normalise(html)
    assert normalise(once) == once
    assert_only_allowed(once)


@settings(max_examples=60, deadline=None)
@given(st.one_of(SOUP, TREES))
def test_the_plain_text_has_the_words(html):
    once = normalise(html)
    assert plain_text(once).split() == words(once)


@needs_shared
@pytest.mark.parametrize(
    "name", ["xss-payload-list_odd_lines.txt", "blns.txt", "csv-injection-payloads.txt"]
)
def test_hostile_strings_are_inert(name):
    lines = (HOSTILE / name).read_text(errors="replace").splitlines()
    for line in [*lines, "\n".join(lines)]:
        once = normalise(line)
        assert normalise(once) == once
        assert_only_allowed(once)


@needs_shared
def test_hostile_strings_in_every_place_are_inert():
    for line in json.loads((HOSTILE / "blns.json").read_text()):
        html = f'<p title="{line}">{line}</p><table><tr><td>{line}</td></tr></table><a href="{line}">{line}</a>'
        once = normalise(html)
        assert normalise(once) == once
        assert_only_allowed(once)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>Every adult</p>", "<p>Every adult</p>"),
        ("Every adult", "<p>Every adult</p>"),
        ("One\n\nTwo\nlines", "<p>One</p><p>Two lines</p>"),
        ("<p></p><p> </p><p>a<br></p>", "<p>a</p>"),
        ("<h1>Plan</h1><h2>Part</h2><h4>Goal</h4>", "<h3>Plan</h3><h3>Part</h3><h4>Goal</h4>"),
        ("<p><b>a</b><strong> b</strong><strong></strong></p>", "<p><strong>a b</strong></p>"),
        ("<p>a<strong> </strong>b</p>", "<p>a b</p>"),
        ("<p><em><strong>x</strong></em></p>", "<p><strong><em>x</em></strong></p>"),
        ("<ul><li><p>a</p></li><li></li></ul>", "<ul><li>a</li></ul>"),
        ("<ol><li><p>a</p></li><li></li><li>c</li></ol>", "<ol><li>a</li><li></li><li>c</li></ol>"),
        ('<ol start="3" type="a"><li>c</li></ol>', '<ol start="3" type="a"><li>c</li></ol>'),
        ('<ol start="1" type="1"><li>c</li></ol>', "<ol><li>c</li></ol>"),
        ("<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("<div>a</div><div>b</div>", "<p>a</p><p>b</p>"),
        ('<p><a href="https://a.example" target="_blank" rel="noopener">x</a></p>',
         '<p><a href="https://a.example">x</a></p>'),
        ('<p><a href="javascript:x()">x</a> <a href="/admin/">y</a></p>', "<p>x y</p>"),
        ("<p>10\u00a0am, cafe\u0301\u200b</p>", "<p>10 am, café</p>"),
        ("<p>&lt;script&gt; &amp; &quot;</p>", '<p>&lt;script&gt; &amp; "</p>'),
        (f'<p>See <img src="/c/a/plans/picture/{SHA}/"> here</p>', f'<p>See here</p><img src="picture/{SHA}" alt="">'),
        ("<blockquote></blockquote><blockquote><p>a</p></blockquote><hr>", "<blockquote><p>a</p></blockquote><hr>"),
        ("", ""),
    ],
)  # fmt: skip
def test_one_spelling_for_one_text(written, kept):
    assert normalise(written) == kept


def test_a_table_comes_back_from_the_editor_as_it_went():
    stored = ('<table><thead><tr><th scope="col">Role</th><th scope="col">Task</th></tr></thead><tbody><tr>'
              '<th scope="row">Principal</th><td colspan="2"></td></tr></tbody></table>')  # fmt: skip
    from_editor = ('<table style="min-width: 75px"><colgroup><col><col></colgroup><tbody><tr><th colspan="1" rowspan="1">'
                   '<p>Role</p></th><th><p>Task</p></th></tr><tr><th><p>Principal</p></th><td colspan="2"><p></p></td>'
                   "</tr></tbody></table>")  # fmt: skip
    squared = stored.replace("</th></tr></thead>", '</th><th scope="col"></th></tr></thead>')
    assert normalise(from_editor) == squared == normalise(stored)


def test_a_cell_reaches_no_further_than_its_table():
    assert normalise("<table><tr><td rowspan=9>a<td>b<tr><td>c<td>d</table>") == (
        '<table><tbody><tr><td rowspan="2">a</td><td>b</td><td></td></tr><tr><td>c</td><td>d</td></tr></tbody></table>'
    )


def test_hostile_nesting_is_cut_and_its_words_are_kept():
    html = "<ul><li>" * 3_000 + "deep" + "</li></ul>" * 3_000 + "<blockquote>" * 3_000 + "quoted"
    once = normalise(html)
    assert normalise(once) == once
    assert words(once) == ["deep", "quoted"]


def test_reading_gets_addresses_and_note_anchors():
    html = (
        f'<p>Call<a href="#note-2"><sup>[2]</sup></a></p><img src="picture/{SHA}" alt="Map">'
        '<p><a href="#ref-2">[2]</a> By radio</p>'
    )
    assert for_reading(html, picture_url=lambda sha: f"/pictures/{sha[:4]}/") == (
        '<p>Call<a id="ref-2" href="#note-2"><sup>[2]</sup></a></p><img src="/pictures/abab/" alt="Map">'
        '<p><a id="note-2" href="#ref-2">[2]</a> By radio</p>'
    )
    assert pictures(html) == [SHA]
    assert words(html) == ["Call", "By", "radio"]


def test_words_are_what_a_person_reads():
    html = "<h3>Before</h3><ul><li>un<strong>lock</strong>ed<ul><li>door</li></ul></li></ul><p>a<br>b</p>"
    table = "<table><tr><th>Who</th><th>What</th></tr><tr><td>Aide</td><td><p>counts</p><p>calls</p></td></tr></table>"
    assert words(html + table) == [
        "Before",
        "unlocked",
        "door",
        "a",
        "b",
        "Who",
        "What",
        "Aide",
        "counts",
        "calls",
    ]
    assert plain_text(html + table) == "Before\nunlocked\ndoor\na\nb\nWho\tWhat\nAide\tcounts calls"
