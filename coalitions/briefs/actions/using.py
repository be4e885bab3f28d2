"""A brief is opened, its question goes on an agenda, and it is sent to a role."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import GROUP_OF, PUBLIC, Group, Role
from coalitions.briefs import mail
from coalitions.briefs.here import BriefHere
from coalitions.briefs.locks import require_listed
from coalitions.briefs.models.answer import BriefRead
from coalitions.briefs.models.brief import BriefVersion
from coalitions.briefs.offering.agenda import line_of
from coalitions.briefs.policies import can_discuss_brief, can_send_brief
from coalitions.briefs.queries import members_of, sent_already
from coalitions.coalition.locks import lock_coalition
from coalitions.meetings.actions.agenda import take_offers
from coalitions.meetings.models.meeting import Meeting
from coalitions.memberships.models.membership import Membership
from coalitions.people.addresses import address_of
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record, unrecorded
from safety_portal.core.authority import require, unasked
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

NOT_PUBLISHED = "This brief is not published yet."


@unasked("It writes down what somebody was just let open.")
@unrecorded("It is itself the record of who opened what.")
def note_read(*, shown: BriefHere, by: User) -> bool:
    """Write down that somebody opened what is read of a brief; whether it was for the first time.

    Not of who only looks as another role.
    """
    if shown.read is None or access_of(by).view_as:
        return False
    _, is_new = BriefRead.objects.get_or_create(
        version=shown.read, account=by, defaults={"read_at": timezone.now()}
    )
    return is_new


@transaction.atomic
def discuss_brief(*, shown: BriefHere, meeting: Meeting, by: User) -> int:
    """Put the question of a brief on the agenda of a planned meeting; returns how many lines are
    new: 0 where it stands there. Raises WrongState. Audited.
    """
    require(can_discuss_brief(by, shown))
    version = _in_use(shown)
    line = line_of(shown.brief.pk, version, shown.coalition)
    number = take_offers(meeting=meeting, offered=[line], by=by)
    if number:
        record(
            by=by,
            action="brief.put_on_agenda",
            subject=shown.brief,
            name=version.title,
            scope=shown.coalition,
            meeting=meeting.pk,
        )
    return number


@dataclass(frozen=True)
class Sent:
    """To how many members a brief was sent now; how many had it, and whom no mail reaches."""

    now: int
    before: int
    unreached: tuple[str, ...]


@transaction.atomic
def send_brief(*, shown: BriefHere, role: str, by: User) -> Sent:
    """Send what is read of a brief to the members who hold a role, each person once a version.

    Returns what became of it. Raises Refused where the role may not read it or nobody holds it,
    WrongState. Audited where somebody was sent it.
    """
    require(can_send_brief(by, shown))
    version, coalition = _in_use(shown), lock_coalition(shown.coalition)
    _check_role(version, role)
    members = {
        member.person_id: member
        for member in members_of(coalition, role=role, on=timezone.localdate())
        if member.person.account_id != by.pk
    }
    if not members:
        raise Refused(f"Nobody else in {coalition} holds this role.", field="role")
    had, reached = _sort_out(version, list(members.values()))
    new = [member for member in reached if mail.key_of(version, member) not in had]
    mail.send(shown, version, new, by=by)
    if new:
        record(
            by=by,
            action="brief.sent",
            subject=shown.brief,
            name=version.title,
            scope=coalition,
            role=role,
            people=len(new),
        )
    unreached = tuple(m.person.name for m in members.values() if m not in reached)
    return Sent(len(new), len(reached) - len(new), unreached)


def _sort_out(
    version: BriefVersion, members: list[Membership]
) -> tuple[set[str], list[Membership]]:
    """The keys that were sent already, and the members whom mail reaches."""
    reached = [member for member in members if address_of(member.person)]
    return sent_already([mail.key_of(version, member) for member in reached]), reached


def _check_role(version: BriefVersion, role: str) -> None:
    if GROUP_OF[role] != Group.COMMUNITY:
        return
    is_named = not version.audience or role in version.audience
    if version.sensitivity != PUBLIC or not is_named:
        raise Refused(
            f"{Role(role).label}s do not read this brief: it is not public, or not for them.",
            field="role",
        )


def _in_use(shown: BriefHere) -> BriefVersion:
    require_listed(shown)
    if shown.read is None:
        raise WrongState(NOT_PUBLISHED)
    return shown.read
