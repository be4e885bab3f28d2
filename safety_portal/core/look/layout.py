"""One column of fields and one button: how the forms of WHO are laid out."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject, Submit


def one_column(*fields: str | LayoutObject, button: str) -> FormHelper:
    """A crispy helper that lays `fields` out one below the other, with the verb of the page on its
    button.
    """
    helper = FormHelper()
    helper.form_class = "form-narrow"
    helper.layout = Layout(*fields, Submit("submit", button))
    return helper
