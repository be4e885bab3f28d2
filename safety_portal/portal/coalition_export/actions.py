"""That a coalition was taken away stands in its record."""

from django.db import transaction

from coalitions.coalition.models import Coalition
from safety_portal.core.audit.record import record
from safety_portal.core.authority import unasked


@unasked("The operator's command: rights apply on pages.")
@transaction.atomic
def note_export(*, coalition: Coalition, sha256: str, objects: int, problems: int) -> None:
    """Write down that everything of a coalition was written into an archive. Audited."""
    record(
        by=None,
        action="coalition.exported",
        subject=coalition,
        scope=coalition,
        sha256=sha256,
        objects=objects,
        problems=problems,
    )
