"""Notices: what is owed to anyone by a date, told once, and what became of each message."""
