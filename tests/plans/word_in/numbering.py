"""Definitions of numbers as Word writes them, and what the headings of a file show."""

from tests.plans.word_in.word_files import SPACES, p

DECIMAL = '<w:numFmt w:val="decimal"/>'
STYLES = f"""<w:styles {SPACES}>
  <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
  <w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>
    <w:outlineLvl w:val="0"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Heading1"/><w:pPr><w:numPr>
    <w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Tied"><w:name w:val="Part"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>
    <w:outlineLvl w:val="2"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Derived"><w:name w:val="Our part"/><w:basedOn w:val="Tied"/></w:style>
  <w:style w:type="paragraph" w:styleId="Plain"><w:name w:val="Unnumbered"/><w:basedOn w:val="Heading1"/><w:pPr><w:numPr>
    <w:numId w:val="0"/></w:numPr></w:pPr></w:style>
</w:styles>"""


def level(depth, text, *, kind=DECIMAL, start=1, more=""):
    return (f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/>{kind}{more}<w:lvlText w:val="{text}"/></w:lvl>')  # fmt: skip


def numbering(*levels, lists="", head="", more=""):
    return (
        f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="7">{head}{"".join(levels)}</w:abstractNum>{more}'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{lists}</w:numbering>'
    )


def in_list(text, style, list_id, depth):
    return p(
        text, style, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    )


def numbers_of(document):
    return [section.number for section in document.sections]


ONE_TWO = (
    p("Basic", "Heading1")
    + p("Why", "Heading2")
    + p("Who", "Heading2")
    + p("Annexes", "Heading1")
    + p("Fire", "Heading2")
)


def usual(**more):
    tied = '<w:pStyle w:val="Tied"/>'
    return numbering(level(0, "%1."), level(1, "%1.%2"), level(2, "%1.%2.%3", more=tied), **more)
