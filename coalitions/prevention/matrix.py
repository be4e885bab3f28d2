"""The prevention matrix: four goals by five functions. Imports nothing of ours, so that whatever
stands on it (briefs, programs, courses, goals of plans) may.

A cell is stored as its code, "prevent.collaboration". In files it is {goal, function}.
"""

from dataclasses import dataclass
from typing import Self

from django.db import models


class Goal(models.TextChoices):
    """What prevention is to do: the rows, in their order; stored."""

    DETER = "deter", "Deter"
    DETECT = "detect", "Detect"
    PREVENT = "prevent", "Prevent"
    ELIMINATE_THREATS = "eliminate_threats", "Eliminate threats"


class Function(models.TextChoices):
    """By what it is done: the columns, in their order; stored."""

    COLLABORATION = "collaboration", "Collaboration"
    INFORMATION_SHARING = "information_sharing", "Information sharing"
    THREAT_RECOGNITION = "threat_recognition", "Threat recognition"
    RISK_MANAGEMENT = "risk_management", "Risk management"
    INTERVENTION = "intervention", "Intervention"


@dataclass(frozen=True)
class Cell:
    """A place in the matrix."""

    goal: Goal
    function: Function

    @property
    def code(self) -> str:
        """What is stored of it."""
        return f"{self.goal.value}.{self.function.value}"

    @property
    def title(self) -> str:
        """ "Prevent by collaboration"."""
        return f"{self.goal.label} by {self.function.label.lower()}"

    @classmethod
    def of(cls, code: str) -> Self:
        """The cell of a code. ValueError for what is none."""
        goal, _, function = code.partition(".")
        return cls(Goal(goal), Function(function))

    def __str__(self) -> str:
        return self.title


# Row by row.
CELLS = tuple(Cell(goal, function) for goal in Goal for function in Function)
CODES = tuple(cell.code for cell in CELLS)
CHOICES = [(cell.code, cell.title) for cell in CELLS]


@dataclass(frozen=True)
class Place:
    """A cell of a matrix that is drawn: whether it is `marked`, and as the first of the marks."""

    cell: Cell
    is_marked: bool
    is_primary: bool


@dataclass(frozen=True)
class MatrixRow:
    """A goal with the places of all functions."""

    goal: Goal
    places: tuple[Place, ...]


def drawn(marked: frozenset[str] | set[str], primary: str = "") -> tuple[MatrixRow, ...]:
    """The rows of the matrix with the cells of these codes marked."""
    return tuple(
        MatrixRow(
            goal,
            tuple(
                Place(cell, cell.code in marked, cell.code == primary)
                for cell in CELLS
                if cell.goal == goal
            ),
        )
        for goal in Goal
    )
