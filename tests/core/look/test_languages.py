"""What pages for everybody say, in English and in Spanish."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template

from safety_portal.core.look.languages import (
    Language,
    day_said,
    hour_said,
    hours_said,
    in_spanish,
    month_and_day,
    said,
)

DAY = dt.date(2026, 12, 10)
SAY = re.compile(r"""\{% say (?:"([^"]+)"|'([^']+)')""")
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def drawn(text, language="en", **values):
    source = "{% load languages %}" + text
    return Template(source).render(Context({"language": language, **values}))


def test_a_day_and_an_hour_in_both_languages():
    assert day_said(DAY, Language.ENGLISH) == "December 10, 2026"
    assert day_said(DAY, Language.SPANISH) == "10 de diciembre de 2026"
    assert month_and_day(DAY, Language.ENGLISH) == "December 10"
    assert month_and_day(DAY, Language.SPANISH) == "10 de diciembre"
    assert hour_said(dt.time(18, 0), Language.SPANISH) == "6:00 p. m."
    assert hour_said(dt.time(0, 5), Language.SPANISH) == "12:05 a. m."


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Thursday, December 10, 2026, 6:00 pm to 7:30 pm"),
        ("es", "jueves, 10 de diciembre de 2026, de 6:00 p. m. a 7:30 p. m."),
    ],
)
def test_the_hours_of_a_meeting(language, words):
    starts = dt.datetime.combine(DAY, dt.time(18))
    assert hours_said(starts, starts.replace(hour=19, minute=30), language) == words


def test_one_that_ends_on_another_day_says_which():
    starts = dt.datetime.combine(DAY, dt.time(18))
    ends = starts.replace(day=11, hour=9)
    assert hours_said(starts, ends, "en").endswith("to December 11, 2026, 9:00 am")


def test_each_language_knows_the_other():
    assert Language.ENGLISH.other == "es"
    assert Language.SPANISH.other == "en"


def test_a_sentence_without_spanish_is_said_in_english():
    assert said("Nobody translated this.", "es") == "Nobody translated this."
    assert said("Home", "es") == "Inicio"
    assert said("Home", "en") == "Home"


def test_a_value_is_text_in_either_language():
    page = drawn('{% say "Questions? Call {phone}." phone=phone %}', "es", phone="<b>555</b>")
    assert page == "¿Preguntas? Llame al &lt;b&gt;555&lt;/b&gt;."


def test_a_day_among_the_values_is_said_in_the_language():
    sentence = '{% say "Last changed on {date}" date=day %}'
    assert drawn(sentence, "es", day=DAY) == "Último cambio: 10 de diciembre de 2026"


def test_a_value_that_is_not_given_stays_a_placeholder():
    assert "{phone}" in drawn('{% say "Questions? Call {phone}." %}')


def test_a_day_stands_in_a_time_element():
    page = drawn("{% say_day day %}{% say_day none %}", "es", day=DAY, none=None)
    assert page == '<time datetime="2026-12-10">10 de diciembre de 2026</time>'


def test_every_sentence_has_the_placeholders_of_its_english():
    for english, spanish in in_spanish().items():
        assert set(PLACEHOLDER.findall(english)) == set(PLACEHOLDER.findall(spanish)), english


def test_every_sentence_that_a_template_says_is_translated():
    missing = [
        f"{path.name}: {sentence}"
        for path in Path(settings.BASE_DIR, "templates").rglob("*.html")
        for found in SAY.findall(path.read_text(encoding="utf-8"))
        if (sentence := found[0] or found[1]) not in in_spanish() and "…" not in sentence
    ]
    assert missing == []
