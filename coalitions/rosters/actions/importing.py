"""Bring in people from a roster, and keep what was read of it between looking and bringing in."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from coalitions.access import policies
from coalitions.coalition.models import Coalition
from coalitions.rosters.actions.writing import write
from coalitions.rosters.comparing import compare_people
from coalitions.rosters.comparison import PeopleComparison
from coalitions.rosters.match_schools import Choices
from coalitions.rosters.models import PeopleFile
from coalitions.rosters.roster import Roster
from coalitions.schools.models import District
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.states import WrongState


def preview_people(*, roster: Roster, coalition, choices: Choices) -> PeopleComparison:
    """What bringing in the roster would change for the coalition. Writes nothing."""
    return compare_people(roster, coalition=coalition, choices=choices, on=timezone.localdate())


@transaction.atomic
def import_people(
    *, roster: Roster, coalition, choices: Choices, by, name, file=None, expected=None
) -> PeopleComparison:
    """Write new and changed people and memberships of a roster, and end what a whole one no longer
    has; all or nothing.

    `by` is None at the command line, `file` the kept PeopleFile, `expected` the digest of the
    preview somebody agreed to. Nobody is invited. The same roster again writes nothing, not even an
    audit row. Raises PermissionDenied, and WrongState if the file was brought in already or if what
    it would change is no longer what the preview said.
    """
    if by is not None:
        require(policies.can_administer(by, coalition))
    lock_district(coalition)
    if (
        file
        and not PeopleFile.objects.waiting()
        .select_for_update(no_key=True)
        .filter(pk=file.pk)
        .exists()
    ):
        raise WrongState(
            "This file has been brought in already. Bring it again to see what is new in it."
        )
    comparison = preview_people(roster=roster, coalition=coalition, choices=choices)
    if expected is not None and expected != comparison.digest:
        raise WrongState(
            "The people here have changed since you looked. Nothing was written; look again at what is new."
        )
    if comparison.changes_something:
        file = applied(
            file,
            roster=roster,
            coalition=coalition,
            choices=choices,
            by=by,
            name=name,
            counts=comparison.counts,
        )
        write(comparison, by=by, file=file, on=timezone.localdate())
    elif file:
        applied(
            file,
            roster=roster,
            coalition=coalition,
            choices=choices,
            by=by,
            name=name,
            counts=comparison.counts,
        )
    return comparison


def lock_district(coalition):
    """Imports, and answers to invitations, into one district happen one after the other.

    So do changes of its coalitions.
    """
    District.objects.select_for_update(no_key=True).get(pk=coalition.district_id)
    list(
        Coalition.objects.select_for_update(no_key=True)
        .filter(district_id=coalition.district_id)
        .order_by("pk")
    )


def applied(file, *, roster, coalition, choices, by, name, counts) -> PeopleFile:
    """The record of an import.

    The kept file without its content, or a new one for the command line.
    """
    now = timezone.now()
    chosen = {**(file.choices if file else {}), **asdict(choices)}
    told = {"source": roster.source, "choices": chosen, "applied_at": now, "counts": counts}
    if file is None:
        return PeopleFile.objects.create(
            coalition=coalition, name=name[:200], owner=by, uploaded_at=now, **told
        )
    file.content = None
    for field, value in told.items():
        setattr(file, field, value)
    file.save(update_fields=["content", *told])
    return file


@transaction.atomic
def keep_people_file(
    *, coalition, name: str, content: dict, source: str, by, now=None
) -> PeopleFile:
    """Keep what was read of an uploaded roster until it is brought in, at most 24 hours.

    Returns it.

    What was chosen for the last roster of the same source in this coalition is proposed again. An
    account has one waiting in a coalition: an earlier one goes, and so do all that have expired.
    Raises PermissionDenied.
    """
    require(policies.can_administer(by, coalition))
    now = now or timezone.now()
    PeopleFile.objects.expired(now).delete()
    PeopleFile.objects.waiting().filter(owner=by, coalition=coalition).delete()
    before = (
        PeopleFile.objects.filter(coalition=coalition, source=source, applied_at__isnull=False)
        .order_by("-id")
        .first()
    )
    file = PeopleFile.objects.create(
        coalition=coalition, name=name[:200], owner=by, content=content, source=source, uploaded_at=now,
        choices=before.choices if before else {},
    )  # fmt: skip
    record(by=by, action="people_file.kept", subject=file, scope=coalition)
    return file


@transaction.atomic
def choose_for_people(*, file: PeopleFile, choices: dict, by) -> PeopleFile:
    """Keep what was decided about a waiting roster: columns, roles, schools.

    Raises PermissionDenied, WrongState.
    """
    require(policies.can_administer(by, file.coalition))
    locked = PeopleFile.objects.select_for_update(no_key=True).defer("content").get(pk=file.pk)
    if locked.applied_at:
        raise WrongState(
            "This file has been brought in already. Bring it again to read it otherwise."
        )
    if locked.choices == (decided := {**locked.choices, **choices}):
        return locked
    locked.choices = decided
    locked.save(update_fields=["choices"])
    record(
        by=by, action="people_file.decided_on", subject=locked, scope=locked.coalition_id, **choices
    )
    return locked
