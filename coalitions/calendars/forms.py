"""A school year, some days of it, and the columns of a calendar, as forms."""

from typing import Any

from django import forms

from coalitions.calendars.models import SpanKind
from safety_portal.core.imports.forms import TABLE_ENDINGS, TableFileForm
from safety_portal.core.look.dates import DateInput
from safety_portal.core.look.layout import one_column


def _day(label: str, hint: str = "", *, required: bool = True) -> forms.DateField:
    return forms.DateField(label=label, help_text=hint, widget=DateInput(), required=required)


class YearForm(forms.Form):
    """The first and the last day of a school year."""

    first_day = _day("First day of school", "The first day with students.")
    last_day = _day("Last day of school", "The last day with students.")

    def __init__(self, *args: Any, button: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column("first_day", "last_day", button=button)


class SpanForm(forms.Form):
    """What some days of a school year are."""

    kind = forms.ChoiceField(label="What", choices=SpanKind.choices)
    first_day = _day("From")
    last_day = _day("Through", "The last of these days. Empty: one day.", required=False)
    label = forms.CharField(
        label="Name", required=False, max_length=200, help_text="Winter break; semester 1; snow."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column("kind", "first_day", "last_day", "label", button="Add these days")


class CalendarFileForm(TableFileForm):
    """A table, or an iCalendar file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "file"
        ].help_text = (
            "iCalendar (.ics), Excel (.xlsx, .xls), OpenDocument (.ods) or CSV. At most 25 MB."
        )
        self.fields["file"].widget.attrs["accept"] = f"{TABLE_ENDINGS},.ics,.ical"
