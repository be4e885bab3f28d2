"""A board's vote.

On the frozen text, with its minutes, kept as it was recorded, asked for where a coalition names its
board.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from plans.approvals import actions
from plans.approvals.models import Approval
from plans.editions.lifecycle import EditionStatus
from plans.signing.actions import freezing, publishing
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from safety_portal.portal.reminders.obligations import owed
from tests import builders
from tests.plans import life
from tests.plans.approvals.voting import BOARD, vote

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n%%EOF"


def name_board(scene):
    scene.coalition.approving_board = BOARD
    scene.coalition.save(update_fields=["approving_board"])


def sign_all(scene):
    life.freeze(scene)
    for account in (scene.fire, scene.law):
        life.sign(scene, account)


def put_in_force(scene):
    return publishing.put_in_force(edition=scene.edition, by=scene.administrator)


def test_a_vote_is_recorded_on_the_fingerprint_with_its_audit_row(scene):
    life.freeze(scene)
    made = vote(
        scene,
        ayes=4,
        noes=1,
        abstained=0,
        remark="Gate C first.",
        minutes=builders.file("m.pdf", PDF),
    )
    row = AuditRow.objects.get(action="approval.recorded")

    assert (made.body, made.outcome, made.counts, made.remark) == (
        BOARD,
        "approved",
        "4 ayes, 1 no, 0 abstained",
        "Gate C first.",
    )
    assert (made.content_hash, made.recorded_by) == (
        scene.edition.content_hash,
        scene.administrator,
    )
    assert (row.detail["outcome"], row.detail["body"], row.scope) == (
        "approved",
        BOARD,
        scene.coalition.pk,
    )
    assert len(builders.stored(scene.media)) == 1


def test_what_a_vote_is_refused_for_and_nothing_is_kept_of_it(scene):
    life.freeze(scene)
    today = timezone.localdate()
    day = "A vote is on the frozen text: give a day between"
    refused = [
        ({"body": " "}, "body", "Write the name of the board."),
        ({"voted_on": today + timedelta(days=1)}, "voted_on", day),
        ({"voted_on": today - timedelta(days=1)}, "voted_on", day),
        ({"ayes": 4}, "ayes", "Give all three numbers, or none of them."),
        (
            {"ayes": 3, "noes": 4, "abstained": 0},
            "outcome",
            "With 3 ayes and 4 noes nothing is approved.",
        ),
        (
            {"ayes": 3, "noes": 3, "abstained": 0},
            "outcome",
            "With 3 ayes and 3 noes nothing is approved.",
        ),
        ({"minutes_item": ""}, "minutes_item", "Say where the minutes tell it"),
        (
            {"minutes": builders.file("m.docx", b"PK\x03\x04")},
            "minutes",
            "This is neither a PDF nor a picture",
        ),
        ({"minutes": builders.file("m.pdf", b"")}, "minutes", "This file is empty."),
    ]
    for wrong, field, sentence in refused:
        with pytest.raises(Refused) as found:
            vote(scene, **wrong)
        said = str(found.value)[: len(sentence)]
        assert (found.value.field, said) == (field, sentence)
    assert (
        Approval.objects.count(),
        AuditRow.objects.filter(action__startswith="approval").count(),
    ) == (0, 0)
    assert builders.stored(scene.media) == []
    assert (
        vote(scene, outcome="not_approved", ayes=4, noes=2, abstained=0).outcome == "not_approved"
    )


def test_a_vote_is_taken_on_what_is_frozen_or_in_force_only(scene):
    for status in EditionStatus:
        scene.edition = builders.make_edition(
            plan=builders.make_plan(coalition=scene.coalition, title=status)
        )
        builders.force_status(scene.edition, status)
        if status in (EditionStatus.AWAITING_SIGNATURES, EditionStatus.IN_FORCE):
            assert vote(scene).edition == scene.edition
        else:
            with pytest.raises(WrongState):
                vote(scene)
    assert Approval.objects.count() == 2


def test_where_a_board_is_named_nothing_comes_into_force_without_its_vote(scene):
    name_board(scene)
    sign_all(scene)
    with pytest.raises(
        WrongState, match=rf"cannot come into force yet. {BOARD} has not voted on this edition."
    ):
        put_in_force(scene)
    assert Message.objects.filter(kind="all_signed").count() == 0
    assert vote(scene, body="Somebody else", outcome="not_approved").body == BOARD
    with pytest.raises(
        WrongState, match=rf"{BOARD} did not approve this edition on .*. A later vote has to"
    ):
        put_in_force(scene)
    vote(scene)

    assert Message.objects.filter(kind="all_signed").count() == 1
    assert put_in_force(scene).status == "in_force"


def test_without_a_board_a_vote_is_recorded_and_blocks_nothing(scene):
    sign_all(scene)
    vote(scene, outcome="not_approved")
    assert put_in_force(scene).status == "in_force"
    assert vote(scene).edition.status == "in_force"


def test_a_thaw_voids_the_vote_and_the_next_freeze_needs_another(scene):
    name_board(scene)
    sign_all(scene)
    made = vote(scene)
    freezing.thaw(edition=scene.edition, because="Gate C.", by=scene.administrator)
    made.refresh_from_db()
    assert (made.voided_by, made.voided_because) == (scene.administrator, "Gate C.")
    assert AuditRow.objects.get(action="edition.thawed").detail["votes"] == 1
    sign_all(scene)
    with pytest.raises(WrongState, match="has not voted on this edition"):
        put_in_force(scene)


def test_voiding_needs_a_reason_happens_once_and_the_earlier_vote_counts_again(scene):
    name_board(scene)
    sign_all(scene)
    vote(scene)
    wrong = vote(scene, outcome="not_approved")
    with pytest.raises(Refused):
        actions.void_vote(approval=wrong, because=" ", by=scene.administrator)
    actions.void_vote(approval=wrong, because="Another plan’s vote.", by=scene.administrator)
    with pytest.raises(
        WrongState, match=r"Dana Whitlock voided this vote today at .*: Another plan’s vote\."
    ):
        actions.void_vote(approval=wrong, because="Again.", by=scene.administrator)
    with pytest.raises(WrongState, match="Dana Whitlock voided this vote"):
        actions.add_minutes(
            approval=wrong, minutes_url="https://board.example/7", by=scene.administrator
        )

    assert AuditRow.objects.filter(action="approval.voided").count() == 1
    assert put_in_force(scene).status == "in_force"


def test_minutes_are_added_once(scene):
    life.freeze(scene)
    made = vote(scene)
    with pytest.raises(Refused, match="Choose the file of the minutes"):
        actions.add_minutes(approval=made, by=scene.administrator)
    actions.add_minutes(approval=made, minutes=builders.file("m.pdf", PDF), by=scene.administrator)
    made.refresh_from_db()
    with pytest.raises(WrongState, match="added once, and stay"):
        actions.add_minutes(
            approval=made, minutes=builders.file("m.pdf", PDF), by=scene.administrator
        )

    assert (made.minutes_added_by, made.minutes.name.endswith(".pdf")) == (
        scene.administrator,
        True,
    )
    assert len(builders.stored(scene.media)) == 1


def test_the_record_of_the_vote_is_owed_by_administrators_until_it_approves(scene, foreign):
    builders.make_member(coalition=foreign, role="administrator")
    life.freeze(scene)

    def told():
        return [
            (o.account_id, o.due_on, o.title, o.why, o.path)
            for o in owed(on=timezone.localdate())
            if is_vote(o)
        ]

    def is_vote(obligation):
        return obligation.kind == "board_vote"

    assert told() == []
    name_board(scene)
    path = f"/c/juniper/plans/{scene.edition.plan_id}/editions/1/approvals/record/"
    title = "Record the board’s vote on the Emergency operations plan, edition 1"
    why = f"{BOARD} approves it before it comes into force."
    assert told() == [(scene.administrator.pk, life.in_days(14), title, why, path)]
    vote(scene, outcome="not_approved")
    assert [row[3].startswith(f"{BOARD} did not approve it") for row in told()] == [True]
    vote(scene)
    assert told() == []
