"""Calendars: files that every calendar reads (iCalendar, RFC 5545), with their time zone."""
