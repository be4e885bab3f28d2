"""Bring a plan in from a file: a new plan whose edition 1 keeps the file's tree.

The file was read and its headings compared before (importers/plan_file.py); here it becomes rows, all or nothing. The
same content again, in the same coalition, changes nothing.
"""

from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from coalitions import policies
from coalitions.models import Coalition
from plans.actions.starting import start_plan
from plans.models import Edition, Picture, Plan, Section, WordFile, WordSource
from plans.models.section import Kind
from safety_portal.audit.record import record
from safety_portal.authority import require
from safety_portal.states import WrongState
from safety_portal.uploads import all_or_nothing

UNPLACED_TITLE = "Unplaced from Word"
DEEPEST = 9
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg"}


@dataclass(frozen=True)
class IncomingSection:
    """One heading of the file. ``html`` is canonical. ``target``, ``kind``: the part it surely stands for, else "" and
    other. ``proposal``: for the record and the page, as JSON. ``guess``: why a line without heading style is taken for a
    heading, "" for a real one; ``as_text``: the HTML of that line where a person says that it is none."""

    title: str
    level: int
    html: str
    target: str = ""
    kind: str = Kind.OTHER
    proposal: dict = field(default_factory=dict)
    guess: str = ""
    as_text: str = ""


@dataclass(frozen=True)
class IncomingPicture:
    """An image of the file as it will be stored: drawn again, known by the SHA-256 of its bytes, size in pixels."""

    sha256: str
    content: bytes
    content_type: str
    width: int
    height: int


@dataclass(frozen=True)
class IncomingPlan:
    """A plan as read from a file. ``unplaced_html``: text that stands under no heading; ``unplaced``: what could not be
    placed, for a person, as JSON; ``words``: of the whole file."""

    file_name: str
    sha256: str
    words: int
    sections: tuple[IncomingSection, ...]
    unplaced_html: str = ""
    pictures: tuple[IncomingPicture, ...] = ()
    unplaced: tuple[dict, ...] = ()
    warnings: tuple[str, ...] = ()
    comments: tuple[dict, ...] = ()


@dataclass(frozen=True)
class BroughtIn:
    """What came of an import. ``is_unchanged``: this content is in the coalition already, and nothing was written.
    ``edition`` is None where nothing has been written yet."""

    incoming: IncomingPlan
    edition: Edition | None = None
    is_unchanged: bool = False


@transaction.atomic
def keep_word_file(*, coalition, title: str, file_name: str, content: bytes, by, now=None) -> WordFile:
    """Keep an uploaded file until somebody decides about it, at most 24 hours; returns it.

    Takes the place of the account's earlier one there; expired ones of anybody go. Raises PermissionDenied.
    """
    require(policies.can_administer(by, coalition))
    now = now or timezone.now()
    WordFile.objects.expired(now).delete()
    WordFile.objects.filter(coalition=coalition, kept_by=by).delete()
    title = " ".join(title.split())
    file = WordFile.objects.create(
        coalition=coalition, title=title, file_name=file_name[-255:], content=content, kept_at=now, kept_by=by
    )
    record(by=by, action="word_file.kept", subject=file, scope=coalition, bytes=len(content))
    return file


def preview(*, coalition, title: str, incoming: IncomingPlan) -> BroughtIn:
    """What bringing the file in would do. Writes nothing. Raises WrongState where the title is taken."""
    source = _source(coalition, incoming)
    if source:
        return BroughtIn(incoming, source.edition, is_unchanged=True)
    title = " ".join(title.split())
    if Plan.objects.filter(coalition=coalition, title=title).exists():
        raise WrongState(f"{coalition} has a plan called {title} already. Choose another title.")
    return BroughtIn(incoming)


