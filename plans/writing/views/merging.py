"""Two people changed the same section, by saving or by suggesting: both texts passage by passage,
what goes together by itself, and the choice.

Nothing is kept between pages but the writer's draft: the page carries the refused text, the version
it began from and the version it was refused for, and both versions are revisions. A third save in
between shows the page again, for the merged text.
"""

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from plans.editions.actions.access_log import note_reads
from plans.editions.forms.html import LONGEST_HTML
from plans.editions.views.text import fragment
from plans.text.comparison.diff import diff
from plans.text.comparison.merge import BOTH, MINE, THEIRS, three_way
from plans.text.html import normalise
from plans.text.words import plain_text
from plans.writing.actions import editing
from plans.writing.texts import NoSuchVersion, StaleSave, Text, began_from, current_text, text_at
from safety_portal.core.look.wording import clock, counted, day_in_words
from safety_portal.core.values import whole_number

NEW = "new"
NEVER_WAS = "Nothing is saved: the form named a version that never was"


class Merge:
    """A refused text, the saved one and the one both began from, with what the writer has chosen so
    far.
    """

    def __init__(self, section, *, mine, theirs, base, chosen=None):
        self.section, self.mine, self.theirs, self.base = section, mine, theirs, base
        self.chosen = chosen or {}
        self.three_way = three_way(base.html, theirs.html, mine.html)

    @property
    def title(self):
        """The title that goes with the choices.

        Whoever changed it, mine where both did and it was chosen.
        """
        if self.mine.title == self.base.title or (
            self.titles_clash and self.chosen.get("keep-title") != MINE
        ):
            return self.theirs.title
        return self.mine.title

    @property
    def titles_clash(self):
        return len({self.base.title, self.theirs.title, self.mine.title}) == 3

    def choice(self, number):
        """What is kept of one passage.

        As chosen, both where nothing was, so that no word goes unseen.
        """
        choice = self.chosen.get(f"keep-{number}")
        return choice if choice in (THEIRS, MINE, BOTH, NEW) else BOTH

    def new_wording(self, number):
        """What the writer wrote for one passage; the words of mine to begin with."""
        clash = self.three_way.clashes[number - 1]
        return self.chosen.get(f"new-{number}", plain_text(clash.mine))

    def html(self):
        """The merged text."""
        choices = {clash.number: self._kept(clash.number) for clash in self.three_way.clashes}
        return self.three_way.resolve(choices)

    def _kept(self, number):
        choice = self.choice(number)
        return self.new_wording(number) if choice == NEW else choice


def conflict(request, section, stale, fields, *, suggestion=None, restores=None):
    """The page (409) for a text that came second. `fields` is the form it came with; it may be a
    `suggestion`, or the text of
    the Revision that somebody `restores`."""
    merge = Merge(section, mine=stale.mine, theirs=stale.theirs, base=stale.base)
    never_was = isinstance(stale, NoSuchVersion)
    return _page(
        request, merge, fields, suggestion, status=409, never_was=never_was, restores=restores
    )


def merge(request, section, fields, *, suggestion=None, accept=None):
    """The answer to that page: save merged, look how it reads, or drop mine.

    `fields["html"]` is the refused text. Of a `suggestion`, what saves is `accept`: called with the
    Text as decided and the kind of change, it answers the request. Raises NoSuchVersion where the
    page names a version that never was, and StaleSave where accept does.
    """
    if "drop" in request.POST and not suggestion:
        drop_draft(request, section)
        messages.success(request, "The saved text stays as it is.")
        return redirect("workspace_section", *_where(section))
    _refuse_too_much(request.POST)
    mine = Text(fields["title"], normalise(fields["html"]), fields["base_version"])
    base = began_from(section, mine)
    theirs = text_at(section, whole_number(request.POST.get("theirs_version")))
    if theirs is None:
        raise NoSuchVersion(section=section, mine=mine, theirs=current_text(section), base=base)
    merged = Merge(section, mine=mine, theirs=theirs, base=base, chosen=request.POST)
    if "read" in request.POST:
        restores = section.revisions.filter(
            version=whole_number(request.POST.get("restores"))
        ).first()
        return _page(request, merged, fields, suggestion, status=200, restores=restores)
    if accept is None:
        return _save(request, merged, fields)
    return accept(Text(merged.title, merged.html(), theirs.version), fields["change"])


def _refuse_too_much(posted):
    """Raise RequestDataTooBig (413.

    What was typed is one Back away) for new wordings that are longer than any section.
    """
    if sum(len(value) for name, value in posted.items() if name.startswith("new-")) > LONGEST_HTML:
        raise RequestDataTooBig("The new wordings are longer than a section may be.")


