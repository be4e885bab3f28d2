"""A calendar out of a file, whichever kind it is: told by what is in it, never by its name."""

from collections.abc import Mapping
from pathlib import Path

from coalitions.calendars.comparing.entries import ReadCalendar, What
from coalitions.calendars.readers.icalendars import is_icalendar, read_icalendar
from coalitions.calendars.readers.tables import read_calendar_table
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.reading import read_bytes
from safety_portal.core.look.wording import full_day


def read_calendar(
    source: bytes | Path, mapping: Mapping[str, str] | None = None, *, sheet: str = ""
) -> ReadCalendar:
    """What a calendar says, of a table by `mapping` (field -> column) where somebody chose it.

    Raises FileRefused with one sentence where it can be no calendar.
    """
    data = source if isinstance(source, bytes) else read_bytes(source)
    if is_icalendar(data):
        if sheet or mapping:
            raise FileRefused("This is an iCalendar file, which has no sheets and no columns.")
        read = read_icalendar(data)
    else:
        read = read_calendar_table(data, mapping or {}, sheet=sheet)
    _refuse_reversed(read)
    return read


def _refuse_reversed(read: ReadCalendar) -> None:
    """Raise FileRefused where the only last day comes before the only first one."""
    first = [each.first for each in read.entries if each.meaning.what == What.FIRST_DAY]
    last = [each.first for each in read.entries if each.meaning.what == What.LAST_DAY]
    if len(first) == len(last) == 1 and last[0] <= first[0]:
        raise FileRefused(
            f"The last day of school, {full_day(last[0])}, is not after the first,"
            f" {full_day(first[0])}. Bring the calendar of one school year, from its first to its"
            " last day."
        )
