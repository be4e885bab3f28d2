"""Who may do what with the loops of findings: a part of the table (verbs.py)."""

from plans.loops import policies as loop_policies
from plans.loops.queries import fetch_mark
from tests.everywhere import rows_walks
from tests.everywhere.may import ADMINISTRATOR, May


def mark(asker, place, role):
    """That a step of a loop of the place is not needed."""
    return fetch_mark(
        asker,
        coalition=place.coalition.slug,
        finding=place.mended_finding.pk,
        mark=place.step_mark.pk,
    )


LOOPS = {
    "leave a step of a loop out": May(
        loop_policies.can_leave_step_out, rows_walks.finding, ADMINISTRATOR
    ),
    "say that it is needed after all": May(loop_policies.can_undo_mark, mark, ADMINISTRATOR),
}
