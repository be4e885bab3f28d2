"""What else becomes of things in the demo, so that every state a page tells apart is somebody's.

Refused, ended, not arrived.

Quiet corners of the district: the schools and people that the rest of the story is about stay as
they are.
"""

from datetime import date, timedelta

from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.invitations.actions import accepting, inviting
from coalitions.memberships.actions import designating, memberships
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from coalitions.seats import actions
from plans.editions.actions import starting
from plans.editions.lifecycle import Change
from plans.signing.actions import freezing, publishing, signing
from plans.signing.lifecycle import SignatureState
from plans.writing.actions import arranging, editing
from safety_portal.core.notices.models import Message
from safety_portal.demo import cast
from safety_portal.demo.history import at, days_ago
from safety_portal.demo.people import account_for
from safety_portal.demo.steps import decline_one, review, sign_some
from training.courses.models import Course
from training.records.actions.recording import log_training
from training.records.models import TrainingRecord

# How long ago the invitations of a school were sent, to whom, as what, and what became of each.
INVITED = [
    (3, "Perla Quarles", Role.PARENT, "open"),
    (6, "Ezra Tolland", Role.STAFF, "declined"),
    (8, "Nell Farraday", Role.TEACHER, "revoked"),
    (40, "Ida Sommers", Role.PARENT, "expired"),
]
SUMMER, AFTERNOON = "Summer program plan", "After-school program plan"


def make_states(world):
    """Invitations, terms, designations, seats and mail of every kind; a plan that was retired.

    Words not saved yet.
    """
    larkspur, principal = world.coalitions["larkspur"], world.principals["larkspur"]
    _invitations(larkspur, principal)
    _terms(world, larkspur, principal)
    _a_seat_left_empty(larkspur, principal)
    _a_designation_that_ended(world)
    _mail_that_did_not_arrive(larkspur)
    _a_plan_that_was_retired(larkspur, principal)
    _a_round_that_can_be_closed(world.coalitions["dogwood"], world.principals["dogwood"])
    _a_plan_that_all_have_signed(world.coalitions["foxglove"], world.principals["foxglove"])
    _words_not_saved(world)
    _nobody_to_verify(world, larkspur, principal)


def _invitations(coalition, principal):
    for days, name, role, state in INVITED:
        with at(days_ago(days)) as moment:
            invitation, link = inviting.invite(
                coalition=coalition, email=cast.address(name), name=name, role=role, by=principal
            )
            invitation.created_at, invitation.expires_at = moment, moment + timedelta(days=14)
            invitation.save(update_fields=["created_at", "expires_at"])
        with at(days_ago(days - 1)):
            if state == "declined":
                accepting.decline(token=link.rstrip("/").rsplit("/", 1)[-1])
            elif state == "revoked":
                inviting.revoke(invitation=invitation, by=principal)


def _terms(world, coalition, principal):
    """A co-chair until next summer; a teacher from next month on, who sees nothing yet.

    One known only by a roster.
    """
    today = timezone.localdate()
    june = date(today.year + (today.month > 5), 6, 30)
    counselor = Membership.objects.filter(coalition=coalition, role=Role.MENTAL_HEALTH)
    counselor.update(is_chair=True, ends_on=june)
    account_for(world, "Alma Verity")
    Person.objects.create(
        district=world.district, name="Hollis Grange", email=cast.address("Hollis Grange")
    )
    for name, role, on in [("Alma Verity", Role.TEACHER, 20), ("Hollis Grange", Role.STAFF, -30)]:
        with at(days_ago(10)):
            person = Person.objects.get(district=world.district, name=name)
            memberships.add_membership(
                coalition=coalition,
                person=person,
                role=role,
                by=principal,
                on=today + timedelta(days=on),
            )


def _a_seat_left_empty(coalition, principal):
    with at(days_ago(90)):
        seat = coalition.seats.filter(
            memberships=None, signs_plan=False, recommended_minimum__gt=0
        ).earliest("position")
        actions.leave_seat_empty(
            seat=seat, by=principal, because="The district’s office does this for all its schools."
        )


def _a_designation_that_ended(world):
    memberships = Membership.objects.filter(coalition=world.coalitions["aspen-grove"])
    principal = world.principals["aspen-grove"]
    with at(days_ago(9)) as moment:
        designation = designating.designate(
            holder=memberships.get(role=Role.ADMINISTRATOR),
            designee=memberships.filter(role=Role.TEACHER).earliest("pk"),
            last_on=timezone.localdate() + timedelta(days=20),
            because="Away at a conference.",
            by=principal,
            on=timezone.localdate(moment),
        )
    with at(days_ago(4)) as moment:
        designating.end_designation(
            designation=designation, by=principal, on=timezone.localdate(moment)
        )


