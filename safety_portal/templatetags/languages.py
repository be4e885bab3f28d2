"""{% load languages %}.

What pages for everybody say, in the language that the page's `language` is ("en" or "es").
"""

import datetime as dt
import re
from typing import Protocol

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import SafeString

from safety_portal.core.look import languages
from safety_portal.core.web.addresses import address

register = template.Library()
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
STALE = "This translation is older than the English text."


def language_of(context: template.Context) -> str:
    """The language of the page."""
    return str(context.get("language") or languages.Language.ENGLISH)


@register.simple_tag(takes_context=True)
def say(context: template.Context, text: str, **values: object) -> SafeString:
    """{% say "Edition {number}, in force since {date}" number=6 date=day %}.

    The English sentence stands in the template; days among the values are said in the language,
    too. A sentence is ours, a value is text, and escaped.
    """
    language = language_of(context)
    escaped = conditional_escape(languages.said(text, language))
    return SafeString(
        PLACEHOLDER.sub(lambda found: _value(values.get(found[1], found[0]), language), escaped)
    )


def _value(value: object, language: str) -> str:
    if isinstance(value, dt.datetime):
        value = timezone.localdate(value)
    if isinstance(value, dt.date):
        value = languages.day_said(value, language)
    return conditional_escape(str(value) if not isinstance(value, str) else value)


@register.simple_tag(takes_context=True)
def say_day(context: template.Context, value: dt.date | None) -> SafeString | str:
    """{% say_day edition.in_force_on %}: the day in full inside a time element; "" for None."""
    if not value:
        return ""
    day = timezone.localdate(value) if isinstance(value, dt.datetime) else value
    words = languages.day_said(day, language_of(context))
    return SafeString(f'<time datetime="{day.isoformat()}">{words}</time>')


@register.simple_tag(takes_context=True)
def public_url(context: template.Context, name: str, *args: object) -> str:
    """{% public_url "community_brief" place.slug brief.pk %}: the page in the reader's language.

    The Spanish page of `name` has the name with "_es" behind it.
    """
    is_spanish = language_of(context) == languages.Language.SPANISH
    return address(f"{name}_es" if is_spanish else name, *args)


class InTwoLanguages(Protocol):
    """A coalition's own text, and its Spanish where there is one."""

    english: str
    spanish: str
    is_stale: bool
    is_html: bool


@register.simple_tag(takes_context=True)
def own(context: template.Context, text: InTwoLanguages) -> SafeString:
    """{% own brief.title %}: a coalition's own text in the language of the page.

    In Spanish one without a translation is English, and says so to screen readers; one whose
    English changed since is followed by a mark.
    """
    if language_of(context) != languages.Language.SPANISH:
        return _english(text)
    if not text.spanish:
        tag = "div" if text.is_html else "span"
        return format_html(
            '<{} lang="en">{}</{}>', SafeString(tag), _english(text), SafeString(tag)
        )
    shown = (
        linebreaks(text.spanish, autoescape=True)
        if text.is_html
        else conditional_escape(text.spanish)
    )
    return format_html("{}{}", shown, _stale() if text.is_stale else "")


def _english(text: InTwoLanguages) -> SafeString:
    # HTML of ours is normalized when it is saved: nothing in it runs.
    return SafeString(text.english if text.is_html else conditional_escape(text.english))


def _stale() -> SafeString:
    return format_html(' <em class="stale">({})</em>', languages.said(STALE, "es"))
