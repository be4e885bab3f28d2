"""Pages of meetings, as those look at them who may."""

import pytest
from django.urls import reverse

from coalitions.meetings.actions import approving, minutes, planning
from coalitions.meetings.models.meeting import Meeting
from coalitions.memberships.models.membership import Membership
from tests import builders
from tests.meeting import (
    again,
    make_approved,
    make_draft,
    make_line,
    make_meeting,
    make_opened,
    write,
)

pytestmark = pytest.mark.django_db


def at(name, meeting, *more):
    return reverse(name, args=[meeting.coalition.slug, meeting.pk, *more])


@pytest.fixture
def read(client):
    """read(account, url): the words of a page that opens."""

    def get(account, url, status=200):
        client.force_login(account)
        answer = client.get(url)
        assert answer.status_code == status, url
        return answer.content.decode()

    return get


PLANNED = ("meeting", "meeting_change", "meeting_cancel", "meeting_invite", "agenda")
OPENED = ("meeting", "meeting_minutes", "meeting_write", "meeting_sheet_add", "meeting_blank_sheet")


def test_every_page_of_a_planned_meeting_opens(coalition, administrator, cast, read):
    meeting = make_meeting(coalition=coalition, by=administrator)
    line = make_line(meeting=meeting, by=administrator, title="Radios")
    for name in (*PLANNED, "meeting_line_add", "meeting_blank_sheet"):
        read(administrator, at(name, meeting))
    read(administrator, at("meeting_line_change", meeting, line.pk))
    for name in ("meetings", "meeting_rules", "agenda_plan"):
        read(administrator, reverse(name, args=[coalition.slug]))


def test_every_page_of_a_meeting_that_is_held_opens(coalition, administrator, cast, read):
    meeting = make_opened(coalition=coalition, by=administrator)
    for name in OPENED:
        read(administrator, at(name, meeting))
    read(administrator, at("meeting_decide", meeting, meeting.lines.first().pk))


def test_every_page_of_minutes_opens(coalition, administrator, cast, read):
    draft = make_draft(coalition=coalition, by=administrator)
    read(administrator, at("meeting_approve", draft))
    approved = approving.approve(meeting=draft, by=administrator)
    for name in ("meeting", "meeting_minutes", "meeting_correct"):
        read(administrator, at(name, approved))
    read(cast.teacher, at("meeting_minutes", approved))
    read(administrator, at("meeting_write", approved), status=409)


