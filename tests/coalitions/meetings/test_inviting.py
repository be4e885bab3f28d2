"""Asked to a meeting, and answered: on the page, by the link of a mail, by nobody else."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from coalitions.access.view_as import KEY as VIEW_AS
from coalitions.meetings import tokens
from coalitions.meetings.actions import inviting, planning
from coalitions.meetings.models.invitee import Invitee
from coalitions.people.addresses import address_of
from safety_portal.core.accounts.tokens import GOOD_FOR
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.notices.sending import as_mail
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.meeting import make_meeting, make_opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(coalition, administrator, cast):
    return make_meeting(coalition=coalition, by=administrator)


@pytest.fixture
def chief(meeting, cast):
    """The fire chief's invitation."""
    return Invitee.objects.select_related("person__account").get(person__account=cast.fire)


@pytest.fixture
def link(chief):
    return reverse("meeting_answer_link", args=[tokens.token_for(chief, address_of(chief.person))])


def answered(invitee):
    return Invitee.objects.get(pk=invitee.pk).answer


def test_the_last_answer_counts_and_the_same_one_leaves_one_row(meeting, chief, cast):
    for answer in ("comes", "comes", "cannot"):
        inviting.answer(meeting=meeting, answer=answer, by=cast.fire)
    assert answered(chief) == "cannot"
    assert AuditRow.objects.filter(action="meeting.answered").count() == 2


def test_one_answers_for_oneself_alone(meeting, chief, outsider, cast):
    inviting.answer(meeting=meeting, answer="comes", by=cast.sro)
    assert answered(chief) == ""
    with pytest.raises(PermissionDenied):
        inviting.answer(meeting=meeting, answer="comes", by=outsider)


def test_an_answer_is_one_of_two(meeting, chief, cast):
    with pytest.raises(Refused):
        inviting.answer(meeting=meeting, answer="maybe", by=cast.fire)
    assert answered(chief) == ""


def test_opening_the_link_answers_nothing(client, chief, link):
    page = client.get(link)
    assert page.status_code == 200
    assert "Do you come" in page.content.decode()
    assert answered(chief) == ""


def test_a_click_on_its_page_answers_without_signing_in(client, chief, link):
    page = client.post(link, {"answer": "comes"})
    assert "You come" in page.content.decode()
    assert answered(chief) == "comes"
    assert AuditRow.objects.get(action="meeting.answered").by_id is None


def test_an_empty_click_says_what_to_do(client, chief, link):
    assert client.post(link, {}).status_code == 422
    assert answered(chief) == ""


@pytest.mark.parametrize("spoil", ["x", "YWJj", "a:b:c"])
def test_a_link_that_was_never_sent_is_none(client, meeting, spoil):
    url = reverse("meeting_answer_link", args=[spoil])
    assert client.get(url).status_code == 404
    assert client.post(url, {"answer": "comes"}).status_code == 404


def test_a_signature_of_something_else_is_no_link(client, chief):
    other = signing.dumps([chief.pk, "x"], salt="something else")
    assert client.get(reverse("meeting_answer_link", args=[other])).status_code == 404


def test_a_link_ends_with_its_days(client, chief, link, time_machine):
    time_machine.move_to(timezone.now() + GOOD_FOR + timedelta(seconds=1))
    assert client.get(link).status_code == 404


def test_a_link_ends_with_the_address_it_was_sent_to(client, chief, link):
    chief.person.account.email = "new@example.org"
    chief.person.account.save(update_fields=["email"])
    assert client.post(link, {"answer": "comes"}).status_code == 404
    assert answered(chief) == ""


def test_a_link_ends_with_the_invitation(client, chief, link, administrator):
    inviting.withdraw(invitee=chief, by=administrator)
    assert client.post(link, {"answer": "comes"}).status_code == 404


def test_after_the_meeting_was_opened_nobody_answers(client, coalition, administrator, cast):
    meeting = make_opened(coalition=coalition, by=administrator)
    invitee = meeting.invitees.get(person__account=cast.fire)
    token = tokens.token_for(invitee, address_of(invitee.person))
    answer = client.post(reverse("meeting_answer_link", args=[token]), {"answer": "comes"})
    assert answer.status_code == 409
    with pytest.raises(WrongState):
        inviting.answer(meeting=meeting, answer="comes", by=cast.fire)


def test_when_its_hours_are_over_nobody_answers(coalition, administrator, cast):
    meeting = make_meeting(coalition=coalition, by=administrator, days=-2)
    with pytest.raises(WrongState):
        inviting.answer(meeting=meeting, answer="comes", by=cast.fire)


