"""Asking for review, deciding, commenting: each move in each state, and who cannot be asked."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from plans.comments.actions import commenting
from plans.comments.models.comment import Comment
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.section import Section
from plans.review import actions
from plans.review.models import Reviewer, ReviewRound
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.plans import life

pytestmark = pytest.mark.django_db


def asking(scene, *pairs, due_on=None):
    return actions.open_review(
        edition=scene.edition,
        reviewers=[
            (life.membership_of(account, scene.coalition), sections) for account, sections in pairs
        ],
        due_on=due_on or life.in_days(14),
        by=scene.administrator,
    )


@pytest.mark.parametrize("status", EditionStatus)
def test_review_is_asked_for_while_the_text_may_change(scene, status):
    builders.force_status(scene.edition, status)
    if status in (EditionStatus.DRAFTING, EditionStatus.IN_REVIEW):
        assert asking(scene, (scene.fire, [])).edition.status == "in_review"
        return
    with pytest.raises(WrongState) as refused:
        asking(scene, (scene.fire, []))
    assert str(refused.value).startswith("Edition 1 ")
    assert [ReviewRound.objects.count(), Message.objects.count(), AuditRow.objects.count()] == [
        0,
        0,
        0,
    ]


@pytest.mark.parametrize("status", EditionStatus)
def test_back_to_drafting_only_from_review(scene, status):
    builders.force_status(scene.edition, status)
    if status == EditionStatus.IN_REVIEW:
        edition = actions.back_to_drafting(
            edition=scene.edition, by=scene.administrator, because="Too early."
        )
        assert edition.status == "drafting"
        return
    with pytest.raises(WrongState):
        actions.back_to_drafting(
            edition=scene.edition, by=scene.administrator, because="Too early."
        )


def test_one_round_at_a_time_and_the_next_counts_on(scene):
    first = asking(scene, (scene.fire, []))
    with pytest.raises(
        WrongState, match=r"Dana Whitlock asked for review today at .* Close that round"
    ):
        asking(scene, (scene.law, []))
    actions.close_review(round=first, by=scene.administrator)

    assert asking(scene, (scene.law, [])).number == 2


def test_a_reviewer_is_told_once_with_a_link_of_their_own(scene):
    round_ = asking(scene, (scene.fire, []))
    told = Message.objects.get()

    assert (told.to_address, told.kind) == (scene.fire.email, "review_asked")
    assert f"/editions/1/review/decide/{round_.reviewers.get().pk}/" in told.text
    assert "Room 4" not in told.text + told.html


@pytest.mark.parametrize("role", ["parent", "student"])
def test_restricted_sections_are_never_put_to_the_community(scene, role):
    member = builders.make_member(coalition=scene.coalition, role=role)
    with pytest.raises(Refused, match="never put to parents or students"):
        asking(scene, (member, [scene.other]))

    assert Reviewer.objects.count() == 0
    assert asking(scene, (member, [scene.protocol])).reviewers.count() == 1


def test_a_restricted_section_is_read_by_who_it_was_put_to_until_the_round_closes(scene):
    teacher = builders.make_member(coalition=scene.coalition, role="teacher")
    another = builders.make_member(coalition=scene.coalition, role="teacher")
    round_ = asking(scene, (teacher, [scene.other]), (another, []))
    reads = [scene.other in Section.objects.visible_to(account) for account in (teacher, another)]
    actions.close_review(round=round_, by=scene.administrator)
    del teacher._access

    assert reads == [True, False]
    assert scene.other not in Section.objects.visible_to(teacher)


def test_a_section_put_to_several_reviewers_is_listed_once(scene):
    teachers = [builders.make_member(coalition=scene.coalition, role="teacher") for _ in range(3)]
    asking(scene, *((teacher, [scene.protocol, scene.other]) for teacher in teachers))
    for account in (*teachers, scene.fire, scene.administrator):
        assert list(Section.objects.visible_to(account).present()) == [scene.protocol, scene.other]


def test_who_cannot_be_asked(scene, foreign):
    stranger = builders.make_member(coalition=foreign, role="fire")
    left = builders.make_member(coalition=scene.coalition, role="fire", ends_on=life.in_days(0))
    elsewhere = builders.make_section(
        edition=builders.make_edition(plan=builders.make_plan(coalition=foreign))
    )
    refusals = [
        ([], "Choose at least one reviewer."),
        (
            [(life.membership_of(stranger, foreign), [])],
            "Only current members of Juniper Elementary can be asked.",
        ),
        (
            [(life.membership_of(left, scene.coalition), [])],
            "Only current members of Juniper Elementary can be asked.",
        ),
        (
            [(life.membership_of(scene.fire, scene.coalition), [])] * 2,
            "Somebody is named twice. Name each reviewer once.",
        ),
        (
            [(life.membership_of(scene.fire, scene.coalition), [elsewhere])],
            "A section of another edition cannot be put to a reviewer.",
        ),
    ]
    for reviewers, sentence in refusals:
        with pytest.raises(Refused) as refused:
            actions.open_review(
                edition=scene.edition,
                reviewers=reviewers,
                due_on=life.in_days(1),
                by=scene.administrator,
            )
        assert str(refused.value) == sentence
    with pytest.raises(Refused, match="in the past"):
        asking(scene, (scene.fire, []), due_on=life.in_days(-1))
    scene.edition.refresh_from_db()
    assert scene.edition.status == "drafting"


def test_a_decision_changes_until_the_round_is_closed(scene):
    round_ = asking(scene, (scene.fire, []))
    reviewer = round_.reviewers.get()
    with pytest.raises(Refused, match="what has to change"):
        actions.decide(
            reviewer=reviewer, decision="asks_for_changes", by=scene.fire, conditions=" "
        )
    actions.decide(
        reviewer=reviewer, decision="asks_for_changes", by=scene.fire, conditions="Gate C."
    )
    actions.decide(reviewer=reviewer, decision="approves", by=scene.fire)
    actions.decide(reviewer=reviewer, decision="approves", by=scene.fire)
    actions.close_review(round=round_, by=scene.administrator)
    reviewer.refresh_from_db()

    assert (reviewer.decision, reviewer.conditions, reviewer.decided_by) == (
        "approves",
        "",
        scene.fire,
    )
    assert AuditRow.objects.filter(action="review.decided").count() == 2
    with pytest.raises(WrongState, match=r"This review is over. Dana Whitlock closed it today at"):
        actions.decide(
            reviewer=reviewer, decision="asks_for_changes", by=scene.fire, conditions="No."
        )
    with pytest.raises(WrongState):
        actions.close_review(round=round_, by=scene.administrator)


def test_the_database_keeps_one_open_round_and_whole_decisions(scene):
    round_ = asking(scene, (scene.fire, []))
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewRound.objects.create(
            edition=scene.edition,
            number=2,
            due_on=round_.due_on,
            opened_at=round_.opened_at,
            opened_by=scene.fire,
        )
    for wrong in (
        {"decision": "approves"},
        {"decision": "asks_for_changes", "decided_by": scene.fire},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reviewer.objects.update(**wrong)


def test_going_back_stops_the_round_and_tells_its_reviewers(scene):
    round_ = asking(scene, (scene.fire, []), (scene.law, []))
    actions.back_to_drafting(edition=scene.edition, by=scene.administrator, because="Wrong text.")
    round_.refresh_from_db()

    assert round_.closed_by == scene.administrator
    assert sorted(
        Message.objects.filter(kind="review_stopped").values_list("to_address", flat=True)
    ) == sorted([scene.fire.email, scene.law.email])


def test_comments_hang_together_and_are_resolved_once(scene):
    asked = commenting.comment(section=scene.protocol, body=" Which door? ", by=scene.fire)
    answered = commenting.comment(
        section=scene.protocol, body="The north one.", by=scene.administrator, answers=asked
    )
    again = commenting.comment(
        section=scene.protocol, body="Thanks.", by=scene.fire, answers=answered
    )
    commenting.resolve(comment=asked, by=scene.administrator)
    commenting.resolve(comment=asked, by=scene.fire)
    asked.refresh_from_db()

    assert [asked.body, asked.resolved_by] == ["Which door?", scene.administrator]
    assert [answered.answers, again.answers] == [asked, asked]
    assert AuditRow.objects.filter(action="comment.resolved").count() == 1
    assert [
        (told.to_address, "north" in told.text + told.html) for told in Message.objects.all()
    ] == [(scene.fire.email, False)]
    with pytest.raises(WrongState):
        commenting.resolve(comment=answered, by=scene.administrator)


def test_what_cannot_be_said(scene, outsider):
    elsewhere = commenting.comment(section=scene.other, body="Here.", by=scene.fire)
    with pytest.raises(Refused, match="Write what you want to say"):
        commenting.comment(section=scene.protocol, body="  ", by=scene.fire)
    with pytest.raises(Refused, match="another section"):
        commenting.comment(section=scene.protocol, body="There.", by=scene.fire, answers=elsewhere)
    with pytest.raises(PermissionDenied):
        commenting.comment(section=scene.protocol, body="Hello.", by=outsider)
    Section.objects.filter(pk=scene.protocol.pk).update(
        removed_at=elsewhere.made_at, removed_by=scene.fire
    )
    with pytest.raises(WrongState, match="taken out"):
        commenting.comment(section=scene.protocol, body="Gone?", by=scene.fire)
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("status", EditionStatus)
def test_an_edition_that_is_over_takes_no_comments(scene, status):
    builders.force_status(scene.edition, status)
    if status in (EditionStatus.SUPERSEDED, EditionStatus.RETIRED):
        with pytest.raises(WrongState):
            commenting.comment(section=scene.protocol, body="Late.", by=scene.fire)
    else:
        assert commenting.comment(section=scene.protocol, body="In time.", by=scene.fire).pk
