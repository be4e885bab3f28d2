"""What a page may cost: as multiples of the floor page, and of itself where there is little.

Every figure of one run.
"""

from collections.abc import Iterator
from typing import Any

# A page with its layout, authority and words costs at most so many floor pages, the database's work
# included.
OVER_FLOOR = 2.0
# And the same with many schools as with few, in a coalition of 10,000 members as in one of 60; what
# is more is not noise.
GROWTH = 1.1
GROWTHS = {
    "growth": "from the small scale to this one",
    "growth_members": "from {few:,} members to {many:,}",
}


def missed(pages: dict[str, Any], *, few: int, many: int) -> Iterator[str]:
    """A sentence for each goal that a page misses; none where all are met.

    `few` and `many` are members of the coalition.
    """
    for kind, page in pages.items():
        if page["over_floor"] > OVER_FLOOR:
            yield f"{kind} costs {page['over_floor']} floor pages; the goal is {OVER_FLOOR}."
        for name, words in GROWTHS.items():
            if page.get(name, 0) > GROWTH:
                yield f"{kind} costs {page[name]} times as much {words.format(few=few, many=many)}; the goal is {GROWTH}."
        # Fewer are none that a crowd made: numbers of many are kept for a minute.
        if page.get("queries_members", 0) > page["queries"]:
            yield f"{kind} asks {page['queries']} queries, and {page['queries_members']} with {many:,} members."
