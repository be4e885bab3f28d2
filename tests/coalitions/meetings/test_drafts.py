"""What is typed into minutes is kept for its writer until a button saves it, and never lost."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from coalitions.meetings.actions import approving, drafts, minutes
from coalitions.meetings.models.agenda import AgendaLine
from coalitions.meetings.models.draft import MinutesDraft
from coalitions.memberships.models.membership import Membership
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from tests.meeting import make_line, make_opened, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(coalition, administrator, cast):
    """One that is held, whose note taker is the teacher."""
    taker = Membership.objects.get(person__account=cast.teacher)
    return make_opened(coalition=coalition, by=administrator, note_taker=taker)


@pytest.fixture
def line(meeting):
    return meeting.lines.get()


@pytest.fixture
def at(meeting):
    """at(name): an address of the meeting."""
    return lambda name: reverse(name, args=[meeting.coalition.slug, meeting.pk])


def keep(line, by, text="Doors.", version=0, guests=""):
    return drafts.keep_draft(
        meeting=line.meeting, texts={line.pk: (text, version)}, guests=guests, by=by
    )


def typed(line, text="Doors.", version=0, **more):
    """What the page sends while somebody writes."""
    return {f"text_{line.pk}": text, f"version_{line.pk}": version, "guests": ""} | more


# ------------------------------------------------------------------ keeping


def test_a_draft_is_kept_and_changes_no_minutes(line, administrator):
    draft = keep(line, administrator)
    assert draft.text_of(line.pk) == ("Doors.", 0)
    line.refresh_from_db()
    assert (line.text, line.version) == ("", 0)


def test_it_leaves_no_row_and_sends_nothing(line, administrator):
    before = AuditRow.objects.count(), Message.objects.count()
    keep(line, administrator)
    assert (AuditRow.objects.count(), Message.objects.count()) == before


def test_a_second_one_takes_the_place_of_the_first(line, administrator):
    keep(line, administrator, "Doors.")
    keep(line, administrator, "Doors and gates.")
    [draft] = MinutesDraft.objects.all()
    assert draft.text_of(line.pk) == ("Doors and gates.", 0)


def test_what_says_what_is_saved_is_no_draft(line, administrator):
    keep(line, administrator)
    assert keep(line, administrator, "") is None
    assert not MinutesDraft.objects.exists()


def test_guests_alone_are_words_too(line, administrator):
    assert keep(line, administrator, "", guests="Ada Bell").guests == "Ada Bell"


def test_each_writer_has_their_own(line, administrator, cast):
    keep(line, administrator, "Mine.")
    keep(line, cast.teacher, "Hers.")
    assert MinutesDraft.objects.count() == 2


def test_the_database_holds_one_for_a_writer(line, administrator):
    keep(line, administrator)
    again = MinutesDraft(meeting=line.meeting, account=administrator, saved_at=timezone.now())
    with pytest.raises(IntegrityError, match="one_minutes_draft_per_writer"), transaction.atomic():
        again.save(force_insert=True)


def test_who_does_not_write_minutes_keeps_none(line, cast, outsider):
    for account in (cast.parent, cast.health, outsider):
        with pytest.raises(PermissionDenied):
            keep(line, account)
        with pytest.raises(PermissionDenied):
            drafts.drop_draft(meeting=line.meeting, by=account)


def test_a_line_that_its_writer_may_not_read_is_left_out(meeting, administrator, cast):
    secret = make_line(meeting=meeting, by=administrator, title="Keys", sensitivity="restricted")
    assert keep(secret, cast.teacher, "Tried to.") is None


def test_a_line_of_another_meeting_is_left_out(coalition, line, administrator):
    other = make_opened(coalition=coalition, by=administrator, hour=9).lines.get()
    texts = {other.pk: ("Elsewhere.", 0)}
    assert drafts.keep_draft(meeting=line.meeting, texts=texts, guests="", by=administrator) is None


def test_words_typed_before_an_approval_are_kept_after_it(meeting, line, administrator):
    write(meeting=meeting, by=administrator)
    approving.hand_in(meeting=meeting, by=administrator)
    approving.approve(meeting=meeting, by=administrator)
    assert keep(line, administrator, "Too late.").text_of(line.pk) == ("Too late.", 0)


def test_dropping_says_whether_there_was_any(line, administrator):
    keep(line, administrator)
    assert drafts.drop_draft(meeting=line.meeting, by=administrator) is True
    assert drafts.drop_draft(meeting=line.meeting, by=administrator) is False


# ------------------------------------------------------------------ saving


def test_saving_drops_the_writers_draft_and_nobody_elses(line, administrator, cast):
    keep(line, administrator, "Mine.")
    keep(line, cast.teacher, "Hers.")
    write(meeting=line.meeting, by=administrator, text="Mine.")
    assert [draft.account for draft in MinutesDraft.objects.all()] == [cast.teacher]


def test_words_that_met_others_stay_as_a_draft(line, administrator, cast):
    write(meeting=line.meeting, by=administrator, text="Saved first.")
    keep(line, cast.teacher, "Typed meanwhile.")
    told = minutes.write_minutes(
        meeting=line.meeting, texts={line.pk: ("Typed meanwhile.", 0)}, guests="", by=cast.teacher
    )
    assert len(told.conflicts) == 1
    draft = MinutesDraft.objects.get(account=cast.teacher)
    assert draft.text_of(line.pk) == ("Typed meanwhile.", 0)


def test_of_two_lines_the_one_that_met_other_words_stays_a_draft(
    meeting, line, administrator, cast
):
    other = make_line(meeting=meeting, by=administrator, title="Radios")
    write(meeting=meeting, by=administrator, text="Saved first.", line=line)
    texts = {line.pk: ("Mine.", 0), other.pk: ("Radios work.", 0)}
    drafts.keep_draft(meeting=meeting, texts=texts, guests="", by=cast.teacher)
    told = minutes.write_minutes(meeting=meeting, texts=texts, guests="", by=cast.teacher)
    assert told.is_saved
    draft = MinutesDraft.objects.get(account=cast.teacher)
    assert (draft.text_of(line.pk), draft.text_of(other.pk)) == (("Mine.", 0), None)


def test_a_save_that_is_refused_whole_writes_nothing(line, administrator, cast):
    write(meeting=line.meeting, by=administrator, text="Saved first.")
    texts = {line.pk: ("Mine.", 0)}
    minutes.write_minutes(meeting=line.meeting, texts=texts, guests="", by=cast.teacher)
    assert not MinutesDraft.objects.exists()


# ------------------------------------------------------------------ pages


def test_the_page_offers_the_draft_and_says_so(client, at, line, administrator):
    keep(line, administrator, "Half a sentence")
    client.force_login(administrator)
    page = client.get(at("meeting_write")).content.decode()
    assert "Half a sentence</textarea>" in page
    assert "words of yours that are not saved yet" in page
    assert at("meeting_draft") in page


def test_nobody_else_sees_it(client, at, line, administrator, cast):
    keep(line, administrator, "Half a sentence")
    client.force_login(cast.teacher)
    assert "Half a sentence" not in client.get(at("meeting_write")).content.decode()
    answer = client.get(at("meeting_draft"), follow=True)
    assert "Half a sentence" not in answer.content.decode()
    assert "no unsaved words" in answer.content.decode()


def test_a_draft_is_sent_with_the_version_it_was_begun_from(client, at, line, administrator, cast):
    keep(line, cast.teacher, "Typed.", version=0)
    write(meeting=line.meeting, by=administrator, text="Saved meanwhile.")
    client.force_login(cast.teacher)
    page = client.get(at("meeting_write")).content.decode()
    assert f'name="version_{line.pk}" value="0"' in page
    answer = client.post(at("meeting_write"), typed(line, "Typed.", 0))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Saved meanwhile." in shown
    assert "Typed.</textarea>" in shown
    # Both are before the writer now: saving again is meant.
    assert f'name="version_{line.pk}" value="1"' in shown
    again = client.post(at("meeting_write"), typed(line, "Saved meanwhile. Typed.", 1))
    assert again.status_code == 302
    line.refresh_from_db()
    assert line.text == "Saved meanwhile. Typed."


def test_the_page_keeps_what_is_typed(client, at, line, administrator):
    client.force_login(administrator)
    sent = typed(line, writer=administrator.pk)
    answer = client.post(at("meeting_draft_keep"), sent)
    assert (answer.status_code, answer.json()) == (200, {"kept": True})
    assert MinutesDraft.objects.get().text_of(line.pk) == ("Doors.", 0)


def test_who_saved_meanwhile_is_told(client, at, line, administrator, cast):
    write(meeting=line.meeting, by=administrator, text="Saved first.")
    client.force_login(cast.teacher)
    answer = client.post(at("meeting_draft_keep"), typed(line, writer=cast.teacher.pk)).json()
    assert answer["by"] == str(administrator)
    assert answer["at"]


def test_another_account_on_the_same_device_keeps_nothing(client, at, line, administrator, cast):
    client.force_login(cast.teacher)
    answer = client.post(at("meeting_draft_keep"), typed(line, writer=administrator.pk))
    assert (answer.status_code, answer.json()) == (409, {"signed_in_as": str(cast.teacher)})
    assert not MinutesDraft.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"guests": "x" * 501},
        {"text": "x" * 20_001},
        {"version": "-1"},
        {"version": "soon"},
    ],
)
def test_bad_input_is_one_sentence_and_keeps_nothing(client, at, line, administrator, sent):
    client.force_login(administrator)
    named = {key if key == "guests" else f"{key}_{line.pk}": value for key, value in sent.items()}
    answer = client.post(at("meeting_draft_keep"), typed(line, writer=administrator.pk) | named)
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert not MinutesDraft.objects.exists()


def test_signed_out_it_leads_to_the_sign_in(client, at, line):
    assert client.post(at("meeting_draft_keep"), typed(line)).status_code == 302


def test_the_page_of_a_draft_shows_both_and_drops_it(client, at, line, administrator):
    write(meeting=line.meeting, by=administrator, text="As saved.")
    keep(line, administrator, "As typed.", version=1, guests="Ada Bell")
    client.force_login(administrator)
    page = client.get(at("meeting_draft")).content.decode()
    for words in ("As saved.", "As typed.", "Ada Bell", "Keep writing"):
        assert words in page
    assert client.post(at("meeting_draft_drop")).status_code == 302
    assert not MinutesDraft.objects.exists()
    assert AgendaLine.objects.get(pk=line.pk).text == "As saved."


def test_after_the_approval_it_says_where_the_words_can_go(
    client, at, meeting, line, administrator
):
    write(meeting=meeting, by=administrator)
    keep(line, administrator, "Left out.", version=1)
    approving.hand_in(meeting=meeting, by=administrator)
    approving.approve(meeting=meeting, by=administrator)
    client.force_login(administrator)
    page = client.get(at("meeting_draft")).content.decode()
    assert "Left out." in page
    assert "added as a correction" in page
    assert "Keep writing" not in page
    assert at("meeting_draft") in client.get(at("meeting_minutes")).content.decode()


def test_without_a_script_the_button_saves(client, at, line, administrator):
    client.force_login(administrator)
    assert client.post(at("meeting_write"), typed(line, "By the button.")).status_code == 302
    line.refresh_from_db()
    assert line.text == "By the button."


def test_the_page_asks_no_more_queries_with_a_draft_of_many_lines(
    client, at, meeting, administrator, django_assert_max_num_queries
):
    lines = [make_line(meeting=meeting, by=administrator, title=f"L {n}") for n in range(40)]
    texts = {line.pk: ("Typed.", 0) for line in lines}
    drafts.keep_draft(meeting=meeting, texts=texts, guests="", by=administrator)
    client.force_login(administrator)
    client.get(at("meeting_write"))
    with django_assert_max_num_queries(40):
        client.get(at("meeting_write"))
    with django_assert_max_num_queries(20):
        client.get(at("meeting_draft"))
