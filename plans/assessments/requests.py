"""A request as a view finds it behind its gate: who asks, and the subject that the gate fetched."""

from django.http import HttpRequest

from coalitions.coalition.models import Coalition
from plans.assessments.models.assessment import Assessment
from plans.assessments.models.checklist import Checklist
from safety_portal.core.accounts.models import User


class AssessmentRequest(HttpRequest):
    """Of an assessment."""

    user: User
    subject: Assessment


class PlaceRequest(HttpRequest):
    """Of a coalition."""

    user: User
    subject: Coalition


class ChecklistRequest(HttpRequest):
    """Of a version of a checklist."""

    user: User
    subject: Checklist
