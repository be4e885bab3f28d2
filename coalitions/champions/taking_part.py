"""The way to ask for a place, where a coalition is asked: what its page for everybody links to."""

from coalitions.champions.models.asking import JoinRules
from coalitions.coalition.models import Coalition

# Its Spanish words stand in core/look/data/ui_es.yaml; the page that it leads to is English.
JOIN = ("Ask to join the coalition", "champion_join")


def way_to_join(coalition: Coalition) -> tuple[str, str] | None:
    """What the link says, and the name of the address; None where nobody is asked."""
    is_open = JoinRules.objects.filter(coalition=coalition, is_open=True).exists()
    return JOIN if is_open else None
