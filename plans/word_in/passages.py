"""The passages of a file as rows, with what is sure decided already."""

from plans.text.words import words
from plans.word_in.models.passage import Choice, Passage
from plans.word_in.models.word_file import WordFile
from plans.word_in.parsed_plan import ParsedPlan


def passages_of(file: WordFile, parsed_plan: ParsedPlan) -> list[Passage]:
    """The passages of a file as rows to be written. Decided already.

    What is sure, and what stands under a part.
    """
    rows: list[Passage] = []
    above: list[tuple[int, bool]] = []
    for position, section in enumerate(parsed_plan.passages, start=1):
        row = _row(file, position, section)
        above = [pair for pair in above if pair[0] < section.level]
        has_place = bool(row.choice or row.proposed or (above and above[-1][1]))
        if not row.is_loose:
            above.append((section.level, has_place))
            row.choice = row.choice or _stays(
                row, has_place or section.proposal.get("names_plan", False)
            )
        rows.append(row)
    return rows


def _stays(row, may_stay) -> str:
    """The decision about a heading without proposal: it stays where it is if that is a place."""
    return Choice.OWN if may_stay and not row.proposed else ""


def _row(file, position, section):
    proposal = section.proposal
    return Passage(
        file=file,
        position=position,
        level=section.level,
        title=section.title,
        html=section.html,
        words=len(words(section.html)) + (0 if section.is_loose else len(section.title.split())),
        is_loose=section.is_loose,
        guess=section.guess[:200],
        proposed=proposal.get("target", ""),
        others=proposal.get("others", []),
        why=proposal.get("why", "")[:500],
        choice=Choice.PART if section.target else "",
        target=section.target,
    )