def test_the_mail_carries_its_link_and_the_meeting(meeting, chief):
    message = Message.objects.get(account=chief.person.account, kind="meeting_invited")
    mail = as_mail(message)
    assert "/meetings/answer/" in mail.body
    whole = mail.message()
    kinds = [part.get_content_type() for part in whole.walk()]
    assert kinds.count("text/calendar") == 1
    assert kinds.count("application/ics") == 1
    part = next(part for part in whole.walk() if part.get_content_type() == "text/calendar")
    assert part.get_param("method") == "REQUEST"
    attached = next(part for part in whole.walk() if part.get_filename() == "meeting.ics")
    assert attached.get_payload(decode=True).decode() == message.calendar


def test_the_calendar_file_holds_no_secret_and_names_nobody_else(meeting, cast):
    for message in Message.objects.filter(kind="meeting_invited"):
        assert "/meetings/answer/" not in message.calendar
        unfolded = message.calendar.replace("\r\n ", "")
        assert unfolded.count("ATTENDEE") == 1
        assert f"mailto:{message.to_address}" in unfolded
        assert message.secret_until is not None


def test_asked_again_nobody_is_asked_twice_a_day(meeting, administrator, cast, time_machine):
    invited = meeting.invitees.count()
    assert inviting.ask_again(meeting=meeting, by=administrator) == []
    inviting.answer(meeting=meeting, answer="comes", by=cast.fire)
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert len(inviting.ask_again(meeting=meeting, by=administrator)) == invited - 1
    assert inviting.ask_again(meeting=meeting, by=administrator) == []
    assert Message.objects.filter(kind="meeting_invited").count() == 2 * invited - 1


def test_taken_back_it_leaves_the_calendar_once(meeting, chief, administrator):
    for _ in range(2):
        inviting.withdraw(invitee=chief, by=administrator)
    message = Message.objects.get(kind="meeting_cancelled")
    assert message.account == chief.person.account
    assert "METHOD:CANCEL" in message.calendar
    assert AuditRow.objects.filter(action="meeting.uninvited").count() == 1


def test_asked_in_once_more_after_that(meeting, chief, administrator):
    inviting.withdraw(invitee=chief, by=administrator)
    back = inviting.invite(meeting=meeting, people=[chief.person], by=administrator)
    assert [each.pk for each in back] == [chief.pk]
    assert back[0].withdrawn_at is None


def test_who_came_unasked_is_written_down_without_a_mail(coalition, administrator, cast):
    meeting = make_opened(coalition=coalition, by=administrator, people=[])
    asked = inviting.invite(meeting=meeting, people=[cast.fire.people.get()], by=administrator)
    assert len(asked) == 1
    assert not Message.objects.exists()


def test_nobody_asks_nobody(meeting, administrator):
    with pytest.raises(Refused):
        inviting.invite(meeting=meeting, people=[], by=administrator)


def test_to_a_meeting_called_off_nobody_is_asked(meeting, administrator, cast):
    planning.cancel_meeting(meeting=meeting, because="Snow.", by=administrator)
    with pytest.raises(WrongState):
        inviting.invite(meeting=meeting, people=[cast.fire.people.get()], by=administrator)
    with pytest.raises(WrongState):
        inviting.ask_again(meeting=meeting, by=administrator)


def test_who_looks_as_another_role_does_not_answer(client, meeting, administrator):
    mine = meeting.invitees.get(person__account=administrator)
    client.force_login(administrator)
    client.post(reverse("coalition_view_as", args=[meeting.coalition.slug]), {"role": "parent"})
    assert VIEW_AS in client.session
    url = reverse("meeting_answer", args=[meeting.coalition.slug, meeting.pk])
    assert client.post(url, {"answer": "comes"}).status_code == 403
    assert answered(mine) == ""


def test_the_answer_stands_on_the_page(client, meeting, cast):
    client.force_login(cast.parent)
    url = reverse("meeting", args=[meeting.coalition.slug, meeting.pk])
    assert "Do you come?" in client.get(url).content.decode()
    client.post(
        reverse("meeting_answer", args=[meeting.coalition.slug, meeting.pk]), {"answer": "cannot"}
    )
    assert "You cannot come" in client.get(url).content.decode()


def test_a_person_of_two_roles_is_asked_once(coalition, administrator):
    account = builders.make_member(coalition=coalition, role="teacher")
    builders.make_member(coalition=coalition, role="fire", account=account)
    meeting = make_meeting(coalition=coalition, by=administrator)
    assert meeting.invitees.filter(person__account=account).count() == 1
    assert timezone.now() < meeting.starts_at
