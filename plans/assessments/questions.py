"""A question of a checklist, as the version of a checklist keeps it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from plans.assessments.scales import Layer

SCOPES = ("district", "school")


@dataclass(frozen=True)
class Question:
    """One item: what is asked, of whom, why, and what usually mends it.

    `annex` or `section` is the code of the part of a plan that a finding would change; "" for none.
    """

    code: str
    layer: str
    question: str
    asked_of: tuple[str, ...] = ("school",)
    topic: str = ""
    why: str = ""
    corrective_action: str = ""
    annex: str = ""
    section: str = ""

    @property
    def layer_title(self) -> str:
        """The layer in words."""
        return str(Layer(self.layer).label)

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Question":
        """The question of a row of a version's `content`."""
        known = {field.name for field in fields(cls)}
        said = {name: value for name, value in row.items() if name in known}
        said["asked_of"] = tuple(row.get("asked_of") or ("school",))
        return cls(**said)

    def as_row(self) -> dict[str, object]:
        """What a version keeps of it: nothing that is empty, in the order of the fields."""
        row = {field.name: getattr(self, field.name) for field in fields(self)}
        row["asked_of"] = list(self.asked_of)
        return {name: value for name, value in row.items() if value}


def by_layer(questions: Iterable[Question]) -> list[tuple[Layer, list[Question]]]:
    """Questions under their layers, both in order; layers without a question are left out."""
    listed = list(questions)
    grouped = [(layer, [each for each in listed if each.layer == layer]) for layer in Layer]
    return [(layer, each) for layer, each in grouped if each]
