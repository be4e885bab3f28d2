"""A coalition written into one archive, as it stood at one moment."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import IO

from django.conf import settings
from django.core.files import File
from django.db import connection, transaction
from django.db.models import FileField, Model, Q, QuerySet
from django.utils import timezone

from coalitions.coalition.models import Coalition
from safety_portal.core.exports.offers import NotThere, Paper, Rows
from safety_portal.portal.coalition_export.offers import OWN, PAPERS, REFERENCED
from safety_portal.portal.coalition_export.writers.archive import Archive
from safety_portal.portal.coalition_export.writers.objects import (
    CHUNK,
    References,
    as_array,
    objects_of,
)
from safety_portal.portal.coalition_export.writers.sheets import sheet_of

# Of the form of the archive; it changes where what was there goes or means something else.
FORMAT = 1
PIECE = 256 * 1024


@dataclass(frozen=True)
class Problem:
    """What belongs into the archive and could not be given, and why; or is not what was kept."""

    name: str
    why: str


@dataclass
class Taken:
    """What became of it: how many objects of each noun, what is wrong, how many files."""

    made_at: datetime
    counts: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: int = 0

    @property
    def objects(self) -> int:
        """How many, of all nouns."""
        return sum(self.counts.values())


def take_away(coalition: Coalition, file: IO[bytes]) -> Taken:
    """Write everything of a coalition into `file`, an empty one, as a zip archive.

    All of it is as it stood when this began, whoever writes meanwhile. Holds some thousand rows at
    a time. What cannot be given is named and stops nothing. Changes nothing.
    """
    taken = Taken(timezone.now())
    references = References(rows.model for rows in REFERENCED)
    with _one_moment(), Archive(file) as archive:
        for rows in OWN:
            _write(rows, _of(rows, coalition), archive, references, taken)
        for rows in REFERENCED:
            _write_referenced(rows, coalition, archive, references, taken)
        for papers in PAPERS:
            for paper in papers.of(coalition.pk):
                _write_paper(paper, archive, taken)
        archive.write("manifest.json", [_manifest(coalition, archive, taken)])
        taken.files = len(archive.members)
    return taken


@contextmanager
def _one_moment() -> Iterator[None]:
    """One snapshot for all queries; inside somebody else's transaction, theirs."""
    is_ours = not connection.in_atomic_block
    with transaction.atomic():
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                # The first query takes the snapshot.
                cursor.execute("SELECT 1")
        yield


def _of(rows: Rows, coalition: Coalition) -> "QuerySet[Model]":
    return rows.model._base_manager.filter(**{rows.of: coalition.pk})


def _write(
    rows: Rows,
    queryset: "QuerySet[Model]",
    archive: Archive,
    references: References,
    taken: Taken,
) -> None:
    """The objects, then the sheet, then the uploads of one noun."""
    objects = _counted(rows, objects_of(rows, queryset, references), taken)
    archive.write(f"objects/{rows.name}.json", as_array(objects))
    if rows.sheet:
        archive.write(f"lists/{rows.name}.csv", sheet_of(rows, queryset))
    for column in rows.files:
        _write_uploads(rows, column, queryset, archive, taken)


def _counted(rows: Rows, objects: Iterator[bytes], taken: Taken) -> Iterator[bytes]:
    taken.counts.setdefault(rows.name, 0)
    for each in objects:
        taken.counts[rows.name] += 1
        yield each


def _write_referenced(
    rows: Rows, coalition: Coalition, archive: Archive, references: References, taken: Taken
) -> None:
    if rows.of:
        for pk in _of(rows, coalition).values_list("pk", flat=True).iterator(chunk_size=CHUNK):
            references.note(rows.model, pk)
    objects = _counted(rows, _referenced(rows, references), taken)
    archive.write(f"objects/{rows.name}.json", as_array(objects))


def _referenced(rows: Rows, references: References) -> Iterator[bytes]:
    """Until none is left: one record of a person may lead to another."""
    while some := references.next(rows.model):
        queryset = rows.model._base_manager.filter(Q(pk__in=some))
        yield from objects_of(rows, queryset, references)


def _write_uploads(
    rows: Rows, column: str, queryset: "QuerySet[Model]", archive: Archive, taken: Taken
) -> None:
    kept = rows.model._meta.get_field(column)
    assert isinstance(kept, FileField)  # noqa: S101  Rows.files holds nothing else
    names = ("pk", column, rows.uploads[column] or "pk")
    stored = queryset.exclude(**{column: ""}).order_by("pk").values_list(*names)
    for pk, path, recorded in stored.iterator(chunk_size=CHUNK):
        name = rows.upload(pk, column, path)
        try:
            file = kept.storage.open(path)
        except (FileNotFoundError, PermissionError) as error:
            taken.problems.append(Problem(name, f"The file cannot be read: {error.strerror}."))
            continue
        with file:
            written = archive.write(name, _pieces(file))
        if rows.uploads[column] and written.sha256 != recorded:
            taken.problems.append(Problem(name, "The file is not what was uploaded."))


def _pieces(file: "File[bytes]") -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def _write_paper(paper: Paper, archive: Archive, taken: Taken) -> None:
    try:
        content = paper.make()
    except NotThere as not_there:
        taken.problems.append(Problem(paper.name, str(not_there)))
        return
    archive.write(paper.name, [content])


def _manifest(coalition: Coalition, archive: Archive, taken: Taken) -> bytes:
    told = {
        "format": FORMAT,
        "portal_version": settings.PORTAL_VERSION,
        "made_at": taken.made_at.isoformat(),
        "coalition": {"id": coalition.pk, "slug": coalition.slug, "name": coalition.name},
        "time_zone": settings.TIME_ZONE,
        "counts": taken.counts,
        "problems": [asdict(each) for each in taken.problems],
        "files": [asdict(each) for each in archive.members],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"
