"""Read within a day, a look by the sender after that; and nobody else learns of either."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.bulletins.actions.following import add_news, withdraw_bulletin
from coalitions.bulletins.actions.reading import confirm_reading
from coalitions.bulletins.models.bulletin import Bulletin
from coalitions.memberships.models.membership import Membership
from safety_portal.core.notices.digest import rendered
from safety_portal.core.notices.models import Message, Reminder, Tally
from safety_portal.portal.ledger.queries import numbers_of, reminders_of
from safety_portal.portal.reminders import reminding
from safety_portal.portal.reminders.asking import SHOWN, THEIRS_ALONE
from safety_portal.portal.reminders.escalation import escalations
from safety_portal.portal.reminders.obligations import behind, owed
from tests import builders, bulletins

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
READ, LOOK = "bulletin_unread", "bulletin_unread_by_others"


@pytest.fixture
def late(coalition, cast):
    """Sent five days ago, and read by nobody."""
    people = [cast.administrator.people.get(), cast.fire.people.get()]
    return bulletins.make_bulletin(
        coalition=coalition, by=cast.sro, roles=["administrator", "fire"], people=people, days=5
    )


def owes(account, kind, on=TODAY):
    return [each for each in owed(accounts=[account], on=on) if each.kind == kind]


def test_it_is_to_be_read_within_a_day(bulletin, cast):
    (one,) = owes(cast.fire, "bulletin_unread")
    assert one.due_on == TODAY + timedelta(days=1)
    assert one.path == f"/c/juniper/bulletins/{bulletin.pk}/"


def test_its_title_stands_in_nothing_that_travels(late, cast):
    for account, kind in ((cast.fire, READ), (cast.sro, LOOK)):
        (one,) = owes(account, kind)
        assert late.title not in f"{one.title}{one.why}{one.button}{one.key}"


def test_who_read_it_owes_nothing(bulletin, cast):
    confirm_reading(here=bulletins.here(bulletin), by=cast.fire)
    assert owes(cast.fire, READ) == []


def test_news_that_asks_again_is_owed_again(bulletin, cast):
    confirm_reading(here=bulletins.here(bulletin), by=cast.fire)
    add_news(here=bulletins.here(bulletin), by=cast.sro, text="It is back.", asks_again=True)
    assert len(owes(cast.fire, READ)) == 1


def test_one_that_asks_for_nothing_is_not_owed(coalition, cast):
    bulletins.send(coalition=coalition, by=cast.sro, asks_reading=False)
    assert owes(cast.administrator, READ) == []


def test_over_or_taken_back_it_is_not_owed(bulletin, cast):
    assert owes(cast.fire, READ, on=TODAY + timedelta(days=31)) == []
    withdraw_bulletin(here=bulletins.here(bulletin), by=cast.sro, because="Wrong.")
    assert owes(cast.fire, READ) == []


def test_who_left_owes_nothing(bulletin, cast):
    Membership.objects.filter(person__account=cast.fire).update(role=Role.EMS)
    assert owes(cast.fire, READ) == []


def test_who_holds_it_twice_owes_it_once(bulletin, coalition, cast):
    builders.make_member(coalition=coalition, role=Role.FIRE, account=cast.administrator)
    assert len(owes(cast.administrator, READ)) == 1


def test_the_sender_looks_from_the_day_it_was_to_be_read(bulletin, cast):
    assert owes(cast.sro, "bulletin_unread_by_others") == []
    (one,) = owes(cast.sro, LOOK, on=TODAY + timedelta(days=1))
    assert "3 of 3" in one.title


def test_not_when_all_have_read_it_or_who_has_not_left(late, cast):
    confirm_reading(here=bulletins.here(late), by=cast.administrator)
    assert len(owes(cast.sro, LOOK)) == 1
    Membership.objects.filter(person__account=cast.fire).update(ends_on=TODAY)
    assert owes(cast.sro, LOOK) == []


def test_both_are_theirs_alone():
    assert sorted([READ, LOOK]) == THEIRS_ALONE
    assert not {READ, LOOK} & SHOWN.keys()


def test_nobody_is_shown_as_behind_with_it(late, coalition, cast):
    assert len(owes(cast.fire, READ)) == 1
    assert behind(coalition.pk, on=TODAY, most=8) == (0, [])


def test_whoever_chairs_is_not_told(late, coalition, cast):
    Bulletin.objects.filter(pk=late.pk).update(expires_on=TODAY + timedelta(days=60))
    Membership.objects.filter(person__account=cast.teacher).update(is_chair=True)
    on = TODAY + timedelta(days=20)
    assert list(escalations(accounts={cast.teacher.pk}, on=on)) == []
    reminding.remind(on=on)
    assert not Reminder.objects.filter(account=cast.teacher).exists()


def test_nor_does_the_digest_name_them_to_who_is_late(late, cast):
    """They are not told, and whoever asked them would tell them."""
    Bulletin.objects.filter(pk=late.pk).update(expires_on=TODAY + timedelta(days=60))
    Membership.objects.filter(person__account=cast.teacher).update(is_chair=True)
    for days in (1, 20):
        reminding.remind(on=TODAY + timedelta(days=days))
        digest = Message.objects.filter(account=cast.fire, kind="digest").latest("pk")
        words = "".join(rendered(digest))
        assert "Read a bulletin from" in words
        assert cast.teacher.name not in words


def test_they_are_reminded_and_the_ledger_says_nothing_of_it(late, coalition, cast):
    reminding.remind(on=TODAY)
    assert Reminder.objects.filter(account=cast.fire, kind=READ).count() == 1
    assert not reminders_of(coalition.pk).exists()
    assert numbers_of(coalition.pk, TODAY)["told"] == 0


def test_nor_does_its_balance(late, coalition):
    reminding.remind(on=TODAY)
    reminding.count_owed(on=TODAY)
    assert not Tally.objects.filter(scope=coalition.pk).exists()


def test_the_page_of_the_ledger_and_its_file_do_not_either(late, cast, client):
    reminding.remind(on=TODAY)
    client.force_login(cast.administrator)
    for path in ("/c/juniper/reminders/", "/c/juniper/reminders/csv/"):
        content = client.get(path).getvalue().decode()
        assert "bulletin from" not in content
