"""Minutes as a Word file: what its reader may read, opened by another program than ours."""

import io
import zipfile

import docx
import pytest
from django.urls import reverse
from lxml import etree

from coalitions.meetings.actions import approving, minutes, planning
from coalitions.meetings.minutes import minutes_for
from coalitions.meetings.writers.paper import pdf_of
from coalitions.meetings.writers.word import docx_of
from safety_portal.core.states import WrongState
from tests.meeting import make_approved, make_line, make_meeting, make_opened, write

pytestmark = pytest.mark.django_db
ALL = frozenset({"public", "members", "restricted"})
INSIDE, PUBLIC = frozenset({"public", "members"}), frozenset({"public"})


def opened(meeting, levels=ALL):
    """The file as python-docx reads it."""
    return docx.Document(io.BytesIO(docx_of(minutes_for(meeting, levels))))


def text(meeting, levels=ALL):
    return "\n".join(paragraph.text for paragraph in opened(meeting, levels).paragraphs)


@pytest.fixture
def meeting(coalition, administrator, cast):
    """One with a line of each level, words under two, a decision and a guest."""
    made = make_opened(coalition=coalition, by=administrator)
    for level in ("public", "restricted"):
        make_line(meeting=made, by=administrator, title=f"A {level} thing", sensitivity=level)
    first, _, last = made.lines.all()
    write(meeting=made, by=administrator, text="First said.\n\nThen decided.", line=first)
    write(meeting=made, by=administrator, text="Nobody else hears it.", line=last)
    minutes.record_decision(
        line=first,
        text="Check all doors.",
        votes_for=5,
        votes_against=1,
        abstained=0,
        by=administrator,
    )
    return made


def test_headings_are_headings_and_lines_of_text_paragraphs(meeting):
    styles = [(p.style.name, p.text) for p in opened(meeting).paragraphs]
    assert styles[0][0].lower() == "heading 1"
    heads = [words for style, words in styles if style.lower() == "heading 2"]
    assert heads == ["1. Door checks", "2. A public thing", "3. A restricted thing (Restricted)"]
    assert [words for style, words in styles if words in ("First said.", "Then decided.")] == [
        "First said.",
        "Then decided.",
    ]


def test_a_decision_stands_with_its_vote(meeting):
    told = text(meeting)
    assert "Decision: Check all doors." in told
    assert "5 for, 1 against" in told


def test_it_says_that_it_is_a_draft_until_somebody_approved(meeting, administrator):
    assert "Draft, not approved." in text(meeting)
    approving.hand_in(meeting=meeting, by=administrator)
    approving.approve(meeting=meeting, by=administrator)
    meeting.refresh_from_db()
    assert "Approved " in text(meeting)
    assert "Draft" not in text(meeting)


def test_who_was_there_and_what_was_not_reached(meeting, administrator, cast):
    invitee = meeting.invitees.get(person__account=cast.fire)
    minutes.mark_present(invitee=invitee, is_present=True, by=administrator)
    told = text(meeting)
    assert f"Present (1 of {meeting.invitees.count()}): {cast.fire.people.get()}." in told
    assert "Not reached." in told


def test_without_anybody_it_says_so(meeting):
    assert "nobody was marked" in text(meeting)


def test_what_is_restricted_is_a_number_to_who_may_not_read_it(meeting):
    told = text(meeting, INSIDE)
    assert "3. Restricted: not in this copy" in told
    assert "1 item is not in this copy." in told
    for word in ("Nobody else hears it.", "A restricted thing"):
        assert word not in told


def test_the_public_part_names_nobody(meeting, cast):
    told = text(meeting, PUBLIC)
    assert "2. A public thing" in told
    for word in ("Present", "First said.", "Check all doors.", str(cast.fire.people.get())):
        assert word not in told


