"""Ways to take part that nouns offer on the page of a coalition for everybody.

Each says for a coalition what the link says, in English and with Spanish words in
core/look/data/ui_es.yaml, and the name of its address; None where it offers none.
"""

from collections.abc import Callable

from coalitions.champions.taking_part import way_to_join
from coalitions.coalition.models import Coalition

TAKE_PART: tuple[Callable[[Coalition], tuple[str, str] | None], ...] = (way_to_join,)
