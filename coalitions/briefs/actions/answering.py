"""The question of a brief is answered; an answer is changed for minutes, or removed for good."""

from django.db import transaction
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.briefs.here import BriefHere
from coalitions.briefs.locks import lock_brief, require_listed
from coalitions.briefs.models.answer import LONGEST_ANSWER, BriefAnswer
from coalitions.briefs.policies import can_answer, can_change_answer, can_remove_answer
from coalitions.coalition.locks import lock_coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_line, tidy_text
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

NOT_PUBLISHED = "This brief is not published yet. Its question is answered once it is."
FIXED = "Fifteen minutes are over; an answer stays as others have read it. Write another one."
REMOVED = "This answer was removed. Look at the others."


@transaction.atomic
def answer_question(
    *, shown: BriefHere, text: str, answers: BriefAnswer | None = None, by: User
) -> BriefAnswer:
    """Answer the question of a brief, or somebody's answer to it; returns the answer.

    The same words sent twice are one. Raises Refused for no words, WrongState where nobody answers
    any more. Audited, without the words.
    """
    require(can_answer(by, shown))
    words, now = _words(text), lock_brief(shown)
    require_listed(now)
    if now.read is None:
        raise WrongState(NOT_PUBLISHED)
    if answers and answers.removed_at:
        raise WrongState(REMOVED)
    row = {
        "version": now.read,
        "membership_id": _membership(by, shown),
        "answers": answers,
        "text": words,
        "written_by": by,
    }
    if same := BriefAnswer.objects.filter(**row).first():
        return same
    answer = BriefAnswer.objects.create(**row, written_at=timezone.now())
    _audit(answer, "brief_answer.written", by=by)
    return answer


def _membership(by: User, shown: BriefHere) -> int:
    """By which membership somebody speaks: of several the one that reads most."""
    grants = access_of(by).grants_in(shown.coalition)
    inside = sorted(grants, key=lambda grant: (grant.group == "community", grant.membership_id))
    return int(inside[0].membership_id)


@transaction.atomic
def change_answer(*, answer: BriefAnswer, text: str, by: User) -> BriefAnswer:
    """Change one's answer within fifteen minutes; returns it. Raises WrongState after. Audited."""
    require(can_change_answer(by, answer))
    answer, now = _locked(answer), timezone.now()
    if answer.removed_at:
        raise WrongState(REMOVED)
    if not answer.is_open(now):
        raise WrongState(FIXED)
    words = _words(text)
    if words != answer.text:
        answer.text, answer.changed_at = words, now
        answer.save(update_fields=["text", "changed_at"])
        _audit(answer, "brief_answer.changed", by=by)
    return answer


@transaction.atomic
def remove_answer(*, answer: BriefAnswer, because: str, by: User) -> BriefAnswer:
    """Remove an answer for good; the reason is shown in its place, its words are kept nowhere.

    Returns it. Raises WrongState where it was removed, Refused without a reason. Audited.
    """
    require(can_remove_answer(by, answer))
    answer = _locked(answer)
    if answer.removed_at:
        raise WrongState(REMOVED)
    if not (reason := tidy_line(because)[:300]):
        raise Refused("Say why; it is shown in its place.", field="because")
    answer.text, answer.removed_because = "", reason
    answer.removed_at, answer.removed_by = timezone.now(), by
    answer.save(update_fields=["text", "removed_because", "removed_at", "removed_by"])
    _audit(answer, "brief_answer.removed", by=by, because=reason)
    return answer


def _words(text: str) -> str:
    if not (words := tidy_text(text)):
        raise Refused("Write something, with letters.", field="text")
    if len(words) > LONGEST_ANSWER:
        raise Refused(
            f"This has {len(words):,} letters; {LONGEST_ANSWER:,} is the most.", field="text"
        )
    return words


def _locked(answer: BriefAnswer) -> BriefAnswer:
    lock_coalition(answer.coalition)
    rows = BriefAnswer.objects.select_for_update(no_key=True, of=("self",))
    rows = rows.select_related("membership__person", "membership__coalition", "version")
    return rows.get(pk=answer.pk)


def _audit(answer: BriefAnswer, action: str, *, by: User, **detail: object) -> None:
    """Without its words."""
    record(
        by=by,
        action=action,
        subject=answer,
        name=answer.version.title,
        scope=answer.membership.coalition_id,
        **detail,
    )
