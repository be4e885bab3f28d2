"""The tags and filters of {% load look %}: what they draw, for whom, and what they refuse. No database."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError

from safety_portal.core.look import vocabulary
from safety_portal.core.look.icons import SHAPES
from safety_portal.core.look.words import Words
from safety_portal.templatetags import look

MONDAY = date(2026, 11, 30)


def drawn(template, **context):
    return Template("{% load look %}" + template).render(Context({"today": MONDAY, **context}))


def test_a_day_is_told_in_words_and_to_machines():
    assert drawn("{% day on %}", on=date(2027, 1, 8)) == (
        '<time datetime="2027-01-08">Jan 8, 2027</time>'
    )


def test_no_day_draws_nothing():
    assert drawn("{% day on %}{% due on %}{% moment on %}", on=None) == ""
    assert drawn("{{ on|day }}{{ on|full_day }}{{ on|moment }}", on=None) == ""


def test_of_a_moment_the_local_day_is_told():
    late = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)  # the evening before, where the district is
    assert "Nov 30" in drawn("{% day at %}", at=late)
    assert drawn("{{ at|full_day }}", at=late) == "November 30, 2026"


def test_a_deadline_that_passed_is_told_with_its_own_shape():
    late = drawn("{% due on %}", on=date(2026, 11, 28))
    assert "word-overdue" in late
    assert SHAPES["overdue"] in late
    assert "2 days overdue" in late
    assert late.endswith('<time datetime="2026-11-28">Sat, Nov 28</time>')


def test_what_counts_for_long_has_no_shape_and_what_ran_out_no_second_date():
    assert drawn("{% runs_out on %}", on=date(2028, 1, 8)) == (
        '<time datetime="2028-01-08">Counts until Jan 8, 2028</time>'
    )
    gone = drawn("{% runs_out on %}", on=date(2026, 11, 6))
    assert "Ran out Fri, Nov 6" in gone
    assert "<time" not in gone


def test_a_person_without_a_name_is_a_vacant_seat_of_that_role():
    vacant = drawn('{% person "" "Fire chief" %}')
    assert "<b>Fire chief</b><small>Vacant</small>" in vacant
    assert "initials-none" in vacant


def test_a_person_without_a_role_has_no_line_below_the_name():
    assert "<small>" not in drawn('{% person "Dana Whitlock" %}')


def test_a_hostile_name_is_inert_wherever_a_person_is_drawn():
    name = "<script>alert(1)</script> O'Hara"
    for template in ("{% person name %}", '{% person "" name %}', '{% word "met" name %}'):
        assert "<script" not in drawn(template, name=name)


def test_an_empty_cell_is_read_out_as_none_and_zero_is_one():
    assert "None</span>" in drawn("{{ value|or_nothing }}", value="")
    assert drawn("{{ value|or_nothing }}", value="Fire") == "Fire"


def test_a_slip_of_the_pen_in_a_status_is_noticed_when_the_template_is_compiled():
    with pytest.raises(TemplateSyntaxError, match="“in_froce” is not a status code"):
        drawn('{% if False %}{% status "in_froce" %}{% endif %}')


def test_a_color_or_shape_that_is_none_is_noticed_likewise():
    with pytest.raises(TemplateSyntaxError, match="“green” is not a color of a word"):
        drawn('{% if False %}{% word "green" "41" %}{% endif %}')
    with pytest.raises(TemplateSyntaxError, match="“star” is not a shape"):
        drawn('{% if False %}{% word "met" "41" "star" %}{% endif %}')


def test_an_icon_that_does_not_lie_there_is_noticed_likewise():
    with pytest.raises(TemplateSyntaxError, match="is not an icon of static/vendor/icons"):
        drawn('{% if False %}{% icon "no-such-icon" %}{% endif %}')


def test_a_status_from_the_database_that_is_none_is_refused_when_it_is_drawn():
    with pytest.raises(TemplateSyntaxError, match="“lost” is not a status code"):
        drawn("{% status code %}", code="lost")


def test_a_status_in_a_line_of_text_takes_a_color_that_words_have():
    for code in vocabulary.STATUSES:
        color = look.status_word(code).partition("word-")[2].partition('"')[0]
        assert color in vocabulary.WORD_SHAPES, code


def test_a_status_in_a_line_of_text_may_say_more_than_its_word():
    told = drawn('{% status_word "to_verify" "3 to verify" %}')
    assert "3 to verify" in told
    assert SHAPES["verify"] in told


def test_two_statuses_of_one_color_and_shape_never_have_two_meanings_in_one_list():
    for group in (vocabulary.OBLIGATION, vocabulary.READERS, vocabulary.SEAT, vocabulary.IMPORT):
        looks = [(status.shape, status.color) for status in group.values()]
        assert len(looks) == len(set(looks))


def test_crumbs_with_an_address_too_many_are_refused_when_the_template_is_compiled():
    with pytest.raises(TemplateSyntaxError, match="a last label without one"):
        drawn('{% if False %}{% crumbs "Plans" "/plans/" %}{% endif %}')


def test_a_hostile_label_in_the_crumbs_is_inert():
    told = drawn('{% crumbs "Plans" "/plans/" title %}', title="<b>&")
    assert '<li aria-current="page">&lt;b&gt;&amp;</li>' in told


def test_a_count_may_name_its_plural_behind_a_comma():
    assert drawn('{{ 1|counted:"person,people" }}, {{ 31|counted:"person,people" }}') == (
        "1 person, 31 people"
    )


def test_hours_initials_and_devices_are_told_by_filters():
    assert drawn("{{ hours|hours }}", hours=Decimal("1.50")) == "1.5 hours"
    assert drawn("{{ name|initials }}", name="Dana Whitlock") == "DW"
    assert drawn("{{ name|device }}", name="curl/8") == "Another program"


def test_every_error_of_a_refused_form_is_counted():
    class Form(forms.Form):
        name = forms.CharField()
        day = forms.DateField()

    assert drawn("{{ form|error_count }}", form=Form({"day": "tomorrow"})) == "2"
    assert drawn("{{ form|error_count }}", form=Form({"name": "A", "day": "2026-01-01"})) == "0"


def test_the_words_of_a_fixed_list_are_named_where_another_is_given():
    words = Words("a color", {"red": 1, "blue": 2})
    with pytest.raises(TemplateSyntaxError) as refused:
        words["green"]
    assert str(refused.value) == "“green” is not a color. Known are: blue, red."
