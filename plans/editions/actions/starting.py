"""A plan begins, and its next edition begins from the one in force."""

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.coalition.models import Coalition
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.plan import Plan
from plans.editions.models.section import Section
from plans.editions.policies import can_edit
from plans.library.structure import template_for
from plans.text.characters import one_line
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require, unasked
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

# fmt: off
CARRIED = (
    "lineage", "position", "level", "number", "title", "kind", "target", "sensitivity", "protocol_for", "html",
    "not_needed_because", "not_needed_at", "not_needed_by_id",
)
# fmt: on


@transaction.atomic
def start_plan(*, coalition, title, by, template=None):
    """Make a plan with edition 1 in drafting; returns the Edition.

    `template` (school or district) fills it with the federal structure and its starter text;
    without it the edition is empty. Raises WrongState where the coalition has a plan of that title.
    """
    require(can_administer(by, coalition))
    return begin_plan(coalition=coalition, title=title, by=by, template=template)


@unasked("A step of actions that have asked, such as importing a Word file.")
def begin_plan(*, coalition, title, by, template=None):
    """Start a plan in the transaction of an action that has asked; as `start_plan`."""
    title = one_line(title)
    if not title:
        raise Refused("A plan needs a title.", field="title")
    Coalition.objects.select_for_update(no_key=True, of=["self"]).get(pk=coalition.pk)
    if Plan.objects.filter(coalition=coalition, title=title).exists():
        raise Refused(
            f"{coalition} has a plan called {title} already. Open that one, or choose another title.",
            field="title",
        )
    plan = Plan.objects.create(
        coalition=coalition, title=title, created_at=timezone.now(), created_by=by
    )
    edition = Edition.objects.create(plan=plan, number=1, created_at=plan.created_at, created_by=by)
    if template:
        _fill(edition, template_for(template), by)
    record(by=by, action="plan.started", subject=plan, scope=coalition, template=template or "")
    return edition


@transaction.atomic
def start_next_edition(*, plan, by):
    """Start the edition after the one in force as its copy, in drafting; returns the Edition.

    Each section keeps its lineage; nothing counts as changed yet. Raises WrongState while an
    edition is in work, or where none is in force.
    """
    require(can_edit(by, plan))
    plan = (
        Plan.objects.select_for_update(no_key=True, of=["self"])
        .select_related("coalition")
        .get(pk=plan.pk)
    )
    in_work = plan.editions.in_work().first()
    if in_work:
        raise WrongState(
            f"Edition {in_work.number} is in work already ({in_work.get_status_display().lower()})."
        )
    in_force = plan.editions.in_force().first()
    if in_force is None:
        raise WrongState("No edition of this plan is in force; the next one starts from that.")
    newest = plan.editions.order_by("-number").values_list("number", flat=True).first()
    edition = Edition.objects.create(
        plan=plan,
        number=newest + 1,
        status=EditionStatus.DRAFTING,
        based_on=in_force,
        created_at=timezone.now(),
        created_by=by,
    )
    sections = _copy_sections(in_force, edition)
    record(
        by=by,
        action="edition.started",
        subject=edition,
        scope=plan.coalition,
        based_on=in_force.number,
        sections=sections,
    )
    return edition


def _fill(edition, parts, by):
    """Sections from the parts of a template, level by level so that each finds its parent."""
    made, levels = {}, {}
    for part in parts:
        levels[part.code] = levels.get(part.parent, 0) + 1
    for level in sorted(set(levels.values())):
        batch = [
            Section(
                edition=edition,
                parent=made.get(part.parent),
                position=position,
                level=level,
                number=part.number,
                title=part.title,
                kind=part.kind,
                target=part.code,
                sensitivity=part.sensitivity,
                html=part.html,
                saved_by=by,
            )
            for position, part in enumerate(parts, start=1)
            if levels[part.code] == level
        ]
        made |= {section.target: section for section in Section.objects.bulk_create(batch)}


def _copy_sections(source, edition):
    """Copy what is present in `source`, level by level; returns how many sections there are."""
    sections = list(source.sections.present())
    copies = {}
    for level in sorted({section.level for section in sections}):
        batch = [section for section in sections if section.level == level]
        fresh = [_copy(section, edition, copies.get(section.parent_id)) for section in batch]
        copies |= {
            old.pk: new for old, new in zip(batch, Section.objects.bulk_create(fresh), strict=True)
        }
    return len(copies)


def _copy(section, edition, parent):
    carried = {name: getattr(section, name) for name in CARRIED}
    # Who wrote the text, and when, stays true for the copy.
    return Section(
        edition=edition,
        parent=parent,
        saved_at=section.saved_at,
        saved_by_id=section.saved_by_id,
        **carried,
    )
