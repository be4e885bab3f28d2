"""What a walk adds up to: how far it is, layer by layer, and how often each answer was given."""

from collections.abc import Iterable
from dataclasses import dataclass

from coalitions.access.roles import GROUP_OF, Group
from plans.assessments.models.assessment import Assessment
from plans.assessments.queries import Item, team_of
from plans.assessments.scales import AnswerCode, Layer


@dataclass(frozen=True)
class LayerSum:
    """One layer of a walk: its items, and how many got which answer.

    `before` are those answered yes at the walk before, `before_asked` those asked then.
    """

    layer: Layer
    items: tuple[Item, ...]

    @property
    def title(self) -> str:
        """The layer in words."""
        return str(self.layer.label)

    @property
    def count(self) -> int:
        """How many items it has."""
        return len(self.items)

    @property
    def answered(self) -> int:
        """How many of them were answered."""
        return sum(item.is_answered for item in self.items)

    @property
    def progress(self) -> str:
        """How many of them were answered, in words."""
        return f"{self.answered} of {self.count}"

    @property
    def first_open(self) -> str:
        """The code of its first item that nobody answered, else of its first."""
        waiting = [item for item in self.items if not item.is_answered]
        return (waiting or self.items)[0].question.code

    def of(self, answer: str) -> int:
        """How many items got an answer."""
        return sum(item.answer is not None and item.answer.answer == answer for item in self.items)

    @property
    def yes(self) -> int:
        """In place."""
        return self.of(AnswerCode.YES)

    @property
    def partly(self) -> int:
        """Partly in place."""
        return self.of(AnswerCode.PARTLY)

    @property
    def no(self) -> int:
        """Missing."""
        return self.of(AnswerCode.NO)

    @property
    def not_applicable(self) -> int:
        """Does not apply there."""
        return self.of(AnswerCode.NOT_APPLICABLE)

    @property
    def before(self) -> int:
        """How many were in place at the walk before."""
        asked = [item.before for item in self.items if item.before]
        return sum(answer.answer == AnswerCode.YES for answer in asked)

    @property
    def before_asked(self) -> int:
        """How many were answered at the walk before."""
        return sum(item.before is not None for item in self.items)


def by_layer(items: Iterable[Item]) -> list[LayerSum]:
    """The items of a walk layer by layer, in order; layers that it does not ask are left out."""
    listed = list(items)
    sums = [
        LayerSum(layer, tuple(item for item in listed if item.question.layer == layer))
        for layer in Layer
    ]
    return [each for each in sums if each.items]


def said_so_far(items: Iterable[Item]) -> list[tuple[str, int]]:
    """How often each answer counts, and how many items have none, in words."""
    listed = list(items)
    counts = [
        (str(answer.label), sum(_is(item, answer) for item in listed)) for answer in AnswerCode
    ]
    return [*counts, ("Not answered", sum(not item.is_answered for item in listed))]


def _is(item: Item, answer: AnswerCode) -> bool:
    return item.answer is not None and item.answer.answer == answer


def led_by(assessment: Assessment) -> str:
    """Who leads, and what an officer's part in it is."""
    lead = assessment.lead
    part = "directs the walk" if GROUP_OF[lead.role] == Group.OFFICERS else "leads the walk"
    return f"{lead.person} {part}"


def along_with(assessment: Assessment) -> str:
    """Who walked along, in words: the team by name, then the others as they were written."""
    names = [str(member.membership.person) for member in team_of(assessment).order_by("pk")]
    return ", ".join([*names, assessment.others] if assessment.others else names)
