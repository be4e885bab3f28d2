"""Place the passages of a Word file: what could not be placed first, one by one or many at once."""

import re

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from plans.editions.views.frame import frame_of
from plans.library.kinds import UNPLACED_TITLE
from plans.library.structure import restricted_targets
from plans.text.html import without_pictures
from plans.word_in.actions.mapping import (
    OLD_PAGE,
    accept_unsure,
    keep_as_own,
    map_passages,
    restrict,
)
from plans.word_in.build_tree import headings_above
from plans.word_in.forms import PassageForm
from plans.word_in.models.passage import Choice
from plans.word_in.views import mapping_page
from safety_portal.core.look.wording import counted
from safety_portal.core.paging import keyset_page
from safety_portal.core.states import WrongState
from safety_portal.core.values import whole_number
from safety_portal.core.web.posting import done_by, posted, status_of

# Rows with a select carry the whole federal structure each: few of them, so that the page stays
# light.
TO_DECIDE = 18
# Of those that are not placed, where unsure ones stand below them on the same page.
NOT_PLACED_FIRST = 8
_FIELD = re.compile("p([0-9]{1,18})")
_KEY = re.compile("[1-9][0-9]{0,17}")
DECIDED = 100
NO_REASON = "Say why: what you leave out is kept with your reason. Nothing was left out."


def look(request, coalition, file):
    """What needs a person, the balance, and each list of passages (`show`)."""
    file = request.subject
    sums = mapping_page.sums_of(file)
    state = request.GET.get("show", "")
    state = state if state in {*mapping_page.STATES, "all"} else ""
    context = {
        "coalition": file.coalition,
        "file": file,
        "heading": mapping_page.heading(sums),
        "balance": mapping_page.balance(file, sums),
        "tabs": mapping_page.tabs(sums, state),
        "sums": sums,
        "lists": _lists(request, file, sums, state),
        "to_restrict": _to_restrict(file),
        "shown": state,
        "unplaced_title": UNPLACED_TITLE,
    }
    return render(request, "plans/word_in/mapping.html", context)


def _lists(request, file, sums, shown):
    """What each list on the page shows.

    The one asked for, else the two that need a person, at most TO_DECIDE rows in all.
    """
    above = _headings_above(file)
    if shown:
        return [_list(request, file, shown, above, TO_DECIDE if shown in _TO_DECIDE else DECIDED)]
    first = min(
        sums["not_placed"].passages, NOT_PLACED_FIRST if sums["unsure"].passages else TO_DECIDE
    )
    sizes = {"not_placed": first, "unsure": TO_DECIDE - first}
    return [
        _list(request, file, state, above, sizes[state])
        for state in _TO_DECIDE
        if sums[state].passages
    ]


_TO_DECIDE = ("not_placed", "unsure")


def _list(request, file, state, above, size):
    rows = file.passages.all() if state == "all" else getattr(file.passages, state)()
    page = keyset_page(rows, request, by=("position", "id"), size=size)
    rows = mapping_page.rows_of(file, page.rows, above)
    return {"state": state, "page": page, "rows": rows, "selects": state in _TO_DECIDE}


def _headings_above(file):
    """For each passage the heading it comes under. Its text is not needed for that."""
    return headings_above(
        file.passages.order_by("position").defer("html", "why", "reason", "others")
    )


def _to_restrict(file):
    """The passages that stand for parts kept from most readers, for a person to say so of each."""
    passages = file.passages.placed_on(restricted_targets(file.coalition.scope)).order_by(
        "position"
    )
    return mapping_page.readers_of(file, passages.defer("html")[:DECIDED])


@require_POST
def save(request, coalition, file):
    """Keep what was chosen, and do what the button says.

    Take all proposals, or keep all that is not placed.
    """
    file = request.subject
    count = decided(request, file)
    asked = request.POST.get("all")
    if asked in _ALL:
        messages.success(request, _ALL[asked](request, file))
    elif count:
        messages.success(request, f"{counted(count, 'choice')} saved.")
    response = redirect("word_in_file", file.coalition.slug, file.pk)
    state = request.POST.get("show")
    response["Location"] += f"?show={state}" if state in {*mapping_page.STATES, "all"} else ""
    return response


