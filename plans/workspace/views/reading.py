"""Reading plans: the list, the workspace of an edition with one section open, its pictures."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS, Role
from coalitions.reunification.readiness import readiness_of
from coalitions.reunification.words import in_a_line
from plans.comments.views.annotations import annotations_of, shown_texts
from plans.editions import policies
from plans.editions.actions.access_log import note_opening, note_picture, note_revisions
from plans.editions.lifecycle import IN_WORK, EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.plan import Plan
from plans.editions.models.section import Section
from plans.editions.outline import around, first_to_open, outline
from plans.editions.queries import asked_lately, section_of, writers_of
from plans.editions.reader_text import facts_on_page
from plans.editions.views.text import page_text
from plans.protocols.views.own_steps import own_steps
from plans.required_changes.queries import items_asking
from plans.workspace.queries import workspace_facts
from plans.workspace.views.sidebar import life_of
from plans.workspace.views.steps import steps_of
from plans.writing.views.not_needed import empty_section_of
from plans.writing.views.presence import presence_of
from safety_portal.core.authority import may, require
from safety_portal.core.files import uploads
from safety_portal.core.look.outline import Entry
from safety_portal.core.look.wording import counted
from safety_portal.core.paging import SIZE, keyset_page
from safety_portal.core.states import WrongState


@dataclass(frozen=True)
class Row:
    """A plan in the list.

    The edition in force and the one in work, each None where there is none to be seen.
    """

    plan: Plan
    in_force: Edition | None
    in_work: Edition | None

    @property
    def can_start_next(self):
        """Whether the next edition can be begun: one at a time, from the one in force."""
        return bool(self.in_force and not self.in_work)


def plan_list(request, coalition):
    """The plans of a coalition by title, and above a school's those of its district that the reader
    reaches.
    """
    coalition = request.subject
    editions = Edition.objects.visible_to(request.user)
    plans = Plan.objects.visible_to(request.user).select_related("coalition")
    listed = plans.prefetch_related(
        Prefetch("editions", editions.order_by("-number").select_related("plan"), to_attr="shown")
    )
    own = plans.filter(coalition=coalition.pk)
    counts = _counts(own, editions)
    page = keyset_page(listed.filter(coalition=coalition.pk), request, by=("title", "id"))
    context = {
        "coalition": coalition,
        "page": page,
        "rows": [_row(plan) for plan in page],
        "district_rows": _above(listed, coalition) if coalition.school_id else [],
        "heading": _heading(**counts),
        "sees_drafts": policies.can_see_drafts(request.user, coalition),
        "reunification": _reunification(request.user, coalition),
    }
    missing = {} if counts["in_force"] else _writers(request, coalition)
    return render(request, "plans/workspace/list.html", context | missing)


def _reunification(user, coalition):
    """How ready a school is to give its students back, in a line; None for who does not read it."""
    if not coalition.school_id or not may(user, "reunification", coalition):
        return None
    return in_a_line(readiness_of([coalition.pk], on=timezone.localdate())[coalition.pk])


def _counts(plans, editions):
    """How many plans, and how many with an edition in force and in work that the reader sees.

    One query.
    """
    of_plan = editions.filter(plan=OuterRef("pk")).order_by()
    return plans.order_by().aggregate(
        total=Count("pk"),
        in_force=Count("pk", filter=Exists(of_plan.filter(status=EditionStatus.IN_FORCE))),
        in_work=Count("pk", filter=Exists(of_plan.filter(status__in=IN_WORK))),
    )


def _above(plans, coalition):
    """The plans in force of a school's district, the first by title."""
    above = plans.filter(
        coalition__district=coalition.district_id, coalition__school__isnull=True
    ).order_by("title")
    rows = [_row(plan) for plan in above[:SIZE]]
    return [row for row in rows if row.in_force]


def _writers(request, coalition):
    """Of a coalition without a plan in force.

    Who writes it, and whether the reader may ask them for it.
    """
    may_see = may(request.user, "membership_people", coalition)
    may_ask = may(request.user, "edition_ask_for_plan", coalition)
    return {
        "writers": writers_of(coalition, on=timezone.localdate()) if may_see else [],
        "asked_at": asked_lately(coalition, now=timezone.now()) if may_ask else None,
    }


def plan(request, coalition, plan):
    """The edition of a plan that most readers want.

    The one in force, else the one in work, else the newest.
    """
    editions = list(
        Edition.objects.visible_to(request.user).filter(plan=request.subject).order_by("-number")
    )
    if not editions:
        raise WrongState(
            "No edition of this plan is in force yet. Its coalition is writing the first one."
        )
    chosen = _first(editions, EditionStatus.IN_FORCE) or _first(editions, *IN_WORK) or editions[0]
    return redirect("workspace_edition", coalition, plan, chosen.number)


