"""Django's handle on the coalitions app."""

from django.apps import AppConfig


class CoalitionsConfig(AppConfig):
    """Installed as `coalitions`."""

    name = "coalitions"
