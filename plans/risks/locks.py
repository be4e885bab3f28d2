"""The lock under which a risk is decided on."""

from plans.risks.models.risk import Risk

SHOWN_WITH = (
    "coalition__district",
    "coalition__school",
    "own_hazard",
    "decision__made_by",
    "proposal__made_by",
    "set_aside_by",
)


def locked_risk(risk: Risk) -> Risk:
    """The risk as it stands now, locked until the transaction ends."""
    rows = Risk.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related(*SHOWN_WITH).get(pk=risk.pk)
