"""What pages say of drills, in plain American English."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from safety_portal.core.look.wording import clock, counted, day_in_words, listed
from training.drills.kinds import Observer
from training.drills.models.drill import Drill


def standing(drill: Drill, *, on: date) -> str:
    """The vocabulary's code for where a drill stands; past its day and not logged it waits."""
    if drill.is_held:
        return "held"
    if drill.is_planned:
        return "to_log" if drill.drill_on < on else "scheduled"
    return "drill_canceled"


def heading(held: int, following: Drill | None, waiting: int, *, on: date) -> str:
    """ "4 drills held this school year; the next is tomorrow"."""
    words = f"{counted(held, 'drill')} held this school year" if held else "No drill held yet"
    if waiting:
        verb = "waits" if waiting == 1 else "wait"
        return f"{counted(waiting, 'drill')} {verb} to be logged; {words[0].lower()}{words[1:]}"
    if following is None:
        return f"{words}; none is planned"
    return f"{words}; the next is {day_in_words(following.drill_on, on=on)}"


def board_heading(words: Sequence[str]) -> str:
    """ "1 drill duty is out of compliance; 2 more have no drill planned"; `words` are the codes."""
    late, open_ones = words.count("out_of_compliance"), words.count("to_schedule")
    first = (
        f"{counted(late, 'drill duty is', 'drill duties are')} out of compliance" if late else ""
    )
    if open_ones:
        more = f"{open_ones} more" if late else counted(open_ones, "drill duty", "drill duties")
        has = "has" if open_ones == 1 else "have"
        soon = f"{more} {has} no drill planned and 30 days left at most"
        return "; ".join(filter(None, (first, soon)))
    if first:
        return first
    unknown = words.count("undetermined")
    if unknown:
        return f"Nothing is late; {counted(unknown, 'rule')} cannot be told yet"
    return "No drill is late" if any(word != "not_asked" for word in words) else "No rule asks yet"


def observers_in_words(codes: Sequence[str]) -> str:
    """ "Police and fire department"; "" for nobody."""
    labels = [each.label for each in Observer if each.value in codes]
    later = [each[0].lower() + each[1:] for each in labels[1:]]
    return listed([*labels[:1], *later]) if labels else ""


@dataclass(frozen=True)
class ToldLine:
    """Whether somebody was told, and when: `what` is the name of the moment on Drill."""

    what: str
    at: datetime | None
    done: str
    todo: str


def told_lines(drill: Drill) -> list[ToldLine]:
    """Dispatch and the alarm company: told before, and, once they were, that it is over."""
    lines = []
    for code, name in (("dispatch", "Dispatch"), ("alarm", "Alarm company")):
        before, after = f"{code}_told_at", f"{code}_cleared_at"
        told = getattr(drill, before)
        lines.append(ToldLine(before, told, f"{name} told before", f"{name} not yet told"))
        if told:
            is_over = "told that it is over"
            cleared = getattr(drill, after)
            lines.append(ToldLine(after, cleared, f"{name} {is_over}", f"{name} not yet {is_over}"))
    return lines


@dataclass(frozen=True)
class DrillRow:
    """A drill of a list."""

    drill: Drill
    standing: str

    @property
    def when(self) -> str:
        """Its hour and the part of the day; "" where neither is known."""
        hour = clock(self.drill.starts_at) if self.drill.starts_at else ""
        return ", ".join(filter(None, (hour, self.drill.get_part_of_day_display())))

    @property
    def how(self) -> str:
        """ "7 minutes, 3 things to mend", "Unannounced", "" for nothing to say."""
        parts = []
        if self.drill.is_held:
            parts.append(counted(self.drill.minutes or 0, "minute"))
        if not self.drill.is_announced and not self.drill.is_real:
            parts.append("unannounced")
        if not self.drill.with_students:
            parts.append("without students")
        said = ", ".join(parts)
        return said[:1].upper() + said[1:]
