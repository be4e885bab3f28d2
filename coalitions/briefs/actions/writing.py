"""A brief is begun, written and handed in."""

from django.db import transaction
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.briefs import mail
from coalitions.briefs.checking import checked
from coalitions.briefs.here import BriefHere
from coalitions.briefs.lifecycle import VersionState
from coalitions.briefs.locks import (
    check_version_move,
    lock_brief,
    next_position,
    require_listed,
)
from coalitions.briefs.models.brief import Brief, BriefVersion
from coalitions.briefs.policies import can_write_brief, can_write_briefs
from coalitions.briefs.queries import free_code, members_of
from coalitions.briefs.text.content import BriefText
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

STALE = "Somebody saved this brief while you wrote. Look at it as it stands now, then write again."
SAME = "There is a brief with these words already."


@transaction.atomic
def begin_brief(*, coalition: Coalition, text: BriefText, by: User) -> Brief:
    """Write the first draft of a brief; returns the Brief. Raises Refused. Audited.

    The same words sent twice are one brief.
    """
    require(can_write_briefs(by, coalition))
    coalition, text = lock_coalition(coalition), checked(text)
    same = BriefVersion.objects.filter(
        brief__coalition=coalition, title=text.title, question=text.question
    )
    if same.exists():
        raise Refused(SAME, field="title")
    brief = Brief.objects.create(
        coalition=coalition,
        code=free_code(coalition, text.title),
        position=next_position(coalition.pk),
    )
    version = BriefVersion.objects.create(
        brief=brief, number=1, written_at=timezone.now(), written_by=by, **text.fields
    )
    record(by=by, action="brief.begun", subject=brief, name=version.title, scope=coalition)
    return brief


@transaction.atomic
def write_version(*, shown: BriefHere, saves: int, text: BriefText, by: User) -> BriefVersion:
    """Save what a brief says next; returns the version. `saves` as its form showed it, 0 for none.

    The published one stays until the next is published. Raises WrongState where it was saved by
    somebody else meanwhile, Refused where nothing differs. Audited.
    """
    require(can_write_brief(by, shown))
    text, now = checked(text), lock_brief(shown)
    require_listed(now)
    if (now.work.saves if now.work else 0) != saves:
        raise WrongState(STALE)
    if now.shown_to_writers.text == text:
        raise Refused("Nothing differs from what is written down.")
    version = now.work or BriefVersion(brief=now.brief, number=_next_number(now), saves=0)
    for name, value in text.fields.items():
        setattr(version, name, value)
    version.written_at, version.written_by = timezone.now(), by
    version.saves += 1
    version.save()
    _audit(version, "brief.written", by=by)
    return version


def _next_number(now: BriefHere) -> int:
    return max((version.number for version in now.brief.versions.all()), default=0) + 1


@transaction.atomic
def propose_version(*, shown: BriefHere, by: User) -> BriefVersion:
    """Hand a draft in; the other administrators are told. Returns it.

    Raises WrongState. Audited.
    """
    require(can_write_brief(by, shown))
    now = lock_brief(shown)
    version = check_version_move(now, VersionState.PROPOSED)
    version.state = VersionState.PROPOSED
    version.sent_back_at, version.sent_back_by, version.sent_back_because = None, None, ""
    version.save()
    _audit(version, "brief.proposed", by=by)
    mail.ask_to_publish(now, version, _other_administrators(now, version))
    return version


def _other_administrators(now: BriefHere, version: BriefVersion) -> list[Membership]:
    today = timezone.localdate()
    administrators = members_of(now.brief.coalition, role=Role.ADMINISTRATOR, on=today)
    return [each for each in administrators if each.person.account_id != version.written_by_id]


def _audit(version: BriefVersion, action: str, *, by: User | None, **detail: object) -> None:
    record(
        by=by,
        action=action,
        subject=version.brief,
        name=version.title,
        scope=version.brief.coalition_id,
        version=version.number,
        **detail,
    )
