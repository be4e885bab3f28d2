"""Whatever a Word file is made of, no word of it is lost or doubled."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from plans.text.html import normalise
from plans.word_in.readers.word.archive.package import Package
from plans.word_in.readers.word.counting import file_words
from plans.word_in.readers.word.reader import read_package
from tests.plans.word_in.test_word_reader import placed
from tests.plans.word_in.word_files import (
    SPACES,
    box,
    cell,
    counted_words,
    docx,
    field,
    item,
    p,
    run,
    table,
)

WORDS = st.sampled_from(["lock", "door", "911", "é", "A&amp;B", "now "])


RUNS = st.lists(
    st.one_of(
        WORDS.map(run),
        WORDS.map(lambda word: run(word, "<w:b/>")),
        WORDS.map(lambda word: f"<w:ins>{run(word)}</w:ins>"),
        WORDS.map(lambda word: f"<w:del><w:r><w:delText>{word}</w:delText></w:r></w:del>"),
        WORDS.map(lambda word: f"<w:smartTag><w:hyperlink>{run(word)}</w:hyperlink></w:smartTag>"),
        WORDS.map(lambda word: f"<w:sdt><w:sdtContent>{run(word)}</w:sdtContent></w:sdt>"),
        WORDS.map(lambda word: field(" DATE ", run(word))),
        WORDS.map(lambda word: field(" TOC ", run(word))),
        WORDS.map(lambda word: box(p(word))),
        st.sampled_from(
            [
                "<w:r><w:tab/></w:r>",
                "<w:r><w:br/></w:r>",
                '<w:r><w:footnoteReference w:id="1"/></w:r>',
            ]
        ),
    ),
    max_size=5,
).map("".join)


PARAGRAPHS = st.one_of(
    st.builds(
        lambda inner, style: p(inner, style) if inner else p(""),
        RUNS,
        st.sampled_from(["", "Heading1", "Ours"]),
    ),
    st.builds(
        lambda text, depth, list_id: item(text, depth=depth, list_id=list_id),
        WORDS,
        st.integers(0, 3),
        st.integers(1, 3),
    ),
)


MERGES = st.sampled_from(
    ["", "", "<w:vMerge/>", '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>', "<w:hMerge/>"]
)


def with_tables(blocks):
    cells = st.builds(
        lambda inner, merge: cell("".join(inner) or p(""), merge),
        st.lists(blocks, max_size=2),
        MERGES,
    )
    tables = st.lists(st.lists(cells, max_size=3), max_size=3).map(lambda rows: table(*rows))
    controls = st.lists(blocks, max_size=2).map(
        lambda inner: f"<w:sdt><w:sdtContent>{''.join(inner)}</w:sdtContent></w:sdt>"
    )
    boxes = st.lists(blocks, min_size=1, max_size=2).map(lambda inner: p(box("".join(inner))))
    return st.one_of(tables, controls, boxes)


BODIES = st.lists(st.recursive(PARAGRAPHS, with_tables, max_leaves=8), max_size=5).map("".join)


NOTE = {
    "word/footnotes.xml": f'<w:footnotes {SPACES}><w:footnote w:id="1">{p("noted")}</w:footnote></w:footnotes>'
}


@settings(max_examples=60, deadline=None)
@given(BODIES)
def test_whatever_the_file_no_word_is_lost_or_doubled(tmp_path_factory, body):
    path = tmp_path_factory.mktemp("word") / "plan.docx"
    path.write_bytes(docx(body, parts=NOTE))
    document = read_package(path)
    assert (
        Counter(placed(document))
        == Counter(file_words(Package(path)))
        == Counter(counted_words(path))
    )
    assert document.words == len(placed(document))
    assert all(normalise(html) == html for html in document.texts())


def test_an_emoji_is_read_by_its_number_once(read_body):
    emoji = ('<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><e:symEx xmlns:e="http://schemas.microsoft.com/office/word/2015/'
             'wordml/symex" e:font="x" e:char="1F692"/></mc:Choice><mc:Fallback><w:t>fallback</w:t></mc:Fallback>'
             "</mc:AlternateContent></w:r>")  # fmt: skip
    assert read_body(p(run("Fire ") + emoji)).preamble == "<p>Fire 🚒</p>"


def test_text_where_word_allows_none_is_kept(read_body):
    document = read_body(
        run("loose")
        + p("in place")
        + table([cell(run("in a cell"))])
        + "<w:tbl>"
        + p("in a table")
        + "</w:tbl>"
    )
    assert (
        document.preamble
        == "<p>loose</p><p>in place</p><table><tbody><tr><td>in a cell</td></tr></tbody></table>"
    )
    assert document.lost == "in a table"
    assert document.words == 9
