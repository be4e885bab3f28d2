"""What a hostile Word file costs.

Twice as long, at most 2.3 times the work, counted in calls (tests/plans/text/test_cost.py).
"""

import pytest

from plans.word_in.readers.word.reader import read_package
from tests.plans.text.test_cost import assert_in_proportion
from tests.plans.word_in.numbering import STYLES, in_list, level, numbering
from tests.plans.word_in.word_files import docx, p, run

GONE = "<w:rPr><w:del/></w:rPr>"
BEGIN, SPLIT, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)
PROMPT = (
    f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('c')}</w:sdtContent></w:sdt>"
)
POWER = "<m:oMath><m:sSup><m:e><m:r><m:t>M</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
LETTER = "<m:r><m:t>M</m:t></m:r>"


def counted(n):
    lists = "".join(
        f'<w:num w:numId="{at + 2}"><w:abstractNumId w:val="7"/></w:num>' for at in range(n)
    )
    levels = [level(at % 9, "%1" + "x" * 1_000) for at in range(n)]
    body = "".join(in_list("H", "Heading1", at + 2, at % 9) for at in range(n))
    return docx(
        body,
        parts={"word/styles.xml": STYLES, "word/numbering.xml": numbering(*levels, lists=lists)},
    )


def chained(n):
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{at}"><w:basedOn w:val="S{at + 1}"/></w:style>'
        for at in range(n)
    )
    body = "".join(p("H", f"S{at}") for at in range(n))
    return docx(
        body, parts={"word/styles.xml": STYLES.replace("</w:styles>", f"{chain}</w:styles>")}
    )


FILES = {
    "numbers": counted,
    "styles": chained,
    "ends deleted": lambda n: docx("".join(p("a", properties=GONE) for _ in range(n)) + p("b")),
    "every second end deleted": lambda n: docx((p("a", properties=GONE) + p("b")) * n),
    "rows deleted": lambda n: docx(
        p("x")
        + "<w:tbl>"
        + "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr>" * n
        + "</w:tbl>"
    ),
    "fields in code": lambda n: docx(p(BEGIN * n + run("x") * n + END * n)),
    "fields in results": lambda n: docx(p((BEGIN + SPLIT) * n + run("x") * n + END * n)),
    "pieces of code": lambda n: docx(
        p(BEGIN + '<w:r><w:instrText>HYPERLINK "a</w:instrText></w:r>' * n + SPLIT + run("x") + END)
    ),
    "prompts": lambda n: docx(p("x") + p(PROMPT * n)),
    "formulas": lambda n: docx(p(POWER * n)),
    "formulas in formulas": lambda n: docx(p("<m:oMath>" * 60 + LETTER * n + "</m:oMath>" * 60)),
    "signs": lambda n: docx(p(run("\uf0fe" * n, '<w:rFonts w:ascii="Wingdings"/>'))),
    "inserted pages": lambda n: docx(
        p("x") + '<w:altChunk r:id="a"/>' * n,
        parts={"word/a.html": "<p>y</p>"},
        relations=[("a", "aFChunk", "a.html", False)],
    ),
}


@pytest.mark.parametrize("family", FILES)
def test_reading_takes_work_in_proportion(family, tmp_path):
    paths = [tmp_path / "once.docx", tmp_path / "twice.docx"]
    for path, n in zip(paths, (150, 300), strict=True):
        path.write_bytes(FILES[family](n))
    assert_in_proportion(read_package, [paths[0]], [paths[1]])