def _save(request, merge, fields):
    section = merge.section
    try:
        revision = editing.save_section(
            section=section,
            title=merge.title,
            html=merge.html(),
            base_version=merge.theirs.version,
            change=fields["change"],
            reason=fields["reason"],
            by=request.user,
            drops_draft="restores" not in request.POST,
        )
    except StaleSave as again:
        saved_fields = {
            "title": again.mine.title,
            "html": again.mine.html,
            "base_version": again.mine.version,
        }
        editing.keep_draft(section=section, account=request.user, **saved_fields)
        return conflict(request, section, again, fields | saved_fields)
    messages.success(
        request,
        f"Revision {revision.version} saved, merged."
        if revision
        else "The saved text stays; nothing differs.",
    )
    return redirect("workspace_section", *_where(section))


def drop_draft(request, section):
    """Drop the writer's draft: it is the text that was decided about.

    Who restores a revision may have another one, which stays.
    """
    if "restores" not in request.POST:
        editing.drop_draft(section=section, account=request.user)


def _page(request, merge, fields, suggestion=None, *, status, never_was=False, restores=None):
    section, edition = merge.section, merge.section.edition
    note_reads(sections=[section], by=request.user)
    clashes = len(merge.three_way.clashes) + merge.titles_clash
    context = {
        "coalition": edition.plan.coalition,
        "plan": edition.plan,
        "edition": edition,
        "section": section,
        "section_url": reverse("workspace_section", args=_where(section)),
        "save_url": _save_url(section, suggestion),
        "suggestion": suggestion,
        "writer": suggestion.membership.person.name if suggestion else "You",
        "merge": merge,
        "given": fields,
        "passages": [_passage(merge, clash, suggestion) for clash in merge.three_way.clashes],
        "joined": [
            (joined.by, _shown(joined.redline, section)) for joined in merge.three_way.joined
        ],
        "diff": [
            (entry, _shown(entry.html, section))
            for entry in diff(merge.theirs.html, merge.html()).entries
        ],
        "they": merge.theirs.by or "Somebody",
        "heading": NEVER_WAS if never_was else _heading(section, clashes, suggestion),
        "never_was": never_was,
        "restores": restores,
        "kept": _where_mine_is(suggestion, restores),
        "when": _when(merge.theirs.at),
        "next_version": section.version + 1,
        "clashes": clashes,
    }
    return render(request, "plans/writing/conflict.html", context, status=status)


def _where_mine_is(suggestion, restores):
    """Where the refused text is, so that nothing is lost."""
    if suggestion:
        return "the suggestion stays open until you save"
    return (
        f"revision {restores.version} stays as it is" if restores else "yours is kept as your draft"
    )


def _save_url(section, suggestion):
    if suggestion:
        return reverse("comment_suggestion_accept", args=[*_where(section)[:3], suggestion.pk])
    return reverse("writing_edit", args=_where(section))


def _heading(section, clashes, suggestion):
    changed = (
        f"{section.title} was changed since it was suggested"
        if suggestion
        else f"Two people changed {section.title}"
    )
    if not clashes:
        return f"{changed}; both changes fit together"
    verb = "needs" if clashes == 1 else "need"
    return f"{changed}; {counted(clashes, 'passage')} {verb} your decision"


def _passage(merge, clash, suggestion):
    """One clash as the page draws it."""
    they = merge.theirs.by or "the saved text"
    return {
        "number": clash.number,
        "under": clash.under,
        "before": _shown(clash.base, merge.section),
        "theirs": _shown(clash.theirs_redline, merge.section),
        "mine": _shown(clash.mine_redline, merge.section),
        "choice": merge.choice(clash.number),
        "choices": [
            (THEIRS, f"Only {they}"),
            (MINE, f"Only {suggestion.membership.person}" if suggestion else "Only yours"),
            (BOTH, f"Both, {they} first"),
            (NEW, "New wording"),
        ],
        "new": merge.new_wording(clash.number),
    }


def _shown(html, section):
    return fragment(html, section.edition.plan)


def _when(moment):
    """ "10:38 am" today, "Thu, Nov 12" before."""
    if moment is None:
        return ""
    local, today = timezone.localtime(moment), timezone.localdate()
    return clock(local) if local.date() == today else day_in_words(local.date(), on=today)


def _where(section):
    edition = section.edition
    return edition.plan.coalition.slug, edition.plan_id, edition.number, section.pk
