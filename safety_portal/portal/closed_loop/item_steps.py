"""The first four steps in words: found, action item, evidence, verified by a second person."""

from coalitions.action_items.lifecycle import ItemState
from coalitions.action_items.obligations import VERIFY_WITHIN
from plans.findings.standing import ANSWER_WITHIN
from safety_portal.core.look.wording import counted, full_day, listed
from safety_portal.core.web.addresses import address
from safety_portal.portal.closed_loop.whole import Link, Says, Whole, local_day


def found(whole: Whole) -> Says:
    """What was found, by whom, and the report it stands in."""
    found, slug = whole.finding, whole.finding.coalition.slug
    words = f"“{found.words}”" if found.words else found.title
    if found.answer and found.assessment_id:
        report = Link("Report of the walk", address("finding_report", slug, found.assessment_id))
        who, title = str(found.answer.answered_by), "Found on a walk"
        return Says(who, words, found.found_on, (report,), title=title)
    report = Link(str(found.report), address("finding_outside_report", slug, found.report_id))
    source = found.report.source if found.report else ""
    return Says(source, words, found.found_on, (report,), title="Found by somebody else")


def action_item(whole: Whole) -> Says:
    """Who gave what to whom until when, or who is to."""
    found, item = whole.finding, whole.item
    if item is None:
        who = f"An administrator or officer of {found.coalition} opens one, or decides not to act."
        return Says(who, due_on=found.found_on + ANSWER_WITHIN)
    who = f"{item.opened_by} gave it to {item.owned_by}, by {full_day(item.due_on)}"
    link = Link("Action item", address("action_item", item.coalition.slug, item.pk))
    return Says(who, item.what, local_day(item.opened_at), (link,))


def evidence(whole: Whole) -> Says:
    """Who says that it is done, or owes it; a risk that is accepted meanwhile."""
    item = whole.item
    if item is None:
        return Says("Shown when there is an action item")
    if item.done_at:
        return Says(f"{item.done_by} says that it is done", day=local_day(item.done_at))
    if item.state == ItemState.RISK_ACCEPTED and item.comes_back_on:
        until = full_day(item.comes_back_on)
        words = f"Because: {item.accepted_because} On that day it is open again."
        return Says(f"{item.accepter} accepts the risk until {until}", words)
    who = f"{item.owned_by} owes it until {full_day(item.due_on)}"
    words = "Nothing was shown yet."
    if whole.evidence:
        words = f"{counted(len(whole.evidence), 'line')} shown; nobody said yet that it is done."
    return Says(who, words, due_on=item.due_on)


def verified(whole: Whole) -> Says:
    """The second person who looked, or who may."""
    item = whole.item
    if item is None or item.done_at is None:
        return Says("When somebody says that it is done")
    if item.verified_at:
        page = address("action_item", item.coalition.slug, item.pk)
        link = Link("History of the action item", f"{page}#history")
        words = f"How it was checked: {item.how_checked}"
        return Says(str(item.verified_by), words, local_day(item.verified_at), (link,))
    names = listed(whole.verifiers, "or") or "Nobody yet: name a second administrator, who"
    verifies = f"{names} verifies."
    if item.done_by_id == whole.reader.pk:
        who = f"You said that it is done; {verifies}"
    else:
        who = f"{verifies} Not {item.done_by}, who said that it is done."
    words = f"How it is checked: {item.how_checked}"
    return Says(who, words, due_on=local_day(item.done_at) + VERIFY_WITHIN)
