"""An agreement as a form: written down, put right, renewed, amended, reviewed, ended."""

from typing import Any

from crispy_forms.layout import HTML, Fieldset
from django import forms

from coalitions.agencies.models import Agency
from coalitions.agreements.models.agreement import Agreement, AgreementKind
from coalitions.agreements.queries import schools_of
from coalitions.coalition.models import Coalition
from coalitions.schools.models import School
from safety_portal.core.look.dates import DateInput
from safety_portal.core.look.layout import one_column
from safety_portal.core.names import tidy_name

# How many parties a form has room for; the first is the coalition's own side.
PARTIES = range(1, 6)
# Two of them are always seen, with three fields each.
FIELDS_SHOWN = 6
MORE = "<summary>More parties</summary>"


def reason(label: str, hint: str) -> forms.CharField:
    """A field for a reason or what came of something, in two lines."""
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, help_text=hint, max_length=500, widget=widget)


def schools_field(coalition: Coalition) -> "forms.ModelMultipleChoiceField[School]":
    """The schools of the coalition; of a school's coalition that one, which is not asked."""
    is_school = coalition.school_id is not None
    return forms.ModelMultipleChoiceField(
        schools_of(coalition),
        label="Schools it covers",
        widget=forms.MultipleHiddenInput if is_school else forms.CheckboxSelectMultiple,
        initial=[coalition.school_id] if is_school else None,
    )


