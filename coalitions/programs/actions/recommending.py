"""Somebody recommends a program, with reasons and for whom."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.programs.catalogue import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    line,
    measure_names,
)
from coalitions.programs.here import EntryHere
from coalitions.programs.models.program import Program
from coalitions.programs.policies import can_recommend
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState


@transaction.atomic
def recommend_program(
    *,
    here: EntryHere,
    title: str,
    for_whom: str,
    description: str,
    reasons: str,
    measures: Sequence[str],
    by: User,
) -> Program:
    """Say that a coalition should have a program of a kind of its catalogue; returns the Program.

    It waits for a meeting, whose agenda offers it. Raises Refused where one of the title waits or
    runs, WrongState for an entry that was withdrawn. Audited.
    """
    require(can_recommend(by, here))
    if not here.is_listed:
        raise WrongState("This entry was withdrawn from the catalogue.")
    coalition, title = lock_coalition(here.coalition), line(title, "title", LONGEST_TITLE)
    _check_title(coalition, title)
    program = Program.objects.create(
        coalition=coalition,
        library_code="" if here.own else here.code,
        entry=here.own,
        title=title,
        cells=[*here.text.cells],
        led_by=[*here.text.led_by],
        for_whom=line(for_whom, "for_whom"),
        description=line(description, "description", LONGEST_TEXT),
        caution=here.text.caution,
        measure_names=list(measure_names(measures, "measures")),
        reasons=line(reasons, "reasons", LONGEST_TEXT),
        review_every=here.text.review,
        recommended_at=timezone.now(),
        recommended_by=by,
    )
    record(
        by=by, action="program.recommended", subject=program, name=program.title, scope=coalition
    )
    return program


def _check_title(coalition: Coalition, title: str) -> None:
    if Program.objects.open().filter(coalition=coalition, title__iexact=title).exists():
        raise Refused("A program with this title waits or runs already.", field="title")
