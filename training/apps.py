"""Django's handle on the training app."""

from django.apps import AppConfig

from coalitions.records.merge_rules import Moves, MovesWhere


class TrainingConfig(AppConfig):
    """Installed as `training`."""

    name = "training"
    # The same course on the same day, written down for both records, counts once.
    follows = {
        "TrainingRecord.person": Moves(doubles={"state": "withdrawn"}),
        "TrainingFile.person": Moves(),
        # Who led what was held stays on record; who leads what is planned goes along.
        "Drill.leader": MovesWhere({"state": "planned"}),
    }
    audit_places = {
        "TrainingRecord": ("record", "coalition__slug", "pk"),
        "Drill": ("drill", "coalition__slug", "pk"),
    }
