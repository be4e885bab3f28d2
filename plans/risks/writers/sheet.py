"""A line of the worksheet as cells: what the import reads again, by the same names."""

from django.utils import timezone

from plans.risks.worksheet import Line

COLUMNS = (
    *("Threat/Hazard", "Building", "Probability", "Magnitude", "Warning", "Duration", "Sum"),
    *("Suggested", "Risk Priority", "Reason", "How sure", "Decided on", "Decided by"),
    *("Took part", "Accepted by", "Accepted until", "Annex", "Findings over 90 days", "Detail"),
)


def cells_of(line: Line, *, reads_detail: bool) -> list[object]:
    """The cells of a risk; those of a decision are empty where there is none."""
    risk, weighing, acceptance = line.risk, line.weighing, line.acceptance
    head: list[object] = [risk.title, risk.building]
    if weighing is None:
        return [*head, *[""] * (len(COLUMNS) - len(head))]
    gaps = line.gaps
    return [
        *head,
        *(f"{value}. {word}" for _, word, value in weighing.scores),
        weighing.suggestion.sum,
        weighing.get_suggested_display(),
        weighing.get_priority_display(),
        weighing.reason,
        weighing.get_sureness_display(),
        timezone.localdate(weighing.made_at).isoformat(),
        str(weighing.made_by),
        line.people,
        str(acceptance.membership.person) if acceptance else "",
        acceptance.ends_on.isoformat() if acceptance else "",
        gaps.annex.words if gaps and gaps.annex else "",
        gaps.findings.number if gaps and gaps.findings else "",
        weighing.detail if reads_detail else "",
    ]