def _accept(request, file):
    """Those that the page showed, which are those that its button counted."""
    count = accept_unsure(file=file, shown=_keys(request.POST.getlist("unsure")), by=request.user)
    return f"{counted(count, 'proposal')} accepted. Every passage stays where your file has it."


def _keep_as_own(request, file):
    return f"{counted(keep_as_own(file=file, by=request.user), 'passage')} kept as sections of their own."


def _restrict(request, file):
    asked = dict.fromkeys(_keys(request.POST.getlist("asked")), True)
    restrict(file=file, chosen=asked, by=request.user)
    return f"{counted(len(asked), 'section')} will be restricted, with what stands under {'it' if len(asked) == 1 else 'them'}."


_ALL = {"accept": _accept, "own": _keep_as_own, "restrict": _restrict}


def _keys(values):
    return [whole_number(value) for value in values if _KEY.fullmatch(value)]


def decided(request, file):
    """Keep the choices posted as p<id>, and who reads what; returns how many are new. What is left
    out without a reason is
    told, not done."""
    ticked, asked = (
        set(_keys(request.POST.getlist("restrict"))),
        _keys(request.POST.getlist("asked")),
    )
    readers = restrict(file=file, chosen={key: key in ticked for key in asked}, by=request.user)
    return readers + _placed(request, file)


def _placed(request, file):
    fields = ((_FIELD.fullmatch(name), value) for name, value in request.POST.items() if value)
    chosen = {whole_number(name[1]): value for name, value in fields if name}
    reason = request.POST.get("reason", "").strip()
    left_out = [key for key, value in chosen.items() if value == Choice.LEFT_OUT]
    if left_out and not reason:
        messages.error(request, NO_REASON)
        chosen = {key: value for key, value in chosen.items() if key not in left_out}
    return map_passages(file=file, chosen=chosen, reason=reason, by=request.user) if chosen else 0


def passage(request, coalition, file, passage):
    """One passage with its text as the file has it; POST decides about it."""
    file = request.subject
    passage = get_object_or_404(file.passages, pk=passage)
    form = PassageForm(posted(request), initial={"reason": passage.reason})
    if form.is_bound and "choice" not in form.data:
        raise WrongState(OLD_PAGE)
    if done_by(form, _place, file=file, passage=passage, by=request.user):
        messages.success(request, f"Choice for “{passage}” saved.")
        return redirect("word_in_file", file.coalition.slug, file.pk)
    context = _one(file, passage) | {"form": form}
    return render(request, "plans/word_in/passage.html", context, status=status_of(form))


def _place(*, file, passage, choice, reason, by):
    """Decide about one passage."""
    return map_passages(file=file, chosen={passage.pk: choice}, reason=reason, by=by)


def _one(file, passage):
    """What the page of one passage shows: it, its select, and its neighbors in the file."""
    near = file.passages.filter(position__in=[passage.position - 1, passage.position + 1]).order_by(
        "position"
    )
    around = {
        neighbor.position - passage.position: neighbor
        for neighbor in near.only("position", "title", "file")
    }
    [row] = mapping_page.rows_of(file, [passage], _headings_above(file))
    return {
        "coalition": file.coalition,
        "file": file,
        "passage": passage,
        "row": row,
        "options": mapping_page.options_for(passage, file.coalition.scope),
        "text": without_pictures(passage.html),
        "previous": around.get(-1),
        "next": around.get(1),
    }


def word_source(request, coalition, plan, edition):
    """The record of the Word file an edition came from.

    What became of each passage, and the comments in its margin.
    """
    edition = request.subject
    source = edition.sources.select_related("imported_by").first()
    report = source.report if source else {}
    context = frame_of(edition, "workspace_edition") | {
        "source": source,
        "passages": mapping_page.record_of(report, edition.plan.coalition.scope),
        "comments": report.get("comments", []),
        "warnings": report.get("warnings", []),
    }
    return render(request, "plans/word_in/source.html", context)
