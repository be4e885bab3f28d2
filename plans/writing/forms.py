"""A section: its title, who may read it, and its text."""

from crispy_forms.helper import FormHelper
from django import forms

from coalitions.access.roles import GROUP_OF, Group, Role
from plans.editions.forms.html import HtmlField
from plans.editions.forms.plan import SENSITIVITIES
from plans.editions.lifecycle import Change


class NewSectionForm(forms.Form):
    """Title and place of a new section among `places` (of plans.editions.outline)."""

    title = forms.CharField(label="Title of the section", max_length=300)
    neighbor = forms.ChoiceField(label="Place", required=False)
    where = forms.ChoiceField(
        label="Put it",
        choices=[("after", "After that section"), ("inside", "Inside it, as the last")],
        widget=forms.RadioSelect,
        initial="after",
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        indented = [
            (str(place.pk), f"{'  ' * (place.level - 1)}{place.number} {place.title}".rstrip())
            for place in places
        ]
        self.fields["neighbor"].choices = [("", "At the end of the plan"), *indented]
        if not places:
            del self.fields["neighbor"], self.fields["where"]


class SectionForm(forms.Form):
    """What a section is called, who reads it, and whose protocol it is."""

    # Counted anew while somebody looks at this form, the number is only taken from it where it was
    # changed in it.
    number = forms.CharField(
        label="Number",
        max_length=30,
        required=False,
        show_hidden_initial=True,
        help_text="The portal counts as long as every number follows the order. One of your own stops that.",
    )
    title = forms.CharField(label="Title", max_length=300)
    sensitivity = forms.ChoiceField(
        label="Who reads it", choices=SENSITIVITIES.items(), widget=forms.RadioSelect
    )
    protocol_for = forms.MultipleChoiceField(
        label="A protocol for",
        help_text="People in these roles are asked to read and acknowledge it when the edition is in force.",
        choices=[
            (role.value, role.label) for role in Role if GROUP_OF[role.value] != Group.COMMUNITY
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class TextForm(forms.Form):
    """The text of a section as one person wrote it, from which version on, and why.

    `writer` is the account the page was opened by: somebody else may have signed in on this device
    since.
    """

    title = forms.CharField(label="Title", max_length=300)
    html = HtmlField()
    change = forms.ChoiceField(
        label="Kind of change", choices=Change.choices, initial=Change.MATERIAL
    )
    reason = forms.CharField(
        label="Reason", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    base_version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    writer = forms.IntegerField(widget=forms.HiddenInput)

    def clean_reason(self):
        return " ".join(self.cleaned_data["reason"].split())
