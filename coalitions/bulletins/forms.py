"""A bulletin as a form, short enough for a phone: what is usual is folded and filled in."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from crispy_forms.layout import HTML
from django import forms
from django.utils import timezone

from coalitions.bulletins import checking
from coalitions.bulletins.here import BulletinHere
from coalitions.bulletins.models.bulletin import DAYS, MOST_DAYS, Certainty
from coalitions.bulletins.naming import NAMED
from coalitions.bulletins.queries import places_to_choose
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.look.dates import DateInput
from safety_portal.core.look.layout import one_column

NO_STUDENT = (
    '<p class="small"><b>No student, no case details.</b> Name no student, describe none so that'
    " somebody knows who it is, and write nothing from a case file.</p>"
)
BASIS = "Shared for the safety of the schools named, with people who need it for their duty there."
FOLD = '<details class="fold"{is_open}><summary>{label}</summary>'
FOLDED = (
    "because",
    "everywhere",
    "places",
    "certainty",
    "expires_on",
    "asks_reading",
    "legal_basis",
)


def words(label: str, hint: str, *, rows: int, is_needed: bool = True) -> forms.CharField:
    """A field for several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    most = checking.TEXT
    return forms.CharField(
        label=label, help_text=hint, max_length=most, widget=widget, required=is_needed
    )


class BulletinForm(forms.Form):
    """Cleaned to what send_bulletin is told."""

    roles = forms.MultipleChoiceField(
        label="Who gets it",
        choices=[(role.value, role.label) for role in NAMED],
        initial=["administrator"],
        widget=forms.CheckboxSelectMultiple,
    )
    title = forms.CharField(
        max_length=checking.TITLE,
        help_text="The mail carries this line alone: no names, no details.",
    )
    text = words("What happened", "What was seen, where, and when.", rows=5)
    ask = words("What you ask them to do", "Empty: only to know of it.", rows=2, is_needed=False)
    source = forms.CharField(
        max_length=checking.SOURCE,
        label="Where it comes from",
        help_text="Sheriff’s Office; two staff who saw it.",
    )
    certainty = forms.ChoiceField(
        label="How sure it is", choices=Certainty.choices, initial=Certainty.UNCONFIRMED
    )
    because = forms.CharField(
        required=False,
        max_length=checking.BECAUSE,
        label="Why teachers or staff need to know",
        help_text="Asked where they get it.",
    )
    everywhere = forms.BooleanField(required=False, label="Every school of the district")
    places = forms.ModelMultipleChoiceField(
        Coalition.objects.none(), label="Where", widget=forms.CheckboxSelectMultiple
    )
    expires_on = forms.DateField(
        label="In force through",
        help_text=f"At most {MOST_DAYS} days. Then only you and administrators see it.",
        widget=DateInput(),
    )
    asks_reading = forms.BooleanField(
        required=False, initial=True, label="Ask everybody to say within a day that they read it"
    )
    legal_basis = forms.CharField(
        max_length=checking.BASIS, label="On what ground you share it", initial=BASIS
    )

    def __init__(self, *args: Any, coalition: Coalition, by: User, **kwargs: Any) -> None:
        on = timezone.localdate()
        kwargs["initial"] = {"places": [coalition.pk], "expires_on": on + timedelta(days=DAYS)}
        super().__init__(*args, **kwargs)
        places = places_to_choose(by, coalition)
        self.fields["places"].queryset = places  # type: ignore[attr-defined]
        if coalition.school_id:
            del self.fields["everywhere"]
        elif self.data.get("everywhere"):
            self.fields["places"].required = False
        # What a refusal names is not to be looked for.
        is_open = " open" if self.is_bound else ""
        fold = HTML(FOLD.format(is_open=is_open, label="Where, until when, and how sure"))
        self.helper = one_column(
            *("roles", "title", "text", "ask", "source"),
            fold,
            *(name for name in FOLDED if name in self.fields),
            HTML("</details>"),
            HTML(NO_STUDENT),
            button="Send the bulletin",
        )

    def clean(self) -> dict[str, Any]:
        """Every school as the places that it stands for."""
        cleaned = super().clean() or {}
        if cleaned.pop("everywhere", False):
            cleaned["places"] = list(self.fields["places"].queryset)  # type: ignore[attr-defined]
        return cleaned


class RecipientsForm(forms.Form):
    """The roles and schools that get it, too: those that do not yet."""

    roles = forms.MultipleChoiceField(
        required=False,
        label="Roles that get it, too",
        choices=[(role.value, role.label) for role in NAMED],
        widget=forms.CheckboxSelectMultiple,
    )
    because = forms.CharField(
        required=False,
        max_length=checking.BECAUSE,
        label="Why teachers or staff need to know",
        help_text="Asked where they get it.",
    )
    places = forms.ModelMultipleChoiceField(
        Coalition.objects.none(),
        required=False,
        label="Schools that get it, too",
        help_text="Whoever holds one of its roles at one of its schools gets it.",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, here: BulletinHere, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bulletin = here.bulletin
        places = places_to_choose(by, bulletin.coalition)
        self.fields["places"].queryset = places  # type: ignore[attr-defined]
        self.helper = one_column("roles", "because", "places", button="Send it to them, too")
        # What has it already is no choice any more; chosen on an older page it changes nothing.
        self._leave_out("roles", set(bulletin.role_codes))
        self._leave_out("places", set(bulletin.place_ids))

    def _leave_out(self, name: str, known: Collection[object]) -> None:
        field: Any = self.fields[name]
        field.widget.choices = [
            (value, label)
            for value, label in field.choices
            if getattr(value, "value", value) not in known
        ]

    def clean(self) -> dict[str, Any]:
        """Something is to be chosen. The choice is a list, as the action takes it."""
        cleaned = super().clean() or {}
        if not (self.errors or cleaned["roles"] or cleaned["places"]):
            self.add_error("roles", "Choose a role or a school.")
        return cleaned


class NewsForm(forms.Form):
    """What is new, and whether all are to read it again."""

    text = words("What is new", "No student, no case details.", rows=3)
    asks_again = forms.BooleanField(
        required=False,
        label="Ask everybody to read it again",
        help_text=(
            "They get mail, and whoever has read it is asked once more. Without it the news stands"
            " below the bulletin."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column("text", "asks_again", button="Add the news")


class AnswerForm(forms.Form):
    """What an administrator answers or asks."""

    answer = words("Answer, or ask back", "No student, no case details.", rows=3)


class BecauseForm(forms.Form):
    """Why a bulletin is taken back."""

    because = forms.CharField(
        max_length=500,
        label="Why it is taken back",
        help_text="The sender and administrators see it.",
    )