def _mail_that_did_not_arrive(coalition):
    """As a mail server answers.

    One address it does not know, one server that asks to be tried again.
    """
    sent = Message.objects.filter(scope=coalition.pk, kind="invitation").order_by("pk")
    by_state = {state: sent.get(to_address=cast.address(name)) for _, name, _, state in INVITED}
    refused, put_off = by_state["expired"], by_state["open"]
    sent.filter(pk=refused.pk).update(
        sent_at=None,
        failed_at=refused.sent_at,
        last_error="550 5.1.1 No such mailbox here",
        attempts=1,
    )
    later = timezone.now() + timedelta(hours=5)
    sent.filter(pk=put_off.pk).update(
        sent_at=None, due_at=later, last_error="451 4.7.1 Try again later", attempts=9
    )


def _a_plan_that_was_retired(coalition, principal):
    """A small plan for one summer.

    The fire service declined at first, and signed when it was answered.
    """
    with at(days_ago(230)):
        edition = _small_plan(coalition, SUMMER, principal)
    review(edition, principal, opened=220, due=212, decided=True)
    with at(days_ago(210)) as moment:
        freezing.freeze(
            edition=edition, due_on=timezone.localdate(moment), by=principal, now=moment
        )
    _declined_and_answered(edition, principal)
    sign_some(edition, None, since=204)
    _waive_vacant(edition, principal, since=203)
    with at(days_ago(202)) as moment:
        publishing.put_in_force(
            edition=edition, by=principal, on=timezone.localdate(moment), now=moment
        )
    with at(days_ago(100)) as moment:
        publishing.retire(
            edition=edition, by=principal, because="The summer program is over.", now=moment
        )


def _a_round_that_can_be_closed(coalition, principal):
    """Everybody has decided before its day; nobody has looked at it since."""
    with at(days_ago(12)):
        edition = _small_plan(coalition, AFTERNOON, principal)
    review(edition, principal, opened=10, due=-3, decided=True)


def _a_plan_that_all_have_signed(coalition, principal):
    """Signed by everybody two days ago; it waits for the one step that puts it in force."""
    with at(days_ago(30)):
        edition = _small_plan(coalition, AFTERNOON, principal)
    review(edition, principal, opened=28, due=20, decided=True)
    with at(days_ago(18)) as moment:
        freezing.freeze(
            edition=edition, due_on=timezone.localdate(moment), by=principal, now=moment
        )
    sign_some(edition, None, since=8)
    _waive_vacant(edition, principal, since=2)


def _small_plan(coalition, title, principal):
    """A plan of two short sections, in drafting."""
    edition = starting.start_plan(coalition=coalition, title=title, by=principal)
    for heading, html in [
        ("Who is here", "<p>Two teachers and a nurse, on weekdays from 8 to 12.</p>"),
        ("Where we meet", "<p>On the lawn at the flagpole; in rain in the gym.</p>"),
    ]:
        section = arranging.add_section(edition=edition, title=heading, by=principal)
        editing.save_section(
            section=section,
            title=heading,
            html=html,
            base_version=section.version,
            change=Change.EDITORIAL,
            by=principal,
        )
    return edition


def _waive_vacant(edition, principal, *, since):
    with at(days_ago(since)) as moment:
        for signature in edition.signatures.filter(state=SignatureState.ASKED, membership=None):
            signing.waive(
                signature=signature, reason="Not part of this program.", by=principal, now=moment
            )


def _declined_and_answered(edition, principal):
    with at(days_ago(208)) as moment:
        decline_one(
            edition, Role.FIRE, "The hydrant beside the gym is not on the drawing.", now=moment
        )
    with at(days_ago(206)) as moment:
        declined = edition.signatures.get(state=SignatureState.DECLINED)
        signing.answer_decline(
            signature=declined, answer="It is now, and on the wall.", by=principal, now=moment
        )


def _words_not_saved(world):
    """What a principal typed yesterday and did not save."""
    section = (
        world.coalitions["alder-creek"]
        .plans.get()
        .editions.get()
        .sections.get(title="Portable classrooms")
    )
    editing.keep_draft(
        section=section,
        account=world.principals["alder-creek"],
        title=section.title,
        html="<p>The two portable classrooms stand behind the gym;</p>",
        base_version=section.version,
    )


def _nobody_to_verify(world, coalition, principal):
    """What the only administrator trained waits for a second one."""
    with at(days_ago(5)) as moment:
        record = log_training(
            person=Person.objects.get(district=world.district, account=principal),
            coalition=coalition,
            course=Course.objects.get(coalition=None, code="first_aid"),
            held_on=timezone.localdate(moment) - timedelta(days=1),
            hours=4,
            by=principal,
            on=timezone.localdate(moment),
        )
        TrainingRecord.objects.filter(pk=record.pk).update(entered_at=moment)
