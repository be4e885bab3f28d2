"""Write legacy.toml again from the code as it is, or say what is new in it and write nothing.

After modules were moved or something was mended: `python -m tests.architecture`. A rule that is
broken more often than the list allows is refused; the rules that only the new layout can ask (noun
order, mirrored folders, rooms) may grow by as many as leave the old layout. Where two branches both
wrote it, take either side and run this. `--may-grow RULE` is for work that was begun before a rule
was there; what it adds is printed. Writes the list of nouns in docs/tour.md, too (tour.py).
"""

import argparse
import sys

from tests.architecture import house, legacy, tour
from tests.architecture.rules import RULES, broken


def main(arguments):
    """Write the list, or print what keeps it from being written; returns the exit code."""
    parser = argparse.ArgumentParser(prog=legacy.COMMAND, description=__doc__.splitlines()[0])
    parser.add_argument("--may-grow", nargs="+", default=[], choices=sorted(RULES), metavar="RULE")
    options = parser.parse_args(arguments)
    if tour.write():
        print("docs/tour.md: the list of nouns is written again")
    now, before = broken(house.ours()), legacy.read()
    if told := legacy.refusals(now, before, may_grow=options.may_grow):
        print(*told, "Nothing was written.", sep="\n", file=sys.stderr)
        return 1
    after = legacy.of(now)
    for rule in sorted(now):
        for sentence in legacy.added(rule, now, before) if _grew(rule, before, after) else ():
            print("added:", sentence)
    legacy.LIST.write_text(legacy.as_text(after), encoding="utf-8")
    for rule in sorted(now):
        if after.most[rule] != before.most.get(rule, 0):
            print(f"{rule}: {before.most.get(rule, 0)} -> {after.most[rule]}")
    return 0


def _grew(rule, before, after):
    return after.most[rule] > before.most.get(rule, 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