def test_a_correction_stands_behind(meeting, administrator):
    approving.hand_in(meeting=meeting, by=administrator)
    approving.approve(meeting=meeting, by=administrator)
    approving.correct(meeting=meeting, text="It was six.", sensitivity="members", by=administrator)
    meeting.refresh_from_db()
    assert text(meeting).split("Corrections")[1].strip().endswith("It was six.")
    assert "It was six." not in text(meeting, PUBLIC)


@pytest.mark.parametrize(
    "words", ["\u202eright to left", "a < b & c > d", "]]>", "يوم الاثنين", "é \U0001f6aa"]
)
def test_signs_of_every_kind_come_through(meeting, administrator, words):
    write(meeting=meeting, by=administrator, text=words)
    assert words.replace("\u202e", "") in text(meeting)


def test_every_part_is_xml_and_declared_by_its_kind(meeting):
    archive = zipfile.ZipFile(io.BytesIO(docx_of(minutes_for(meeting, ALL))))
    for name in archive.namelist():
        etree.fromstring(archive.read(name))
    types = archive.read("[Content_Types].xml").decode()
    declared = {part for part in archive.namelist() if f'PartName="/{part}"' in types}
    assert declared == {
        name for name in archive.namelist() if name.startswith(("word/", "docP"))
    } - {"word/_rels/document.xml.rels"}


def test_the_page_of_the_minutes_leads_to_it(client, coalition, administrator, cast):
    meeting = make_approved(coalition=coalition, by=administrator)
    client.force_login(cast.teacher)
    place = [coalition.slug, meeting.pk]
    address = reverse("meeting_docx", args=place)
    assert address in client.get(reverse("meeting_minutes", args=place)).content.decode()
    answer = client.get(address)
    assert answer["Content-Disposition"].endswith('.docx"')
    assert answer["Cache-Control"] == "private, no-store"
    assert "Door checks" in "".join(
        p.text for p in docx.Document(io.BytesIO(answer.content)).paragraphs
    )


def test_a_parent_gets_the_public_part_and_strangers_nothing(
    client, meeting, administrator, cast, outsider
):
    approving.hand_in(meeting=meeting, by=administrator)
    approving.approve(meeting=meeting, by=administrator)
    address = reverse("meeting_docx", args=[meeting.coalition.slug, meeting.pk])
    client.force_login(cast.parent)
    answer = client.get(address)
    told = "".join(p.text for p in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert "First said." not in told
    client.force_login(outsider)
    assert client.get(address).status_code == 404


def test_a_draft_is_not_a_parents_and_a_plan_has_no_minutes(
    client, meeting, coalition, administrator, cast
):
    client.force_login(cast.parent)
    address = reverse("meeting_docx", args=[coalition.slug, meeting.pk])
    assert client.get(address).status_code == 403
    planned = make_meeting(coalition=coalition, by=administrator)
    client.force_login(administrator)
    address = reverse("meeting_docx", args=[coalition.slug, planned.pk])
    assert client.get(address).status_code == 409


def test_a_large_meeting_asks_no_more_queries(
    meeting, administrator, django_assert_max_num_queries
):
    for number in range(50):
        make_line(meeting=meeting, by=administrator, title=f"Line {number}")
    with django_assert_max_num_queries(8):
        assert "Line 49" in text(meeting)


def test_a_cancelled_meeting_has_none(client, coalition, administrator):
    meeting = make_meeting(coalition=coalition, by=administrator)
    planning.cancel_meeting(meeting=meeting, because="Snow.", by=administrator)
    client.force_login(administrator)
    address = reverse("meeting_docx", args=[coalition.slug, meeting.pk])
    assert client.get(address).status_code == 409


def test_a_pdf_that_takes_too_long_is_refused_with_the_way_that_is_left(meeting):
    """Two pages take less than nothing here, so nothing is what it gets."""
    with pytest.raises(WrongState, match="Take them as Word"):
        pdf_of(minutes_for(meeting, ALL), most_seconds=0)
