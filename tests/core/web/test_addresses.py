"""The table of addresses says what Django says, for every address of the portal, and hands on what
it cannot say.
"""

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from django.urls import NoReverseMatch, get_resolver, reverse, set_script_prefix

from safety_portal.core.web.addresses import address, looked_up_once
from tests.everywhere import asking

VALUES = {
    "coalition": "cedar-1",
    "sha256": "0" * 64,
    "format": "html",
    "token": "a-token_1",
    "key": "a-key",
    "uidb36": "1",
    "issuer": "google",
}
# What stands in an address otherwise than it is said, or nowhere.
ODD = ["", "a b", "é", "100%", "a/b", -1, 2.0, None, True]


def named():
    patterns = [(name, pattern) for name, pattern in asking.patterns().items() if ":" not in name]
    return [pytest.param(name, asking.arguments(pattern), id=name) for name, pattern in patterns]


def by_django(name, args):
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return NoReverseMatch


def by_table(name, args):
    try:
        return address(name, *args)
    except NoReverseMatch:
        return NoReverseMatch


@pytest.mark.parametrize(("name", "parts"), named())
def test_every_address_is_the_one_that_django_makes(name, parts):
    usual = [VALUES.get(part, 7) for part in parts]
    assert by_table(name, usual) == by_django(name, usual)
    assert by_table(name, [*usual, 7]) == by_django(name, [*usual, 7])
    for place in range(len(usual)):
        for odd in (*ODD, "word", 8, "9"):
            args = [*usual[:place], odd, *usual[place + 1 :]]
            assert by_table(name, args) == by_django(name, args), args


def test_what_is_kept_is_asked_of_django_once(monkeypatch):
    address("membership_people", "cedar")
    monkeypatch.setattr("safety_portal.core.web.addresses.reverse", None)
    assert address("membership_people", "other") == "/c/other/people/"
    assert ("membership_people", str) in get_resolver("safety_portal.urls").kept_addresses


def test_a_portal_under_a_path_keeps_its_path():
    set_script_prefix("/portal/")
    try:
        assert address("membership_people", "cedar") == "/portal/c/cedar/people/"
    finally:
        set_script_prefix("/")


def test_what_is_looked_up_once_is_what_is_looked_up_each_time(monkeypatch):
    with looked_up_once():
        monkeypatch.setattr("safety_portal.core.web.addresses.get_urlconf", None)
        assert address("membership_people", "cedar") == "/c/cedar/people/"
        assert address("signing_to_sign", "cedar") == reverse("signing_to_sign", args=["cedar"])
        with pytest.raises(NoReverseMatch):
            address("no_such")
    with pytest.raises(TypeError):
        address("membership_people", "cedar")


def test_under_a_path_what_is_looked_up_once_keeps_the_path():
    set_script_prefix("/portal/")
    try:
        with looked_up_once():
            assert address("membership_people", "cedar") == "/portal/c/cedar/people/"
    finally:
        set_script_prefix("/")
    assert address("membership_people", "cedar") == "/c/cedar/people/"


def drawn(text, **context):
    engine = Engine(builtins=["safety_portal.templatetags.addresses"])
    return engine.from_string(text).render(Context(context))


def test_the_tag_takes_what_djangos_takes():
    assert drawn("{% url 'membership_people' slug %}", slug="a") == "/c/a/people/"
    assert (
        drawn("{% url name coalition=slug %}", name="membership_people", slug="a") == "/c/a/people/"
    )
    assert (
        drawn("{% url 'membership_people' slug as where %}[{{ where }}]", slug="a")
        == "[/c/a/people/]"
    )
    assert drawn("{% url 'no_such' as where %}[{{ where }}]") == "[]"
    assert drawn("{% url 'admin:index' %}") == reverse("admin:index")
    with pytest.raises(NoReverseMatch):
        drawn("{% url 'no_such' %}")
    with pytest.raises(TemplateSyntaxError):
        drawn("{% url %}")
