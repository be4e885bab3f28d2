"""Django's handle on the training app."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Installed as `training`."""

    name = "training"
