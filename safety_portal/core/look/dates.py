"""A day, typed or chosen."""

from django import forms


class DateInput(forms.DateInput):
    """The browser's own calendar, which wants the date as year-month-day whatever it shows."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")
