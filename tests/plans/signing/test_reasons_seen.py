"""A reason that is asked for has words that somebody can see; without them nothing is changed."""

import pytest

from plans.approvals.actions import record_vote, void_vote
from plans.approvals.models import Approval
from plans.comments.actions import commenting
from plans.comments.models.comment import Comment
from plans.editions.lifecycle import EditionStatus
from plans.review import actions as review_actions
from plans.review.models import Reviewer
from plans.signing.actions import freezing, publishing, signing
from plans.signing.lifecycle import SignatureState
from plans.signing.models import Signature
from safety_portal.core.refusals import Refused
from tests import builders
from tests.plans import life

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.parametrize("because", ["", " \n", "\u200b", "\u202e\u200d \ufeff"]),
]


def refused(act, **given):
    with pytest.raises(Refused) as no:
        act(**given)
    return no.value.field


def test_a_freeze_is_not_taken_back_for_no_reason(frozen, because):
    asked = {"edition": frozen.edition, "because": because, "by": frozen.administrator}
    assert refused(freezing.thaw, **asked) == "because"
    frozen.edition.refresh_from_db()
    assert frozen.edition.status == EditionStatus.AWAITING_SIGNATURES


def test_a_plan_is_not_retired_for_no_reason(frozen, because):
    edition = builders.force_status(frozen.edition, EditionStatus.IN_FORCE)
    assert (
        refused(publishing.retire, edition=edition, because=because, by=frozen.administrator)
        == "because"
    )
    edition.refresh_from_db()
    assert edition.status == EditionStatus.IN_FORCE


def test_a_signer_does_not_decline_for_no_reason(frozen, because):
    row = life.asked(frozen, frozen.fire)
    assert refused(signing.decline, signature=row, reason=because, by=frozen.fire) == "reason"
    row.refresh_from_db()
    assert row.state == SignatureState.ASKED


def test_a_seat_is_not_waived_for_no_reason(frozen, because):
    row = Signature.objects.get(seat=frozen.vacant)
    asked = {"signature": row, "reason": because, "by": frozen.administrator}
    assert refused(signing.waive, **asked) == "reason"
    row.refresh_from_db()
    assert row.state == SignatureState.ASKED


def test_a_vote_is_not_taken_back_for_no_reason(frozen, because):
    vote = builders.make_approval(edition=frozen.edition)
    asked = {"approval": vote, "because": because, "by": frozen.administrator}
    assert refused(void_vote, **asked) == "because"
    assert Approval.objects.get().voided_at is None


def test_a_board_whose_name_nobody_sees_has_not_voted(frozen, because):
    asked = {
        "edition": frozen.edition,
        "voted_on": life.in_days(0),
        "outcome": "approved",
        "body": because,
        "minutes_item": "7.2",
        "then": lambda **named: None,
        "by": frozen.administrator,
    }
    assert refused(record_vote, **asked) == "body"
    assert not Approval.objects.exists()


def test_a_comment_of_nothing_is_none(scene, because):
    asked = {"section": scene.protocol, "body": because, "by": scene.administrator}
    assert refused(commenting.comment, **asked) == "body"
    assert not Comment.objects.exists()


def test_a_reviewer_does_not_ask_for_changes_that_nobody_sees(scene, because):
    life.ask_for_review(scene)
    reviewer = Reviewer.objects.get()
    asked = {"reviewer": reviewer, "decision": "asks_for_changes", "by": scene.fire}
    assert refused(review_actions.decide, conditions=because, **asked) == "conditions"
    reviewer.refresh_from_db()
    assert reviewer.decided_at is None
