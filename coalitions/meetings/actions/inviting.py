"""Who is asked to a meeting, and what they answer."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.meetings import mail
from coalitions.meetings.lifecycle import Answer, MeetingState
from coalitions.meetings.locks import lock_meeting, require_prepared, require_state
from coalitions.meetings.models.invitee import Invitee
from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.policies import NOBODY_YET, can_answer, can_run_meeting, can_withdraw
from coalitions.meetings.queries import invitees_of
from coalitions.meetings.tokens import invitee_by_link
from coalitions.memberships.models.membership import Membership
from coalitions.people.addresses import address_of
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record, unrecorded
from safety_portal.core.authority import require, unasked
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

# By a link that is old, or to an address that is not theirs any more.
DEAD_LINK = "This link has ended. Sign in to answer, or ask who invited you for a new one."
OVER = "This meeting is over."


@transaction.atomic
def invite(*, meeting: Meeting, people: Collection[Person], by: User) -> list[Invitee]:
    """Ask further people to a meeting; returns those who were not asked yet.

    To one that is being held they come without a mail. Raises WrongState, Refused for nobody and
    for people who are no members. Audited.
    """
    require(can_run_meeting(by, meeting))
    meeting = lock_meeting(meeting)
    require_state(meeting, MeetingState.PLANNED, MeetingState.HELD)
    if not people:
        raise Refused("Choose who is asked to come.", field="people")
    asked = ask_in(meeting=meeting, people=people, now=timezone.now())
    if asked:
        record(
            by=by,
            action="meeting.invited",
            subject=meeting,
            scope=meeting.coalition,
            people=[str(each.person) for each in asked],
        )
    return asked


@unasked("A step of actions that asked who plans the meeting.")
@unrecorded("The action that asks people in leaves the row.")
def ask_in(*, meeting: Meeting, people: Collection[Person], now: datetime) -> list[Invitee]:
    """Write down who is asked, and owe them the mail. Who was asked before is left alone."""
    _check_members(meeting, people)
    known = {each.person_id: each for each in meeting.invitees.all()}
    back = [known[one.pk] for one in people if one.pk in known and known[one.pk].withdrawn_at]
    new = [Invitee(meeting=meeting, person=one) for one in people if one.pk not in known]
    Invitee.objects.bulk_create(new)
    for invitee in back:
        invitee.withdrawn_at = None
    Invitee.objects.bulk_update(back, ["withdrawn_at"])
    asked = {each.pk for each in (*new, *back)}
    invitees = [each for each in invitees_of(meeting) if each.pk in asked]
    if meeting.state == MeetingState.PLANNED and meeting.ends_at > now:
        _mail(meeting, invitees, now=now)
    return invitees


def _check_members(meeting: Meeting, people: Collection[Person]) -> None:
    held = Membership.objects.current(timezone.localdate()).filter(
        coalition=meeting.coalition_id, person__in=people
    )
    members = set(held.values_list("person_id", flat=True))
    if strangers := [str(one) for one in people if one.pk not in members]:
        raise Refused(f"{strangers[0]} is no member of {meeting.coalition}.", field="people")


def _mail(meeting: Meeting, invitees: list[Invitee], *, now: datetime) -> None:
    reached = [each for each in invitees if address_of(each.person)]
    for invitee in reached:
        invitee.asked_at = now
    Invitee.objects.bulk_update(reached, ["asked_at"])
    mail.ask(meeting, reached, now=now)


@transaction.atomic
def ask_again(*, meeting: Meeting, by: User) -> list[Invitee]:
    """Ask those again who have not answered; returns them. Once a day, however often. Audited."""
    require(can_run_meeting(by, meeting))
    meeting = lock_meeting(meeting)
    require_prepared(meeting)
    now = timezone.now()
    if meeting.ends_at <= now:
        raise WrongState(OVER)
    waiting = [each for each in invitees_of(meeting) if not each.answer]
    today = timezone.localdate(now)
    due = [
        each for each in waiting if not each.asked_at or timezone.localdate(each.asked_at) < today
    ]
    _mail(meeting, due, now=now)
    if due:
        record(
            by=by,
            action="meeting.asked_again",
            subject=meeting,
            scope=meeting.coalition,
            people=[str(each.person) for each in due],
        )
    return due


@transaction.atomic
def withdraw(*, invitee: Invitee, by: User) -> Invitee:
    """Take an invitation back: they are told, and it leaves their calendar. Audited, once."""
    require(can_withdraw(by, invitee))
    meeting = lock_meeting(invitee.meeting)
    require_prepared(meeting)
    invitee = Invitee.objects.select_related("person__account").get(pk=invitee.pk)
    if invitee.withdrawn_at:
        return invitee
    now = timezone.now()
    invitee.withdrawn_at, invitee.answer, invitee.answered_at = now, "", None
    invitee.save(update_fields=["withdrawn_at", "answer", "answered_at"])
    record(
        by=by,
        action="meeting.uninvited",
        subject=meeting,
        scope=meeting.coalition,
        person=str(invitee.person),
    )
    if meeting.ends_at > now:
        because = "You are no longer asked to this meeting."
        mail.tell_cancelled(meeting, [invitee], because=because, now=now)
    return invitee


@transaction.atomic
def answer(*, meeting: Meeting, answer: str, by: User) -> Invitee:
    """Say for oneself whether one comes; returns the invitation. The last counts. Audited."""
    require(can_answer(by, meeting))
    meeting = lock_meeting(meeting)
    mine = meeting.invitees.filter(
        person__in=access_of(by).person_ids, withdrawn_at__isnull=True
    ).first()
    if mine is None:
        raise PermissionDenied(NOBODY_YET)
    return _answer(meeting, mine, answer, by=by)


@unasked("Whoever holds the link answers the invitation: the link is the right to.")
@transaction.atomic
def answer_by_link(*, token: str, answer: str) -> Invitee:
    """Answer by the link of a mail; returns the invitation. Raises WrongState for a dead link.

    Audited, by nobody in particular: who opened the mail is not known.
    """
    invitee = invitee_by_link(token)
    if invitee is None:
        raise WrongState(DEAD_LINK)
    meeting = lock_meeting(invitee.meeting)
    invitee.refresh_from_db(fields=["answer", "answered_at", "withdrawn_at"])
    if invitee.withdrawn_at:
        raise WrongState(DEAD_LINK)
    return _answer(meeting, invitee, answer, by=None)


def _answer(meeting: Meeting, invitee: Invitee, answer: str, *, by: User | None) -> Invitee:
    require_prepared(meeting)
    if answer not in Answer.values:
        raise Refused("Say whether you come, or cannot.", field="answer")
    if meeting.ends_at <= timezone.now():
        raise WrongState(OVER)
    if invitee.answer != answer:
        invitee.answer, invitee.answered_at = answer, timezone.now()
        invitee.save(update_fields=["answer", "answered_at"])
        record(
            by=by,
            action="meeting.answered",
            subject=meeting,
            scope=meeting.coalition,
            person=str(invitee.person),
            answer=answer,
        )
    return invitee
