"""Which part of the federal structure a heading may stand for: a proposal with its reason.

A person confirms it.

A heading is compared by its words with the titles and other names of the parts
(data/heading_names.yaml). How much both share (Dice: twice the shared words over all words) is the
confidence; a part of another branch than the heading's own counts less. Words that half of all
headings have ("emergency", "operations") are no likeness by themselves, and a hazard named where a
plan describes its situation is never proposed as the annex that plans for it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from plans.library.structure import Part, read_data, targets_for

SURE = 0.9
NAMES_THE_PLAN = "It names the plan itself, or its basic plan."
DESCRIBES = "It describes a hazard under “{}”. The annex “{}” is what to do about one."
# Stands for the part of a heading above that stands for none.
UNPLACED = "?"
WORTH_SHOWING = 0.5
# The heading carries the part's own number ("2.1"): federal plans number their parts alike.
SAME_NUMBER = 0.15
OTHER_BRANCH = 0.6
TAKEN = 0.6
WITHOUT_BRANCH = 0.85
UNDER_ANOTHER_HEADING = 0.85

_ANNEXES = ("functional_annexes", "threat_hazard_annexes")
# Where a plan says which threats and hazards there are, and how likely each is.
_SITUATION = "purpose_scope_situation"
_NUMBER = re.compile(
    r"\s*(?:(?:annex|appendix|attachment|section|part|chapter)\s+[\w.]+\s*[:.)–-]?\s+"
    r"|(\d+(?:\.\d+)*)[.):]?\s+|(?:[ivxlc]{1,5}|[a-z])[.)]\s+)",
    re.IGNORECASE,
)
# Words that tell no part from another.
_EMPTY = {
    *(
        "a",
        "an",
        "and",
        "for",
        "in",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "our",
        "school",
        "basic",
    ),
    *("annex", "annexes", "appendix", "plan", "plans", "policy", "policies"),
    *("procedure", "procedures", "protocol", "protocols"),
}
# Words that say what all of it is about: a heading that shares only these with a part is not like
# it.
_COMMON = {
    *(
        "accident",
        "action",
        "assessment",
        "crisis",
        "district",
        "emergency",
        "incident",
        "management",
        "operation",
    ),
    *("preparedness", "response", "safety"),
}
_PLAN = re.compile(r"\b(?:plans?|procedures?|manual|handbook|guide|eop)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Proposal:
    """What one heading may stand for. ``target`` is "" where nothing comes close; ``confidence`` 0
    to 1; ``why`` a
    sentence; ``others`` further candidates, best first; ``names_plan``: it stands for no part, but for all or half of it."""

    target: str = ""
    confidence: float = 0.0
    sure: bool = False
    why: str = "No part of the federal structure has a similar name."
    others: tuple[str, ...] = ()
    names_plan: bool = False


@dataclass(frozen=True)
class _Target:
    code: str
    number: str
    title: str
    parent: str | None
    names: tuple[frozenset[str], ...]


def propose(headings: Iterable[tuple[str, int]], *, scope: str) -> list[Proposal]:
    """A proposal for each (title, level) of a plan, in order, for the plan of a `school` or a
    `district`.

    Each part is sure for one heading at most, the first.
    """
    headings = list(headings)
    taken: set[str] = set()
    above: list[tuple[int, str]] = []
    proposals = []
    for index, (title, level) in enumerate(headings):
        above = [(upper, code) for upper, code in above if upper < level]
        branch = next((code for _, code in reversed(above) if code), "")
        proposal = _proposal(title, branch, _targets(scope), taken)
        if _SITUATION in (code for _, code in above):
            proposal = _no_annex(proposal, {target.code: target for target in _targets(scope)})
        if proposal.sure:
            taken.add(proposal.target)
        place = proposal.target if proposal.sure else _place_of(index, headings)
        above.append((level, place))
        proposals.append(
            proposal if proposal.target or place else Proposal(why=NAMES_THE_PLAN, names_plan=True)
        )
    return proposals


def _place_of(index: int, headings: list[tuple[str, int]]) -> str:
    """What an unplaced heading is to those under it: "" if it only names the plan or its basic
    plan, else UNPLACED.
    """
    title, level = headings[index]
    is_title_of_all = index == 0 and all(deeper > level for _, deeper in headings[1:])
    _, words = _read(title)
    names_plan = not words or (words <= _COMMON and _PLAN.search(title))
    return "" if is_title_of_all or names_plan else UNPLACED


def _no_annex(proposal: Proposal, targets: dict[str, "_Target"]) -> Proposal:
    """What stands under the situation of a plan describes.

    A hazard there stays where it is, and its annex can be chosen.
    """
    annex = targets.get(proposal.target)
    if annex is None or annex.parent != "threat_hazard_annexes":
        return proposal
    why = DESCRIBES.format(targets[_SITUATION].title, annex.title)
    return Proposal(why=why, others=(proposal.target, *proposal.others)[:3])


def _proposal(title: str, branch: str, targets: tuple[_Target, ...], taken: set[str]) -> Proposal:
    number, words = _read(title)
    scored = [(_confidence(words, number, branch, target, taken), target) for target in targets]
    likely = sorted(
        (pair for pair in scored if pair[0][0] >= WORTH_SHOWING), key=lambda pair: -pair[0][0]
    )
    if not likely:
        return Proposal()
    ((confidence, why), best), *others = likely
    return Proposal(
        target=best.code,
        confidence=round(confidence, 2),
        sure=confidence >= SURE,
        why=why,
        others=tuple(target.code for _, target in others[:3]),
    )


def _confidence(
    words: frozenset[str], number: str, branch: str, target: _Target, taken: set[str]
) -> tuple[float, str]:
    """How sure it is that a heading of these words stands for the part, and why."""
    likeness = max((_shared(words, name) for name in target.names), default=0.0)
    why = f"{'Says the same as' if likeness == 1 else 'Is similar to'} “{target.title}”"
    if likeness >= WORTH_SHOWING and number and number == target.number:
        likeness = min(likeness + SAME_NUMBER, 1.0)
        why += f", and has its number {number}"
    if target.code in taken:
        return likeness * TAKEN, f"{why}, but an earlier heading stands for that."
    if branch == UNPLACED:
        return (
            likeness * UNDER_ANOTHER_HEADING,
            f"{why}, but stands under a heading that is no part of the structure.",
        )
    if branch and target.parent != branch:
        return likeness * OTHER_BRANCH, f"{why}, but stands under another part."
    if not branch and target.parent and target.parent not in _ANNEXES:
        return likeness * WITHOUT_BRANCH, f"{why}, but not under the part where that belongs."
    return likeness, f"{why}."


def _shared(words: frozenset[str], name: frozenset[str]) -> float:
    if words != name and words & name <= _COMMON:
        return 0.0
    total = len(words) + len(name)
    return 2 * len(words & name) / total if total else 0.0


def _read(title: str) -> tuple[str, frozenset[str]]:
    """The number in front of a heading ("" where it has none), and its telling words."""
    number = ""
    while found := _NUMBER.match(title):
        number = found[1] or number
        title = title[found.end() :]
    without_asides = re.sub(r"\([^)]*\)", " ", title)
    words = re.findall(r"[^\W_]+", without_asides.lower())
    return number, frozenset(_singular(word) for word in words if word not in _EMPTY)


def _singular(word: str) -> str:
    return (
        word[:-1]
        if len(word) > 3 and word.endswith("s") and not word.endswith(("is", "ss"))
        else word
    )


@cache
def _targets(scope: str) -> tuple[_Target, ...]:
    names = read_data("heading_names.yaml")["names"]
    return tuple(
        _Target(
            part.code, part.number, part.title, part.parent, _names(part, names.get(part.code, ()))
        )
        for part in targets_for(scope)
    )


def _names(part: Part, others: Iterable[str]) -> tuple[frozenset[str], ...]:
    """The title, the code read as words, and the other names, each by its telling words."""
    spoken = (part.title, part.code.replace("_", " "), *others)
    return tuple(dict.fromkeys(words for _, words in map(_read, spoken) if words))
