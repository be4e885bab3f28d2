"""What an import of a plan did, or would do, for whoever runs it by a command."""

from typing import Any

from plans.library.kinds import UNPLACED_TITLE
from plans.word_in.preview import PlanImport
from safety_portal.core.look.wording import counted


def as_json(imported: PlanImport, *, applied: bool) -> dict[str, Any]:
    """The result as the contract of the importers has it."""
    parsed_plan, edition = imported.parsed_plan, imported.edition
    return {
        "applied": applied,
        "unchanged": imported.is_unchanged,
        "plan": edition.plan_id if edition else None,
        "edition": edition.pk if edition else None,
        "sections": len(parsed_plan.sections),
        "words": parsed_plan.words,
        "placed": sum(bool(section.target) for section in parsed_plan.sections),
        "proposed": [
            {"title": section.title, "level": section.level, "why": section.guess}
            for section in parsed_plan.sections
            if section.guess
        ],
        "pictures": len(parsed_plan.pictures),
        "unplaced": list(parsed_plan.unplaced),
        "warnings": list(parsed_plan.warnings),
    }


def as_lines(imported: PlanImport, *, applied: bool) -> list[str]:
    """The result for a person: the balance, what is left over, and what to do next."""
    parsed_plan = imported.parsed_plan
    placed = sum(bool(section.target) for section in parsed_plan.sections)
    lines = [
        f"{parsed_plan.file_name}: {counted(len(parsed_plan.sections), 'heading')}, {counted(parsed_plan.words, 'word')}, "
        f"{counted(len(parsed_plan.pictures), 'picture')}.",
        f"{placed} of {counted(len(parsed_plan.sections), 'heading')} surely stand for a part of the federal structure.",
    ]
    lines += [
        f"Proposed as a heading of level {section.level}: {section.title} ({section.guess})."
        for section in parsed_plan.sections
        if section.guess
    ]
    lines += [
        f"{title['what']} ({counted(title['words'], 'word')}): see “{UNPLACED_TITLE}”."
        for title in parsed_plan.unplaced
    ]
    return [*lines, *parsed_plan.warnings, _last_line(imported, applied=applied)]


def _last_line(imported: PlanImport, *, applied: bool) -> str:
    if imported.is_unchanged:
        return f"This file was imported before, as {imported.edition}. Nothing was written."
    if applied and imported.edition:
        return f"Imported as {imported.edition} (plan {imported.edition.plan_id})."
    return "Nothing was written. Add --apply to import it."
