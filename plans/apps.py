"""Django's handle on the plans app."""

from django.apps import AppConfig

from coalitions.following import Copies, MovesWhere, Stays


class PlansConfig(AppConfig):
    """Installed as `plans`."""

    name = "plans"
    follows = {
        "Acknowledgement.person": Copies(),
        "Comment.membership": Stays(),
        "Suggestion.membership": Stays(),
        "Reviewer.membership": MovesWhere({"decided_at__isnull": True}),
        "Signature.designee": Stays(),
        "Signature.membership": MovesWhere({"state": "asked"}),
    }
