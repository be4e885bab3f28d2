"""Django's handle on the training app."""

from django.apps import AppConfig

from coalitions.records.merge_rules import Moves


class TrainingConfig(AppConfig):
    """Installed as `training`."""

    name = "training"
    # The same course on the same day, written down for both records, counts once.
    follows = {
        "TrainingRecord.person": Moves(doubles={"state": "withdrawn"}),
        "TrainingFile.person": Moves(),
    }
    audit_places = {"TrainingRecord": ("record", "coalition__slug", "pk")}
