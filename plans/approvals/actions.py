"""Record how a board voted on a frozen edition, add the minutes once they are approved, void what
was recorded wrongly.
"""

from django.utils import timezone

from plans.approvals.lifecycle import Outcome
from plans.approvals.models import Approval
from plans.approvals.policies import can_manage_approval
from plans.approvals.standing import VOTED_ON, require_open_minutes, require_standing
from plans.editions import locks
from plans.editions.evidence import edition_evidence
from plans.editions.lifecycle import EditionStatus
from plans.editions.policies import can_edit
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require, unasked
from safety_portal.core.files.uploads import accept_document, all_or_nothing
from safety_portal.core.look.wording import counted, full_day
from safety_portal.core.names import tidy_name, typed
from safety_portal.core.refusals import Refused

MINUTES = ["minutes", "minutes_sha256", "minutes_url", "minutes_added_at", "minutes_added_by"]


def record_vote(*, edition, voted_on, outcome, body="", minutes=None, then, by, now=None, **told):
    """Record one vote of a board on the text that is frozen; returns the Approval.

    `body` counts only where the coalition names no board of its own. `minutes` is an uploaded PDF
    or picture, kept privately. `told` is the rest of an Approval: meeting, is_open_meeting, ayes,
    noes, abstained, remark, minutes_item, minutes_url. The same vote again by the same person, as
    by a double click, is recorded once. Raises WrongState unless the edition awaits signatures or
    is in force; Refused for a day before the freeze or after today, numbers that do not
    carry the outcome, or nothing that leads to the minutes. Where signatures are awaited, what
    follows from the vote is `then`: called in the same transaction with edition= and on=.
    """
    now = now or timezone.now()
    with all_or_nothing() as store:
        edition = locks.locked(edition)
        require(can_edit(by, edition.plan))
        locks.require_status(edition, *VOTED_ON)
        fixed = {
            "edition": edition,
            "content_hash": edition.content_hash,
            "recorded_at": now,
            "recorded_by": by,
        }
        board = edition.plan.coalition.approving_board or tidy_name(body)
        vote = Approval(body=board, voted_on=voted_on, outcome=outcome, **fixed, **told)
        _check_vote(vote, has_file=bool(minutes), on=timezone.localdate(now))
        if again := _same_vote(vote, told):
            return again
        _keep_minutes(minutes, vote, store)
        vote.save()
        _audit(
            vote,
            by,
            "approval.recorded",
            outcome=outcome,
            voted_on=voted_on.isoformat(),
            body=vote.body,
        )
        if edition.status == EditionStatus.AWAITING_SIGNATURES:
            then(edition=edition, on=timezone.localdate(now))
        return vote


def _same_vote(vote, told):
    """The vote that stands and says the same, recorded by the same person.

    None where there is none.
    """
    standing = vote.edition.approvals.filter(
        voided_at__isnull=True, recorded_by=vote.recorded_by, **told
    )
    return standing.filter(
        content_hash=vote.content_hash, body=vote.body, voted_on=vote.voted_on, outcome=vote.outcome
    ).first()


def add_minutes(*, approval, minutes=None, minutes_url="", by, now=None):
    """Add the minutes to a vote that was recorded before they were approved.

    Once, as a file, a web address, or both.

    Returns the Approval. Raises WrongState where they are there already or the vote was voided,
    Refused where nothing is given or the file is neither PDF nor picture.
    """
    with all_or_nothing() as store:
        approval = _locked_vote(approval)
        require(can_manage_approval(by, approval))
        require_open_minutes(approval)
        if not minutes and not minutes_url:
            raise Refused(
                "Choose the file of the minutes, or give their web address.", field="minutes"
            )
        _keep_minutes(minutes, approval, store)
        approval.minutes_url = approval.minutes_url or minutes_url
        approval.minutes_added_at, approval.minutes_added_by = now or timezone.now(), by
        approval.save(update_fields=MINUTES)
        _audit(approval, by, "minutes.added")
        return approval


def void_vote(*, approval, because, by, now=None):
    """Take back a vote that was recorded wrongly; it stays to be seen, with the reason.

    Returns the Approval.

    Raises WrongState where it was voided before or the edition is neither awaiting signatures nor
    in force, Refused without a reason.
    """
    because = typed(because)
    if not because:
        raise Refused("Write what was wrong with it: it stands beside the vote.", field="because")
    with all_or_nothing():
        approval = _locked_vote(approval)
        require(can_manage_approval(by, approval))
        require_standing(approval)
        locks.require_status(approval.edition, *VOTED_ON)
        approval.voided_at, approval.voided_by, approval.voided_because = (
            now or timezone.now(),
            by,
            because[:500],
        )
        approval.save(update_fields=["voided_at", "voided_by", "voided_because"])
        _audit(approval, by, "approval.voided", because=because)
        return approval


@unasked("A step of actions that have asked, and hold the lock.")
def void_all(*, edition, because, by, now):
    """Void every vote that stands, inside the transaction that thaws the edition.

    Returns how many.
    """
    standing = list(
        edition.approvals.filter(voided_at__isnull=True).select_for_update(
            no_key=True, of=("self",)
        )
    )
    for vote in standing:
        vote.edition, vote.voided_at, vote.voided_by, vote.voided_because = (
            edition,
            now,
            by,
            because[:500],
        )
        vote.save(update_fields=["voided_at", "voided_by", "voided_because"])
        _audit(vote, by, "approval.voided", because=because)
    return len(standing)


def _locked_vote(approval):
    """The vote and its edition, both locked, the edition first."""
    edition = locks.locked(approval.edition_id)
    found = (
        Approval.objects.select_for_update(no_key=True, of=("self",))
        .select_related("voided_by")
        .get(pk=approval.pk)
    )
    found.edition = edition
    return found


def _check_vote(vote, *, has_file, on):
    frozen_on = timezone.localdate(vote.edition.frozen_at)
    numbers = [vote.ayes, vote.noes, vote.abstained]
    if not vote.body:
        raise Refused("Write the name of the board.", field="body")
    if not frozen_on <= vote.voted_on <= on:
        days = f"between {full_day(frozen_on)}, when the text was frozen, and today"
        raise Refused(f"A vote is on the frozen text: give a day {days}.", field="voted_on")
    if None in numbers and numbers != [None] * 3:
        raise Refused("Give all three numbers, or none of them.", field="ayes")
    if vote.outcome == Outcome.APPROVED and vote.ayes is not None and vote.ayes <= vote.noes:
        votes = f"{counted(vote.ayes, 'aye')} and {counted(vote.noes, 'no', 'noes')}"
        raise Refused(
            f"With {votes} nothing is approved. Look at the numbers or the outcome again.",
            field="outcome",
        )
    if not (has_file or vote.minutes_item or vote.minutes_url):
        raise Refused(
            "Say where the minutes tell it: their item, a web address, or the file.",
            field="minutes_item",
        )


def _keep_minutes(minutes, vote, store):
    if not minutes:
        return
    upload = accept_document(minutes, field="minutes")
    store(vote.minutes, upload.as_file())
    vote.minutes_sha256 = upload.sha256


def _audit(approval, by, action, **detail):
    edition = approval.edition
    detail |= {"edition": edition.number, **edition_evidence(approval, edition)}
    record(by=by, action=action, subject=approval, scope=edition.plan.coalition_id, **detail)
