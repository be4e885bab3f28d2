"""What a worksheet would change here: each of its rows beside the risks of a coalition.

Asks nothing but what it is given, writes nothing. What is here and not in the file stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from plans.risks.catalogue import by_name
from plans.risks.entries import ReadRow, ReadWorksheet
from plans.risks.models.risk import OwnHazard, Risk
from plans.risks.scales import Group, suggested
from plans.risks.weighed import Weighed
from safety_portal.core.files.tables import bare_name
from safety_portal.core.imports import comparison as imports
from safety_portal.core.imports.comparison import Refusal

# Why a priority is not the one that is suggested, where a file does not say so.
NO_REASON = "As the worksheet “{name}” says, which gives no reason."


@dataclass(frozen=True)
class Planned:
    """What becomes of a row: `risk` is the one that is here, None for a new one.

    Of a hazard of the catalogue (`code`), an own one that is here, or a new own one of a `group`.
    """

    row: int
    title: str
    building: str
    code: str
    own: OwnHazard | None
    group: Group | None
    risk: Risk | None
    weighed: Weighed | None
    is_decided: bool

    @property
    def is_unchanged(self) -> bool:
        """Whether it says what is here."""
        if self.risk is None or self.risk.set_aside_at:
            return False
        if self.weighed is None:
            return True
        here = self.risk.decision if self.is_decided else self.risk.proposal or self.risk.decision
        fields = self.weighed.fields
        return here is not None and all(getattr(here, name) == fields[name] for name in fields)

    @property
    def plain(self) -> tuple[object, ...]:
        """It as plain values, which the preview shows."""
        said = sorted(self.weighed.fields.items()) if self.weighed else None
        here = (self.risk.pk, self.risk.decision_id) if self.risk else None
        own = self.own.pk if self.own else None
        return (self.title, self.building, self.code, own, self.group, here, said, self.is_decided)


@dataclass
class RiskComparison(imports.Comparison):
    """What becomes of every row: in one place each."""

    read: ReadWorksheet
    new: list[Planned] = field(default_factory=list)
    changed: list[Planned] = field(default_factory=list)
    unchanged: list[Planned] = field(default_factory=list)
    rejected: list[Refusal] = field(default_factory=list)

    @property
    def changes_something(self) -> bool:
        """Whether importing the file would write anything."""
        return bool(self.new or self.changed)

    @property
    def skipped(self) -> list[Refusal]:
        """Rows that are not used, with why."""
        return [*self.read.skipped]

    def settle(self) -> None:
        """Say the balance and what is shown, once every row has its place."""
        self.rejected.sort(key=_row_of)
        self.counts = {
            "rows": self.read.number,
            "created": len(self.new),
            "updated": len(self.changed),
            "unchanged": len(self.unchanged),
            "rejected": len(self.rejected),
            "skipped": len(self.read.skipped),
        }
        self.previewed = tuple(each.plain for each in (*self.new, *self.changed))


def _row_of(refusal: Refusal) -> int:
    return refusal.row


def compare(
    read: ReadWorksheet,
    risks: Iterable[Risk],
    own: Iterable[OwnHazard],
    *,
    building: str,
    name: str,
) -> RiskComparison:
    """Compare what a file of a `name` says with the risks and own hazards of a coalition.

    A row that names no building is of `building`.
    """
    here = {(_key(risk), risk.building.casefold()): risk for risk in risks}
    own_here = {each.title.casefold(): each for each in own}
    found = RiskComparison(read, rejected=[*read.rejected])
    taken: dict[tuple[str, str], int] = {}
    for row in read.rows:
        planned = _planned(row, here, own_here, building, name)
        if isinstance(planned, Refusal):
            found.rejected.append(planned)
            continue
        key = (planned.code or planned.title.casefold(), planned.building.casefold())
        if earlier := taken.get(key):
            reason = f"It stands in row {earlier:,} already. Say it once."
            found.rejected.append(Refusal(row.row, "hazard", reason, row.title))
            continue
        taken[key] = row.row
        _place(found, planned)
    found.settle()
    return found


def _key(risk: Risk) -> str:
    """How a risk is known beside rows: the code, or the title of an own hazard."""
    return risk.hazard_code or risk.title.casefold()


def _place(found: RiskComparison, planned: Planned) -> None:
    if planned.is_unchanged:
        found.unchanged.append(planned)
    else:
        (found.changed if planned.risk else found.new).append(planned)


def _planned(
    row: ReadRow,
    here: dict[tuple[str, str], Risk],
    own_here: dict[str, OwnHazard],
    building: str,
    name: str,
) -> Planned | Refusal:
    hazard = by_name().get(bare_name(row.title))
    own = None if hazard else own_here.get(row.title.casefold())
    if not hazard and not own and not row.group:
        reason = (
            "The catalogue has no such hazard. Add it as one of your own, or give its kind:"
            " natural, technological, biological, human-caused."
        )
        return Refusal(row.row, "hazard", reason, row.title)
    title = hazard.title if hazard else own.title if own else row.title
    code = hazard.code if hazard else ""
    at = row.building if row.building else building
    risk = here.get((code or title.casefold(), at.casefold()))
    weighed = _with_reason(row.weighed, name)
    group = None if hazard or own else row.group
    return Planned(
        row.row,
        title,
        risk.building if risk else at,
        code,
        own,
        group,
        risk,
        weighed,
        row.is_decided and weighed is not None,
    )


def _with_reason(weighed: Weighed | None, name: str) -> Weighed | None:
    """The same; where it is unlike the suggestion and says not why, it says where it is from."""
    if weighed is None or weighed.reason:
        return weighed
    if weighed.priority == suggested(weighed.scores).priority:
        return weighed
    return replace(weighed, reason=NO_REASON.format(name=name[:200]))
