"""A request as a view finds it behind its gate: who asks, and the subject that the gate fetched."""

from django.http import HttpRequest

from plans.findings.models import Finding, OutsideReport
from safety_portal.core.accounts.models import User


class FindingRequest(HttpRequest):
    """Of a finding."""

    user: User
    subject: Finding


class ReportRequest(HttpRequest):
    """Of an outside report."""

    user: User
    subject: OutsideReport
