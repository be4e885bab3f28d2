"""A school year and its spans as they will be, when a file is imported. Pure."""

from dataclasses import dataclass, field

from coalitions.calendars.models import SchoolYear, YearSpan, label_of
from coalitions.calendars.school_days import Days


@dataclass(eq=False)
class PlannedYear:
    """A school year as it will be: `existing` as it is here, None where it is new.

    `rows` of the file say its days, none of one that only has its spans there. `kept`: its spans
    that the file says as they are.
    """

    days: Days
    rows: tuple[int, ...] = ()
    existing: SchoolYear | None = None
    kept: "list[PlannedSpan]" = field(default_factory=list)

    @property
    def label(self) -> str:
        return label_of(self.days[0])

    @property
    def key(self) -> int | str:
        """What tells it from others: its number here, the day on which a new one begins."""
        return self.existing.pk if self.existing else str(self.days[0])

    @property
    def spans(self) -> list[YearSpan]:
        """Its spans that are here."""
        return list(self.existing.spans.all()) if self.existing else []

    @property
    def before(self) -> Days | None:
        """Its first and last day here, None of a new one."""
        return (self.existing.first_day, self.existing.last_day) if self.existing else None

    @property
    def is_changed(self) -> bool:
        return self.days != self.before

    @property
    def states(self) -> list[str]:
        """What becomes of each of its rows."""
        if self.before is None:
            return ["created"] * len(self.rows)
        return ["updated" if self.is_changed else "unchanged"] * len(self.rows)


@dataclass(frozen=True)
class PlannedSpan:
    """A span as the file has it; `existing` becomes that, None where it is new."""

    row: int
    year: PlannedYear
    kind: str
    days: Days
    label: str
    existing: YearSpan | None = None
