"""What stands on the page, as its administrators choose."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.coalition.models import Coalition
from coalitions.community.concerns import Concern
from coalitions.community.letters import letters
from coalitions.community.lifecycle import PagePart
from coalitions.community.locks import lock_page
from coalitions.community.models.page import (
    LONGEST_INTRODUCTION,
    LONGEST_PHONE,
    CommunityPage,
)
from coalitions.community.queries import programs_to_show
from coalitions.programs.models.program import Program
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

STALE = "Somebody saved these settings meanwhile. Look at them as they stand now, then change them."


@dataclass(frozen=True)
class PageChoices:
    """What an administrator chose. Codes of parts to leave out and of letters on file; the programs
    that are shown; where a concern goes.
    """

    phone: str
    introduction: str
    left_out: Collection[str]
    concerns: list[Concern]
    letters: Collection[str]
    programs: Collection[Program]


@transaction.atomic
def change_page(
    *, coalition: Coalition, saves: int, choices: PageChoices, by: User
) -> CommunityPage:
    """Choose what stands on the page of a coalition; returns it. `saves` as the form showed it.

    A page that is public changes at once. Raises Refused, at a field, and WrongState. Audited.
    """
    require(can_administer(by, coalition))
    page = lock_page(coalition)
    if page.saves != saves:
        raise WrongState(STALE)
    changed = _apply(page, choices)
    if changed:
        page.saves += 1
        page.saved_at, page.saved_by = timezone.now(), by
        page.save()
    if _set_programs(page, choices.programs, by=by, is_new=not changed):
        changed.append("programs")
    if not changed:
        raise Refused("Nothing differs from what is written down.")
    record(by=by, action="community_page.changed", subject=page, scope=coalition, changed=changed)
    return page


def _apply(page: CommunityPage, choices: PageChoices) -> list[str]:
    """Put what was chosen on the page; returns the names of what changed."""
    new = {
        "phone": _line(choices.phone, "phone", LONGEST_PHONE),
        "introduction": _line(choices.introduction, "introduction", LONGEST_INTRODUCTION),
        "left_out": [code for code in PagePart.values if code in choices.left_out],
        "letters": [code for code in letters() if code in choices.letters],
        "concerns": choices.concerns,
    }
    changed = [name for name, value in new.items() if getattr(page, name) != value]
    for name in changed:
        setattr(page, name, new[name])
    return changed


def _set_programs(
    page: CommunityPage, programs: Collection[Program], *, by: User, is_new: bool
) -> bool:
    """Show these programs; whether that changed anything. Of a page not saved yet, saves it."""
    wanted = {program.pk for program in programs}
    known = set(programs_to_show(page.coalition).filter(pk__in=wanted).values_list("pk", flat=True))
    if known != wanted:
        raise Refused("Choose programs that run here.", field="programs")
    shown = set(page.programs.values_list("pk", flat=True)) if page.pk else set()
    if shown == wanted:
        return False
    if is_new:
        page.saves += 1
        page.saved_at, page.saved_by = timezone.now(), by
        page.save()
    page.programs.set(wanted)
    return True


def _line(text: str, field: str, most: int) -> str:
    line = tidy_line(text)
    if len(line) > most:
        raise Refused(f"At most {most} characters.", field=field)
    return line
