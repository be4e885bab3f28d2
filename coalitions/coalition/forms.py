"""The settings of a coalition."""

from django import forms

from safety_portal.core.look.layout import one_column
from safety_portal.core.names import tidy_name
from safety_portal.core.values import whole_number


class DaysField(forms.CharField):
    """Whole days separated by commas, cleaned to a list without repeats."""

    def clean(self, value):
        text = super().clean(value)
        days = [
            whole_number(part.strip(), most=365)
            for part in text.replace(";", ",").split(",")
            if part.strip()
        ]
        if None in days:
            raise forms.ValidationError(
                "Write whole days up to 365 with commas between them, for example 30, 14, 7, 1."
            )
        if len(days) > 12:
            raise forms.ValidationError("These are more than 12 reminders. Leave some out.")
        return sorted(set(days), reverse=True)


class SettingsForm(forms.Form):
    """The coalition's name, the months until a review, the board that approves, and its ladder of
    reminders.
    """

    name = forms.CharField(max_length=200)
    review_months = forms.IntegerField(
        min_value=1,
        max_value=60,
        label="Months until a plan in force is reviewed",
        help_text="Most states ask for 12.",
    )
    approving_board = forms.CharField(
        required=False,
        max_length=200,
        label="Board that approves the plan",
        help_text="As it is called in its minutes. A plan then comes into force only with its vote. Empty: no vote is asked.",
    )
    bulletin_days = forms.IntegerField(
        min_value=30,
        max_value=3650,
        label="Days that a bulletin is kept after it is over",
        help_text="With who read it; then it is deleted. Ask what your state’s rules want.",
    )
    days_before = DaysField(
        required=False, label="Remind this many days before", help_text="0 is the day itself."
    )
    days_after = DaysField(
        required=False,
        label="Remind this many days after",
        help_text="Then every 7 days until it is done. Leave both empty to send no reminders.",
    )

    def __init__(self, *args, coalition, **kwargs):
        kwargs["initial"] = {
            "name": coalition.name,
            "review_months": coalition.review_months,
            "approving_board": coalition.approving_board,
            "bulletin_days": coalition.bulletin_days,
            "days_before": ", ".join(str(rung) for rung in coalition.ladder if rung >= 0),
            "days_after": ", ".join(str(-rung) for rung in coalition.ladder if rung < 0),
        }
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields, button="Save settings")

    def clean_name(self):
        if name := tidy_name(self.cleaned_data["name"]):
            return name
        raise forms.ValidationError("Write the name with letters.")

    def clean_approving_board(self):
        return tidy_name(self.cleaned_data["approving_board"])

    def clean(self):
        cleaned = super().clean()
        if "days_before" in cleaned and "days_after" in cleaned:
            after = [-day for day in reversed(cleaned.pop("days_after")) if day]
            cleaned["ladder"] = [*cleaned.pop("days_before"), *after]
        return cleaned