def edition(request, coalition, plan, edition):
    """The workspace of an edition, opened where this reader begins: first_to_open."""
    edition = request.subject
    places = outline(edition, request.user)
    first = first_to_open(
        places, writes=edition.is_editable and may(request.user, "writing_arrange", edition)
    )
    if first is None:
        context = _frame(request, edition, places, workspace_facts(edition, request.user))
        return render(request, "plans/workspace/workspace.html", context)
    return _opened(request, section_of(edition, first.pk), places)


def section(request, coalition, plan, edition, section):
    """The workspace of an edition with one section open."""
    return _opened(request, request.subject, outline(request.subject.edition, request.user))


def picture(request, coalition, plan, sha256):
    """Stream a picture to readers of a section that shows it, and to who writes the plan (for their
    drafts).
    """
    stored = get_object_or_404(request.subject.pictures, sha256=sha256)
    showing = _showing(stored, request.user)
    if not (showing or may(request.user, "edition_start", request.subject)):
        raise Http404
    note_picture(sections=showing, by=request.user)
    name = f"picture.{uploads.FORMATS['PNG' if stored.content_type == 'image/png' else 'JPEG'][0]}"
    return uploads.serve(stored.file, name=name, content_type=stored.content_type, inline=True)


def _showing(picture, user):
    """The sections that show a picture and that the account may read, those of the newest edition
    first.
    """
    sections = Section.objects.visible_to(user).present().filter(edition__plan=picture.plan_id)
    sections = sections.filter(html__contains=f"picture/{picture.sha256}").select_related(
        "edition__plan__coalition"
    )
    return list(sections.order_by("-edition__number", "pk").defer("html"))


def _opened(request, section, places):
    """The page with `section` open; leaves behind that it was read."""
    require(may(request.user, "workspace_section", section))
    edition = section.edition
    workspace = workspace_facts(edition, request.user, section=section.pk)
    context = _section_context(request, section, places, workspace)
    note_revisions(revisions=shown_texts(context), section=section, by=request.user)
    if not workspace.has_opened:
        note_opening(edition=edition, by=request.user)
    return render(
        request,
        "plans/workspace/workspace.html",
        _frame(request, edition, places, workspace, section.pk) | context,
    )


def _frame(request, edition, places, workspace, current=None):
    """What the workspace shows around the text."""
    steps, life_text = steps_of(edition, workspace)
    entries = _entries(edition, places, current)
    before, after = around(places, current)
    frame = {
        "coalition": edition.plan.coalition,
        "plan": edition.plan,
        "edition": edition,
        "entries": list(entries.values()),
        "is_community": MEMBERS not in access_of(request.user).levels_in(edition.plan.coalition),
        "closed": any(place.is_restricted and not place.is_readable for place in places),
        "previous": before and entries[before.pk],
        "next": after and entries[after.pk],
        "steps": steps,
        "life_text": life_text,
        "can_start_next": edition.status == EditionStatus.IN_FORCE and not workspace.has_work,
        **life_of(request.user, edition, places),
    }
    return frame | {"actions": render_to_string("plans/workspace/_actions.html", frame, request)}


def _section_context(request, section, places, workspace):
    edition = section.edition
    facts = facts_on_page(edition)
    notes = annotations_of(request.user, section, has_notes=workspace.has_notes, facts=facts)
    return {
        "text": page_text(
            section.html, edition=edition, facts=facts, name=section.title, marks=notes["marks"]
        ),
        "empty_section": None if section.html else empty_section_of(section, places),
        "protocol_roles": [Role(role).label for role in section.protocol_for],
        "own_steps": own_steps(request.user, section, facts),
        "draft_at": workspace.draft_at,
        "presence": presence_of(request.user, section),
        "asking": items_asking(section, request.user) if workspace.is_asked_to_change else [],
        **notes,
    }


def _entries(edition, places, current):
    """The places of an outline by key, as the component draws them.

    What cannot be read is a name without a link.
    """
    # One address is made by Django, the others differ in their last number only.
    address = reverse(
        "workspace_section", args=[edition.plan.coalition.slug, edition.plan_id, edition.number, 0]
    ).removesuffix("0/")
    return {
        place.pk: Entry(
            level=place.level,
            title=place.title,
            number=place.number,
            url=f"{address}{place.pk}/" if place.is_readable else "",
            is_current=place.pk == current,
            marks=place.marks,
            notes=place.notes,
        )
        for place in places
    }


def _row(plan):
    in_force = _first(plan.shown, EditionStatus.IN_FORCE)
    in_work = _first(plan.shown, *IN_WORK)
    return Row(plan, in_force, in_work)


def _first(editions, *statuses):
    return next((edition for edition in editions if edition.status in statuses), None)


def _heading(*, total, in_force, in_work):
    """The answer of the list: how many plans, how many in force and in work."""
    if not total:
        return "No plan yet"
    if total == in_force == 1:
        return "1 plan, in force"
    parts = [f"{in_force} in force" if in_force else "none in force"] + (
        [f"{in_work} in work"] if in_work else []
    )
    return f"{counted(total, 'plan')}: {', '.join(parts)}"
