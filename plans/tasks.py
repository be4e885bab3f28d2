"""Celery's door to WHAT: what workers may be asked to do, wherever in the app it lies."""

from plans.book.tasks import forget_copies, print_copies
from plans.printed_reports.tasks import print_reports
from plans.writing.tasks import forget_who_left

__all__ = ["forget_copies", "forget_who_left", "print_copies", "print_reports"]
