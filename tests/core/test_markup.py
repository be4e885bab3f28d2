"""Tags of HTML as they are found in whatever somebody sends. No database."""

import pytest

from safety_portal.core.markup import TAG, attributes_of, read


def tags(text):
    return [(match[1], match[2], match["close"]) for match in TAG.finditer(text)]


@pytest.mark.parametrize(
    "written", ['src="a b"', "src='a b'", "SRC = 'a b'", '/src="a b"/', 'src="a b" src="c"']
)
def test_an_attribute_is_read_however_it_is_quoted(written):
    assert attributes_of(written) == {"src": "a b"}


def test_an_attribute_without_quotes_ends_at_a_space():
    assert attributes_of("width=5 alt=x/y hidden") == {"width": "5", "alt": "x/y", "hidden": ""}


def test_entities_in_a_value_are_read_once():
    assert attributes_of('href="a?b=1&amp;amp;c"') == {"href": "a?b=1&amp;c"}


def test_a_number_that_no_character_has_is_one_sign():
    assert read("a&#99999999999999;b") == "a\ufffdb"
    assert read("&#x41;&#65;") == "AA"


def test_a_text_without_entities_is_the_same_text():
    text = "Lock the door"
    assert read(text) is text


def test_a_sign_between_quotation_marks_ends_no_tag():
    assert tags('<a title="x>y">z</a>') == [("", "a", ">"), ("/", "a", ">")]


def test_a_tag_that_is_never_closed_ends_the_text():
    assert tags("<p>one <b two") == [("", "p", ">"), ("", "b", "")]


@pytest.mark.parametrize("text", ["a < b", "<3", "< p>", "<>", "</ p>"])
def test_what_is_no_name_begins_no_tag(text):
    assert tags(text) == []
