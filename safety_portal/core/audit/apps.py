"""Django's handle on the audit package."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Installed as `audit`."""

    name = "safety_portal.core.audit"
    label = "audit"
