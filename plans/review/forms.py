"""Asking for a review, and deciding in it."""

from django import forms

from plans.editions.forms.common_fields import DueForm
from plans.review.lifecycle import Decision


class AskForReviewForm(DueForm):
    """Who reviews, which restricted sections are put to them by name, and by when."""

    reviewers = forms.ModelMultipleChoiceField(
        None, label="Who holds a seat", required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.ModelMultipleChoiceField(
        None, label="Other members", required=False, widget=forms.CheckboxSelectMultiple
    )
    sections = forms.ModelMultipleChoiceField(
        None,
        label="Restricted sections put to them by name",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They read these until the round closes, and each reading is logged. Parents and students never do.",
    )
    field_order = ["reviewers", "others", "due_on", "sections"]

    def __init__(self, *args, seated, others, sections, **kwargs):
        super().__init__(*args, **kwargs)
        for name, rows in (("reviewers", seated), ("others", others), ("sections", sections)):
            self.fields[name].queryset = rows
            if not rows.exists():
                del self.fields[name]
        lists = [name for name in ("reviewers", "others") if name in self.fields]
        for name in lists:
            field = self.fields[name]
            field.label_from_instance = _member
            field.hint_says_when = True
        if lists:
            hint = (
                "Choose at least one reviewer, in either list."
                if lists[1:]
                else "Choose at least one reviewer."
            )
            self.fields[lists[0]].help_text = hint

    def clean(self):
        cleaned = super().clean()
        chosen = [*cleaned.get("reviewers", []), *cleaned.get("others", [])]
        if not chosen:
            self.add_error(
                "reviewers" if "reviewers" in self.fields else None, "Choose at least one reviewer."
            )
        cleaned["chosen"] = chosen
        return cleaned


class DecisionForm(forms.Form):
    """A reviewer's decision; what has to change is written with all but a plain approval."""

    decision = forms.ChoiceField(
        label="Your decision", choices=Decision.choices, widget=forms.RadioSelect
    )
    conditions = forms.CharField(
        label="What has to change",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Needed unless you approve. No student names.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["conditions"].hint_says_when = True

    def clean(self):
        cleaned = super().clean()
        if (
            cleaned.get("decision") not in (None, Decision.APPROVES)
            and not cleaned.get("conditions", "").strip()
        ):
            self.add_error("conditions", "Write what has to change before you approve.")
        return cleaned


def _member(membership):
    """Who it is, in words: the seat is named where it says more than the role."""
    role, seat = membership.get_role_display(), str(membership.seat or "")
    named = [membership.person.name, role] + (
        [seat] if seat.casefold() not in ("", role.casefold()) else []
    )
    return ", ".join(named)
