"""Calendars out of files: iCalendar, or any table."""
