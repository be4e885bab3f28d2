"""The form of the step that waits: only that step has fields, and only for who may take it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from coalitions.action_items.forms.steps import EvidenceForm, VerifyForm
from coalitions.action_items.lifecycle import ItemState
from coalitions.action_items.models import ActionItem
from plans.findings.views.findings import act_form
from plans.loops.forms import StepReasonForm
from plans.loops.lifecycle import Step
from plans.loops.words import WHY_NOT_NEEDED
from plans.required_changes.forms import SectionForm
from plans.required_changes.queries import sections_to_name
from safety_portal.core.authority import may
from safety_portal.core.web.addresses import address
from safety_portal.portal.closed_loop.whole import Link, Whole


@dataclass(frozen=True)
class Waiting:
    """What the reader may do at the step that waits: a form, one for leaving it out, other ways."""

    form: Any = None
    leave_out: Any = None
    links: tuple[Link, ...] = ()


def waiting_of(whole: Whole) -> Waiting:
    """What the reader may do about the step that waits; nothing where the loop is closed."""
    offer = OFFERS.get(whole.loop.stuck)
    return offer(whole) if offer else Waiting()


def _action_item(whole: Whole) -> Waiting:
    found, links = whole.finding, []
    if may(whole.reader, "finding_not_act", found):
        url = address("finding_not_act", found.coalition.slug, found.pk)
        links.append(Link("Decide not to act", url))
    if not may(whole.reader, "finding_act", found):
        return Waiting(links=tuple(links))
    form = act_form(found, on=whole.on)
    return Waiting(_sent(form, whole, "finding_act", found.pk), links=tuple(links))


def _evidence(whole: Whole) -> Waiting:
    item = whole.item
    if item is None or item.state != ItemState.OPEN:
        return Waiting(links=_ways(whole, item, ("Open it again", "action_item_reopen")))
    links = _ways(whole, item, ("Accept the risk", "action_item_risk"))
    if not may(whole.reader, "action_item_done", item):
        return Waiting(links=links)
    form = EvidenceForm(button="Say it is done")
    return Waiting(_sent(form, whole, "action_item_done", item.pk), links=links)


def _verified(whole: Whole) -> Waiting:
    item = whole.item
    if item is None or not may(whole.reader, "action_item_verify", item):
        return Waiting()
    links = _ways(whole, item, ("Return with a reason", "action_item_send_back"))
    return Waiting(_sent(VerifyForm(), whole, "action_item_verify", item.pk), links=links)


def _changed(whole: Whole) -> Waiting:
    item = whole.item
    if item is None or not may(whole.reader, "required_change_name", item):
        return Waiting()
    if whole.loop.named:
        return Waiting(links=(_to_edit(whole) + _named(item)))
    form = SectionForm(sections=sections_to_name(item.coalition, whole.reader))
    return Waiting(_sent(form, whole, "required_change_name", item.pk), _left_out(whole))


def _left_out_only(whole: Whole) -> Waiting:
    return Waiting(leave_out=_left_out(whole))


OFFERS: dict[str, Callable[[Whole], Waiting]] = {
    Step.ACTION_ITEM: _action_item,
    Step.EVIDENCE: _evidence,
    Step.VERIFIED: _verified,
    Step.CHANGED: _changed,
    Step.SIGNED: _left_out_only,
    Step.READ: _left_out_only,
}


def _left_out(whole: Whole) -> StepReasonForm | None:
    found, stuck = whole.finding, whole.loop.stuck
    if not may(whole.reader, "loop_leave_out", found):
        return None
    about, given = WHY_NOT_NEEDED[stuck], {"step": stuck}
    form = StepReasonForm(about=about, button="Not needed", initial=given)
    form.helper.form_action = address("loop_leave_out", found.coalition.slug, found.pk)
    return form


def _sent(form: forms.Form, whole: Whole, name: str, pk: int) -> forms.Form:
    """The form, sent to the page where this is done, which leads back to the loop."""
    url = address(name, whole.finding.coalition.slug, pk)
    form.helper.form_action = f"{url}?back={_page(whole)}"  # type: ignore[attr-defined]
    return form


def _ways(whole: Whole, item: ActionItem | None, *ways: tuple[str, str]) -> tuple[Link, ...]:
    if item is None:
        return ()
    slug, back = item.coalition.slug, _page(whole)
    return tuple(
        Link(label, f"{address(name, slug, item.pk)}?back={back}")
        for label, name in ways
        if may(whole.reader, name, item)
    )


def _to_edit(whole: Whole) -> tuple[Link, ...]:
    """The sections that were named and are not changed, as they stand."""
    changed = {(c.section.edition.plan_id, c.section.lineage) for c in whole.changed}
    rows = [
        asked.section
        for asked in whole.asked
        if asked.section and (asked.change.plan_id, asked.change.lineage) not in changed
    ]
    return tuple(
        Link(
            f"Open {row}",
            address(
                "workspace_section",
                row.edition.plan.coalition.slug,
                row.edition.plan_id,
                row.edition.number,
                row.pk,
            ),
        )
        for row in rows
    )


def _named(item: ActionItem) -> tuple[Link, ...]:
    url = address("action_item", item.coalition.slug, item.pk)
    return (Link("Which sections are named", f"{url}#sections"),)


def _page(whole: Whole) -> str:
    return address("closed_loop", whole.finding.coalition.slug, whole.finding.pk)
