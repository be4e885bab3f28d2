"""What several people, or one who is impatient, send at once.

Each thing is there once, and none is lost.
"""

import pytest
from django.utils import timezone

from coalitions.agencies.actions import add_agency
from coalitions.agencies.models import Agency
from coalitions.invitations.actions.inviting import invite, resend
from coalitions.invitations.models import Invitation
from coalitions.seats.actions import add_seat
from coalitions.seats.models import Seat
from plans.approvals import actions
from plans.approvals.models import Approval
from plans.comments.actions import commenting
from plans.comments.models.comment import Comment
from plans.editions.actions import starting
from plans.editions.models.plan import Plan
from plans.editions.models.section import Section
from plans.signing.actions import signing
from plans.writing.actions import arranging
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from tests import builders
from tests.plans import life

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 10
# They read what is public; the section is for members.
COMMUNITY = ("parent", "student")


@pytest.fixture
def section(edition):
    return builders.make_section(edition=edition, title="Lockdown", html="<p>Lock the door.</p>")


@pytest.fixture
def at_once(run_at_once):
    """at_once(act): do it ten times at once; what was returned, None for a refusal in words."""

    def run(act):
        def one():
            try:
                return act()
            except Refused:
                return None

        return run_at_once(one, times=TIMES)

    return run


def test_a_comment_and_its_answer(section, administrator, cast, at_once):
    made = at_once(lambda: commenting.comment(section=section, body="Which door?", by=cast.teacher))
    assert {comment.pk for comment in made} == set(Comment.objects.values_list("pk", flat=True))
    at_once(
        lambda: commenting.comment(section=section, body="All.", answers=made[0], by=administrator)
    )
    assert list(Comment.objects.order_by("pk").values_list("body", flat=True)) == [
        "Which door?",
        "All.",
    ]
    assert AuditRow.objects.filter(action="comment.made").count() == 2
    assert Message.objects.filter(to_address=cast.teacher.email).count() == 1


def test_ten_people_say_the_same_and_one_says_ten_things(section, cast, run_at_once):
    accounts = [account for role, account in vars(cast).items() if role not in COMMUNITY]
    commenters = iter(accounts)
    run_at_once(
        lambda: commenting.comment(section=section, body="Agreed.", by=next(commenters)),
        times=len(accounts),
    )
    assert Comment.objects.count() == len(accounts)
    words = iter(f"Word {number}." for number in range(TIMES))
    run_at_once(
        lambda: commenting.comment(section=section, body=next(words), by=cast.teacher), times=TIMES
    )
    assert Comment.objects.count() == len(accounts) + TIMES


def test_the_same_word_counts_again_once_something_was_said_in_between(
    section, administrator, cast
):
    first = commenting.comment(section=section, body="Done?", by=cast.teacher)
    for account, body in ((administrator, "No."), (cast.teacher, "Done?"), (administrator, "No.")):
        commenting.comment(section=section, body=body, answers=first, by=account)
    assert Comment.objects.count() == 4
    again = commenting.comment(section=section, body="Done?", by=cast.teacher)
    assert again.pk != first.pk
    commenting.resolve(comment=again, by=administrator)
    assert commenting.comment(section=section, body="Done?", by=cast.teacher).pk not in (
        first.pk,
        again.pk,
    )


@pytest.mark.parametrize("place", ["after", "inside", "end"])
def test_a_section(section, administrator, at_once, place):
    where = {} if place == "end" else {place: section}
    made = at_once(
        lambda: arranging.add_section(
            edition=section.edition, title="Reunification", by=administrator, **where
        )
    )
    assert len({each.pk for each in made}) == 1
    assert Section.objects.filter(title="Reunification").count() == 1
    life.save(made[0], html="<p>At the gym.</p>", change="material", by=administrator)
    arranging.add_section(edition=section.edition, title="Reunification", by=administrator, **where)
    assert Section.objects.filter(title="Reunification").count() == 2


def test_a_plan_and_its_next_edition(coalition, administrator, at_once):
    at_once(lambda: starting.start_plan(coalition=coalition, title="Plan", by=administrator))
    plan = Plan.objects.get()
    builders.force_status(plan.editions.get(), "in_force")
    at_once(lambda: starting.start_next_edition(plan=plan, by=administrator))
    assert list(plan.editions.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_a_vote_of_a_board(scene, at_once):
    edition = life.freeze(scene)
    vote = {
        "edition": edition,
        "voted_on": timezone.localdate(),
        "outcome": "approved",
        "body": "School board",
    }
    vote |= {
        "meeting": "regular",
        "is_open_meeting": True,
        "ayes": None,
        "noes": None,
        "abstained": None,
    }
    vote |= {"remark": "", "minutes_item": "7", "minutes_url": "", "by": scene.administrator}
    vote["then"] = signing.tell_if_complete
    at_once(lambda: actions.record_vote(**vote))
    assert Approval.objects.count() == 1
    actions.record_vote(**vote | {"minutes_item": "8"})
    actions.void_vote(
        approval=Approval.objects.earliest("pk"), because="The wrong item.", by=scene.administrator
    )
    actions.record_vote(**vote)
    assert Approval.objects.count() == 3


def test_an_invitation_and_sending_it_again(coalition, administrator, at_once):
    at_once(
        lambda: invite(
            coalition=coalition, email="ines@example.org", role="staff", by=administrator
        )
    )
    invitation = Invitation.objects.get()
    seen = invitation.expires_at.isoformat()
    sent = at_once(lambda: resend(invitation=invitation, by=administrator, seen=seen))
    assert sum(each is not None for each in sent) == 1
    assert Message.objects.filter(to_address="ines@example.org").count() == 2


def test_a_seat_and_an_agency(coalition, administrator, at_once):
    seat = {
        "title": "Nurse",
        "filled_by_roles": ["health"],
        "recommended_minimum": 1,
        "signs_plan": False,
        "why": "x",
    }
    at_once(lambda: add_seat(coalition=coalition, by=administrator, **seat))
    at_once(
        lambda: add_agency(coalition=coalition, name="County Fire", kind="fire", by=administrator)
    )
    assert (Seat.objects.filter(title="Nurse").count(), Agency.objects.count()) == (1, 1)
