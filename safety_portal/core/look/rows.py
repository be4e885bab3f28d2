"""Rows of long tables, drawn by Jinja2.

The same template that Django's language takes five times as long for.

For tables where `./run manage bench` says that nothing else keeps the page within its goal; every
other page is written in Django's language. Such a template lies beside its page, ends in .jinja,
and is shown by {% rows %} (templatetags/rows.py). It has the page's variables; everything is
escaped; a variable that is not there is an error. Beside Jinja2's own it has

    url(name, ...)                                                      as {% url %}
    status, word, person, day, moment, due, runs_out, nothing, icon     as the tags of {% load look %}
    or_nothing, counted, day, urlencode, floatformat                    as the filters
    may(name, subject)                                                  as {% may %}
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.template.defaultfilters import floatformat, urlencode
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from safety_portal.core.authority import may
from safety_portal.core.look.icons import icon
from safety_portal.core.web.addresses import address, looked_up_once
from safety_portal.templatetags import look


class Unindented(FileSystemLoader):
    """Templates without the blanks before each line, which are for those who write them.

    A third of a long table.
    """

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The source, its file, and what says whether that is still the same."""
        source, file, is_same = super().get_source(environment, template)
        return re.sub(r"(?m)^ +", "", source), file, is_same


@cache
def environment() -> Environment:
    """What the templates are compiled by.

    Each once a process, but where they are being written (DEBUG).
    """
    made = Environment(
        loader=Unindented(settings.BASE_DIR / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=settings.DEBUG,
        trim_blocks=True,
    )
    made.globals = {
        "url": address,
        "status": look.status,
        "word": look.word,
        "person": look.person,
        "nothing": look.nothing,
        "icon": icon,
    }
    made.filters |= {
        "or_nothing": look.or_nothing_filter,
        "counted": look.counted_filter,
        "day": look.day_filter,
        "urlencode": urlencode,
        "floatformat": floatformat,
    }
    return made


def words_of_day(today: date) -> dict[str, Callable[..., str]]:
    """The words that say how far a day is from `today`, for a template's variables.

    Bound here: a word that looks for today among the variables itself costs each time more than
    what it draws.
    """
    return {
        word: partial(getattr(look, word), {"today": today})
        for word in ("day", "moment", "due", "runs_out")
    }


def draw(name: str, variables: Mapping[Any, Any], *, today: date) -> str:
    """The rows of the template `name` for a page's variables, on a day."""
    more = words_of_day(today)
    if request := variables.get("request"):
        more["may"] = partial(may, request.user)
    with looked_up_once():
        return environment().get_template(name).render({**variables, **more})
