"""Import districts and schools from a directory, and keep the file of it between looking and
importing.
"""

from django.db import connection, transaction

from coalitions.coalition.models import Coalition
from coalitions.directory_import.comparison import EVERYWHERE, Comparison, compare_for, scope_of
from coalitions.directory_import.directory import Directory
from coalitions.directory_import.identities import Index, ids_of
from coalitions.directory_import.models import SchoolFile
from coalitions.directory_import.places import MODELS
from coalitions.schools import policies
from coalitions.schools.models import District, PlaceStatus
from safety_portal.core.authority import require
from safety_portal.core.imports.actions import keep_choice, keep_file, record_import
from safety_portal.core.imports.columns import choice
from safety_portal.core.imports.kept import lock_waiting, refuse_changed

BATCH = 1000
# Two imports at once would both see a school as new; the second waits for the first. Any number
# nobody else uses.
IMPORT_LOCK = 735_001
LOOK_AGAIN = (
    "The schools here have changed since you looked. Nothing was written; look again at what is "
    "new."
)


@transaction.atomic
def import_schools(
    *, directory: Directory, by, name: str, file=None, close=(), expected=None
) -> Comparison:
    """Write the new and changed places of a directory, all or nothing; returns what was done.

    `file` is the kept SchoolFile it was read from (None at the command line), `close` the ids of
    missing places to mark as closed, `expected` the digest of the preview somebody agreed to. The
    same directory again writes nothing, not even an audit row. Raises PermissionDenied, and
    WrongState if the file was imported already or if what it would change is no longer what the
    preview said.
    """
    if by is not None:
        require(policies.can_import_schools(by))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
    lock_waiting(file)
    comparison = compare_for(directory=directory, by=by)
    refuse_changed(comparison, expected=expected, sentence=LOOK_AGAIN)
    closing = [place for place in comparison.missing if place.id in set(close)]
    counts = {"kind": directory.kind, **comparison.counts, "closed": len(closing)}
    has_changed = comparison.changes_something or bool(closing)
    if has_changed:
        _write(comparison)
        MODELS[directory.kind].objects.filter(pk__in=[place.id for place in closing]).update(
            status=PlaceStatus.CLOSED
        )
    record_import(
        files=SchoolFile.objects, file=file, name=name, by=by,
        counts=counts, has_changed=has_changed,
        action="schools.brought_in", scope=_own_coalition(by) if has_changed else None,
    )  # fmt: skip
    return comparison


def _own_coalition(by):
    """Where `by` administers one district, its coalition: its administrators may read the audit
    row.
    """
    scope = scope_of(by)
    if scope is EVERYWHERE or len(scope) != 1:
        return None
    return Coalition.objects.filter(district_id__in=scope, school__isnull=True).first()


def _write(comparison: Comparison):
    """Make and change the places of a comparison in batches, without a query for each row."""
    model = MODELS[comparison.directory.kind]
    districts = _make_districts(comparison)
    rows = [_changed_place(change, model, districts) for change in comparison.changed]
    # A number that moves from one place to another must be free before it is taken.
    renumbered = [change.place.id for change in comparison.changed if "state_id" in change.fields]
    model.objects.filter(pk__in=renumbered).update(state_id=None)
    if rows:
        names = sorted({name for change in comparison.changed for name in change.fields})
        model.objects.bulk_create(
            rows, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=names
        )
    # What the file does not say of a new place is not known, its status too.
    new = [
        model(**{"status": PlaceStatus.UNKNOWN, **row.values, **_placed(row, districts)})
        for row in comparison.new
    ]
    model.objects.bulk_create(new, batch_size=BATCH)


def _make_districts(comparison: Comparison) -> Index:
    """Make the districts that the file's schools name and that are not here.

    Returns all of them, findable.
    """
    made = [
        District(
            state=key.state,
            nces_id=key.nces_id,
            state_id=key.state_id,
            name=key.name,
            status=PlaceStatus.UNKNOWN,
        )
        for key in comparison.new_districts.each()
    ]
    return Index(
        [*comparison.districts.places, *District.objects.bulk_create(made, batch_size=BATCH)]
    )


def _changed_place(change, model, districts: Index):
    """The place as it will be: as it is here, with what the file says otherwise."""
    said = {name: after for name, (_, after) in change.fields.items() if name != "district"}
    return model(**{**vars(change.place), **said, **_placed(change.row, districts)})


def _placed(row, districts: Index) -> dict:
    """The district of a school; nothing for a district."""
    return {"district_id": districts.find(**ids_of(row.district)).id} if row.district else {}


def keep_school_file(*, name: str, content: bytes, sheet="", by, now=None) -> SchoolFile:
    """Keep an uploaded file, of which `sheet` is proposed, until it is imported; returns it.

    At most 24 hours, one for an account. Raises PermissionDenied.
    """
    require(policies.can_import_schools(by))
    return keep_file(
        files=SchoolFile.objects, name=name, content=content, mapping=choice(sheet, {}),
        by=by, now=now,
        action="school_file.kept", detail={"bytes": len(content)},
    )  # fmt: skip


def choose_columns(*, file: SchoolFile, mapping: dict[str, str], by) -> SchoolFile:
    """Say which column of a kept file holds which field (field -> column), and which sheet is read.

    Raises PermissionDenied, WrongState.
    """
    require(policies.can_import_schools(by))
    return keep_choice(
        file=file, field="mapping", choice=mapping, by=by,
        action="school_file_columns.chosen", detail={"mapping": mapping},
    )  # fmt: skip
