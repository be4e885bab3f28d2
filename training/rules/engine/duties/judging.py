"""How one instance stands on a day."""

from collections.abc import Sequence
from datetime import date

from training.rules.engine.answers import Judged, NotCounted
from training.rules.engine.days.schedules import Instance
from training.rules.engine.duties.counting import Count, PartCount, counted, variety
from training.rules.engine.facts import Record
from training.rules.engine.rules import Law
from training.rules.engine.statuses import DONE, Status


def judged(
    instance: Instance,
    records: Sequence[Record],
    on: date,
    *,
    others: Sequence[Record] = (),
    lacking: Sequence[str] = (),
    by: str = "",
) -> Judged:
    """Judge an instance by the records that match, up to a day.

    `others`: what a relative number is compared with; `lacking`: attributes that records lack.
    """
    law = instance.law
    count = counted(law, instance, records, others)
    status = _status(instance, count, on)
    last = max(instance.until, instance.due or instance.until)
    return Judged(
        label=instance.label,
        status=status,
        due=_due(instance, count),
        have=count.have if status is Status.SATISFIED else max(count.have, count.have_late),
        need=count.need,
        unmet=() if status in DONE else _unmet(law, count, lacking),
        late=_late(law, count) if status is Status.SATISFIED_LATE else (),
        parts=_parts(instance, count, on),
        counted=count.counted,
        not_counted=tuple(NotCounted(record, "more than count") for record in count.too_many),
        warnings=tuple(variety(law, count.in_time)) if law.vary or law.alternates else (),
        by=by,
        is_curable=status is not Status.OVERDUE or (law.late_counts and on <= last),
        starts=instance.frame.opens,
        law=law,
    )


def _status(instance: Instance, count: Count, on: date) -> Status:
    is_enough = instance.law.is_sum_of_parts or count.have >= count.need
    if is_enough and all(part.is_met for part in count.parts):
        return Status.SATISFIED
    is_enough = instance.law.is_sum_of_parts or count.have_late >= count.need
    if is_enough and all(part.is_met_late for part in count.parts):
        return Status.SATISFIED_LATE
    return _open(_due(instance, count), on)


def _open(due: date | None, on: date) -> Status:
    return Status.OVERDUE if due is not None and on > due else Status.DUE


def _due(instance: Instance, count: Count) -> date | None:
    """The last day of what is open: the earliest one. The instance's where nothing is."""
    dues = [part.due for part in count.parts if not part.is_met]
    if not instance.law.is_sum_of_parts and count.have < count.need:
        dues.append(instance.due)
    known = [due for due in dues if due is not None]
    return min(known, default=instance.due)


def _unmet(law: Law, count: Count, lacking: Sequence[str]) -> tuple[str, ...]:
    words = [_words(part) for part in count.parts if not part.is_met_late]
    return tuple(dict.fromkeys([*words, *lacking]))


def _words(part: PartCount) -> str:
    return f"{part.part.label} (have {part.have_late})" if part.need > 1 else part.part.label


def _late(law: Law, count: Count) -> tuple[str, ...]:
    parts = tuple(part.part.label for part in count.parts if not part.is_met)
    in_time = set(count.in_time)
    return parts or tuple(record.name for record in count.counted if record not in in_time)


def _parts(instance: Instance, count: Count, on: date) -> dict[str, Status]:
    """The status of each part, and of the whole where it has a name of its own."""
    found = {part.part.label: _part_status(part, on) for part in count.parts}
    law = instance.law
    if law.total_label:
        is_met, is_late = count.have >= count.need, count.have_late >= count.need
        if is_met or is_late:
            found[law.total_label] = Status.SATISFIED if is_met else Status.SATISFIED_LATE
        else:
            found[law.total_label] = _open(instance.due, on)
    return found


def _part_status(part: PartCount, on: date) -> Status:
    if part.is_met:
        return Status.SATISFIED
    return Status.SATISFIED_LATE if part.is_met_late else _open(part.due, on)


def outside(instance: Instance, records: Sequence[Record]) -> list[NotCounted]:
    """Those before the window and after it, with which."""
    last = max(instance.until, instance.due or instance.until)
    found = []
    for record in records:
        if record.on < instance.opens:
            year = instance.frame.year
            is_early = year is not None and record.on < year.first_day
            found.append(
                NotCounted(record, "before school begins" if is_early else "before the window")
            )
        elif record.on > last:
            found.append(NotCounted(record, "after the window"))
    return found
