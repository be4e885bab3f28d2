"""A version of a checklist as the text of a file, and what a new one changes."""

from dataclasses import dataclass, replace

from plans.assessments.checklist_text import ChecklistText, write_text
from plans.assessments.models.checklist import Checklist
from plans.assessments.questions import Question


def text_of(checklist: Checklist) -> ChecklistText:
    """What the file of a version says."""
    return ChecklistText(
        code=checklist.code,
        title=checklist.title,
        interval_months=checklist.interval_months,
        minutes=checklist.minutes,
        introduction=checklist.introduction,
        questions=tuple(checklist.questions),
    )


def says_the_same(checklist: Checklist, text: ChecklistText) -> bool:
    """Whether a version says what a file does, to the letter."""
    return write_text(text_of(checklist)) == write_text(text)


@dataclass(frozen=True)
class Changes:
    """What a file would change: questions that are new, changed and missing, and how many stay.

    `is_head_changed`: what it says before the questions; `is_moved`: the order of those that stay.
    """

    new: tuple[Question, ...]
    changed: tuple[Question, ...]
    missing: tuple[Question, ...]
    same: int
    is_head_changed: bool
    is_moved: bool

    @property
    def is_none(self) -> bool:
        """Whether it says the same."""
        is_other = self.is_head_changed or self.is_moved
        return not (self.new or self.changed or self.missing or is_other)


def changes_of(checklist: Checklist | None, text: ChecklistText) -> Changes:
    """What a file would change in the newest version; all is new where there is none."""
    before = {each.code: each for each in checklist.questions} if checklist else {}
    after = {each.code: each for each in text.questions}
    both = [each for code, each in after.items() if code in before]
    changed = tuple(each for each in both if each != before[each.code])
    new = tuple(each for code, each in after.items() if code not in before)
    missing = tuple(each for code, each in before.items() if code not in after)
    is_head = checklist is not None and _head(text_of(checklist)) != _head(text)
    is_moved = [code for code in before if code in after] != [
        code for code in after if code in before
    ]
    return Changes(new, changed, missing, len(both) - len(changed), is_head, is_moved)


def _head(text: ChecklistText) -> ChecklistText:
    """What a file says beside its questions."""
    return replace(text, questions=())
