"""Bring in a plan from a Word file: choose it, look at what is in it and where it goes, make the draft."""

import tempfile
from collections import Counter

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from plans.actions.importing import UNPLACED_TITLE, bring_in, keep_word_file, preview
from plans.forms.importing import WordFileForm
from plans.importers.plan_file import read_plan_file
from plans.importers.word.document import WordRefused
from safety_portal.look.wording import counted
from safety_portal.states import WrongState

SURE, UNSURE, NOT_PLACED = "placed", "unsure", "not_placed"


def choose(request, coalition):
    """Choose a file and a title. A file that is none, or holds nothing, is refused at once and not kept."""
    coalition = request.subject
    form = WordFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload, title = form.cleaned_data["file"], form.cleaned_data["title"]
        content = upload.read()
        try:
            brought = preview(coalition=coalition, title=title, incoming=read(coalition, content, upload.name))
        except WordRefused as refused:
            form.add_error("file", str(refused))
        except WrongState as refused:
            form.add_error("title", str(refused))
        else:
            return _go_on(request, coalition, brought, content, upload.name, title)
    context = {"coalition": coalition, "form": form}
    return render(request, "plans/bring_in.html", context, status=422 if form.is_bound else 200)


def _go_on(request, coalition, brought, content, name, title):
    """To the preview; or to the plan that has this very file already."""
    if brought.is_unchanged:
        messages.info(request, "This file has been brought in already. Nothing was changed; this is its plan.")
        return redirect("plan", coalition.slug, brought.edition.plan_id)
    file = keep_word_file(coalition=coalition, title=title, file_name=name, content=content, by=request.user)
    return redirect("plan_file", coalition.slug, file.pk)


def read(coalition, content, name):
    """The plan in the bytes of a file. Raises WordRefused."""
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(content)
        file.flush()
        return read_plan_file(file.name, scope=coalition.scope, name=name)


def look(request, coalition, file):
    """What is in the file, that nothing is lost, and which part of the federal structure each heading may stand for."""
    file = request.subject
    incoming = read(file.coalition, bytes(file.content), file.file_name)
    rows = [shown(section) for section in incoming.sections]
    counts = Counter(row["state"] for row in rows)
    context = {
        "coalition": file.coalition,
        "file": file,
        "incoming": incoming,
        "groups": grouped(rows),
        "sums": balance(incoming, counts),
        "unplaced_title": UNPLACED_TITLE,
        "heading": heading(incoming, counts),
    }
    return render(request, "plans/bring_in_look.html", context)


def heading(incoming, counts):
    """The h1: what a person has to look at, in numbers."""
    if not incoming.sections:
        return "No heading found: the whole text comes along as one section"
    left = len(incoming.unplaced)
    told = [f"{counted(len(incoming.sections), 'section')} found", f"{counts[SURE]} placed", f"{counts[UNSURE]} unsure"]
    return ", ".join([*told, *([f"{counted(left, 'passage')} without a heading"] if left else [])])


def shown(section):
    """One heading of the file as a row."""
    proposal = section.proposal
    state = SURE if proposal["sure"] else UNSURE if proposal["target"] else NOT_PLACED
    guess = f" Taken for a heading: {section.guess}." if section.guess else ""
    return {"title": section.title, "level": section.level, "state": state, **proposal, "why": proposal["why"] + guess}


def grouped(rows):
    """(title, sentence, rows): what needs a person first."""
    titles = {
        UNSURE: ("Unsure", "They keep their place in your file. What each may stand for is only a proposal."),
        NOT_PLACED: (
            "Sections of your own",
            "No part of the federal structure has a similar name. They come along as they are.",
        ),
        SURE: ("Placed", "These stand for a part of the federal structure."),
    }
    found = ((state, [row for row in rows if row["state"] == state]) for state in titles)
    return [(*titles[state], kept) for state, kept in found if kept]


def balance(incoming, counts):
    """The sum that shows that nothing is lost."""
    unplaced = sum(each["words"] for each in incoming.unplaced)
    return [
        ("Headings", f"{len(incoming.sections):,}", f"{counts[SURE]} placed, {counts[UNSURE]} unsure"),
        ("Words", f"{incoming.words:,}", "all accounted for" if not incoming.warnings else "see the warnings"),
        ("Without a heading", f"{unplaced:,}", f"words, in “{UNPLACED_TITLE}”"),
        ("Images", f"{len(incoming.pictures):,}"),
    ]


@require_POST
def make(request, coalition, file):
    """Make the plan with its draft; the kept file is not needed any more."""
    file = request.subject
    incoming = read(file.coalition, bytes(file.content), file.file_name)
    brought = bring_in(coalition=file.coalition, title=file.title, incoming=incoming, by=request.user, kept=file)
    if brought.is_unchanged:
        messages.info(request, "This file has been brought in already. Nothing was changed; this is its plan.")
    else:
        messages.success(
            request, f"Draft of edition 1 made: {counted(len(incoming.sections), 'section')} from {file.file_name}."
        )
    return redirect("plan", file.coalition.slug, brought.edition.plan_id)
