"""The runs of one paragraph, brought into their one canonical form."""

from collections.abc import Iterable
from itertools import dropwhile, groupby

from plans.text.blocks import BREAK, Run
from plans.text.characters import visible


def canonical_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Spaces single, ends trimmed, neighbours with equal marks joined, empty runs and marks on
    nothing dropped.
    """
    joined = list(runs)
    while True:
        tidied = _spaced(_joined(_plain_where_blank(joined)))
        if tidied == joined:
            return tuple(tidied)
        joined = tidied


def _plain_where_blank(runs: list[Run]) -> list[Run]:
    """Marks on nothing but spaces say nothing; invisible characters go."""
    cleaned = [run if run.is_break else Run(visible(run.text), run.marks, run.href) for run in runs]
    return [
        run if run.is_break or run.text.strip() else Run(run.text) for run in cleaned if run.text
    ]


def _joined(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for (is_break, marks, href), alike in groupby(
        runs, key=lambda run: (run.is_break, run.marks, run.href)
    ):
        group = list(alike)
        joined += (
            group if is_break else [Run(visible("".join(run.text for run in group)), marks, href)]
        )
    return joined


def _spaced(runs: list[Run]) -> list[Run]:
    """One space between words whatever the marks; none beside a break.

    No space or break at either end.
    """
    spaced: list[Run] = []
    after_space = True
    for run in runs:
        text = run.text.lstrip(" ") if after_space and not run.is_break else run.text
        if run.is_break:
            _trim_end(spaced)
            spaced.append(BREAK)
        elif text:
            spaced.append(Run(text, run.marks, run.href))
        after_space = run.is_break or (text.endswith(" ") if text else after_space)
    while spaced and (spaced[-1].is_break or _trim_end(spaced)):
        if spaced and spaced[-1].is_break:
            spaced.pop()
    return list(dropwhile(lambda run: run.is_break, spaced))


def _trim_end(runs: list[Run]) -> bool:
    """Take the spaces off the last run, and the run away if nothing is left.

    True if anything changed.
    """
    if not runs or runs[-1].is_break or not runs[-1].text.endswith(" "):
        return False
    last = runs.pop()
    if text := last.text.rstrip(" "):
        runs.append(Run(text, last.marks, last.href))
    return True
