"""A form is posted one way: done with what it says, or shown again with why not."""

import pytest
from django import forms
from django.test import RequestFactory

from safety_portal.core.refusals import Refused, refusing
from safety_portal.core.states import WrongState
from safety_portal.core.web.posting import done_by, posted, status_of, uploaded


class SeatForm(forms.Form):
    title = forms.CharField()
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


def refusing_action(refusal):
    def action(**said):
        raise refusal

    return action


@pytest.fixture
def form():
    return SeatForm({"title": "Fire chief", "seen": "3"})


def test_a_page_that_is_only_looked_at_binds_no_form(rf: RequestFactory):
    assert (posted(rf.get("/")), uploaded(rf.get("/"))) == (None, None)


def test_an_empty_post_binds_a_form(rf):
    form = SeatForm(posted(rf.post("/")))

    assert form.is_bound
    assert done_by(form, refusing_action(AssertionError("not asked"))) is None
    assert status_of(form) == 422


def test_an_unbound_form_does_nothing():
    form = SeatForm()

    assert done_by(form, refusing_action(AssertionError("not asked"))) is None
    assert status_of(form) == 200


def test_the_action_gets_what_the_form_says_and_what_the_view_adds(form):
    done = done_by(form, lambda **said: said, by="Dana")

    assert done.result == {"by": "Dana", "title": "Fire chief", "seen": "3"}
    assert status_of(form) == 200


def test_an_action_that_returns_nothing_is_done_all_the_same(form):
    assert done_by(form, lambda **said: None)


def test_a_refusal_stands_at_the_field_that_it_names(form):
    done = done_by(form, refusing_action(Refused("There is one already.", field="title")))

    assert (done, status_of(form)) == (None, 422)
    assert form.errors == {"title": ["There is one already."]}
    assert form["title"].value() == "Fire chief"


@pytest.mark.parametrize("field", [None, "seen", "of another form"])
def test_a_refusal_that_no_field_shows_stands_above_all(form, field):
    done_by(form, refusing_action(Refused("Ask again.", field=field)))

    assert form.non_field_errors() == ["Ask again."]


def test_what_has_moved_on_answers_with_409_and_keeps_what_was_typed(form):
    done_by(form, refusing_action(WrongState("The seat is filled.")))

    assert (status_of(form), form.non_field_errors()) == (409, ["The seat is filled."])
    assert form["title"].value() == "Fire chief"


def test_what_is_no_refusal_is_no_business_of_the_form(form):
    with pytest.raises(ZeroDivisionError):
        done_by(form, refusing_action(ZeroDivisionError()))


def test_what_a_validator_says_becomes_a_refusal_of_its_field():
    with pytest.raises(Refused, match=r"^Too short\. Too weak\.$") as refused, refusing("password"):
        raise forms.ValidationError(["Too short.", "Too weak."])

    assert refused.value.field == "password"
