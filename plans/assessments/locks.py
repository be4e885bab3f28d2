"""The lock under which a walk changes, how it stands, and its moves."""

from django.utils import timezone

from plans.assessments.lifecycle import ASSESSMENT_MOVES, AssessmentState
from plans.assessments.models.assessment import Assessment
from safety_portal.core.look.wording import day_in_words, full_day
from safety_portal.core.states import WrongState, check_move


def locked(assessment: Assessment) -> Assessment:
    """The assessment as it stands, locked until the transaction ends."""
    rows = Assessment.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related(
        "coalition__district",
        "coalition__school",
        "checklist",
        "lead__person",
        "finished_by",
        "called_off_by",
    ).get(pk=assessment.pk)


def move(assessment: Assessment, new: AssessmentState) -> None:
    """Set the state, or raise WrongState with who did what when. Saves nothing."""
    check_move(ASSESSMENT_MOVES, old=assessment.state, new=new, sentence=standing(assessment))
    assessment.state = new


def require_open(assessment: Assessment) -> None:
    """Raise WrongState for a walk that is over, with the way on."""
    if not assessment.is_open:
        is_finished = assessment.state == AssessmentState.FINISHED
        again = " Open it again to add to it." if is_finished else ""
        raise WrongState(f"{standing(assessment)}{again}")


def standing(assessment: Assessment) -> str:
    """How a walk stands, as a sentence: who did what, when."""
    if assessment.state == AssessmentState.FINISHED and assessment.finished_at:
        day = day_in_words(timezone.localdate(assessment.finished_at), on=timezone.localdate())
        return f"{assessment.finished_by} finished this walk on {day}."
    if assessment.state == AssessmentState.CALLED_OFF and assessment.called_off_at:
        day = full_day(timezone.localdate(assessment.called_off_at))
        reason = assessment.reason.rstrip(".")
        return f"{assessment.called_off_by} called this walk off on {day}: {reason}."
    return f"This walk is {assessment.get_state_display().lower()}."
