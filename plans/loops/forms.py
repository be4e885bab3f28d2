"""Why a step is not needed, or needed after all."""

from typing import Any

from django import forms

from plans.loops.actions import REASON_MOST
from safety_portal.core.look.layout import one_column


class StepReasonForm(forms.Form):
    """A reason of one or two sentences; `step` is the one that its reader saw waiting."""

    step = forms.CharField(widget=forms.HiddenInput, max_length=20)
    reason = forms.CharField(max_length=REASON_MOST, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, about: str, button: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = about
        self.helper = one_column("step", "reason", button=button)


class UndoForm(forms.Form):
    """Why it is needed after all."""

    reason = forms.CharField(
        label="Why it is needed after all",
        max_length=REASON_MOST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column("reason", button="It is needed")
