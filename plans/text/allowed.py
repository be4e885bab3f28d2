"""The one allow-list for section HTML.

The editor, the Word reader and every other way in obey it.
"""

import re

HEADINGS = ("h3", "h4", "h5", "h6")
LEAVES = ("p", *HEADINGS)
LISTS = ("ul", "ol")
CELLS = ("td", "th")

# In the order in which they are nested when written.
MARKS = ("a", "strong", "em", "u", "s", "sub", "sup")

ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
ALLOWED = {
    *LEAVES, *LISTS, *CELLS, *MARKS, "li", "table", "thead", "tbody", "tr", "img", "br", "hr", "blockquote",
}  # fmt: skip

# What other programs write for the same thing.
RENAMED = {
    "h1": "h3", "h2": "h3", "b": "strong", "i": "em", "strike": "s", "del": "s", "ins": "u",
    "dt": "p", "dd": "p", "pre": "p", "figcaption": "p", "summary": "p",
}  # fmt: skip
# Not kept, but the text before and after must not run together.
BREAKING = {
    "div", "section", "article", "header", "footer", "main", "aside", "nav", "address", "dl", "figure", "details",
    "fieldset", "form", "center", "tfoot", "caption", "hgroup", "legend", "option", "menu", "dir",
}  # fmt: skip

SCHEMES = {"http", "https", "mailto", "tel"}
LINK = re.compile(r"(?:https?://[^/]|mailto:.|tel:.|#.)", re.IGNORECASE)
LINK_LENGTH = 2_000
# Characters of one section that can be saved, tags included: some 40,000 words, forty times the
# longest section of any plan we have seen. All that is done with a text (reading, comparing,
# merging) takes time in proportion to it, and at this length a few seconds at the worst.
LONGEST_HTML = 300_000
# A picture is named by its content; pages turn the neutral form into an address (html.for_reading).
PICTURE = re.compile(r"(?:^|/)picture/([0-9a-f]{64})/?$")
ALT_LENGTH = 1_000
LIST_TYPES = {"a", "A", "i", "I"}
LIST_START_MAX = 9_999
SPAN_MAX = 50
# No plan nests so deep; hostile markup does, and would exhaust the stack.
DEPTH_MAX = 40
# Past this many columns, or cells to be added, rows are left ragged: padding them could grow a text
# a hundredfold.
PADDED_COLUMNS_MAX = 100
PADDED_CELLS_MAX = 20_000

# Footnotes: a mark in the text links to #note-1, the note at the end of its section starts with a
# link to #ref-1. The link's own text ("[1]") was made by us and is no word of the plan.
NOTE_LINK = re.compile(r"#(?:note|ref)-\d+")
