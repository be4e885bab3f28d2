"""A program is put on an agenda, and what the meeting decided about it is written down."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from coalitions.meetings.actions.agenda import take_offers
from coalitions.meetings.models.agenda import Decision
from coalitions.meetings.models.meeting import Meeting
from coalitions.programs.catalogue import line
from coalitions.programs.lifecycle import Outcome, ProgramState, next_review
from coalitions.programs.locks import (
    check_program_move,
    lock_program,
    require_decision,
    require_state,
)
from coalitions.programs.models.program import Program
from coalitions.programs.models.review import ProgramReview
from coalitions.programs.offering.agenda import line_of
from coalitions.programs.policies import can_discuss_program, can_review
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused

LONGEST_REASON = 1000


@transaction.atomic
def discuss_program(
    *, program: Program, meeting: Meeting, outcome: str = "", because: str = "", by: User
) -> int:
    """Put a program on the agenda of a planned meeting, with what somebody prepared; returns how
    many lines are new: 0 where it stands there. Raises WrongState. Audited.
    """
    require(can_discuss_program(by, program))
    now = lock_program(program)
    require_state(now, ProgramState.RECOMMENDED, ProgramState.ADOPTED, ProgramState.RUNNING)
    offered = line_of(now, outcome=outcome, because=tidy_line(because))
    number = take_offers(meeting=meeting, offered=[offered], by=by)
    if number:
        _audit(now, "program.put_on_agenda", by=by, meeting=meeting.pk)
    return number


@transaction.atomic
def review_program(
    *, program: Program, outcome: str, because: str, decision: Decision, by: User
) -> ProgramReview:
    """Write down what a meeting decided about a program, and why; returns the review.

    Kept or changed, it is reviewed again in its time; ended, it is over since the day of the
    meeting. What never began is only ended. Raises Refused, WrongState. Audited.
    """
    require(can_review(by, program))
    now = lock_program(program)
    require_state(now, ProgramState.ADOPTED, ProgramState.RUNNING)
    if outcome not in Outcome.values:
        raise Refused("Say whether it is kept, changed or ended.", field="outcome")
    because, decision = line(because, "because", LONGEST_REASON), require_decision(now, decision)
    day = timezone.localdate(decision.line.meeting.starts_at)
    _check_review(now, outcome, decision, day)
    review = ProgramReview.objects.create(
        program=now,
        reviewed_on=day,
        outcome=outcome,
        because=because,
        decision=decision,
        recorded_at=timezone.now(),
        recorded_by=by,
    )
    _go_on(now, outcome, day)
    _audit(now, f"program.{DONE[outcome]}", by=by, meeting=decision.line.meeting_id)
    return review


DONE: dict[str, str] = {Outcome.KEEP: "kept", Outcome.CHANGE: "to_change", Outcome.END: "ended"}


def _check_review(program: Program, outcome: str, decision: Decision, day: date) -> None:
    if program.state == ProgramState.ADOPTED and outcome != Outcome.END:
        raise Refused("It has not begun: start it, or end it.", field="outcome")
    if program.started_on and day < program.started_on and outcome != Outcome.END:
        raise Refused("This meeting was before the program began.", field="decision")
    if decision.pk == program.adoption_id:
        raise Refused("By this decision it was adopted. Choose a later one.", field="decision")
    reviews = program.reviews.all()
    if any(review.decision_id == decision.pk for review in reviews):
        raise Refused("The review by this decision is written down.", field="decision")


def _go_on(program: Program, outcome: str, day: date) -> None:
    """The review that is due next, or the end."""
    if outcome == Outcome.END:
        check_program_move(program, ProgramState.ENDED)
        program.state, program.ended_on, program.review_due_on = ProgramState.ENDED, day, None
    else:
        # Minutes of an older meeting bring no review nearer than a newer one left it.
        newest = program.reviews.order_by("-reviewed_on").values_list("reviewed_on", flat=True)
        program.review_due_on = next_review(newest[0], program.review_every)
    program.save(update_fields=["state", "ended_on", "review_due_on"])


def _audit(program: Program, action: str, *, by: User, **detail: object) -> None:
    record(
        by=by,
        action=action,
        subject=program,
        name=program.title,
        scope=program.coalition_id,
        **detail,
    )
