"""Bring a plan in from a file: a new plan whose edition 1 keeps the file's tree.

The file was read and its headings compared before (readers/plan_file.py); here it becomes rows, all
or nothing. The same content again, in the same coalition, changes nothing.
"""

from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from coalitions.access import policies
from coalitions.coalition.models import Coalition
from plans.editions.actions.starting import begin_plan
from plans.editions.models.picture import Picture
from plans.editions.models.section import Section
from plans.text.characters import one_line
from plans.word_in.actions.mapping import GONE
from plans.word_in.build_tree import build_tree
from plans.word_in.models.passage import Passage
from plans.word_in.models.word_file import WordFile, WordSource
from plans.word_in.parsed_plan import ParsedPlan, ParsedSection, parents_of
from plans.word_in.passages import passages_of
from plans.word_in.preview import PlanImport, source_of
from safety_portal.core.audit.record import record
from safety_portal.core.authority import operator_or, require
from safety_portal.core.files.uploads import all_or_nothing
from safety_portal.core.states import WrongState

DEEPEST = 9
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg"}


@transaction.atomic
def keep_word_file(
    *, coalition, title: str, content: bytes, parsed_plan: ParsedPlan, by, now=None
) -> WordFile:
    """Keep an uploaded file and its passages until somebody decides about it, at most 24 hours.

    Returns it.

    Takes the place of the account's earlier one there; expired ones of anybody go. Raises
    PermissionDenied.
    """
    require(policies.can_administer(by, coalition))
    now = now or timezone.now()
    WordFile.objects.expired(now).delete()
    WordFile.objects.filter(coalition=coalition, kept_by=by).delete()
    title = one_line(title)
    file = WordFile.objects.create(
        coalition=coalition,
        title=title,
        file_name=parsed_plan.file_name[-255:],
        content=content,
        told=_told(parsed_plan),
        kept_at=now,
        kept_by=by,
    )
    Passage.objects.bulk_create(passages_of(file, parsed_plan))
    record(by=by, action="word_file.kept", subject=file, scope=coalition, bytes=len(content))
    return file


def _told(parsed_plan: ParsedPlan) -> dict:
    return {
        "words": parsed_plan.words,
        "pictures": len(parsed_plan.pictures),
        "tables": sum(passage.html.count("<table>") for passage in parsed_plan.passages),
        "warnings": list(parsed_plan.warnings),
        "comments": list(parsed_plan.comments),
        # By the position of the passage: what Word counted in front of its heading.
        "numbers": {
            str(at): passage.number
            for at, passage in enumerate(parsed_plan.passages, start=1)
            if passage.number
        },
    }


def import_plan(
    *, coalition, title: str, parsed_plan: ParsedPlan, by, word_file: WordFile | None = None
) -> PlanImport:
    """Make the plan, its sections and pictures; all or nothing, files too. `word_file`, the file
    waiting
    for this, goes: what somebody decided about its passages counts. Without it the tree of the file
    is kept, and what is sure applied.

    `by` is an administrator of the coalition, or None for the operator at the command line: raises
    PermissionDenied. Raises WrongState where the coalition has a plan of that title, or the file
    does not wait any more.
    """
    require(operator_or(policies.can_administer, by, coalition))
    with all_or_nothing() as store:
        imported = _import_plan(coalition, title, parsed_plan, by, store, word_file)
        if word_file:
            WordFile.objects.filter(pk=word_file.pk).delete()
        return imported


def _import_plan(coalition, title, parsed_plan, by, store, word_file):
    Coalition.objects.select_for_update(no_key=True, of=["self"]).get(pk=coalition.pk)
    source = source_of(coalition, parsed_plan)
    if source:
        return PlanImport(parsed_plan, source.edition, is_unchanged=True)
    decisions = _decisions(word_file, parsed_plan) if word_file else []
    sections = (
        build_tree(parsed_plan, decisions, scope=coalition.scope)
        if word_file
        else parsed_plan.as_in_the_file()
    )
    edition = begin_plan(coalition=coalition, title=title, by=by)
    made = _write_sections(edition, sections, by)
    _write_pictures(edition.plan, parsed_plan.pictures, store)
    WordSource.objects.create(
        coalition=coalition,
        edition=edition,
        sha256=parsed_plan.sha256,
        file_name=parsed_plan.file_name[-255:],
        words=parsed_plan.words,
        headings=len(parsed_plan.sections),
        report=_report(parsed_plan, decisions),
        imported_at=timezone.now(),
        imported_by=by,
    )
    record(
        by=by,
        action="plan.brought_in",
        subject=edition.plan,
        scope=coalition,
        file=parsed_plan.file_name[-255:],
        words=parsed_plan.words,
        sections=made,
    )
    return PlanImport(parsed_plan, edition)


def _decisions(word_file, parsed_plan) -> list[Passage]:
    """What was decided about each passage of the file.

    Raises WrongState where it does not wait, or was read otherwise.
    """
    if not WordFile.objects.select_for_update(no_key=True).filter(pk=word_file.pk).exists():
        raise WrongState(GONE)
    rows = list(word_file.passages.order_by("position").defer("html"))
    if [(row.level, row.title) for row in rows] != [
        (passage.level, passage.title) for passage in parsed_plan.passages
    ]:
        raise WrongState(
            "The portal reads this file in another way than when you looked at it. Import it again."
        )
    return rows


def _write_sections(edition, sections: Sequence[ParsedSection], by) -> int:
    """Sections in their order, level by level so that each finds its parent; returns how many."""
    above = parents_of([section.level for section in sections])
    rows: dict[int, Section] = {}
    for depth in sorted({section.level for section in sections}):
        batch = [index for index, section in enumerate(sections) if section.level == depth]
        fresh = [
            _section(edition, sections[index], index + 1, rows.get(above[index]), by)
            for index in batch
        ]
        rows |= dict(zip(batch, Section.objects.bulk_create(fresh), strict=True))
    return len(rows)


def _section(edition, parsed_plan, position, parent, by):
    return Section(
        edition=edition,
        parent=parent,
        position=position,
        level=min(parsed_plan.level, DEEPEST),
        number=parsed_plan.number,
        title=parsed_plan.title,
        kind=parsed_plan.kind,
        target=parsed_plan.target,
        sensitivity=parsed_plan.sensitivity,
        html=parsed_plan.html,
        saved_by=by,
    )


def _write_pictures(plan, pictures, store):
    for parsed_plan in pictures:
        picture = Picture(
            plan=plan,
            sha256=parsed_plan.sha256,
            content_type=parsed_plan.content_type,
            width=parsed_plan.width,
            height=parsed_plan.height,
        )
        name = f"{parsed_plan.sha256[:16]}.{_EXTENSIONS[parsed_plan.content_type]}"
        store(picture.file, ContentFile(parsed_plan.content, name=name))
        picture.save()


def _report(parsed_plan, decisions) -> dict:
    """What the record of the import shows.

    What each heading may stand for, what was decided, and what was left over.
    """
    return {
        "proposals": [
            {
                "number": section.number,
                "title": section.title,
                "level": section.level,
                "guess": section.guess,
                **section.proposal,
            }
            for section in parsed_plan.sections
        ],
        "decisions": [
            {
                "title": row.title,
                "words": row.words,
                "choice": row.choice,
                "target": row.target,
                "reason": row.reason,
            }
            for row in decisions
        ],
        "unplaced": list(parsed_plan.unplaced),
        "warnings": list(parsed_plan.warnings),
        "comments": list(parsed_plan.comments),
    }
