"""{% load look %}.

Icons, status words, deadlines, dates and people, drawn the same way on every page.

Tags rather than includes, because a list draws them once a row: an include costs ten times as much.
Each takes today from the context variable `today` where a page sets one, else from the clock. A
word of a fixed list that is none (a color, a shape, an icon, a stored code) is a
TemplateSyntaxError: of a literal when the template is compiled.
"""

import datetime as dt
from decimal import Decimal
from functools import cache

from django import template
from django.forms import BaseForm
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from safety_portal.core.look import icons, outline, wording
from safety_portal.core.look.vocabulary import STATUSES, WORD_SHAPES
from safety_portal.core.look.words import checked_tag

register = template.Library()


def today_of(context: template.Context) -> dt.date:
    """The day that a page is drawn for."""
    return context.get("today") or timezone.localdate()


def _local(moment: dt.datetime) -> dt.datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _as_day(value: dt.date) -> dt.date:
    return _local(value).date() if isinstance(value, dt.datetime) else value


checked_tag(register, name=icons.ICONS)(icons.icon)
checked_tag(register, name=icons.DRAWN)(icons.shape)
register.simple_tag(outline.draw, name="outline")


@checked_tag(register, code=STATUSES)
@cache
def status(code: str) -> SafeString:
    """{% status edition.status %}: the tag for a stored code."""
    known = STATUSES[code]
    return format_html(
        '<span class="tag tag-{}">{}{}</span>', known.color, icons.shape(known.shape), known.word
    )


@checked_tag(register, color=WORD_SHAPES, shape=icons.DRAWN)
def word(color: str, text: str, shape: str = "") -> SafeString:
    """{% word "met" "41 of 52" %}: shape and words in a cell or a line.

    Colors: met, due, overdue, quiet, sign, review.
    """
    usual = WORD_SHAPES[color]
    drawn = icons.shape(shape or usual)
    # Not format_html: a list draws several a row. The color is one of ours.
    return SafeString(f'<span class="word word-{color}">{drawn}{conditional_escape(text)}</span>')


@checked_tag(register, code=STATUSES)
def status_word(code: str, text: str = "") -> SafeString:
    """{% status_word "to_verify" %}.

    The word of a stored code in a line of text, where a tag would be too loud.
    """
    known = STATUSES[code]
    color = (
        known.color if known.color in WORD_SHAPES else {"force": "met"}.get(known.color, "quiet")
    )
    return word(color, text or known.word, known.shape)


def _time(day: dt.date, text: str) -> SafeString:
    return SafeString(f'<time datetime="{day.isoformat()}">{text}</time>')


@register.simple_tag(takes_context=True)
def day(context: template.Context, value: dt.date | None) -> SafeString | str:
    """{% day record.held_on %}: "Fri, Nov 20" inside a time element; nothing for None.

    Of a moment, its local day.
    """
    if not value:
        return ""
    local = _as_day(value)
    return _time(local, wording.day_in_words(local, on=today_of(context)))


@register.simple_tag(takes_context=True)
def moment(context: template.Context, value: dt.datetime | None) -> SafeString | str:
    """{% moment signature.signed_at %}: "Thu, Nov 19, 10:15 am" in local time inside a time
    element.
    """
    if not value:
        return ""
    local = _local(value)
    text = wording.moment_in_words(local, on=today_of(context))
    return SafeString(f'<time datetime="{local.isoformat(timespec="minutes")}">{text}</time>')


@register.simple_tag(takes_context=True)
def due(context: template.Context, value: dt.date | None) -> SafeString | str:
    """{% due task.due_on %}: how far away in words, with its shape, and the date beside it.

    Nothing for None.
    """
    return drawn_due(value, today=today_of(context))


def drawn_due(value: dt.date | None, *, today: dt.date) -> SafeString | str:
    """What `due` draws on a day."""
    if not value:
        return ""
    words = status_word(wording.due_state(value, on=today), wording.due_in_words(value, on=today))
    return SafeString(f"{words} {_time(value, wording.day_in_words(value, on=today))}")


@register.simple_tag(takes_context=True)
def runs_out(context: template.Context, value: dt.date) -> SafeString:
    """{% runs_out record.expires_on %}.

    What `due` is for a deadline, for the last day on which something counts.
    """
    return drawn_runs_out(value, today=today_of(context))


def drawn_runs_out(value: dt.date, *, today: dt.date) -> SafeString:
    """What `runs_out` draws on a day."""
    left = (value - today).days
    words = wording.runs_out_in_words(value, on=today)
    if left > wording.RUNS_OUT_DAYS:
        return _time(value, words)
    word = status_word(wording.due_state(value, on=today), words)
    return (
        word
        if left < 0
        else SafeString(f"{word} {_time(value, wording.day_in_words(value, on=today))}")
    )


