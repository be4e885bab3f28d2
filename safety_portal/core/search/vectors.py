"""How text is made searchable, the same in an index and in a query, so that one serves the other.

Words of people's languages are English in PostgreSQL's sense (a stem finds its forms); names stay
as they are written ("simple").
"""

import re

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Left

ENGLISH, SIMPLE = "english", "simple"
# Characters of a text that are searched. A tsvector holds a megabyte: more of it would make the
# save of its row fail.
SEARCHED = 100_000
SHORT, LONGEST = 2, 200
_WORD = re.compile(r"\w+")


def vector(*fields: str, config: str = ENGLISH) -> SearchVector:
    """The words of fields as one vector, the same expression wherever it is asked for.

    Tags of HTML are no words to PostgreSQL's parser.
    """
    return SearchVector(*(Left(field, SEARCHED) for field in fields), config=config)


def searchable(*fields: str, name: str, config: str = ENGLISH) -> GinIndex:
    """The index of `vector` of the same fields."""
    return GinIndex(vector(*fields, config=config), name=name)


def asked_for(words: str, *, config: str = ENGLISH) -> SearchQuery:
    """The query for what somebody typed. English: "a phrase", -without, or. Names: by how each
    word of them begins.
    """
    if config == SIMPLE:
        begun = " & ".join(f"{word}:*" for word in _WORD.findall(words))
        return SearchQuery(begun, config=SIMPLE, search_type="raw")
    return SearchQuery(words, config=config, search_type="websearch")


def plain(field: str, *, is_html: bool) -> Func | F:
    """A text without the tags of HTML; its entities stay, and are for Python to read."""
    if not is_html:
        return F(field)
    return Func(
        Left(field, SEARCHED),
        Value("<[^>]*>"),
        Value(" "),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )
