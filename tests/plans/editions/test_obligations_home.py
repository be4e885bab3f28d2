"""What stands on home pages and is mailed to nobody, and the step into force.

Who owes it, by when, until what.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from plans.approvals.lifecycle import Outcome
from plans.comments.models.comment import Comment
from plans.comments.models.suggestion import Suggestion
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.review.models import Reviewer, ReviewRound
from plans.signing.lifecycle import SignatureState
from plans.signing.models import Signature
from safety_portal.portal.reminders.obligations import behind, owed
from tests import builders, owing

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(cast, coalition, district_coalition):
    return owing.Scene(coalition, district_coalition, cast)


def found(scene, account, kind):
    return [each for each in owed(accounts=[account], on=scene.today) if each.kind == kind]


def brief(obligations):
    return [(each.title, each.due_on, each.why) for each in obligations]


def test_remarks_are_one_row_an_edition_due_with_the_round(scene):
    edition = scene.review()
    section = builders.make_section(edition=edition, title="Lockdown")
    fire = scene.held(scene.cast.fire)
    for days in (3, 9):
        builders.make_comment(
            section=section, membership=fire, made_at=timezone.now() - timedelta(days=days)
        )
    suggestion = builders.make_suggestion(section=edition.sections.first(), membership=fire)
    title = "Answer 2 comments and 1 suggestion on the Emergency operations plan, edition 1"
    (row,) = found(scene, scene.cast.administrator, "remarks")
    assert (row.title, row.due_on) == (title, scene.today + timedelta(days=3))
    assert row.path.endswith(f"/sections/{section.pk}/")
    ReviewRound.objects.update(closed_at=timezone.now(), closed_by=scene.cast.administrator)
    (row,) = found(scene, scene.cast.administrator, "remarks")
    assert row.due_on == scene.today + timedelta(days=14 - 9)
    Suggestion.objects.filter(pk=suggestion.pk).update(
        state="declined",
        because="No.",
        decided_at=timezone.now(),
        decided_by=scene.cast.administrator,
    )
    Comment.objects.update(resolved_at=timezone.now(), resolved_by=scene.cast.administrator)
    assert found(scene, scene.cast.administrator, "remarks") == []


def test_an_answer_is_no_remark_of_its_own_and_what_is_signed_asks_for_none(scene):
    edition = scene.edition(EditionStatus.DRAFTING)
    fire = scene.held(scene.cast.fire)
    comment = builders.make_comment(section=edition.sections.get(), membership=fire)
    builders.make_comment(section=edition.sections.get(), membership=fire, answers=comment)
    (row,) = found(scene, scene.cast.administrator, "remarks")
    assert row.title.startswith("Answer 1 comment on")
    builders.force_status(edition, EditionStatus.AWAITING_SIGNATURES)
    assert found(scene, scene.cast.administrator, "remarks") == []


def test_a_round_is_to_be_closed_when_all_have_decided_or_its_day_is_over(scene):
    scene.review()
    assert found(scene, scene.cast.administrator, "review_round") == []
    ReviewRound.objects.update(due_on=scene.today - timedelta(days=1))
    (row,) = found(scene, scene.cast.administrator, "review_round")
    assert (row.due_on, row.why[:31]) == (
        scene.today - timedelta(days=1),
        "0 of 1 person asked have decide",
    )
    ReviewRound.objects.update(due_on=scene.today + timedelta(days=9))
    Reviewer.objects.update(
        decision="approves", decided_at=timezone.now(), decided_by=scene.cast.fire
    )
    (row,) = found(scene, scene.cast.administrator, "review_round")
    assert row.due_on == scene.today + timedelta(days=9)


def test_what_keeps_signatures_is_told_and_gone_when_seen_to(scene):
    edition = scene.edition(EditionStatus.AWAITING_SIGNATURES)
    declined = scene.ask(edition, scene.cast.fire, state=SignatureState.DECLINED)
    seat = builders.make_seat(coalition=scene.coalition, title="Medical director")
    Membership.objects.filter(pk=scene.held(scene.cast.ems).pk).update(seat=seat)
    (row,) = found(scene, scene.cast.administrator, "signatures_stuck")
    assert row.why == (
        "1 holder declined and 1 seat has a holder who was not asked. It cannot come into force before."
    )
    Signature.objects.filter(pk=declined.pk).update(
        answer="Mended.", answered_at=timezone.now(), answered_by=scene.cast.administrator
    )
    scene.ask(edition, scene.cast.ems, seat=seat)
    assert found(scene, scene.cast.administrator, "signatures_stuck") == []


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (SignatureState.ASKED, None),
        (SignatureState.DECLINED, None),
        (SignatureState.SIGNED, "put_in_force"),
    ],
)
def test_what_all_have_signed_is_to_be_put_in_force_within_a_week(scene, state, kind):
    scene.ask(scene.edition(EditionStatus.AWAITING_SIGNATURES), scene.cast.fire, state=state)
    rows = found(scene, scene.cast.administrator, "put_in_force")
    assert [each.kind for each in rows] == ([kind] if kind else [])
    assert [each.due_on for each in rows] == ([scene.today + timedelta(days=7)] if kind else [])
    Edition.objects.update(status=EditionStatus.IN_FORCE)
    assert found(scene, scene.cast.administrator, "put_in_force") == []


def test_nothing_is_put_in_force_without_the_vote_of_the_board_that_is_asked(scene):
    Coalition.objects.filter(pk=scene.coalition.pk).update(approving_board=owing.BOARD)
    edition = scene.edition(EditionStatus.AWAITING_SIGNATURES)
    scene.ask(edition, scene.cast.fire, state=SignatureState.SIGNED)
    assert found(scene, scene.cast.administrator, "put_in_force") == []
    builders.make_approval(
        edition=edition, outcome=Outcome.NOT_APPROVED, voted_on=scene.today - timedelta(days=3)
    )
    assert found(scene, scene.cast.administrator, "put_in_force") == []
    builders.make_approval(edition=edition, outcome=Outcome.APPROVED)
    assert len(found(scene, scene.cast.administrator, "put_in_force")) == 1


def test_a_boards_vote_is_to_be_recorded_by_the_first_day_to_sign_by(scene):
    scene.asks_board()
    (row,) = found(scene, scene.cast.administrator, "board_vote")
    assert (row.due_on, row.why) == (
        scene.today + timedelta(days=5),
        f"{owing.BOARD} approves it before it comes into force.",
    )
    builders.make_approval(edition=Edition.objects.get(), outcome=Outcome.NOT_APPROVED)
    assert "did not approve it" in found(scene, scene.cast.administrator, "board_vote")[0].why
    builders.make_approval(edition=Edition.objects.get())
    assert found(scene, scene.cast.administrator, "board_vote") == []


def test_a_vote_is_asked_of_who_sits_on_the_board_until_it_approved(scene):
    account = owing.vote(scene)
    (row,) = found(scene, account, "vote")
    assert (row.title, row.due_on) == (
        "Approve the Emergency operations plan, edition 1",
        scene.today + timedelta(days=5),
    )
    assert row.why.startswith(f"It comes into force only when {owing.BOARD} has approved it.")
    builders.make_approval(edition=Edition.objects.get())
    assert found(scene, account, "vote") == []


def test_a_district_looks_after_schools_without_a_plan_in_one_row(scene):
    account = owing.schools_without_plan(scene)
    for number in range(4):
        builders.make_coalition(
            school=builders.make_school(district=scene.coalition.district, name=f"School {number}")
        )
    Coalition.objects.update(formed_on=scene.today - timedelta(days=400))
    (row,) = found(scene, account, "schools_without_plan")
    assert (row.title, row.due_on) == (
        "Get a plan in force in 5 schools",
        scene.today - timedelta(days=35),
    )
    assert row.why == "Juniper Elementary, School 0, School 1, and 2 more have none."
    assert row.path == "/c/cedar-county/schools/?plan=none"
    scene.in_force(review_due_on=scene.today)
    (row,) = found(scene, account, "schools_without_plan")
    assert row.title == "Get a plan in force in 4 schools"
    elsewhere = builders.make_member(coalition=scene.coalition, role=Role.ADMINISTRATOR)
    assert found(scene, elsewhere, "schools_without_plan") == []


def test_the_row_of_a_district_opens_the_schools_that_it_names(scene, client):
    account = owing.schools_review(scene)
    builders.make_coalition(
        school=builders.make_school(district=scene.coalition.district, name="Bare")
    )
    client.force_login(account)
    for need, heading, shown in (
        ("none", "1 school has no plan in force", ["Bare"]),
        ("late", "1 school is past the day of a review", ["Juniper Elementary"]),
    ):
        page = client.get(f"/c/cedar-county/schools/?plan={need}").content.decode()
        assert f"<h1>{heading}</h1>" in page
        assert re.findall(r'aria-label="Plans of ([^"]*)"', page) == shown


def test_a_district_looks_after_reviews_that_its_schools_let_pass(scene):
    account = owing.schools_without_plan(scene)
    edition = scene.in_force(review_due_on=scene.today)
    assert found(scene, account, "schools_review") == []
    Edition.objects.filter(pk=edition.pk).update(review_due_on=scene.today - timedelta(days=60))
    assert brief(found(scene, account, "schools_review")) == [
        (
            "See to the review of 1 plan",
            scene.today - timedelta(days=60),
            "Juniper Elementary is past the day of its review.",
        )
    ]


def test_a_coalition_knows_the_first_review_of_its_plans_whatever_is_written(scene):
    def due():
        return Coalition.objects.get(pk=scene.coalition.pk).review_due_on

    assert due() is None
    edition = scene.in_force(review_due_on=scene.today)
    assert due() == scene.today
    second = builders.make_edition(
        plan=builders.make_plan(coalition=scene.coalition, title="Bus plan")
    )
    builders.force_status(second, EditionStatus.IN_FORCE)
    Edition.objects.filter(pk=second.pk).update(review_due_on=scene.today - timedelta(days=9))
    assert due() == scene.today - timedelta(days=9)
    Edition.objects.filter(pk=second.pk).update(status=EditionStatus.RETIRED)
    assert due() == scene.today
    Edition.objects.filter(pk=edition.pk).update(review_due_on=None)
    assert due().year == 9999
    Edition.objects.filter(pk=edition.pk).update(status=EditionStatus.SUPERSEDED)
    assert due() is None


def test_nobody_is_behind_with_what_nobody_reminds_them_of(scene):
    scene.review()
    ReviewRound.objects.update(due_on=scene.today - timedelta(days=20))
    assert found(scene, scene.cast.administrator, "review_round")
    assert behind(scene.coalition.pk, on=scene.today, most=8) == (0, [])
    Reviewer.objects.update(due_on=scene.today - timedelta(days=1))
    count, rows = behind(scene.coalition.pk, on=scene.today, most=8)
    assert (count, [[each.kind for each in late] for late in rows]) == (1, [["review_decision"]])
