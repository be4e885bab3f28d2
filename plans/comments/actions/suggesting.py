"""Other words for a section: suggested, accepted into the text, declined with a reason, withdrawn.

A suggestion is the whole section as it would read, and the version it began from: accepting it
joins it to the text as it is now, three ways. Where somebody changed the same passage since, a
person decides (StaleSave, as for two writers).
"""

from html import escape

from django.db import transaction
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import MAY_SUGGEST
from plans.comments import mail
from plans.comments.lifecycle import SUGGESTION_MOVES, SuggestionState
from plans.comments.models.suggestion import Suggestion
from plans.comments.pointing import annotation_fields
from plans.comments.policies import can_answer_suggestion, can_suggest, can_withdraw_suggestion
from plans.editions import locks
from plans.editions.lifecycle import Change
from plans.editions.locks import editable_section
from plans.editions.policies import can_edit_section
from plans.editions.reader_text import other_words
from plans.history.actions import write_version
from plans.history.versions import vouched_for
from plans.text.characters import one_line
from plans.text.comparison.diff import changed_blocks
from plans.text.comparison.merge import three_way
from plans.text.html import normalise, pictures
from plans.writing.texts import StaleSave, Text, began_from, current_text, text_at
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import typed
from safety_portal.core.refusals import Refused
from safety_portal.core.states import check_move

SAYS_SO = "It says that already. Change the words first."
FILLED_IN = "The portal fills in some of these words itself. Choose words before or after them, or write a comment."
NEW_PICTURE = "A suggestion cannot bring a picture. Write in a comment which picture belongs there."
NEVER_WAS = "This form names a version that the section never had. Open the section again, and suggest it from there."
LONGEST_REASON = 500
# Audit rows are chained and keep their codes; what is accepted goes on by that of the first ones.
AUDITED = {SuggestionState.ACCEPTED: "suggestion.taken"}


@transaction.atomic
def suggest(*, section, html, by, title=None, base_version=None, why="", about=None, now=None):
    """Suggest how a section would read; returns the Suggestion.

    The same again, while it is open, makes no second one.

    `base_version` is the version it began from (None: the present one), `about` the Anchor of the
    words that differ. Raises Refused where nothing differs, the words are not there or the
    version never was, WrongState once the text is frozen, PermissionDenied for who does not
    suggest.
    """
    section = editable_section(section)
    require(can_suggest(by, section))
    base = _base(section, base_version, by)
    mine = Text(one_line(title or "") or base.title, normalise(html), base.version)
    _check_words(section, base, mine, by)
    same = {
        "section": section,
        "made_by": by,
        "version": base.version,
        "title": mine.title,
        "html": mine.html,
    }
    again = Suggestion.objects.filter(state=SuggestionState.OPEN, **same).first()
    if again:
        return again
    made = Suggestion.objects.create(
        **annotation_fields(section, about) | same,
        membership_id=_grant_to_suggest(section.edition.plan.coalition, by).membership_id,
        redline=_redline(base, mine),
        why=typed(why),
        made_at=now or timezone.now(),
    )
    _audit(made, "suggestion.made", by)
    return made


@transaction.atomic
def suggest_words(*, section, about, words, by, why="", now=None):
    """Suggest other words for those of an Anchor in the text as it is read; none takes them out.

    As `suggest`.
    """
    section = editable_section(section)
    require(can_suggest(by, section))
    html = other_words(section, about, words)
    if html is None:
        annotation_fields(section, about)
        raise Refused(FILLED_IN, field="words")
    return suggest(section=section, html=html, about=about, why=why, by=by, now=now)


@transaction.atomic
def accept(*, suggestion, by, change=Change.MATERIAL, merged=None, now=None):
    """Make a suggestion the section's text, and tell who made it; returns it as it is then.

    Raises StaleSave where its passage was changed since: `merged` is the Text that a person decided
    on then, by the version it was decided against (NoSuchVersion where that never was). Raises
    WrongState once it was answered, or the text is frozen. Again by the same person: nothing.
    """
    require(can_answer_suggestion(by, suggestion))
    section = editable_section(suggestion.section)
    suggestion = _locked_suggestion(suggestion)
    if _is_answered(suggestion, SuggestionState.ACCEPTED, by):
        return suggestion
    theirs = current_text(section)
    text = _decided(section, theirs, merged) if merged else _joined(section, theirs, suggestion)
    revision = None
    if not text.says_the_same(theirs):
        reason = f"Suggested by {suggestion.membership.person}: {suggestion.why}".removesuffix(": ")
        revision = write_version(
            section=section,
            by=by,
            change=change,
            reason=" ".join(reason.split())[:LONGEST_REASON],
            title=text.title,
            html=text.html,
        )
    return _answer(suggestion, SuggestionState.ACCEPTED, by=by, now=now, revision=revision)


