"""Rows that Jinja2 draws.

What they show is escaped, what is missing is an error, and they name one template of ours.
"""

import datetime as dt
import re

import pytest
from django.template import Context, Template, TemplateSyntaxError
from jinja2 import TemplateNotFound, UndefinedError

from safety_portal.core.look import rows
from safety_portal.templatetags import look

HOSTILE = "<script>alert('x')</script> & \"Co\""


def drawn(source, **context):
    return (
        rows.environment()
        .from_string(source)
        .render(context | rows.words_of_day(context.get("today")))
    )


def test_what_comes_from_the_database_is_escaped():
    told = drawn(
        "<b title=\"{{ name }}\">{{ name }}</b>{{ person(name, name) }}{{ word('met', name) }}",
        name=HOSTILE,
    )
    assert told.count("&lt;script&gt;") == 5
    assert not re.search(r"<script|\"Co\"|alert\('", told)


def test_what_a_tag_has_drawn_is_not_escaped_again():
    assert (
        drawn("{{ status('filled') }}{{ nothing() }}{{ ''|or_nothing }}")
        == look.status("filled") + look.NOTHING * 2
    )


def test_addresses_days_and_moments_are_those_of_the_tags():
    context = {
        "today": dt.date(2026, 1, 1),
        "on": dt.date(2026, 11, 20),
        "at": dt.datetime(2025, 11, 20, 15, 5, tzinfo=dt.UTC),
        "slug": "cedar",
        "email": "a+b/c@example.org",
    }
    of_django = "{% load look %}{% url 'membership_people' slug %} {% day on %} {% moment at %} {{ email|urlencode:'' }}"
    of_jinja = "{{ url('membership_people', slug) }} {{ day(on) }} {{ moment(at) }} {{ email|urlencode('') }}"
    assert drawn(of_jinja, **context) == Template(of_django).render(Context(context))


def test_a_variable_that_is_not_there_is_an_error():
    for source in ("{{ nobody }}", "{{ seat.nobody }}", "{% if nobody %}x{% endif %}"):
        with pytest.raises(UndefinedError):
            drawn(source, seat={})


def test_the_tag_draws_a_template_of_ours_with_the_variables_of_its_place():
    page = Template(
        '{% load rows %}{% for names in lists %}{% rows "plans/protocols/_readers.jinja" %}{% endfor %}'
    )
    assert page.render(Context({"lists": [1, 2], "rows": []})) == ""


@pytest.mark.parametrize(
    "tag",
    ["{% rows %}", "{% rows name %}", '{% rows "a.jinja" "b.jinja" %}', '{% rows "a"|upper %}'],
)
def test_the_tag_takes_one_name_in_quotes(tag):
    with pytest.raises(TemplateSyntaxError, match="the name of one template, in quotes"):
        Template("{% load rows %}" + tag)


def test_a_template_that_is_not_there_is_noticed_when_the_page_is_compiled():
    with pytest.raises(TemplateNotFound):
        Template('{% load rows %}{% if never %}{% rows "plans/_nobody.jinja" %}{% endif %}')
