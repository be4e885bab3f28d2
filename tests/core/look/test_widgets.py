"""The controls of a form are drawn as Django draws them, only faster."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.utils.safestring import mark_safe

LISTS = {
    "none": [],
    "plain": [
        ("", "---------"),
        (1234, "Dana & Omar <b>"),
        (3, 1234),
        (None, "None"),
        ("'", '"quoted"'),
    ],
    "groups": [("School & <home>", [("a", "A"), ("b", mark_safe("<i>B</i>"))]), ("c", "C")],
}


@pytest.mark.parametrize("choices", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("kind", [forms.Select, forms.SelectMultiple])
@pytest.mark.parametrize("value", [None, "a", 3, ["a", "1234"]], ids=str)
def test_it_draws_what_django_draws(kind, choices, value):
    widget = kind(attrs={"class": "x & y", "required": True, "hidden": False, "size": 1234})
    widget.choices = choices
    ours, djangos = (
        widget.render("which", value, {"id": "id_<which>"}, renderer=renderer())
        for renderer in (TemplatesSetting, DjangoTemplates)
    )
    assert ours == djangos


@pytest.mark.parametrize(
    "widget",
    [
        forms.TextInput(
            attrs={"maxlength": 1500, "required": True, "hidden": False, "title": "<&>"}
        ),
        forms.HiddenInput(),
        forms.CheckboxInput(),
        forms.ClearableFileInput(attrs={"accept": ".pdf"}),
        forms.RadioSelect(choices=LISTS["groups"]),
        forms.CheckboxSelectMultiple(choices=LISTS["plain"]),
    ],
    ids=lambda widget: type(widget).__name__,
)
@pytest.mark.parametrize("value", [None, "", "a <&>", True, 1234], ids=repr)
def test_so_is_what_is_typed_or_ticked(widget, value):
    ours, djangos = (
        widget.render("which", value, {"id": "id_<which>"}, renderer=renderer())
        for renderer in (TemplatesSetting, DjangoTemplates)
    )
    assert ours == djangos


def test_an_option_may_have_attributes_of_its_own():
    class Marked(forms.Select):
        def create_option(self, *args, **kwargs):
            option = super().create_option(*args, **kwargs)
            option["attrs"] |= {
                "disabled": True,
                "data-hours": 1.5,
                "title": "<&>",
                "hidden": False,
            }
            return option

    widget = Marked(choices=[("a", "A"), ("b", "B")])
    ours, djangos = (
        widget.render("which", "b", renderer=renderer())
        for renderer in (TemplatesSetting, DjangoTemplates)
    )
    assert ours == djangos
    assert 'title="&lt;&amp;&gt;"' in ours
