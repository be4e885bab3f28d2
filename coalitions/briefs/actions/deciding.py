"""What was handed in is published or sent back; a brief is retired, and taken up again."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from coalitions.briefs.actions.choosing import choose_again
from coalitions.briefs.here import BriefHere
from coalitions.briefs.lifecycle import VersionState
from coalitions.briefs.locks import check_version_move, lock_brief, require_listed
from coalitions.briefs.models.brief import Brief, BriefVersion
from coalitions.briefs.policies import can_decide_brief, can_publish_brief
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

FURTHEST = timedelta(days=2 * 366)


@transaction.atomic
def publish_version(
    *, shown: BriefHere, saves: int, publish_on: date | None = None, by: User
) -> BriefVersion:
    """Publish what was handed in, at once or on a day; returns it.

    `saves` as the page showed it: nobody publishes words unseen. Raises WrongState, Refused for a
    day that is over. Audited.
    """
    require(can_publish_brief(by, shown))
    now, today = lock_brief(shown), timezone.localdate()
    require(can_publish_brief(by, now))
    version = check_version_move(now, VersionState.PUBLISHED)
    if version.saves != saves:
        raise WrongState("Somebody changed these words meanwhile. Read them, then publish.")
    day = _day(publish_on, today)
    version.state, version.publish_on = VersionState.PUBLISHED, day
    version.decided_at, version.published_by = timezone.now(), by
    version.sent_back_at, version.sent_back_by, version.sent_back_because = None, None, ""
    version.save()
    _audit(now.brief, version, "brief.published", by=by, on=day.isoformat())
    choose_again(coalition=now.brief.coalition)
    return version


def _day(publish_on: date | None, today: date) -> date:
    day = publish_on or today
    if day < today:
        raise Refused("This day is over. Choose today or a later one.", field="publish_on")
    if day > today + FURTHEST:
        raise Refused("This is more than two years away. Check the year.", field="publish_on")
    return day


@transaction.atomic
def send_back(*, shown: BriefHere, because: str, by: User) -> BriefVersion:
    """Give what was handed in back to its writers, with the reason; returns it.

    Raises WrongState, Refused without a reason. Audited.
    """
    require(can_decide_brief(by, shown))
    now = lock_brief(shown)
    version = check_version_move(now, VersionState.DRAFT)
    version.state, version.sent_back_because = VersionState.DRAFT, _reason(because, 500)
    version.sent_back_at, version.sent_back_by = timezone.now(), by
    version.save()
    said = {"because": version.sent_back_because}
    _audit(now.brief, version, "brief.sent_back", by=by, **said)
    return version


@transaction.atomic
def retire_brief(*, shown: BriefHere, because: str, by: User) -> Brief:
    """Take a brief out of the library and of all days to come, with the reason; returns it.

    Who could read it reads it still, with the reason. Raises WrongState. Audited.
    """
    require(can_decide_brief(by, shown))
    now = lock_brief(shown)
    require_listed(now)
    brief = now.brief
    brief.retired_because = _reason(because, 300)
    brief.retired_at, brief.retired_by = timezone.now(), by
    brief.save(update_fields=["retired_at", "retired_by", "retired_because"])
    _audit(brief, now.shown, "brief.retired", by=by, because=brief.retired_because)
    choose_again(coalition=brief.coalition)
    return brief


@transaction.atomic
def take_up_again(*, shown: BriefHere, by: User) -> Brief:
    """Put a retired brief back into the library as it was; returns it.

    Raises WrongState. Audited.
    """
    require(can_decide_brief(by, shown))
    now = lock_brief(shown)
    brief = now.brief
    if not brief.retired_at:
        raise WrongState("This brief is in the library.")
    brief.retired_at, brief.retired_by, brief.retired_because = None, None, ""
    brief.save(update_fields=["retired_at", "retired_by", "retired_because"])
    _audit(brief, now.shown, "brief.taken_up_again", by=by)
    choose_again(coalition=brief.coalition)
    return brief


def _reason(because: str, most: int) -> str:
    if not (reason := tidy_line(because)):
        raise Refused("Say why; it stays with the brief.", field="because")
    return reason[:most]


def _audit(brief: Brief, version: BriefVersion, action: str, *, by: User, **detail: object) -> None:
    record(
        by=by,
        action=action,
        subject=brief,
        name=version.title,
        scope=brief.coalition_id,
        version=version.number,
        **detail,
    )
