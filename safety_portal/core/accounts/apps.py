"""Django's handle on the accounts package."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Installed as `accounts`."""

    name = "safety_portal.core.accounts"
    label = "accounts"
