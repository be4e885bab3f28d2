"""A sheet is printed: what stood on it that day is kept."""

from django.db import transaction
from django.utils import timezone

from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.contacts.models.sheet import PrintedSheet
from coalitions.contacts.paper_lines import lines_of
from coalitions.contacts.policies import can_print_sheet
from coalitions.contacts.queries import places_of, roles_of
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.states import WrongState


@transaction.atomic
def print_sheet(*, coalition: Coalition, by: User) -> PrintedSheet:
    """Keep the sheet of a coalition as it goes to paper; returns it.

    The same sheet printed again on the same day is the one there is. Raises WrongState while
    nobody is on it. Audited.
    """
    require(can_print_sheet(by, coalition))
    coalition, now = lock_coalition(coalition), timezone.now()
    places = list(places_of(coalition))
    if not places:
        raise WrongState("Nobody is on this sheet yet. Fill a role first.")
    lines = lines_of(list(roles_of(coalition)), places, on=timezone.localdate(now))
    last = coalition.printed_sheets.order_by("-id").first()
    if last and last.lines == lines and _is_of_today(last):
        return last
    sheet = PrintedSheet.objects.create(
        coalition=coalition, lines=lines, printed_at=now, printed_by=by
    )
    record(by=by, action="contact_sheet.printed", subject=sheet, scope=coalition)
    return sheet


def _is_of_today(sheet: PrintedSheet) -> bool:
    return timezone.localdate(sheet.printed_at) == timezone.localdate()
