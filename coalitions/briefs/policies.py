"""Who reads briefs, who writes and publishes them, who discusses: a verdict with its reason."""

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY, can_administer, is_member
from coalitions.briefs.here import BriefHere
from coalitions.briefs.models.answer import BriefAnswer
from coalitions.briefs.models.reach import WRITERS
from coalitions.coalition.models import Coalition
from coalitions.meetings.policies import can_run_meetings
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_read_brief(user: User, here: BriefHere) -> Allowed | Denied:
    """Anybody whom `visible_to` let through."""
    return Allowed()


def can_write_briefs(user: User, coalition: Coalition) -> Allowed | Denied:
    """Write briefs and send them: administrators and officers."""
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if access.groups_in(coalition) & WRITERS:
        return Allowed()
    return Denied(f"Only administrators and officers of {coalition} write its briefs.")


def can_see_work(user: User, coalition: Coalition) -> Allowed | Denied:
    """Drafts, what is retired, and who read what, by name: administrators and officers."""
    if access_of(user).groups_in(coalition) & WRITERS:
        return Allowed()
    return Denied(f"Only administrators and officers of {coalition} see this.")


def can_see_versions(user: User, here: BriefHere) -> Allowed | Denied:
    """What it said before: who writes there."""
    return _of_another(here) if not here.is_own else can_see_work(user, here.coalition)


def can_see_readers(user: User, here: BriefHere) -> Allowed | Denied:
    """Who of the coalition opened it."""
    return can_see_work(user, here.coalition)


def can_write_brief(user: User, here: BriefHere) -> Allowed | Denied:
    """Write its next version and hand it in."""
    return _of_another(here) if not here.is_own else can_write_briefs(user, here.coalition)


def can_decide_brief(user: User, here: BriefHere) -> Allowed | Denied:
    """Send it back, retire it, take it up again: administrators of the coalition whose it is."""
    return _of_another(here) if not here.is_own else can_administer(user, here.coalition)


def can_publish_brief(user: User, here: BriefHere) -> Allowed | Denied:
    """Publish what waits: an administrator who did not write its last words."""
    verdict = can_decide_brief(user, here)
    if verdict and here.work and here.work.written_by_id == user.pk:
        return Denied("You wrote the last words of this brief. Another administrator publishes it.")
    return verdict


def _of_another(here: BriefHere) -> Denied:
    """Why a district's brief is not changed on the pages of a school."""
    return Denied(f"This brief is of {here.brief.coalition}, where it is changed.")


def can_answer(user: User, here: BriefHere) -> Allowed | Denied:
    """Answer its question: every member who reads it."""
    if access_of(user).view_as:
        return LOOKING_ONLY
    return is_member(user, here.coalition)


def can_change_answer(user: User, answer: BriefAnswer) -> Allowed | Denied:
    """Change one: who wrote it."""
    if access_of(user).view_as:
        return LOOKING_ONLY
    if answer.written_by_id == user.pk:
        return Allowed()
    return Denied("Only who wrote an answer changes it.")


def can_remove_answer(user: User, answer: BriefAnswer) -> Allowed | Denied:
    """Remove one, with the reason: administrators of the coalition in which it was given."""
    return can_administer(user, answer.coalition)


def can_discuss_brief(user: User, here: BriefHere) -> Allowed | Denied:
    """Put its question on the agenda of a meeting: who makes the agendas of the coalition."""
    return can_run_meetings(user, here.coalition)


def can_send_brief(user: User, here: BriefHere) -> Allowed | Denied:
    """Send it to the members of a role: administrators and officers."""
    return can_write_briefs(user, here.coalition)