def test_a_meeting_is_planned_in_one_form(client, coalition, administrator, cast):
    builders.make_seat(coalition=coalition, title="Nurse", recommended_minimum=1)
    client.force_login(administrator)
    answer = client.post(
        reverse("agenda_plan", args=[coalition.slug]),
        {
            "kind": "coalition",
            "day": "2027-01-15",
            "starts": "15:30",
            "ends": "16:45",
            "place": "District office",
            "who": "roles",
            "roles": ["fire", "sro"],
        },
    )
    meeting = Meeting.objects.get()
    assert answer["Location"] == at("agenda", meeting)
    assert {str(each.person) for each in meeting.invitees.all()} == {
        str(cast.fire.people.get()),
        str(cast.sro.people.get()),
    }
    assert "Seat: Nurse is vacant" in [line.title for line in meeting.lines.all()]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ends": "15:00"}, "ends before it begins"),
        ({"place": ""}, "Say where"),
        ({"day": "30/02/2027"}, "Enter a valid date"),
        ({"day": "2040-01-01"}, "more than three years away"),
        ({"who": "names"}, "Tick who is invited"),
        ({"link": "javascript:alert(1)"}, "valid URL"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    client, coalition, administrator, wrong, said
):
    typed = {
        "kind": "review",
        "about": "The annexes",
        "day": "2027-01-15",
        "starts": "15:30",
        "ends": "16:45",
        "place": "District office",
        "who": "all",
    }
    client.force_login(administrator)
    answer = client.post(reverse("agenda_plan", args=[coalition.slug]), typed | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "The annexes" in page
    assert not Meeting.objects.exists()


def test_an_empty_post_plans_nothing(client, coalition, administrator):
    client.force_login(administrator)
    answer = client.post(reverse("agenda_plan", args=[coalition.slug]), {})
    assert (answer.status_code, Meeting.objects.count()) == (422, 0)


def test_every_button_of_the_minutes_saves_what_was_typed(client, coalition, administrator, cast):
    meeting = make_opened(coalition=coalition, by=administrator)
    line, invitee = meeting.lines.get(), meeting.invitees.order_by("pk").first()
    client.force_login(administrator)
    typed = {f"text_{line.pk}": "All doors lock.", f"version_{line.pk}": "0", "guests": "A. Lee"}
    answer = client.post(at("meeting_write", meeting), typed | {"present": invitee.pk})
    assert answer.status_code == 302
    line.refresh_from_db()
    invitee.refresh_from_db()
    assert (line.text, again(meeting).guests) == ("All doors lock.", "A. Lee")
    assert invitee.present_by == administrator
    typed |= {f"version_{line.pk}": "1"}
    answer = client.post(at("meeting_write", meeting), typed | {"absent": invitee.pk})
    invitee.refresh_from_db()
    assert invitee.present_at is None
    answer = client.post(at("meeting_write", meeting), typed | {"decide": line.pk})
    assert answer["Location"] == at("meeting_decide", meeting, line.pk)
    client.post(at("meeting_write", meeting), typed | {"then": "hand_in"})
    assert again(meeting).state == "minutes_draft"


def test_two_who_save_at_once_both_keep_their_words(client, coalition, administrator, cast):
    meeting = make_opened(coalition=coalition, by=administrator)
    other = make_line(meeting=meeting, by=administrator, title="Radios")
    line = meeting.lines.first()
    write(meeting=meeting, by=cast.administrator, text="Their words.", line=line)
    client.force_login(administrator)
    typed = {
        f"text_{line.pk}": "My words.",
        f"version_{line.pk}": "0",
        f"text_{other.pk}": "Radios work.",
        f"version_{other.pk}": "0",
    }
    answer = client.post(at("meeting_write", meeting), typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Their words." in page
    assert "My words." in page
    assert str(cast.administrator) in page
    other.refresh_from_db()
    line.refresh_from_db()
    assert (line.text, other.text) == ("Their words.", "Radios work.")
    assert (
        client.post(at("meeting_write", meeting), typed | {f"version_{other.pk}": "1"}).status_code
        == 409
    )
    typed |= {f"text_{line.pk}": "Their words. My words.", f"version_{line.pk}": "1"}
    typed |= {f"version_{other.pk}": "1"}
    assert client.post(at("meeting_write", meeting), typed).status_code == 302
    line.refresh_from_db()
    assert line.text == "Their words. My words."


def test_a_version_that_is_none_is_an_error_and_keeps_the_words(client, coalition, administrator):
    meeting = make_opened(coalition=coalition, by=administrator)
    line = meeting.lines.get()
    client.force_login(administrator)
    answer = client.post(
        at("meeting_write", meeting), {f"text_{line.pk}": "Mine.", f"version_{line.pk}": "x"}
    )
    assert answer.status_code == 422
    assert "Mine." in answer.content.decode()


def test_lines_that_one_may_not_read_are_a_number(coalition, administrator, cast, read):
    meeting = make_opened(coalition=coalition, by=administrator)
    secret = make_line(
        meeting=meeting, by=administrator, title="zq-secret-title", sensitivity="restricted"
    )
    public = make_line(
        meeting=meeting, by=administrator, title="zq-public-title", sensitivity="public"
    )
    for line, text in ((secret, "zq-secret-text"), (public, "zq-public-text")):
        write(meeting=meeting, by=administrator, text=text, line=line)
        minutes.record_decision(line=line, text=f"{text}-decided", by=administrator)
    approving.hand_in(meeting=meeting, by=administrator)
    approving.approve(meeting=meeting, by=administrator)
    approving.correct(
        meeting=meeting, text="zq-secret-correction", sensitivity="restricted", by=administrator
    )
    for role in ("teacher", "official", "health", "parent", "student"):
        for name in ("meeting", "meeting_minutes"):
            text = read(getattr(cast, role), at(name, meeting))
            assert "zq-secret" not in text
            assert "zq-public-title" in text
    assert "Door checks" not in read(cast.parent, at("meeting_minutes", meeting))
    for role in ("sro", "fire", "administrator"):
        assert "zq-secret-correction" in read(getattr(cast, role), at("meeting_minutes", meeting))


def test_minutes_are_open_to_families_once_they_are_approved(coalition, administrator, cast, read):
    draft = make_draft(coalition=coalition, by=administrator)
    url = at("meeting_minutes", draft)
    assert "not approved yet" in read(cast.parent, url, status=403)
    read(cast.teacher, url)
    assert url not in read(cast.parent, reverse("meetings", args=[coalition.slug]))
    approving.approve(meeting=draft, by=administrator)
    read(cast.parent, url)


def test_parents_do_not_see_who_comes(coalition, administrator, cast, read):
    meeting = make_meeting(coalition=coalition, by=administrator)
    name = str(cast.fire.people.get())
    assert name not in read(cast.parent, at("meeting", meeting))
    assert name in read(cast.teacher, at("meeting", meeting))


def test_strangers_learn_nothing(coalition, administrator, outsider, read):
    meeting = make_approved(coalition=coalition, by=administrator)
    for name in ("meeting", "meeting_minutes", "meeting_file", "meeting_pdf"):
        read(outsider, at(name, meeting), status=404)


def test_a_note_taker_writes_and_does_not_approve(coalition, administrator, cast, read):
    taker = Membership.objects.get(person__account=cast.teacher)
    meeting = make_opened(coalition=coalition, by=administrator, note_taker=taker)
    read(cast.teacher, at("meeting_write", meeting))
    read(cast.health, at("meeting_write", meeting), status=403)
    read(cast.teacher, at("meeting_approve", meeting), status=403)


def test_the_calendar_file_is_one(client, coalition, administrator, cast):
    meeting = make_meeting(coalition=coalition, by=administrator)
    client.force_login(cast.parent)
    answer = client.get(at("meeting_file", meeting))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"UID:{meeting.uid}@safety-portal" in answer.content.decode()
    assert "ATTENDEE" not in answer.content.decode()


def test_minutes_are_a_pdf(client, coalition, administrator, cast):
    meeting = make_approved(coalition=coalition, by=administrator)
    client.force_login(cast.teacher)
    answer = client.get(at("meeting_pdf", meeting))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")


def test_a_meeting_of_a_coalition_that_is_not_open_is_on_no_public_page(
    client, coalition, administrator
):
    make_approved(coalition=coalition, by=administrator)
    assert client.get(reverse("meeting_public", args=[coalition.slug])).status_code == 404
    planning.change_rules(
        coalition=coalition, quorum_percent=None, is_open=True, agenda_days=3, by=administrator
    )
    answer = client.get(reverse("meeting_public", args=[coalition.slug]))
    assert answer.status_code == 200
    assert not answer.cookies
