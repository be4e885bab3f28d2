"""Protocols: those of one reader, what changed in an edition, and who has read it."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.access.grants import access_of
from plans.editions import locks
from plans.editions.actions.access_log import note_opening, note_reads
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.editions.reader_text import facts_on_page
from plans.editions.views.text import page_text, picture_url
from plans.history import differences
from plans.protocols import actions
from plans.protocols.queries import protocols_for
from plans.protocols.readership import Readership
from plans.protocols.views.own_steps import OwnSteps, own_steps
from plans.text.html import for_reading
from safety_portal.core.look.wording import counted
from safety_portal.core.values import whole_number


@dataclass(frozen=True)
class Item:
    """A protocol to read.

    Its redline against what the reader knew, or the whole text where it is new.
    """

    section: Section
    title: str
    text: str
    is_new: bool
    reason: object
    own_steps: OwnSteps | None


def protocols(request, coalition):
    """My protocols in force: which I have read, which I have to."""
    coalition = request.subject
    asked = protocols_for(request.user, coalition, texts=True)
    unread = [protocol for protocol in asked if protocol.read_at is None]
    for protocol in asked:
        # The one that is loaded already, with its school and district.
        protocol.section.edition.plan.coalition = coalition
    lines = [_steps_in_list(request.user, protocol.section) for protocol in asked]
    context = {
        "coalition": coalition,
        "protocols": list(zip(asked, lines, strict=True)),
        "unread": unread,
    }
    return render(request, "plans/protocols/acknowledge_protocols.html", context)


def _steps_in_list(user, section):
    """The steps of a protocol for a list.

    Of a restricted one none, because nothing of it is shown without being recorded.
    """
    return (
        None if section.is_restricted else own_steps(user, section, facts_on_page(section.edition))
    )


def changes(request, coalition, plan, edition):
    """What the reader has to read and acknowledge in the edition in force.

    POST acknowledges what the page showed.
    """
    edition = request.subject
    if edition.status != EditionStatus.IN_FORCE:
        return _to_the_newer(request, edition)
    if request.method == "POST":
        return _acknowledge(request, edition)
    asked = protocols_for(request.user, edition.plan.coalition, edition=edition, texts=True)
    unread = [protocol for protocol in asked if not protocol.read_at]
    sections = [protocol.section for protocol in unread]
    levels = access_of(request.user).levels_in(edition.plan.coalition)
    known = {protocol.section.pk: _known(protocol, levels) for protocol in unread}
    note_reads(sections=[*sections, *filter(None, known.values())], by=request.user)
    note_opening(edition=edition, by=request.user)
    reasons = differences.reasons(sections)
    facts = facts_on_page(edition)
    items = [
        _item(
            protocol.section,
            known[protocol.section.pk],
            reasons.get(protocol.section.pk),
            facts,
            request.user,
        )
        for protocol in unread
    ]
    context = {
        "coalition": edition.plan.coalition,
        "edition": edition,
        "items": items,
        "changed": sum(not item.is_new for item in items),
        "last_read": max(
            (protocol.last.made_at for protocol in unread if protocol.last), default=None
        ),
        "error": request.GET.get("tick") == "missing",
    }
    return render(request, "plans/protocols/changes.html", context)


def everything(request, coalition, plan, edition):
    """Everything the reader may see that differs from the edition before, for whoever signs or
    reviews it.
    """
    edition = request.subject
    if edition.based_on is None:
        return render(
            request, "plans/protocols/changes_all.html", _frame(edition) | {"items": None}
        )
    differences_found = differences.between(edition, edition.based_on)
    readable = _as_far_as_readable(differences_found, request.user)
    note_reads(
        sections=[
            section
            for difference in readable
            for section in (difference.now, difference.before)
            if section
        ],
        by=request.user,
    )
    reasons = differences.reasons([difference.now for difference in readable if difference.now])
    items = [
        {
            "difference": difference,
            "title": differences.title_of(difference.section),
            "text": _redline(difference.now, difference.before),
            "reason": reasons.get(difference.now.pk) if difference.now else None,
        }
        for difference in readable
    ]
    return render(
        request,
        "plans/protocols/changes_all.html",
        _frame(edition) | {"items": items, "hidden": len(differences_found) - len(readable)},
    )


def _as_far_as_readable(differences_found, user):
    """The differences a reader may see.

    A text that was, or is, not for this reader does not show through the redline.
    """
    sections = [
        section.pk
        for difference in differences_found
        for section in (difference.now, difference.before)
        if section
    ]
    readable = set(
        Section.objects.visible_to(user).filter(pk__in=sections).values_list("pk", flat=True)
    )
    readable_ones = []
    for difference in differences_found:
        now = difference.now if difference.now and difference.now.pk in readable else None
        before = (
            difference.before if difference.before and difference.before.pk in readable else None
        )
        if now or (before and difference.now is None):
            readable_ones.append(differences.Difference(now, before))
    return readable_ones


def readers(request, coalition, plan, edition):
    """Who has read the protocols of this edition and who has not, by name; ?show=missing narrows to
    the latter.
    """
    edition, only_missing = request.subject, request.GET.get("show") == "missing"
    today = timezone.localdate()
    readership = Readership(edition, on=today)
    page = readership.page(request, only_missing=only_missing)
    total, left = readership.counts()
    context = {
        "rows": readership.rows(page),
        "today": today,
        "page": page,
        "only_missing": only_missing,
        "total": total,
        "done": total - left,
    }
    return render(request, "plans/protocols/acknowledge_readers.html", _frame(edition) | context)


def _frame(edition):
    return {"coalition": edition.plan.coalition, "edition": edition, "plan": edition.plan}


def _to_the_newer(request, edition):
    """An edition that is over leads to the one in force; one that is not in force yet says so."""
    newer = Edition.objects.visible_to(request.user).in_force().filter(plan=edition.plan_id).first()
    if newer is None:
        locks.require_status(edition, EditionStatus.IN_FORCE)
    messages.warning(
        request,
        f"Edition {newer.number} took the place of edition {edition.number}. Read what it says.",
    )
    return redirect("protocol_changes", edition.plan.coalition.slug, edition.plan_id, newer.number)


def _acknowledge(request, edition):
    """Acknowledge the sections the page showed; nothing is recorded without the tick."""
    where = [edition.plan.coalition.slug, edition.plan_id, edition.number]
    if not request.POST.get("read"):
        messages.error(request, "Tick that you have read them. Nothing is recorded yet.")
        return redirect("protocol_changes", *where)
    wanted = {whole_number(key) for key in request.POST.getlist("section")}
    mine = protocols_for(request.user, edition.plan.coalition, edition=edition)
    sections = [protocol.section for protocol in mine if protocol.section.pk in wanted]
    actions.acknowledge_all(sections=sections, by=request.user)
    messages.success(request, f"{counted(len(sections), 'protocol')} read today.")
    return redirect("protocols", edition.plan.coalition.slug)


def _known(difference, levels):
    """The text the reader acknowledged last, if they may still read it.

    Else None, and the protocol is shown whole.
    """
    return (
        difference.last.section
        if difference.last and difference.last.section.sensitivity in levels
        else None
    )


def _item(section, known, reason, facts, user):
    title, steps = differences.title_of(section), own_steps(user, section, facts)
    if known:
        return Item(
            section, title, _redline(section, known), is_new=False, reason=reason, own_steps=steps
        )
    text = page_text(section.html, edition=section.edition, facts=facts, name=title)
    return Item(section, title, text, is_new=True, reason=reason, own_steps=steps)


def _redline(section, before):
    plan = (section or before).edition.plan
    return for_reading(
        differences.redline(section, before), picture_url=lambda sha256: picture_url(plan, sha256)
    )
