"""Sign, sign several plans, sign on paper."""

import re

from django import forms

from plans.editions.canonical import short
from safety_portal.core.accounts.reauthentication import StillYou
from safety_portal.core.look.dates import DateInput
from safety_portal.core.values import whole_number


class SignForm(StillYou):
    """The typed name, and password or passkey.

    The fingerprint that was on the page comes back with them.
    """

    typed_name = forms.CharField(
        label="Type your full name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    fingerprint = forms.CharField(widget=forms.HiddenInput)
    field_order = ["typed_name"]

    def __init__(self, *args, expected, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["typed_name"].help_text = f"As it stands on this plan: {expected}"


TICK = re.compile(r"([1-9][0-9]{0,17})-([0-9a-f]{64})")


def read_ticks(values):
    """Fingerprints by signature id, of values as the page of several plans sends them.

    Anything else is left out.
    """
    matches = [TICK.fullmatch(value) for value in values]
    return {whole_number(match[1]): match[2] for match in matches if match}


class TicksField(forms.MultipleChoiceField):
    """Ticked plans as "signature id-fingerprint": cleaned to fingerprints by id.

    What was not offered is dropped.
    """

    def valid_value(self, value):
        return True

    def clean(self, value):
        ticked = read_ticks(super().clean(value))
        if not ticked:
            raise forms.ValidationError(self.error_messages["required"])
        return ticked


class BatchSigningForm(StillYou):
    """Which of several plans, and once for all of them the name, and password or passkey.

    Each tick carries the fingerprint.
    """

    plans = TicksField(
        label="Plans",
        error_messages={"required": "Tick the plans that you have read and want to sign."},
    )
    typed_name = SignForm.base_fields["typed_name"]
    field_order = ["plans", "typed_name"]

    def __init__(self, *args, expected, **kwargs):
        super().__init__(*args, **kwargs)
        one = f"As it stands on these plans: {expected[0]}" if len(expected) == 1 else ""
        self.fields["typed_name"].help_text = (
            one or "As it stands on the plans you ticked; each says under which name."
        )

    @property
    def ticked(self):
        """Ids of the signatures that are ticked, whatever else is wrong with the form."""
        return read_ticks(self.data.getlist("plans")) if self.is_bound else {}


class PaperForm(forms.Form):
    """A page that was signed by hand."""

    typed_name = forms.CharField(label="Name under the signature", max_length=200)
    signed_on = forms.DateField(label="Signed on", widget=DateInput())
    printed = forms.CharField(
        label="Fingerprint printed on the page",
        help_text="The first 16 characters, in four groups.",
        max_length=90,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scan = forms.FileField(
        label="Scan or photo of the signed page",
        help_text="PDF, JPEG, PNG or HEIC, up to 25 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": "image/*,.heic,.pdf"}),
    )

    def __init__(self, *args, fingerprint, expected, designee, **kwargs):
        super().__init__(*args, **kwargs)
        self.fingerprint = fingerprint
        also = f"; or {designee.designee.person.name}, who may sign for them" if designee else ""
        self.fields["typed_name"].help_text = f"As it stands on this plan: {expected}{also}"

    def clean_printed(self):
        """The page must carry the fingerprint of the text as it is frozen now.

        A page printed before a thaw does not count.
        """
        printed = "".join(self.cleaned_data["printed"].split()).lower()
        if len(printed) < len(short(self.fingerprint)) or not self.fingerprint.startswith(printed):
            raise forms.ValidationError(
                "This is not the fingerprint of the text as it is frozen now. Print the page again."
            )
        return printed
