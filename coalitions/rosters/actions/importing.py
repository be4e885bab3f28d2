"""Import people from a roster, and keep what was read of it between looking and importing."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from coalitions.access import policies
from coalitions.rosters.actions.writing import write
from coalitions.rosters.comparing import preview_people
from coalitions.rosters.comparison import PeopleComparison
from coalitions.rosters.locks import lock_district
from coalitions.rosters.match_schools import Choices
from coalitions.rosters.models import PeopleFile
from coalitions.rosters.roster import Roster
from safety_portal.core.authority import require
from safety_portal.core.imports.actions import keep_choice, keep_file, record_import
from safety_portal.core.imports.columns import SHEET
from safety_portal.core.imports.kept import lock_waiting, refuse_changed

LOOK_AGAIN = (
    "The people here have changed since you looked. Nothing was written; look again at what is new."
)


@transaction.atomic
def import_people(
    *, roster: Roster, coalition, choices: Choices, by, name, file=None, expected=None
) -> PeopleComparison:
    """Write new and changed people and memberships of a roster, and end what a whole one no longer
    has; all or nothing.

    `by` is None at the command line, `file` the kept PeopleFile, `expected` the digest of the
    preview somebody agreed to. Nobody is invited. The same roster again writes nothing, not even an
    audit row. Raises PermissionDenied, and WrongState if the file was imported already or if what
    it would change is no longer what the preview said.
    """
    if by is not None:
        require(policies.can_administer(by, coalition))
    lock_district(coalition)
    lock_waiting(file)
    comparison = preview_people(roster=roster, coalition=coalition, choices=choices)
    refuse_changed(comparison, expected=expected, sentence=LOOK_AGAIN)
    file = record_import(
        files=PeopleFile.objects, file=file, name=name, by=by, counts=comparison.counts,
        action="people.brought_in", scope=coalition, detail={"source": roster.source},
        has_changed=comparison.changes_something,
        coalition=coalition, source=roster.source, choices=_chosen(file, choices),
    )  # fmt: skip
    if comparison.changes_something:
        write(comparison=comparison, by=by, file=file, on=timezone.localdate())
    return comparison


def _chosen(file, choices: Choices) -> dict:
    """What was decided, with the columns that were chosen of a kept file."""
    return {**(file.choices if file else {}), **asdict(choices)}


def keep_people_file(
    *, coalition, name: str, content: dict, source: str, by, now=None
) -> PeopleFile:
    """Keep what was read of an uploaded roster until it is imported, at most 24 hours; returns it.

    What was chosen for the last roster of the same source in this coalition is proposed again; of a
    workbook the sheet that its `content` begins with. An account has one waiting in a coalition.
    Raises PermissionDenied.
    """
    require(policies.can_administer(by, coalition))
    before = (
        PeopleFile.objects.filter(coalition=coalition, source=source, applied_at__isnull=False)
        .order_by("-id")
        .first()
    )
    proposed = {
        name: value for name, value in (before.choices if before else {}).items() if name != SHEET
    }
    return keep_file(
        files=PeopleFile.objects.filter(coalition=coalition), name=name, by=by, now=now,
        action="people_file.kept", scope=coalition,
        coalition=coalition, content=content, source=source, choices=proposed,
    )  # fmt: skip


def choose_for_people(*, file: PeopleFile, choices: dict, by) -> PeopleFile:
    """Keep what was decided about a waiting roster: sheet, columns, roles, schools.

    Raises PermissionDenied, WrongState.
    """
    require(policies.can_administer(by, file.coalition))
    return keep_choice(
        file=file, field="choices", choice=choices, is_part=True, by=by,
        action="people_file.decided_on", scope=file.coalition_id, detail=choices,
    )  # fmt: skip