def bring_in(*, coalition, title: str, incoming: IncomingPlan, by, kept: WordFile | None = None) -> BroughtIn:
    """Make the plan, its sections and pictures; all or nothing, files too. `kept`, the file waiting for this, goes.

    `by` is an administrator of the coalition, or None for the operator at the command line: raises PermissionDenied.
    Raises WrongState where the coalition has a plan of that title.
    """
    if by is not None:
        require(policies.can_administer(by, coalition))
    with all_or_nothing() as store:
        brought = _bring_in(coalition, title, incoming, by, store)
        if kept:
            kept.delete()
        return brought


def _bring_in(coalition, title, incoming, by, store):
    Coalition.objects.select_for_update(no_key=True, of=["self"]).get(pk=coalition.pk)
    source = _source(coalition, incoming)
    if source:
        return BroughtIn(incoming, source.edition, is_unchanged=True)
    edition = start_plan(coalition=coalition, title=title, by=by)
    made = _write_sections(edition, incoming, by)
    _write_pictures(edition.plan, incoming.pictures, store)
    WordSource.objects.create(
        coalition=coalition,
        edition=edition,
        sha256=incoming.sha256,
        file_name=incoming.file_name[-255:],
        words=incoming.words,
        headings=len(incoming.sections),
        report=_report(incoming),
        brought_at=timezone.now(),
        brought_by=by,
    )
    record(
        by=by,
        action="plan.brought_in",
        subject=edition.plan,
        scope=coalition,
        file=incoming.file_name[-255:],
        words=incoming.words,
        sections=made,
    )
    return BroughtIn(incoming, edition)


def _source(coalition, incoming):
    """The import of the same content into the same coalition, None where there was none."""
    sources = WordSource.objects.filter(coalition=coalition, sha256=incoming.sha256)
    return sources.select_related("edition__plan").first()


def _write_sections(edition, incoming, by) -> int:
    """Sections in the file's order, level by level so that each finds its parent; returns how many."""
    sections = list(incoming.sections)
    if incoming.unplaced_html:
        sections.insert(0, IncomingSection(UNPLACED_TITLE, 1, incoming.unplaced_html))
    above = parents_of([section.level for section in sections])
    rows: dict[int, Section] = {}
    for depth in sorted({section.level for section in sections}):
        batch = [index for index, section in enumerate(sections) if section.level == depth]
        fresh = [_section(edition, sections[index], index + 1, rows.get(above[index]), by) for index in batch]
        rows |= dict(zip(batch, Section.objects.bulk_create(fresh), strict=True))
    return len(rows)


def parents_of(levels: list[int]) -> list[int | None]:
    """For each heading the index of the one it stands under: the nearest one above it of a lower level."""
    parents: list[int | None] = []
    open_headings: list[int] = []
    for index, level in enumerate(levels):
        while open_headings and levels[open_headings[-1]] >= level:
            open_headings.pop()
        parents.append(open_headings[-1] if open_headings else None)
        open_headings.append(index)
    return parents


def _section(edition, incoming, position, parent, by):
    return Section(
        edition=edition,
        parent=parent,
        position=position,
        level=min(incoming.level, DEEPEST),
        title=incoming.title,
        kind=incoming.kind,
        target=incoming.target,
        html=incoming.html,
        saved_by=by,
    )


def _write_pictures(plan, pictures, store):
    for incoming in pictures:
        picture = Picture(
            plan=plan,
            sha256=incoming.sha256,
            content_type=incoming.content_type,
            width=incoming.width,
            height=incoming.height,
        )
        name = f"{incoming.sha256[:16]}.{_EXTENSIONS[incoming.content_type]}"
        store(picture.file, ContentFile(incoming.content, name=name))
        picture.save()


def _report(incoming) -> dict:
    """What the import page and the record show: what each heading may stand for, and what was left over."""
    return {
        "proposals": [
            {"title": section.title, "level": section.level, "guess": section.guess, **section.proposal}
            for section in incoming.sections
        ],
        "unplaced": list(incoming.unplaced),
        "warnings": list(incoming.warnings),
        "comments": list(incoming.comments),
    }