@transaction.atomic
def decline(*, suggestion, because, by, now=None):
    """Decline a suggestion with a reason, which its writer reads; returns it. Raises
    Refused without a reason,
    WrongState once it was answered. Again by the same person: nothing."""
    require(can_answer_suggestion(by, suggestion))
    because = " ".join(because.split())[:LONGEST_REASON]
    locks.locked(suggestion.section.edition_id)
    suggestion = _locked_suggestion(suggestion)
    if _is_answered(suggestion, SuggestionState.DECLINED, by):
        return suggestion
    if not because:
        raise Refused(f"Write why: {suggestion.membership.person} reads it.", field="because")
    return _answer(suggestion, SuggestionState.DECLINED, by=by, now=now, because=because)


@transaction.atomic
def withdraw(*, suggestion, by, now=None):
    """Take one's own suggestion back; returns it. Raises WrongState once it was answered."""
    require(can_withdraw_suggestion(by, suggestion))
    locks.locked(suggestion.section.edition_id)
    suggestion = _locked_suggestion(suggestion)
    if _is_answered(suggestion, SuggestionState.WITHDRAWN, by):
        return suggestion
    return _answer(suggestion, SuggestionState.WITHDRAWN, by=by, now=now)


def _base(section, version, by):
    """The text that a suggestion began from.

    The present one where that was for other readers than the section is now.
    """
    if version is not None and text_at(section, version) is None:
        raise Refused(NEVER_WAS)
    readable = access_of(by).levels_in(section.edition.plan.coalition) & {section.sensitivity}
    if version and section.revisions.filter(version=version, sensitivity__in=readable).exists():
        return text_at(section, version)
    return current_text(section)


def _check_words(section, base, mine, by):
    if mine.says_the_same(base):
        raise Refused(SAYS_SO, field="words")
    brought = set(pictures(mine.html)) - set(pictures(base.html))
    if brought and not can_edit_section(by, section):
        raise Refused(NEW_PICTURE, field="words")


def _grant_to_suggest(coalition, by):
    """The membership by which somebody suggests."""
    return next(grant for grant in access_of(by).grants_in(coalition) if grant.group in MAY_SUGGEST)


def _redline(base, mine):
    title = f"<p>Title: <del>{escape(base.title)}</del> <ins>{escape(mine.title)}</ins></p>"
    return (title if base.title != mine.title else "") + "".join(
        e.html for e in changed_blocks(base.html, mine.html)
    )


def _locked_suggestion(suggestion):
    rows = Suggestion.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related(
        "section__edition__plan__coalition", "membership__person__account", "decided_by"
    ).get(pk=suggestion.pk)


def _is_answered(suggestion, wanted, by):
    """True where `by` answered so already, as by a double click.

    Raises WrongState where somebody answered otherwise.
    """
    if (suggestion.state, suggestion.decided_by_id) == (wanted, by.pk):
        return True
    check_move(
        SUGGESTION_MOVES, old=suggestion.state, new=wanted, sentence=_where_it_stands(suggestion)
    )
    return False


def _where_it_stands(suggestion):
    """Who answered a suggestion how and when, in a sentence."""
    if suggestion.state == SuggestionState.OPEN:
        return "This suggestion is open."
    verb = suggestion.get_state_display().lower()
    return f"This suggestion was {verb} by {suggestion.decided_by} {locks.when(suggestion.decided_at)}."


def _joined(section, theirs, suggestion):
    """The text as it is now with what the suggestion changes.

    Raises StaleSave where both changed one passage.
    """
    base = text_at(section, suggestion.version) or theirs
    by = str(suggestion.membership.person)
    mine = Text(suggestion.title, suggestion.html, base.version, by, suggestion.made_at)
    merged = three_way(base.html, theirs.html, mine.html)
    if merged.clashes or len({base.title, theirs.title, mine.title}) == 3:
        raise StaleSave(section=section, mine=mine, theirs=theirs, base=base)
    return Text(
        theirs.title if mine.title == base.title else mine.title, merged.resolve({}), theirs.version
    )


def _decided(section, theirs, merged):
    """The text that was decided on, if nothing was saved since. Raises StaleSave."""
    mine = Text(merged.title, normalise(merged.html), merged.version)
    base = began_from(section, mine)
    if not base.says_the_same(theirs):
        raise StaleSave(section=section, mine=mine, theirs=theirs, base=base)
    return mine


def _answer(suggestion, state, *, by, now, **fields):
    fields |= {"state": state, "decided_at": now or timezone.now(), "decided_by": by}
    for name, value in fields.items():
        setattr(suggestion, name, value)
    suggestion.save(update_fields=list(fields))
    revision = fields.get("revision")
    detail = {"version": revision.version, **vouched_for(revision)} if revision else {}
    _audit(suggestion, AUDITED.get(state, f"suggestion.{state}"), by, **detail)
    if suggestion.made_by_id != by.pk:
        mail.tell_suggestion_answered(suggestion)
    return suggestion


def _audit(suggestion, action, by, **detail):
    section = suggestion.section
    scope = section.edition.plan.coalition_id
    record(by=by, action=action, subject=section, scope=scope, suggestion=suggestion.pk, **detail)
