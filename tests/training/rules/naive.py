"""A second evaluator, deliberately naive: dates as lists of days, no cleverness, nothing shared.

It reads the same rules and facts, and none of the engine's functions: periods are lists of days,
windows are what is left of them, a last day is the last of a list. Drills of schools only.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from math import ceil

PERIODS = ("school_year", "month", "semester", "quarter", "session", "school_days")


def understands(rule):
    """Whether it knows all that a rule asks for."""
    law = rule.laws[-1]
    others = (law.as_often_as, law.alternates, law.trigger, law.is_waivable, law.may_agree_date)
    return (
        rule.subject == "drill"
        and rule.handled == "executed"
        and not rule.part_of
        and len(rule.laws) == 1
        and law.period in PERIODS
        and not any(others)
        and law.unit == "occurrences"
    )


@cache
def every_day(first, last):
    days = []
    while first <= last:
        days.append(first)
        first += timedelta(days=1)
    return days


def is_open(day, year):
    return day.weekday() < 5 and not any(a <= day <= b for a, b in year.closed)


@cache
def days_of_school(year):
    return [day for day in every_day(year.first_day, year.last_day) if is_open(day, year)]


@cache
def days_of_sessions(year):
    return [d for a, b in year.sessions for d in every_day(a, b) if is_open(d, year)]


def until_last(days, open_days):
    """The days up to the last one with school."""
    last = [day for day in days if day in open_days]
    return [day for day in days if last and day <= last[-1]]


@cache
def periods(law, year):
    """(name, its days) of each instance. Kept: a simulated year asks for them on each of its days."""
    return tuple(periods_made(law, year))


def periods_made(law, year):
    usual, summer = days_of_school(year), days_of_sessions(year)
    with_school = set(usual + summer if law.has_summer else usual)
    if law.period == "school_year":
        yield "", until_last(every_day(year.first_day, year.last_day), usual)
    elif law.period == "month":
        for number, month in sorted({(day.year, day.month) for day in with_school}):
            first, last = date(number, month, 1), date(number, month, monthrange(number, month)[1])
            days = [day for day in every_day(first, last) if day >= year.first_day]
            yield f"{number}-{month:02}", until_last(days, with_school)
    elif law.period in ("semester", "quarter"):
        parts = year.semesters if law.period == "semester" else year.quarters
        for number, (first, last) in enumerate(parts, 1):
            yield f"{law.period} {number}", until_last(every_day(first, last), usual)
    elif law.period == "session":
        for number, (first, last) in enumerate(year.sessions, 1):
            days = [day for day in every_day(first, last) if day in summer]
            yield f"session {number}", every_day(days[0], days[-1])
    else:
        for start in range(0, len(usual), law.every.number):
            block = usual[start : start + law.every.number]
            name = f"school days {start + 1} to {start + len(block)}"
            yield name, every_day(block[0], block[-1])


@cache
def next_time(day_of_year, since):
    """The next day on which it is that day of the year."""
    day = since
    while (day.month, day.day) != (day_of_year.month, day_of_year.day):
        is_leap_day = (day_of_year.month, day_of_year.day) == (2, 29)
        if is_leap_day and day.month == 2 and day.day == monthrange(day.year, 2)[1]:
            return day
        day += timedelta(days=1)
    return day


def counted_off(start, span, year, is_first_n):
    """The last of so many days: the first N, or N after the start."""
    if span.unit == "school_days":
        days = [d for d in sorted(days_of_school(year) + days_of_sessions(year)) if d >= start]
        place = span.number - 1 if is_first_n else span.number
        return days[min(place, len(days) - 1)]
    if span.unit == "months":
        month = start.month + span.number
        number, month = start.year + (month - 1) // 12, (month - 1) % 12 + 1
        return date(number, month, min(start.day, monthrange(number, month)[1]))
    days = every_day(start, start + timedelta(days=span.number))
    return days[-2] if is_first_n and span.number else days[-1]


def in_window(window, days, year, july):
    """Those of some days that lie in a window."""
    start = year.first_day if window.anchor == "school_start" else days[0]
    since = next_time(window.since, july) if window.since else None
    to = next_time(window.to, since or july) if window.to else None
    if window.since:
        days = [day for day in days if day >= since]
    if window.to:
        days = [day for day in days if day <= to]
    if window.within:
        last = counted_off(start, window.within, year, window.is_first_n)
        days = [day for day in days if day <= last]
    if window.after:
        last = counted_off(start, window.after, year, True)
        days = [day for day in days if day > last]
    return days


def fits(match, drill):
    """Whether a drill is what is counted."""
    if match.subjects and drill.what not in match.subjects:
        return False
    if match.kinds and not any(kind in drill.kinds for kind in match.kinds):
        return False
    students = drill.attributes.get("students", True)
    if match.students is not None and students != match.students:
        return False
    granted = {"students": True, "in_school_hours": True}
    return all(
        drill.attributes.get(name, granted.get(name)) in values
        for name, values in match.where.items()
    )


def below_caps(caps, drills, year):
    """The drills without those above a cap, in order."""
    kept = sorted(drills, key=lambda drill: (drill.on, sorted(drill.kinds), drill.id))
    for cap in caps:
        seen, left = [], []
        for drill in kept:
            place = next((n for n, (a, b) in enumerate(year.semesters) if a <= drill.on <= b), None)
            where = place if cap.per == "semester" else ""
            if not fits(cap.match, drill):
                left.append(drill)
            elif seen.count(where) < cap.most:
                seen.append(where)
                left.append(drill)
        kept = left
    return kept


def instances(rule, year, drills, on):
    """name -> (status, last day in time, have, need) of each instance, on a day."""
    law, july = rule.laws[-1], date(year.first_day.year, 7, 1)
    found = {}
    held = [drill for drill in drills if drill.on <= on and fits(law.counts, drill)]
    for name, days in periods(law, year):
        timely = in_window(law.window, days, year, july)
        if not timely:
            continue
        last_of_all = days[-1] if law.late_counts else timely[-1]
        has_last = not law.window.anchor or law.window.within or law.window.after or law.window.to
        if not has_last:
            timely = days
        all_days = every_day(timely[0], max(last_of_all, timely[-1]))
        kept = below_caps(law.caps, [drill for drill in held if drill.on in all_days], year)
        found[name] = judge(law, timely, kept, year, july, on, has_last)
    return found


def judge(law, timely, kept, year, july, on, has_last):
    """(status, last day in time, have, need) of one instance."""
    in_time = [drill for drill in kept if drill.on <= timely[-1]]
    wanted = [] if law.is_sum_of_parts else [(law.need or 1, in_time, kept, timely[-1])]
    for part in law.parts:
        days = in_window(part.window, timely, year, july) if part.window else timely
        mine = [drill for drill in kept if drill.on >= days[0] and fits(part.match, drill)]
        soon = [drill for drill in mine if drill.on <= days[-1]]
        need = ceil(len(in_time) * part.share[0] / part.share[1]) if part.share else part.need
        wanted.append((need, soon, mine if law.late_counts else soon, days[-1]))
    if law.is_sum_of_parts:
        need = sum(n for n, _, _, _ in wanted)
        have = sum(min(n, len(soon)) for n, soon, _, _ in wanted)
        have_late = sum(min(n, len(all_)) for n, _, all_, _ in wanted)
    else:
        need, have, have_late = wanted[0][0], len(in_time), len(kept)
    unmet = [last for n, soon, _, last in wanted if len(soon) < n]
    due = min(unmet) if unmet else timely[-1]
    if not unmet:
        return "satisfied", due if has_last else None, have, need
    due = due if has_last else None
    if all(len(all_) >= n for n, _, all_, _ in wanted):
        return "satisfied_late", due, have_late, need
    return "overdue" if due and on > due else "due", due, max(have, have_late), need
