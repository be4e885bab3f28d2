"""What pages that ask once more have in common.

A form with a reason, and an action that may refuse it.
"""

from django.core.exceptions import ValidationError
from django.urls import reverse

from plans.editions.forms.common_fields import BecauseForm

BACK = {
    "edition": "Back to the plan",
    "review_ask": "Back to the reviewers",
    "signatures": "Back to signatures",
    "sign": "Back to the signature",
    "section": "Back to the section",
    "edition_arrange": "Back to arranging",
}


def frame_of(edition, back="edition", *more):
    """Coalition, plan and edition for a page's context, and the way back.

    The URL name of a page of the edition.
    """
    where = [edition.plan.coalition.slug, edition.plan_id, edition.number, *more]
    return {
        "coalition": edition.plan.coalition,
        "edition": edition,
        "plan": edition.plan,
        "back_url": reverse(back, args=where),
        "back": BACK[back],
    }


def because_form(request, label, help_text):
    """A bound or empty form for one reason."""
    return BecauseForm(request.POST or None, label=label, help_text=help_text)


def posted(request, form, act):
    """Act on a posted, valid reason; a refusal goes to the form. True when it was done."""
    if request.method != "POST" or not form.is_valid():
        return False
    return did(form, act, form.cleaned_data["because"])


def did(form, act, *args):
    """Run an action; what it refuses about a field goes to that field of the form.

    True when it was done.
    """
    try:
        act(*args)
    except ValidationError as refused:
        errors = (
            refused.message_dict if hasattr(refused, "error_dict") else {None: refused.messages}
        )
        for field, sentences in errors.items():
            form.add_error(field if field in form.fields else None, sentences)
        return False
    return True
