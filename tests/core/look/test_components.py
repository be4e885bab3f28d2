"""What pages are made of.

The status words, deadlines in words, dates, people, the outline, form fields.
"""

import datetime as dt
import re

import pytest
from crispy_forms.bootstrap import InlineRadios
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.template import Context, Template, TemplateSyntaxError

from safety_portal.core.look import outline, wording
from safety_portal.core.look.outline import Entry
from safety_portal.core.look.vocabulary import EDITION, OBLIGATION, READERS, STATUSES
from tests.core.look.designed_words import WORDS

TODAY = dt.date(2026, 11, 17)


def render(source, **context):
    return Template("{% load look %}" + source).render(Context({"today": TODAY} | context))


def text_of(html):
    return re.sub(r"<[^>]+>", "", html)


def test_the_vocabulary_has_exactly_the_designed_words():
    assert {code: status.word for code, status in STATUSES.items()} == WORDS


@pytest.mark.parametrize(("code", "word"), WORDS.items())
def test_a_status_is_a_word_beside_a_shape(code, word):
    html = render("{% status code %}", code=code)

    assert text_of(html) == word
    assert re.fullmatch(
        r'<span class="tag tag-\w+"><svg class="icon" viewBox="0 0 16 16" aria-hidden="true">'
        r"<(path|circle) [^>]+/></svg>[^<]+</span>",
        html,
    )


def test_statuses_that_share_a_color_differ_in_shape_or_mean_the_same():
    for kind in (EDITION, OBLIGATION, READERS):
        ended = {"superseded", "voided", "retired"}
        looks = [(status.shape, status.color) for code, status in kind.items() if code not in ended]
        assert len(looks) == len(set(looks))


def test_a_code_outside_the_vocabulary_is_an_error_not_a_blank():
    with pytest.raises(TemplateSyntaxError, match="“somewhere_in_between” is not a status code"):
        render("{% status code %}", code="somewhere_in_between")


@pytest.mark.parametrize(
    ("day", "words", "state"),
    [
        (dt.date(2027, 1, 5), "Due in 7 weeks", "current"),
        (dt.date(2026, 12, 18), "Due in 4 weeks", "current"),
        (dt.date(2026, 12, 17), "Due in 4 weeks", "due_soon"),
        (dt.date(2026, 12, 2), "Due in 2 weeks", "due_soon"),
        (dt.date(2026, 12, 1), "Due in 14 days", "due_soon"),
        (dt.date(2026, 11, 20), "Due in 3 days", "due_soon"),
        (dt.date(2026, 11, 19), "Due in 2 days", "due_soon"),
        (dt.date(2026, 11, 18), "Due tomorrow", "due_soon"),
        (dt.date(2026, 11, 17), "Due today", "due_soon"),
        (dt.date(2026, 11, 16), "1 day overdue", "overdue"),
        (dt.date(2026, 10, 17), "31 days overdue", "overdue"),
    ],
)
def test_due_in_words(day, words, state):
    assert wording.due_in_words(day, on=TODAY) == words
    assert wording.due_state(day, on=TODAY) == state


def test_a_deadline_shows_words_then_the_date():
    html = render("{% due day %}", day=dt.date(2026, 11, 13))

    assert text_of(html) == "4 days overdue Fri, Nov 13"
    assert '<time datetime="2026-11-13">Fri, Nov 13</time>' in html
    assert html.startswith('<span class="word word-overdue"><svg')


def test_dates_have_a_weekday_this_year_and_a_year_otherwise():
    assert (
        render("{% day day %}", day=dt.date(2026, 11, 20))
        == '<time datetime="2026-11-20">Fri, Nov 20</time>'
    )
    assert (
        render("{% day day %}", day=dt.date(2027, 1, 8))
        == '<time datetime="2027-01-08">Jan 8, 2027</time>'
    )
    assert render("{% day day %}{% due day %}{% moment day %}", day=None) == ""


def test_moments_are_told_in_the_districts_time(settings):
    settings.TIME_ZONE = "America/New_York"
    moment = dt.datetime(2026, 11, 19, 15, 15, tzinfo=dt.UTC)

    assert text_of(render("{% moment moment %}", moment=moment)) == "Thu, Nov 19, 10:15 am"


@pytest.mark.parametrize(
    ("hour", "words"), [(0, "12:05 am"), (9, "9:05 am"), (12, "12:05 pm"), (23, "11:05 pm")]
)
def test_the_clock_has_twelve_hours(hour, words):
    assert wording.clock(dt.time(hour, 5)) == words


def test_counts_agree_with_their_noun():
    assert render('{{ n|counted:"day" }}', n=1) == "1 day"
    assert render('{{ n|counted:"person,people" }}', n=1240) == "1,240 people"
    assert render('{{ n|counted:"person,people" }}', n=0) == "0 people"


