"""How many agreements are in force, by kind: with whom, and what they say, is not told."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

from coalitions.access.filters import by_coalition
from coalitions.agreements.lifecycle import HOLDS
from coalitions.agreements.models.agreement import Agreement, AgreementKind
from safety_portal.core.look.wording import counted
from safety_portal.portal.community.parts.about import About, LeftOut, lacking


@dataclass(frozen=True)
class AgreementCount:
    """How many of a kind hold."""

    kind: str
    number: int


def agreements(about: About) -> tuple[list[AgreementCount], list[LeftOut]]:
    """Those that hold today: its own and, of a school, the district's that cover it. One query."""
    place = about.place
    reached = Q(coalition=place.pk)
    if place.school_id:
        reached |= by_coalition("coalition", up=[place.district_id]) & Q(schools=place.school_id)
    rows = Agreement.objects.filter(reached).with_standing(about.on).distinct()
    held = [row.kind for row in rows if row.standing in HOLDS]
    counts = Counter(held)
    shown = [AgreementCount(kind.label, counts[kind]) for kind in AgreementKind if counts[kind]]
    return shown, [
        *lacking(
            len(held),
            f"What {counted(len(held), 'agreement')} say and with whom",
            "Their kinds and numbers are public; the papers are members’.",
        )
    ]