@register.simple_tag
def person(name: str, role: str = "") -> SafeString:
    """{% person member.name member.role_label %}: initials, name and role.

    An empty name is a vacant seat.
    """
    if not name:
        vacant = SafeString('<span class="initials initials-none" aria-hidden="true">?</span>')
        return format_html(
            '<span class="person">{}<span><b>{}</b><small>Vacant</small></span></span>',
            vacant,
            role,
        )
    below = format_html("<small>{}</small>", role) if role else ""
    return format_html(
        '<span class="person"><span class="initials" aria-hidden="true">{}</span><span><b>{}</b>{}</span></span>',
        wording.initials(name),
        name,
        below,
    )


# What an empty cell shows: a dash, read out as "None"; where a table becomes a list on a phone, the
# whole line is left out.
NOTHING = SafeString(
    '<span class="nothing"><span aria-hidden="true">\N{EN DASH}</span><span class="visually-hidden">None</span></span>'
)


@register.simple_tag
def nothing() -> SafeString:
    """{% nothing %}: the content of a cell that has none."""
    return NOTHING


@register.filter(name="or_nothing")
def or_nothing_filter(value: object) -> object:
    """{{ member.agency.name|or_nothing }}: the value, or what an empty cell shows."""
    return value or NOTHING


@register.simple_tag
def seal(digest: str) -> SafeString:
    """{% seal edition.digest %}: 16 digits of a SHA-256 in fours, as they are read aloud."""
    fours = (digest[i : i + 4].upper() for i in range(0, 16, 4))
    return format_html('<span class="seal">{}</span>', " ".join(fours))


def crumbs(*parts: str) -> SafeString:
    """{% crumbs "Plans" plans_url plan.title plan_url "Edition 7" %}.

    The way here, as labels each with its address.

    The last label has no address: it is this page. An address too many is a TemplateSyntaxError
    when a template is compiled.
    """
    links = zip(parts[:-1:2], parts[1::2], strict=True)
    way = format_html_join("", '<li><a href="{1}">{0}</a></li>', links)
    here = format_html('<li aria-current="page">{}</li>', parts[-1])
    return format_html(
        '<nav class="crumbs" aria-label="The way here"><ol>{}{}</ol></nav>', way, here
    )


register.simple_tag(crumbs)
_compile_crumbs = register.tags["crumbs"]


@register.tag(name="crumbs")
def _crumbs_in_pairs(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    node = _compile_crumbs(parser, token)
    if len(node.args) % 2 == 0:
        raise template.TemplateSyntaxError(
            "crumbs takes labels each with its address, and a last label without one."
        )
    return node


@register.filter(name="day")
def day_filter(value: dt.date | None) -> str:
    """{{ value|day }}: "Fri, Nov 20" as bare words, for titles and sentences."""
    return wording.day_in_words(_as_day(value), on=timezone.localdate()) if value else ""


@register.filter(name="full_day")
def full_day_filter(value: dt.date | None) -> str:
    """{{ value|full_day }}: "November 17, 2026"."""
    return wording.full_day(_as_day(value)) if value else ""


@register.filter(name="moment")
def moment_filter(value: dt.datetime | None) -> str:
    """{{ value|moment }}: "Thu, Nov 19, 10:15 am" as bare words in local time."""
    return wording.moment_in_words(_local(value), on=timezone.localdate()) if value else ""


@register.filter(name="counted")
def counted_filter(number: int, noun: str) -> str:
    """{{ n|counted:"day" }} or {{ n|counted:"person,people" }}: "1 day", "31 people"."""
    singular, _, plural = noun.partition(",")
    return wording.counted(number, singular, plural)


@register.filter(name="initials")
def initials_filter(name: object) -> str:
    """{{ request.user|initials }}: "DW"."""
    return wording.initials(str(name))


@register.filter(name="device")
def device_filter(user_agent: str) -> str:
    """{{ session.user_agent|device }}: "Chrome on Windows"."""
    return wording.device_in_words(user_agent)


@register.filter(name="error_count")
def error_count_filter(form: BaseForm) -> int:
    """{{ form|error_count }}: how many things the summary above a refused form lists."""
    return sum(len(errors) for errors in form.errors.values())


@register.filter(name="detail_words")
def detail_words_filter(value: object) -> str:
    """{{ value|detail_words }}: one value of an audit row's details as words."""
    return wording.detail_in_words(value)


@register.filter(name="told")
def told_filter(detail: dict[str, object]) -> list[tuple[str, object]]:
    """{% for name, value in row.detail|told %}.

    The details of an audit row that say something to a reader.
    """
    return wording.details_to_tell(detail)


@register.filter(name="hours")
def hours_filter(hours: Decimal) -> str:
    """{{ record.hours|hours }}: "1.5 hours".

    In a column of numbers floatformat:2 keeps them one under the other.
    """
    return wording.hours_in_words(hours)


@register.filter(name="action_words")
def action_words_filter(code: str) -> str:
    """{{ row.action|action_words }}: the code of an audit row as words, "Membership ended".

    Also for the names of its details.
    """
    return wording.action_in_words(code)