def test_what_people_type_is_escaped_wherever_it_is_drawn():
    evil = '<script>"x"</script>'
    sources = (
        "{% person evil evil %}",
        '{% word "met" evil %}',
        "{% crumbs evil evil evil %}",
        "{% seal evil %}",
        "{% outline entries %}",
    )
    for source in sources:
        html = render(
            source, evil=evil, entries=[Entry(level=1, title=evil, url=evil, number=evil)]
        )
        assert "<script" not in html.lower()
        assert '"x"' not in html


def test_an_empty_name_is_a_vacant_seat():
    assert (
        text_of(render('{% person "" "Mental-health professional" %}'))
        == "?Mental-health professionalVacant"
    )
    assert text_of(render('{% person "Grace M. Lindqvist" "Fire" %}')) == "GLGrace M. LindqvistFire"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
            "Safari on an iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        ("curl/8.5", "Another program"),
        ("", "Another program"),
    ],
)
def test_devices_are_named_as_their_owner_would(user_agent, words):
    assert wording.device_in_words(user_agent) == words


def test_the_seal_is_sixteen_digits_in_four_groups():
    assert (
        text_of(render("{% seal digest %}", digest="7f3a91c4d20e58b6" + "0" * 48))
        == "7F3A 91C4 D20E 58B6"
    )


def test_crumbs_end_with_this_page():
    assert render('{% crumbs "Plans" "/plans/" "Edition 7" %}') == (
        '<nav class="crumbs" aria-label="The way here"><ol><li><a href="/plans/">Plans</a></li>'
        '<li aria-current="page">Edition 7</li></ol></nav>'
    )


def test_the_outline_nests_by_level_and_unfolds_the_part_that_is_read():
    drawn = outline.draw([
        Entry(1, "Basic plan", "/1/"),
        Entry(2, "Purpose", "/2/", number="1"),
        Entry(1, "Annexes", "/3/"),
        Entry(3, "Lockdown", "/4/", is_current=True, marks=("material", "restricted"), notes=3),
        Entry(2, "Recovery", "/5/", marks=("empty",)),
    ])  # fmt: skip

    # Each stands once: its name is the link, the arrow beside it unfolds what is below.
    assert re.findall(
        r'<details class="part"( open)?><summary>.*?>Sections under ([^<]+)</span></summary>', drawn
    ) == [
        ("", "Basic plan"),
        (" open", "Annexes"),
    ]
    assert 'Annexes <span class="marks">1 of 2 written</span></a>' in drawn
    assert re.findall(r'href="([^"]+)"', drawn) == ["/1/", "/2/", "/3/", "/4/", "/5/"]
    assert re.findall(r'<a href="([^"]+)" aria-current="true">', drawn) == ["/4/"]
    assert text_of(drawn).endswith(
        "Lockdownchanged materially restricted open notes:3Recoveryempty"
    )


def test_the_name_of_a_part_that_cannot_be_read_unfolds_it():
    drawn = outline.draw(
        [Entry(1, "Annexes", "", number="11"), Entry(2, "Lockdown", "/2/", is_current=True)]
    )

    assert re.findall(r"<details open><summary>.*?</svg> (.+?)</summary>", drawn) == [
        '<span class="n">11</span>Annexes'
    ]
    assert re.findall(r'href="([^"]+)"', drawn) == ["/2/"]


class DrillForm(forms.Form):
    hours = forms.DecimalField(label="Hours", help_text="Half hours count")
    course = forms.ChoiceField(choices=[("a", "Threat recognition")], widget=forms.RadioSelect)
    note = forms.CharField(required=False)


def test_a_refused_form_lists_its_errors_and_repeats_each_above_its_field():
    html = Template("{% load crispy_forms_tags %}{{ form|crispy }}").render(
        Context({"form": DrillForm({"hours": "two"})})
    )

    assert "2 things need your attention" in html
    assert re.findall(r'<li>\s*<a href="([^"]+)">([^<]+)</a>\s*</li>', html) == [
        ("#id_hours", "Hours: Enter a number."),
        ("#id_course", "Course: This field is required."),
    ]
    field = html[html.index('id="div_id_hours"') : html.index('id="div_id_course"')]
    assert [
        field.index(part) for part in ("Hours", "Half hours count", "Enter a number.", "<input")
    ] == sorted(
        field.index(part) for part in ("Hours", "Half hours count", "Enter a number.", "<input")
    )
    assert 'aria-describedby="id_hours_helptext id_hours_error"' in field
    assert 'id="id_course"' in html
    assert html.count("(optional)") == 1


def test_a_laid_out_form_has_the_same_fields_short_options_side_by_side_and_no_bubbles_of_the_browser():
    form = DrillForm({"hours": "2"})
    form.helper = FormHelper()
    form.helper.layout = Layout("hours", InlineRadios("course"), Submit("log", "Log training"))

    html = Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form}))

    assert re.match(r'\s*<form\s+method="post"\s+novalidate', html)
    assert "1 thing needs your attention" in html
    assert '<div class="choices choices-row" id="id_course" tabindex="-1">' in html
    assert re.findall(
        r'<label class="choice"><input type="radio" name="course" value="(\w+)"', html
    ) == ["a"]
    assert 'value="Log training"' in html
