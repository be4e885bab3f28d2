"""The calendar of a person at a secret address: theirs alone, nothing restricted, and revocable."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.meetings.actions import inviting, planning
from coalitions.meetings.models.invitee import Invitee
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.actions.closing import close_account
from safety_portal.core.accounts.models import CalendarFeed
from safety_portal.core.accounts.tokens import hash_of
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.look.wording import day_in_words
from safety_portal.portal.feeds import actions
from tests import builders
from tests.action_items import make_item
from tests.markup import flat
from tests.meeting import make_line, make_meeting

pytestmark = pytest.mark.django_db
OWN, REVOKE = "/account/calendar/", "/account/calendar/revoke/"
VAULT = "Vault under the stage"


@pytest.fixture
def teacher(coalition):
    return builders.make_member(coalition=coalition, role=Role.TEACHER, name="Priya Venn")


def made(account):
    return actions.make_feed(account=account, by=account)


def read(token, **headers):
    return Client().get(f"/calendar/{token}.ics", headers=headers)


def events(response):
    """Each event as {name: value}, its lines unfolded; the parameters of a name left out."""
    lines = response.content.decode().replace("\r\n ", "").split("\r\n")
    found, event = [], None
    for line in lines:
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            found.append(event)
            event = None
        elif event is not None:
            name, _, value = line.partition(":")
            event[name.partition(";")[0]] = value.replace("\\,", ",").replace("\\n", "\n")
    return found


def owe(account, coalition, *, days=3, **fields):
    person = account.people.get()
    return make_item(coalition=coalition, owner=person, days=days, **fields)


def test_what_is_owed_stands_on_its_day(teacher, coalition):
    item = owe(teacher, coalition, what="Mend the gate")
    response = read(made(teacher))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = events(response)
    assert event["SUMMARY"] == "Finish “Mend the gate”, Juniper Elementary"
    assert event["DTSTART"] == f"{item.due_on:%Y%m%d}"
    assert event["DTEND"] == f"{item.due_on + timedelta(days=1):%Y%m%d}"
    path = reverse("action_item", args=[coalition.slug, item.pk])
    assert event["URL"].endswith(path)
    assert event["UID"] == f"action_item:{item.pk}:{teacher.pk}@safety-portal"
    assert event["TRANSP"] == "TRANSPARENT"


def test_what_is_overdue_stands_on_today(teacher, coalition):
    item = owe(teacher, coalition, days=-4, what="Mend the gate")
    (event,) = events(read(made(teacher)))
    today = timezone.localdate()
    assert event["DTSTART"] == f"{today:%Y%m%d}"
    since = day_in_words(item.due_on, on=today)
    assert event["SUMMARY"].startswith(f"Overdue since {since}: Finish")


def test_a_meeting_stands_with_its_hours_for_who_is_invited(coalition, administrator, teacher):
    meeting = make_meeting(coalition=coalition, by=administrator)
    make_line(meeting=meeting, by=administrator, title=VAULT, sensitivity="restricted")
    outsider = builders.make_member(coalition=coalition, role=Role.PARENT)
    by_uid = {each["UID"]: each for each in events(read(made(teacher)))}
    event = by_uid[f"{meeting.uid}@safety-portal"]
    assert event["DTSTART"] == f"{timezone.localtime(meeting.starts_at):%Y%m%dT%H%M%S}"
    assert (event["STATUS"], event["LOCATION"]) == ("CONFIRMED", "Room B")
    # Besides the answer that is owed until they gave it.
    assert len(by_uid) == 2
    inviting.answer(meeting=meeting, answer="comes", by=teacher)
    assert [each["UID"] for each in events(read(made(teacher)))] == [event["UID"]]
    assert events(read(made(outsider))) == []
    assert VAULT not in read(made(administrator)).content.decode()


def test_a_meeting_that_is_called_off_says_so_and_an_invitation_taken_back_is_gone(
    coalition, administrator, teacher
):
    token = made(teacher)
    off = make_meeting(coalition=coalition, by=administrator)
    planning.cancel_meeting(meeting=off, because="Snow.", by=administrator)
    assert [each["STATUS"] for each in events(read(token))] == ["CANCELLED"]
    other = make_meeting(coalition=coalition, by=administrator, days=9)
    invitee = Invitee.objects.get(meeting=other, person__account=teacher)
    inviting.withdraw(invitee=invitee, by=administrator)
    assert len(events(read(token))) == 1


def test_nothing_restricted_is_in_it(coalition, administrator):
    deputy = builders.make_member(coalition=coalition, role=Role.SRO)
    owe(deputy, coalition, what=VAULT, is_restricted=True)
    response = read(made(deputy))
    assert VAULT not in response.content.decode()
    (event,) = events(response)
    assert event["SUMMARY"].startswith("Finish a restricted action item")


def test_it_is_of_one_person_and_ends_with_the_membership(coalition, foreign, teacher):
    owe(teacher, coalition)
    other = builders.make_member(coalition=coalition, role=Role.TEACHER)
    stranger = builders.make_member(coalition=foreign, role=Role.ADMINISTRATOR)
    assert [events(read(made(each))) for each in (other, stranger)] == [[], []]
    token = made(teacher)
    assert len(events(read(token))) == 1
    Membership.objects.filter(person__account=teacher).update(ends_on=timezone.localdate())
    assert events(read(token)) == []


@pytest.mark.parametrize("token", ["x", "%00", "‮", "a" * 3000, "..%2F..%2Fetc", "' OR 1=1"])
def test_an_address_that_was_never_made_answers_nothing(teacher, token):
    made(teacher)
    response = Client().get(f"/calendar/{token}.ics")
    assert response.status_code in (400, 404)
    assert b"VCALENDAR" not in response.content


def test_of_a_token_only_the_hash_is_kept(teacher):
    token = made(teacher)
    feed = CalendarFeed.objects.get(account=teacher)
    assert feed.token_hash == hash_of(token) != token
    rows = AuditRow.objects.filter(action__startswith="calendar_feed")
    assert [row.action for row in rows] == ["calendar_feed.made"]
    assert token not in str(list(AuditRow.objects.values()))
    # The hash itself opens nothing.
    assert read(feed.token_hash).status_code == 404


def test_a_hash_opens_one_calendar(teacher, coalition):
    made(teacher)
    other = builders.make_member(coalition=coalition, role=Role.TEACHER)
    feed = CalendarFeed.objects.get(account=teacher)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.create(
            account=other, token_hash=feed.token_hash, made_at=timezone.now()
        )


def test_a_new_address_ends_the_old_and_revoking_ends_both(teacher):
    old, new = made(teacher), made(teacher)
    assert [read(each).status_code for each in (old, new)] == [404, 200]
    assert actions.revoke_feed(account=teacher, by=teacher) is True
    assert read(new).status_code == 404
    assert actions.revoke_feed(account=teacher, by=teacher) is False
    audited = AuditRow.objects.filter(action__startswith="calendar_feed").order_by("pk")
    assert [row.action.partition(".")[2] for row in audited] == ["made", "made", "revoked"]


def test_the_calendar_of_a_closed_account_answers_no_more(teacher):
    token = made(teacher)
    close_account(account=teacher, by=None)
    assert read(token).status_code == 404


@pytest.mark.parametrize("action", [actions.make_feed, actions.revoke_feed])
def test_nobody_keeps_the_calendar_of_another(teacher, administrator, action):
    made(teacher)
    with pytest.raises(PermissionDenied, match="Only Priya Venn keeps this calendar"):
        action(account=teacher, by=administrator)
    assert CalendarFeed.objects.count() == 1


def test_the_address_is_shown_once(client, teacher):
    client.force_login(teacher)
    page = flat(client.get(OWN))
    assert "Make an address" in page
    response = client.post(OWN)
    assert "no-store" in response["Cache-Control"]
    address = re.search(r'value="([^"]*/calendar/[^"]*\.ics)"', flat(response))[1]
    path = address[address.index("/calendar/") :]
    assert f"webcal://{address.partition('://')[2]}" in flat(response)
    assert Client().get(path).status_code == 200
    page = flat(client.get(OWN))
    assert ("/calendar/" + path.split("/")[2] in page, "Make a new address" in page) == (
        False,
        True,
    )
    said = client.post(REVOKE, follow=True)
    assert "The address answers no more." in flat(said)
    assert Client().get(path).status_code == 404
    assert client.post(REVOKE).status_code == 302
    assert client.get(REVOKE).status_code == 405


def test_who_is_signed_out_makes_none(client, db):
    for address in (OWN, REVOKE):
        assert client.post(address)["Location"].startswith(reverse("account_login"))
    assert not CalendarFeed.objects.exists()


def test_who_looks_as_another_role_makes_none(client, coalition, administrator):
    client.force_login(administrator)
    client.post(reverse("coalition_view_as", args=[coalition.slug]), {"role": "parent"})
    page = client.get(OWN)
    assert (page.status_code, "Make an address" in flat(page)) == (200, False)
    assert [client.post(each).status_code for each in (OWN, REVOKE)] == [403, 403]
    assert not CalendarFeed.objects.exists()


def test_who_asks_again_is_told_that_nothing_changed(teacher, coalition):
    owe(teacher, coalition)
    token = made(teacher)
    first = read(token)
    assert first["ETag"]
    assert first["Cache-Control"] == "private, no-cache"
    again = read(token, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    owe(teacher, coalition)
    changed = read(token, if_none_match=first["ETag"])
    assert (changed.status_code, len(events(changed))) == (200, 2)
    assert Client().head(f"/calendar/{token}.ics").status_code == 200
    assert Client().post(f"/calendar/{token}.ics").status_code == 405


def test_it_asks_the_same_for_one_and_fifty(teacher, coalition, administrator):
    token = made(teacher)
    read(token)
    counts = []
    for number in (1, 50):
        for day in range(number):
            owe(teacher, coalition)
            make_meeting(coalition=coalition, by=administrator, days=number + day)
        with CaptureQueriesContext(connection) as captured:
            response = read(token)
        assert len(events(response)) > number
        counts.append(len(captured))
    assert counts == [4, 4]
