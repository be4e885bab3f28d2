"""What programs offer an agenda: a recommendation to decide on, a review that is due."""

from collections.abc import Iterator
from datetime import date

from coalitions.coalition.models import Coalition
from coalitions.meetings.lifecycle import Wanted
from coalitions.meetings.offers import MOST, OfferedLine
from coalitions.programs.lifecycle import REVIEW_ASKED_BEFORE, Outcome, ProgramState
from coalitions.programs.models.program import Program
from safety_portal.core.look.wording import full_day
from safety_portal.core.web.addresses import address

ASKED: dict[str, str] = {
    Outcome.KEEP: "Keep the program",
    Outcome.CHANGE: "Change the program",
    Outcome.END: "End the program",
}


def line_of(program: Program, *, outcome: str = "", because: str = "") -> OfferedLine:
    """The line that a program is on an agenda of its coalition: to adopt it or, with what somebody
    prepared, to review it.
    """
    is_new = program.state == ProgramState.RECOMMENDED
    title = "Adopt the program" if is_new else ASKED.get(outcome, "Review the program")
    due = program.review_due_on
    words = because or (program.reasons if is_new else f"Review due {full_day(due)}" if due else "")
    return OfferedLine(
        key=f"program:{program.pk}" if is_new else f"program_review:{program.pk}:{due}",
        title=f"{title}: {program}"[:200],
        wanted=Wanted.DECIDE,
        words=words if len(words) <= 300 else f"{words[:299]}…",
        path=address("program", program.coalition.slug, program.pk),
        by=str(program.recommended_by)[:200] if is_new else "",
        minutes=10,
    )


def programs_to_decide(
    coalition: Coalition, *, on: date, since: date | None
) -> Iterator[OfferedLine]:
    """Each program that was recommended, and each whose review is due. Two queries."""
    programs = Program.objects.filter(coalition=coalition).select_related(
        "coalition", "recommended_by"
    )
    recommended = programs.filter(state=ProgramState.RECOMMENDED)
    for program in recommended.order_by("recommended_at", "id")[:MOST]:
        yield line_of(program)
    due = programs.filter(review_due_on__lte=on + REVIEW_ASKED_BEFORE)
    for program in due.order_by("review_due_on", "id")[:MOST]:
        yield line_of(program)
