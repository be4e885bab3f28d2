"""Django's handle on the coalitions app."""

from django.apps import AppConfig

from coalitions.following import Moves, Untangled


class CoalitionsConfig(AppConfig):
    """Installed as `coalitions`."""

    name = "coalitions"
    follows = {
        "Membership.person": Untangled(),
        "RosterIdentity.person": Moves(),
        "Person.merged_into": Moves(),
    }
