"""Minutes that somebody wrote in Word and pastes under a line: its words stay, in plain lines."""

import pytest
from django.urls import reverse

from coalitions.meetings.forms.minutes import LONGEST_TEXT
from safety_portal.core.names import tidy_text
from tests.meeting import make_opened

pytestmark = pytest.mark.django_db
# As a browser hands over the plain text of a page of Word: a heading, a soft break, three lists,
# a table of two rows, a page break, spaces that do not break, hyphens that nobody sees.
PASTED = (
    "Door checks\r\n\r\n\r\n\r\nAll doors were checked;\x0bthe gym\u2019s lock is loose.\r\n"
    "\uf0b7\tGym lock\u00a0loose\r\n\u2022\tOffice fine\r\no\tKeys with\u00adout tags\r\n"
    "1.\tOrder a lock\r\na)\tBy Friday\r\n"
    "Door\tState\tWho\r\nGym\t\tHill\r\n\x0c\u201cAgreed\u201d by all\u2028present \u2013 12 of 14\r\n"
)
KEPT = (
    "Door checks\n\nAll doors were checked;\nthe gym\u2019s lock is loose.\n"
    "\u2022 Gym lock loose\n\u2022 Office fine\no Keys without tags\n"
    "1. Order a lock\na) By Friday\n"
    "Door | State | Who\nGym | | Hill\n\n\u201cAgreed\u201d by all\npresent \u2013 12 of 14"
)


@pytest.fixture
def line(coalition, administrator):
    return make_opened(coalition=coalition, by=administrator).lines.get()


@pytest.fixture
def paste(client, line, administrator):
    """paste(words): the answer to saving them under the line."""

    def post(words):
        client.force_login(administrator)
        address = reverse("meeting_write", args=[line.meeting.coalition.slug, line.meeting_id])
        return client.post(address, {f"text_{line.pk}": words, f"version_{line.pk}": line.version})

    return post


def test_a_page_of_word_becomes_plain_lines(paste, line):
    assert paste(PASTED).status_code == 302
    line.refresh_from_db()
    assert line.text == KEPT


def test_the_same_page_pasted_again_changes_nothing(paste, line):
    paste(PASTED)
    line.refresh_from_db()
    assert paste(PASTED).status_code == 302
    line.refresh_from_db()
    assert line.version == 1


def test_saving_what_the_page_shows_changes_nothing():
    assert tidy_text(KEPT) == KEPT


def test_marks_of_html_are_words(client, paste, line, administrator):
    paste("<b>now</b> <script>alert(1)</script>")
    address = reverse("meeting_minutes", args=[line.meeting.coalition.slug, line.meeting_id])
    page = client.get(address).content.decode()
    assert "&lt;b&gt;now&lt;/b&gt; &lt;script&gt;" in page


def test_what_is_too_long_is_said_and_none_of_it_is_lost(paste, line):
    words = "Every door was checked. " * (LONGEST_TEXT // 24 + 1)
    answer = paste(words)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "more than 20,000 characters, so nothing was saved yet" in page
    assert page.count("Every door was checked.") == words.count("Every door was checked.")
    line.refresh_from_db()
    assert line.text == ""


def test_no_browser_cuts_it_off(client, line, administrator):
    client.force_login(administrator)
    address = reverse("meeting_write", args=[line.meeting.coalition.slug, line.meeting_id])
    page = client.get(address).content.decode()
    area = page.split(f'id="id_text_{line.pk}"')[1].split(">")[0]
    assert "maxlength" not in area


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("A\tB", "A | B"),
        ("\tindented", "indented"),
        ("2026.\tYear", "2026. Year"),
        ("Room 12.\tOpen", "Room 12. | Open"),
        ("-\tDash", "- Dash"),
        ("one\x85two", "one\ntwo"),
        ("\u202eturned", "turned"),
        ("", ""),
    ],
)
def test_tabs_and_breaks_one_by_one(typed, kept):
    assert tidy_text(typed) == kept
