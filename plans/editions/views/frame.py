"""What pages that ask once more have in common.

A form with a reason, and an action that may refuse it.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from plans.editions.forms.common_fields import BecauseForm
from plans.editions.models.edition import Edition
from safety_portal.core.web.posting import posted

BACK = {
    "workspace_edition": "Back to the plan",
    "review_ask": "Back to the reviewers",
    "signing_signatures": "Back to signatures",
    "signing_sign": "Back to the signature",
    "workspace_section": "Back to the section",
    "writing_arrange": "Back to arranging",
}


def frame_of(edition: Edition, back: str = "workspace_edition", *more: object) -> dict[str, Any]:
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


def because_form(request: HttpRequest, label: str, help_text: str) -> BecauseForm:
    """A bound or empty form for one reason."""
    return BecauseForm(posted(request), label=label, help_text=help_text)
