"""Django's handle on the notices package."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Installed as `notices`."""

    name = "safety_portal.core.notices"
    label = "notices"
