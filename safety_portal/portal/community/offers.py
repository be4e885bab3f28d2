"""Ways to take part that nouns offer on the page: the name of an address of a coalition, and words.

Each address has a Spanish one with "_es" behind its name, and its words stand in
core/look/data/ui_es.yaml.
"""

TAKE_PART: tuple[tuple[str, str], ...] = ()
