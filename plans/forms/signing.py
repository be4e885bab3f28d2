"""Sign, sign on paper."""

from django import forms

from plans.canonical import short
from plans.forms.reviewing import DateInput
from safety_portal.accounts.reauthentication import StillYou


class SignForm(StillYou):
    """The typed name, and password or passkey; the fingerprint that was on the page comes back with them."""

    typed_name = forms.CharField(
        label="Type your full name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    fingerprint = forms.CharField(widget=forms.HiddenInput)
    field_order = ["typed_name"]

    def __init__(self, *args, expected, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["typed_name"].help_text = f"As it stands on this plan: {expected}"


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

    def __init__(self, *args, fingerprint, expected, **kwargs):
        super().__init__(*args, **kwargs)
        self.fingerprint = fingerprint
        self.fields["typed_name"].help_text = f"As it stands on this plan: {expected}"

    def clean_printed(self):
        """The page must carry the fingerprint of the text as it is frozen now: a page printed before a thaw does not count."""
        printed = "".join(self.cleaned_data["printed"].split()).lower()
        if len(printed) < len(short(self.fingerprint)) or not self.fingerprint.startswith(printed):
            raise forms.ValidationError(
                "This is not the fingerprint of the text as it is frozen now. Print the page again."
            )
        return printed
