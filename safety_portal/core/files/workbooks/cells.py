"""One cell of a sheet as text, as its program would write it into a CSV file in the United States."""

import math
from datetime import date, datetime, time, timedelta

# A spreadsheet keeps fifteen digits of a number; of a longer one the last have become zeros.
_MOST_DIGITS = 1e15


def text_of(value: object) -> str:
    """The text of a value that calamine gives: "" for none, 3/4/2026 for a day, 1:30 for a time,
    1.5 for a number.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, datetime):
        # Before datetime is asked whether it is a date, which it is, too.
        return " ".join(part for part in (_day(value), _time_of_day(value.time())) if part)
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, time):
        return _clock(value.hour, value.minute, value.second)
    if isinstance(value, timedelta):
        return _duration(value)
    return ""


def number_text(number: float) -> str:
    """The digits of a number; one of which digits are lost is written shortened, so that nobody
    takes it for an ID.
    """
    if not math.isfinite(number):
        return "#NUM!"
    if abs(number) >= _MOST_DIGITS:
        return f"{number:.14E}"
    if number == int(number):
        return str(int(number))
    text = f"{number:.15g}"
    return f"{number:.20f}".rstrip("0") if "e" in text else text


def _day(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year:04}"


def _time_of_day(moment: time) -> str:
    """The time of a day that has one; midnight is how a day without a time is kept."""
    has_one = moment.hour or moment.minute or moment.second
    return _clock(moment.hour, moment.minute, moment.second) if has_one else ""


def _clock(hours: int, minutes: int, seconds: int) -> str:
    return f"{hours}:{minutes:02}:{seconds:02}" if seconds else f"{hours}:{minutes:02}"


def _duration(duration: timedelta) -> str:
    seconds = round(abs(duration.total_seconds()))
    sign = "-" if duration < timedelta(0) else ""
    return sign + _clock(seconds // 3600, seconds // 60 % 60, seconds % 60)