class AgreementForm(forms.Form):
    """What a paper says. Cleaned to what record_agreement is told."""

    title = forms.CharField(
        max_length=200, help_text="As everybody calls it: Sheriff’s Office, SRO program."
    )
    kind = forms.ChoiceField(choices=AgreementKind.choices, label="What is promised")
    terms = forms.CharField(
        label="What is agreed",
        max_length=20_000,
        help_text="In a few sentences. No student names.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    signed_on = forms.DateField(
        required=False,
        label="Signed on",
        help_text="The day the last party signed. Empty: it is a draft and counts for nothing.",
        widget=DateInput(),
    )
    starts_on = forms.DateField(label="In force from", widget=DateInput())
    ends_on = forms.DateField(
        required=False,
        label="Ends on",
        help_text="Its last day. Empty: it has no end, and is read again by a day.",
        widget=DateInput(),
    )
    review_due_on = forms.DateField(required=False, label="Read it again by", widget=DateInput())

    def __init__(
        self,
        *args: Any,
        coalition: Coalition,
        button: str,
        shown: Agreement | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = _told_by(shown, coalition) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.filter(district_id=coalition.district_id).order_by("name")
        self.fields["schools"] = schools_field(coalition)
        parties = []
        for number in PARTIES:
            parties += self._add_party(number, agencies)
        hint = (
            "Choose an agency of the district, or write a name. Leave empty what you do not need."
        )
        first = ["title", "kind", "terms", "schools"]
        days = ["signed_on", "starts_on", "ends_on", "review_due_on"]
        first_two, more = parties[:FIELDS_SHOWN], parties[FIELDS_SHOWN:]
        fold = HTML(f'<details class="fold"{" open" if self.is_bound else ""}>{MORE}')
        said = HTML(f'<p class="small quiet">{hint}</p>')
        legend = Fieldset("Parties", said, *first_two, fold, *more, HTML("</details>"))
        self.helper = one_column(*first, legend, *days, button=button)

    def _add_party(self, number: int, agencies: Any) -> list[str]:
        names = [f"agency_{number}", f"party_{number}", f"signer_{number}"]
        self.fields[names[0]] = forms.ModelChoiceField(
            agencies, required=False, label=f"Party {number}: agency", empty_label="None of these"
        )
        self.fields[names[1]] = forms.CharField(
            required=False, max_length=200, label=f"Party {number}: other name"
        )
        self.fields[names[2]] = forms.CharField(
            required=False, max_length=200, label=f"Party {number}: who signed, and as what"
        )
        return names

    def clean(self) -> dict[str, Any]:
        cleaned, parties = super().clean() or self.cleaned_data, []
        for number in PARTIES:
            agency = cleaned.pop(f"agency_{number}", None)
            other = tidy_name(cleaned.pop(f"party_{number}", ""))
            signer = tidy_name(cleaned.pop(f"signer_{number}", ""))
            if agency or other:
                name = other or agency.name
                parties.append({"agency": agency, "name": name, "signed_by": signer})
            elif signer:
                self.add_error(f"party_{number}", "Say for which party this person signed.")
        if not tidy_name(cleaned.get("title", "")) and "title" in cleaned:
            self.add_error("title", "Write the title with letters.")
        return cleaned | {"parties": parties}


def _told_by(shown: Agreement | None, coalition: Coalition) -> dict[str, Any]:
    """The fields of a form that begins with what an agreement says; else with one's own side."""
    if shown is None:
        return {"party_1": coalition.district.name}
    names = ("title", "kind", "terms", "signed_on", "starts_on", "ends_on", "review_due_on")
    told: dict[str, Any] = {name: getattr(shown, name) for name in names}
    told["schools"] = [school.pk for school in shown.schools.all()]
    for number, party in zip(PARTIES, shown.parties.select_related("agency"), strict=False):
        told |= {f"agency_{number}": party.agency_id, f"signer_{number}": party.signed_by}
        # A name that is the agency's own comes with it: whoever chooses another agency gets its.
        is_own = party.agency is not None and party.agency.name == party.name
        told[f"party_{number}"] = "" if is_own else party.name
    return told


class VersionedForm(forms.Form):
    """With where the agreement stood when the form was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


class ChangeForm(AgreementForm, VersionedForm):
    """An agreement that does not hold yet."""

    def __init__(self, *args: Any, shown: Agreement, **kwargs: Any) -> None:
        initial = {"version": shown.version}
        super().__init__(*args, shown=shown, initial=initial, **kwargs)
        self.helper.layout.fields.insert(0, "version")


class AmendForm(VersionedForm):
    """What differs from now on in an agreement in force."""

    terms = forms.CharField(
        label="What is agreed", max_length=20_000, widget=forms.Textarea(attrs={"rows": 5})
    )
    ends_on = forms.DateField(required=False, label="Ends on", widget=DateInput())
    review_due_on = forms.DateField(required=False, label="Read it again by", widget=DateInput())
    amended_on = forms.DateField(label="Agreed on", widget=DateInput())
    because = reason("What is changed, and why", "Stays beside what the agreement said before.")

    def __init__(self, *args: Any, shown: Agreement, **kwargs: Any) -> None:
        told = {name: getattr(shown, name) for name in ("terms", "ends_on", "review_due_on")}
        told |= {"schools": [school.pk for school in shown.schools.all()], "version": shown.version}
        kwargs["initial"] = told
        super().__init__(*args, **kwargs)
        self.fields["schools"] = schools_field(shown.coalition)
        days = ["ends_on", "review_due_on", "amended_on", "because"]
        self.helper = one_column("version", "terms", "schools", *days, button="Amend the agreement")


class ReviewForm(forms.Form):
    """The parties read it together."""

    reviewed_on = forms.DateField(label="Read on", widget=DateInput())
    outcome = reason(
        "What came of it",
        "Who read it, and what shall be done: no change, an amendment, a renewal.",
    )
    next_review_on = forms.DateField(
        required=False,
        label="Read it again by",
        help_text="Empty only where it ends on a day.",
        widget=DateInput(),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields, button="Record the review")


class EndForm(forms.Form):
    """Its last day, and why."""

    last_on = forms.DateField(label="Its last day", widget=DateInput())
    because = reason("Why it ends, or is not renewed", "Stays beside the agreement.")


class BecauseForm(forms.Form):
    """Why it is taken back."""

    because = reason("Why", "Stays in the record.")
