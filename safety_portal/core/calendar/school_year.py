"""When a school year begins, for what is summed in one."""

from datetime import date


def school_year_start(today: date) -> date:
    """July 1 on or before the day."""
    return today.replace(year=today.year - (today.month < 7), month=7, day=1)
