"""The forms of every import: the file, which sheet of it, and which column is which."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.conf import settings

# What a browser offers first. What a file is, is judged by what is in it.
TABLE_ENDINGS = ".csv,.tsv,.txt,.xlsx,.xlsm,.xlsb,.xls,.ods,.htm,.html"
TOO_LARGE = "This file is larger than 25 MB; import it in parts."


class TableFileForm(forms.Form):
    """One file, of at most 25 MB; what is in it is judged later."""

    too_large = TOO_LARGE
    file = forms.FileField(
        label="File",
        help_text="Excel (.xlsx, .xls), OpenDocument (.ods) or CSV. At most 25 MB.",
        allow_empty_file=True,
        max_length=200,
        error_messages={"required": "Choose the file first."},
        widget=forms.FileInput(attrs={"accept": TABLE_ENDINGS}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("look", "Look at the file"))

    def clean_file(self):
        """The file, unless it is too large."""
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT_BYTES:
            raise forms.ValidationError(self.too_large)
        return file


class SheetForm(forms.Form):
    """Which sheet of a workbook is read."""

    sheet = forms.ChoiceField(label="Sheet")

    def __init__(self, *args, sheets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = [(name, name) for name in sheets]


class ColumnsForm(forms.Form):
    """A choice of column for each field: `cleaned_data["mapping"]`, field -> column, "" for none.

    `labels`: field -> its word; `names`: the columns of the file; `chosen`: field -> column as it
    stands; `needed`: fields without which a row is none. `known`: field -> column by the layout
    that the file has; then the mapping is only what differs from it.
    """

    # (title, fields) in the order in which they are asked for; all in one where it is empty.
    parts_of: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __init__(self, *args, labels, names, chosen, needed=(), known=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.labels, self.known = labels, known
        columns = [
            ("", "Not in the file"),
            *((name, name) for name in dict.fromkeys(names) if name),
        ]
        for field, label in labels.items():
            self.fields[field] = forms.ChoiceField(
                label=label,
                choices=columns,
                initial=chosen.get(field, ""),
                required=field in needed,
                error_messages={"required": f"Choose the column of the {label.lower()}."},
            )

    def parts(self):
        """(title, its fields) for the page."""
        if not self.parts_of:
            return [("", list(self))]
        return [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in self.parts_of
        ]

    def clean(self):
        """The mapping beside the fields."""
        given = super().clean()
        given["mapping"] = {
            field: given.get(field, "")
            for field in self.labels
            if self.known is None or given.get(field, "") != self.known.get(field, "")
        }
        return given
