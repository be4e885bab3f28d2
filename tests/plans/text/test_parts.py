"""What of a text is kept, what of it is read, and what stands in for pictures. No database."""

import pytest

from plans.text import allowed, attributes
from plans.text.characters import one_line, visible
from plans.text.html import normalise, pictures, without_lost, without_pictures
from plans.text.left_out import pictures_left_out
from plans.text.places import alike_at_ends, paragraphs
from plans.text.words import plain_text, words

ONE, TWO = "a" * 64, "b" * 64


@pytest.mark.parametrize(
    "address",
    ["https://x.org/a", "http://x.org", "mailto:dana@x.org", "tel:+15550100", "#note-1"],
)
def test_an_address_of_an_allowed_kind_is_kept(address):
    assert attributes.link(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        " JAVASCRIPT:alert(1)",
        "data:text/html,<b>",
        "vbscript:x",
        "file:///etc/passwd",
        "",
    ],
)
def test_an_address_of_any_other_kind_is_no_link(address):
    assert attributes.link(address) == ""


def test_spaces_within_an_address_are_written_as_addresses_write_them():
    assert attributes.link(" https://x.org/a b ") == "https://x.org/a%20b"


def test_an_address_longer_than_any_real_one_is_no_link():
    most = "https://x.org/".ljust(allowed.LINK_LENGTH, "a")
    assert attributes.link(most) == most
    assert attributes.link(most + "a") == ""


def test_a_picture_is_kept_by_the_name_of_its_content_alone():
    kept = attributes.picture({"src": f"/plans/7/picture/{ONE}", "alt": " The\n gate "})
    assert dict(kept.attrs) == {"src": f"picture/{ONE}", "alt": "The gate"}


def test_a_picture_that_lies_elsewhere_is_none():
    assert attributes.picture({"src": "https://x.org/gate.png"}) is None
    assert attributes.picture({"src": f"picture/{'A' * 63}"}) is None
    assert attributes.picture({}) is None


def test_a_description_longer_than_a_line_is_cut():
    kept = attributes.picture({"src": f"picture/{ONE}", "alt": "x" * 5000})
    assert len(dict(kept.attrs)["alt"]) == allowed.ALT_LENGTH


def test_a_list_keeps_where_it_starts_and_how_it_counts():
    assert attributes.of_container("ol", {"start": "4", "type": "a"}) == (
        ("start", "4"),
        ("type", "a"),
    )


def test_a_list_that_starts_at_one_or_nowhere_says_nothing():
    for start in ("1", "", "-3", "four", "٣", None):
        assert attributes.of_container("ol", {"start": start}) == ()
    assert attributes.of_container("ol", {"type": "x"}) == ()


def test_a_list_starts_no_later_than_people_count():
    assert attributes.of_container("ol", {"start": "999999"}) == (
        ("start", str(allowed.LIST_START_MAX)),
    )


def test_a_cell_keeps_its_spans_as_far_as_tables_reach():
    assert attributes.of_container("td", {"colspan": "2", "rowspan": "1", "style": "x"}) == (
        ("colspan", "2"),
    )
    assert attributes.of_container("th", {"rowspan": "99999"}) == (
        ("rowspan", str(allowed.SPAN_MAX)),
    )


def test_what_is_no_list_and_no_cell_keeps_no_attribute():
    assert attributes.of_container("ul", {"start": "4", "colspan": "2"}) == ()


def test_invisible_characters_are_no_part_of_what_is_signed():
    assert visible("Lock\u00ad the\u200b door\u202e now\ufeff") == "Lock the door now"


def test_joiners_stay_because_words_of_some_languages_need_them():
    assert visible("می\u200cخواهم") == "می\u200cخواهم"


def test_spaces_of_every_kind_are_one_plain_space():
    assert visible("Lock\u00a0\u2003\tthe\r\n door") == "Lock the door"


def test_a_title_is_trimmed_and_a_text_is_not():
    assert one_line(" Lockdown ") == "Lockdown"
    assert visible(" Lockdown ") == " Lockdown "


def test_marks_inside_a_word_do_not_part_it():
    assert words("<p>Lock<b>down</b> now</p>") == ["Lockdown", "now"]


def test_numbers_of_footnotes_are_no_words():
    assert words('<p>Call 911<sup><a href="#note-1">1</a></sup> now.</p>') == [
        "Call",
        "911",
        "now.",
    ]


def test_a_table_is_read_row_by_row_with_tabs_between_its_cells():
    html = "<table><tr><td><p>Chief</p></td><td><p>555-0100</p><p>day</p></td></tr></table>"
    assert plain_text(html) == "Chief\t555-0100 day"


def test_every_item_and_line_break_is_a_line():
    assert plain_text("<ul><li>One</li><li>Two</li></ul><p>Three<br>four</p>") == (
        "One\nTwo\nThree\nfour"
    )


def test_paragraphs_are_those_that_anchors_are_found_in():
    assert paragraphs("<h3>A</h3><ul><li>B<ul><li>C</li></ul></li></ul><p>D<br>E</p>") == (
        "A",
        "B",
        "C",
        "D E",
    )


def test_pictures_of_elsewhere_are_counted_and_the_portals_own_are_not():
    html = f'<p><img src="picture/{ONE}"><img src="data:image/png;base64,AA"><img alt="x"></p>'
    assert pictures_left_out(html) == 2


def test_a_tag_of_a_picture_in_a_comment_is_no_picture():
    assert pictures_left_out('<!-- <img src="x.png"> --><p>No picture</p>') == 0


def test_each_picture_of_a_text_is_named_once_in_its_order():
    html = "".join(f'<img src="picture/{sha}" alt="">' for sha in (TWO, ONE, TWO))
    assert pictures(normalise(html)) == [TWO, ONE]


def test_a_picture_that_is_not_stored_yet_is_told_by_its_description():
    html = f'<img src="picture/{ONE}" alt="The gate"><img src="picture/{TWO}" alt="">'
    assert without_pictures(html) == (
        "<p><em>[Picture: The gate]</em></p><p><em>[Picture: without description]</em></p>"
    )


def test_only_a_picture_that_is_gone_is_told_as_missing():
    html = f'<img src="picture/{ONE}" alt="The gate"><img src="picture/{TWO}" alt="Map">'
    told = without_lost(html, {ONE})
    assert "[Picture: The gate. It is missing from this server.]" in told
    assert f'<img src="picture/{TWO}" alt="Map">' in told


def test_where_no_picture_is_gone_the_text_is_the_same():
    html = f'<img src="picture/{ONE}" alt="The gate">'
    assert without_lost(html, set()) is html


@pytest.mark.parametrize(
    ("old", "new", "ends"),
    [
        ("Lock the door", "Lock every door", (5, 5)),
        ("same", "same", (4, 0)),
        ("", "new", (0, 0)),
        ("aa", "aaa", (2, 0)),
        ("aba", "aa", (1, 1)),
    ],
)
def test_letters_shared_at_both_ends_are_counted_once(old, new, ends):
    assert alike_at_ends(old, new) == ends
