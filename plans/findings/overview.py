"""What a district, or a school, sees first: open findings by layer and age, and who was walked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import Any

from dateutil.relativedelta import relativedelta
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, Min, OuterRef, Q, Subquery, Window
from django.db.models.functions import JSONObject
from django.utils import timezone

from coalitions.action_items.lifecycle import ItemState
from coalitions.coalition.home import day_of
from coalitions.coalition.models import Coalition, CoalitionQuerySet
from plans.assessments.lifecycle import AssessmentState
from plans.assessments.models.assessment import Assessment, Kind
from plans.assessments.scales import Layer
from plans.findings.models import CLOSED_OR_DECIDED, NO_ITEM, Finding, FindingQuerySet
from plans.findings.standing import OLD
from safety_portal.core.look.wording import counted

IS_OPEN = CLOSED_OR_DECIDED & (NO_ITEM | ~Q(action_item__state=ItemState.VERIFIED))
YEAR = timedelta(days=365)
# How long a whole assessment counts; a checklist of a district may say otherwise.
INTERVAL = relativedelta(months=12)
# What queries of this file hang on a coalition.
NUMBER = attrgetter("number")
SHOWN_OF = attrgetter("is_walked", "walked_at", "waiting_on", "waiting_state", "found")


@dataclass(frozen=True)
class Cell:
    """A school and a layer: how many findings are open, and for how many days the oldest is."""

    layer: Layer
    number: int
    days: int
    is_walked: bool

    @property
    def color(self) -> str:
        """Of the vocabulary of words."""
        if not self.number:
            return "met" if self.is_walked else "quiet"
        return "overdue" if self.days > OLD.days else "due"

    @property
    def words(self) -> str:
        """The cell in a word or two."""
        if self.number:
            return f"{self.number} open"
        return "none" if self.is_walked else "never walked"


@dataclass(frozen=True)
class NextWalk:
    """The open walk of a school that is planned first."""

    state: AssessmentState
    planned_on: date


@dataclass(frozen=True)
class PlaceRow:
    """One school: its layers, when it was walked last as a whole, and when it is next.

    `is_walked` says whether any walk was finished there, also of a part.
    """

    coalition: Coalition
    cells: tuple[Cell, ...]
    is_walked: bool
    walked_on: date | None
    due_on: date | None
    waiting: NextWalk | None
    on: date

    @property
    def number(self) -> int:
        """How many findings are open there."""
        return sum(cell.number for cell in self.cells)

    @property
    def open_words(self) -> str:
        """How many findings are open there, in words."""
        return f"{self.number} open"

    @property
    def never_words(self) -> str:
        """What stands in place of the day of the last whole walk where there was none."""
        return "Never as a whole" if self.is_walked else "Never walked"

    @property
    def is_late(self) -> bool:
        """Whether the last walk is longer ago than a year, or there was none."""
        return self.due_on is None or self.due_on < self.on

    @property
    def worst(self) -> Cell | None:
        """The cell whose oldest finding is oldest, None where nothing is open."""
        return max((cell for cell in self.cells if cell.number), key=_days, default=None)


def _days(cell: Cell) -> int:
    return cell.days


@dataclass(frozen=True)
class LayerRow:
    """One layer, this year and the year before."""

    layer: Layer
    open: int
    found: int
    closed: int
    before: int


def schools_of(coalition: Coalition) -> CoalitionQuerySet:
    """The coalitions that the page of one is about: itself, or the schools of its district."""
    if coalition.school_id:
        return Coalition.objects.filter(pk=coalition.pk)
    return Coalition.objects.filter(district=coalition.district_id, school__isnull=False)


def never_walked(coalition: Coalition, *, most: int) -> tuple[list[Coalition], int]:
    """The first of them by name where no walk was ever finished, and how many there are.

    One query.
    """
    finished = Assessment.objects.finished().filter(coalition=OuterRef("pk"))
    never = schools_of(coalition).filter(~Exists(finished)).annotate(number=Window(Count("pk")))
    rows = list(never.select_related("district", "school").order_by("name", "pk")[:most])
    return rows, NUMBER(rows[0]) if rows else 0


def with_walks(coalitions: CoalitionQuerySet) -> CoalitionQuerySet:
    """The same with what `place_row` reads of each: its walks, and what is open there by layer."""
    here = OuterRef("pk")
    finished = Assessment.objects.finished().filter(coalition=here)
    whole = finished.filter(kind=Kind.WHOLE).order_by("-finished_at")
    waiting = Assessment.objects.open().filter(coalition=here).order_by("planned_on", "pk")
    by_layer = Finding.objects.open().filter(coalition=here).order_by().values("layer")
    counted_by_layer = by_layer.annotate(number=Count("pk"), oldest=Min("found_on"))
    return coalitions.annotate(
        is_walked=Exists(finished),
        walked_at=Subquery(whole.values("finished_at")[:1]),
        waiting_on=Subquery(waiting.values("planned_on")[:1]),
        waiting_state=Subquery(waiting.values("state")[:1]),
        found=ArraySubquery(
            counted_by_layer.values_list(
                JSONObject(layer="layer", number="number", oldest="oldest"), flat=True
            )
        ),
    )


def place_row(coalition: Coalition, *, on: date) -> PlaceRow:
    """What a day shows of a coalition that `with_walks` gave. No query."""
    is_walked, walked_at, waiting_on, state, found = SHOWN_OF(coalition)
    by_layer = {each["layer"]: each for each in found}
    cells = (_cell(layer, by_layer.get(layer.value), is_walked, on) for layer in Layer)
    walked_on = timezone.localdate(walked_at) if walked_at else None
    due_on = walked_on + INTERVAL if walked_on else None
    waiting = NextWalk(AssessmentState(state), waiting_on) if state else None
    return PlaceRow(coalition, tuple(cells), is_walked, walked_on, due_on, waiting, on)


def _cell(layer: Layer, found: Mapping[str, Any] | None, is_walked: bool, on: date) -> Cell:
    number = found["number"] if found else 0
    oldest = day_of(found, "oldest") if found else on
    return Cell(layer, number, max((on - oldest).days, 0), is_walked)


def layer_rows(findings: FindingQuerySet, *, on: date) -> list[LayerRow]:
    """Each layer, with what was found this year and the year before: one query."""
    this_year, last_year = Q(found_on__gt=on - YEAR), Q(found_on__gt=on - 2 * YEAR)
    counts = (
        findings.order_by()
        .values("layer")
        .annotate(
            open=Count("pk", filter=IS_OPEN),
            found=Count("pk", filter=this_year),
            closed=Count("pk", filter=this_year & ~IS_OPEN),
            before=Count("pk", filter=last_year & ~this_year),
        )
    )
    by_layer = {row["layer"]: row for row in counts}
    return [_layer_row(layer, by_layer.get(layer.value)) for layer in Layer]


def _layer_row(layer: Layer, row: Mapping[str, Any] | None) -> LayerRow:
    names = ("open", "found", "closed", "before")
    return LayerRow(layer, **{name: row[name] if row else 0 for name in names})


def heading(*, open_findings: int, never: Iterable[Coalition], number: int, is_school: bool) -> str:
    """The h1: how many findings are open, and which school was never walked."""
    words = f"{counted(open_findings, 'finding is', 'findings are')} open"
    if not number:
        return words
    if is_school:
        return "This site has never been walked" if not open_findings else f"{words}; never walked"
    if number == 1:
        return f"{words}; {next(iter(never)).place} has never been walked"
    return f"{words}; {number} schools have never been walked"
