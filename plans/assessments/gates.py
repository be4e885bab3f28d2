"""Where the addresses of assessments begin, and the gates that stand before them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase

from plans.assessments.queries import fetch_assessment, fetch_restricted
from safety_portal.core.authority import Allowed, Denied, gate

Policy = Callable[[Any, Any], Allowed | Denied]
View = Callable[..., HttpResponseBase]

ASSESSMENTS = "c/<slug:coalition>/assessments/"
ASSESSMENT = ASSESSMENTS + "<int:assessment>/"


def of_place(policy: Policy, view: View) -> View:
    """The view of a coalition, for who reads what is restricted there; others get 404."""
    gated: View = gate(policy, view, fetch=fetch_restricted)
    return gated


def of_assessment(policy: Policy, view: View) -> View:
    """The view of the assessment that the address names, behind a policy."""
    gated: View = gate(policy, view, fetch=fetch_assessment)
    return gated
