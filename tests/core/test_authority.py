"""A button asks the gate of the address it leads to: the same policy, the same subject, the same
reason.
"""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import include, path

from safety_portal.core.authority import Allowed, Denied, anyone, asked_of_many, gate, may, may_each
from safety_portal.core.look import rows


@dataclass(frozen=True)
class Door:
    """What the addresses of this test are about."""

    number: int


NOT_THIS = Denied("Only door 1 is opened.")
ANYBODY = SimpleNamespace(is_authenticated=True)


def can_open(user, door):
    return Allowed() if door.number == 1 else NOT_THIS


@asked_of_many(lambda user, doors: [Allowed("asked once") for _ in doors])
def can_count(user, door):
    return NOT_THIS


def can_paint(user, door):
    return Denied("Nobody paints.")


def fetch_door(user, *, door, **rest) -> Door:
    return Door(door)


def view(request, **kwargs):
    return HttpResponse("in")


def of_door(policy, **more):
    return gate(policy, view, fetch=fetch_door, **more)


urlpatterns = [
    path("", gate(anyone, view), name="hall"),
    path(
        "", include([path("door/<int:door>/", of_door(can_open, posting=can_paint), name="door")])
    ),
    path("door/<int:door>/count/", of_door(can_count), name="door_count"),
    path("ungated/", view, name="ungated"),
]
pytestmark = pytest.mark.urls(__name__)


def test_a_button_gets_the_answer_of_the_gate():
    assert may(ANYBODY, "door", Door(1)) == Allowed()
    assert may(ANYBODY, "door", Door(2)) == NOT_THIS
    assert may(AnonymousUser(), "hall")


def test_who_has_to_sign_in_first_is_told_so():
    assert may(AnonymousUser(), "door", Door(1)) == Denied("Sign in first.")
    assert may_each(AnonymousUser(), "door_count", [Door(1)]) == [Denied("Sign in first.")]


def test_who_may_look_need_not_be_who_may_send():
    assert may(ANYBODY, "door", Door(1), posting=True) == Denied("Nobody paints.")
    assert may(ANYBODY, "door_count", Door(1), posting=True) == NOT_THIS


@pytest.mark.parametrize(
    ("method", "is_let_in"), [("get", True), ("head", True), ("post", False), ("put", False)]
)
def test_the_gate_asks_who_may_send(method, is_let_in):
    request = getattr(RequestFactory(), method)("/")
    request.user = ANYBODY
    gated = of_door(can_open, posting=can_paint)
    if is_let_in:
        assert gated(request, door=1).content == b"in"
    else:
        with pytest.raises(PermissionDenied, match="Nobody paints"):
            gated(request, door=1)


@pytest.mark.parametrize("name", ["window", "ungated"])
def test_an_address_without_a_gate_has_no_answer(name):
    with pytest.raises(LookupError, match=name):
        may(ANYBODY, name)


@pytest.mark.parametrize(
    ("name", "subject"), [("door", None), ("door", SimpleNamespace(number=1)), ("hall", Door(1))]
)
def test_of_another_thing_than_the_address_names_there_is_no_answer(name, subject):
    with pytest.raises(TypeError, match="is of"):
        may(ANYBODY, name, subject)


def test_many_are_asked_one_by_one_or_in_one_go():
    assert may_each(ANYBODY, "door", [Door(1), Door(2)]) == [Allowed(), NOT_THIS]
    assert may_each(ANYBODY, "door_count", [Door(1), Door(2)]) == [Allowed("asked once")] * 2


def context(user):
    return {"request": SimpleNamespace(user=user), "doors": [Door(1), Door(2)]}


def test_a_template_asks_for_its_reader():
    asked = "{% may 'door' door as may_open %}{% may_post 'door' door as may_paint %}"
    said = "{% if may_open %}open{% else %}{{ may_open.reason }}{% endif %} {{ may_paint.reason }} "
    page = Template(f"{{% for door in doors %}}{asked}{said}{{% endfor %}}")
    drawn = page.render(Context(context(ANYBODY)))
    assert drawn == "open Nobody paints. Only door 1 is opened. Nobody paints. "


def test_rows_drawn_by_jinja_ask_for_their_reader(monkeypatch):
    template = rows.environment().from_string(
        "{% for door in doors if may('door', door) %}{{ door.number }}{% endfor %}"
    )
    monkeypatch.setattr(
        rows, "environment", lambda: SimpleNamespace(get_template=lambda name: template)
    )
    assert rows.draw("doors", context(ANYBODY), today=None) == "1"
