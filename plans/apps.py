"""Django's handle on the plans app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Installed as `plans`."""

    name = "plans"
