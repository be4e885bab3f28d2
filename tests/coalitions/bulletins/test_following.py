"""A bulletin is sent again to who has not read it, told more of, and taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coalitions.bulletins.actions.following import add_news, send_again, withdraw_bulletin
from coalitions.bulletins.actions.reading import confirm_reading
from coalitions.bulletins.models.bulletin import Bulletin
from coalitions.bulletins.models.recipient import BulletinTelling
from coalitions.memberships.models.membership import Membership
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import bulletins

pytestmark = pytest.mark.django_db


@pytest.fixture
def older(bulletin):
    """The bulletin, with all mail of it sent yesterday."""
    yesterday = timezone.localdate() - timedelta(days=1)
    BulletinTelling.objects.update(told_on=yesterday, told_at=timezone.now() - timedelta(days=1))
    return bulletin


def mailed():
    return sorted(
        Message.objects.filter(dedupe_key__contains=":again:").values_list(
            "account__name", flat=True
        )
    )


def test_it_goes_to_who_has_not_read_it(older, cast, second):
    confirm_reading(here=bulletins.here(older), by=cast.fire)
    assert send_again(here=bulletins.here(older), by=cast.sro) == 2
    assert mailed() == sorted([cast.administrator.name, second.name])


def test_once_a_day_however_often(older, cast):
    assert send_again(here=bulletins.here(older), by=cast.sro) == 3
    assert send_again(here=bulletins.here(older), by=cast.sro) == 0
    assert len(mailed()) == 3


def test_who_got_mail_today_gets_no_more(bulletin, cast):
    assert send_again(here=bulletins.here(bulletin), by=cast.sro) == 0
    assert not AuditRow.objects.filter(action="bulletin.sent_again").exists()


def test_who_left_gets_no_more(older, cast):
    Membership.objects.filter(person__account=cast.fire).update(ends_on=timezone.localdate())
    send_again(here=bulletins.here(older), by=cast.sro)
    assert cast.fire.name not in mailed()


def test_who_has_no_account_is_not_counted(older, cast):
    older.recipients.filter(person__account=cast.fire).get().person.account.people.update(
        account=None
    )
    assert send_again(here=bulletins.here(older), by=cast.sro) == 2


@pytest.mark.parametrize("role", ["fire", "teacher", "security_officer"])
def test_others_do_none_of_it(older, cast, role):
    here, by = bulletins.here(older), getattr(cast, role)
    with pytest.raises(PermissionDenied):
        send_again(here=here, by=by)
    with pytest.raises(PermissionDenied):
        add_news(here=here, by=by, text="It is gone.", asks_again=False)
    with pytest.raises(PermissionDenied):
        withdraw_bulletin(here=here, by=by, because="Wrong.")


def test_an_administrator_who_got_it_does(older, cast):
    assert send_again(here=bulletins.here(older), by=cast.administrator) == 3


def test_news_stands_below_without_mail(bulletin, cast):
    before = Message.objects.count()
    news = add_news(here=bulletins.here(bulletin), by=cast.sro, text="Gone.", asks_again=False)
    assert (news.text, news.asks_again) == ("Gone.", False)
    assert Message.objects.count() == before


def test_news_that_asks_again_opens_every_receipt(bulletin, cast):
    confirm_reading(here=bulletins.here(bulletin), by=cast.fire)
    add_news(here=bulletins.here(bulletin), by=cast.sro, text="It is back.", asks_again=True)
    assert bulletin.recipients.unread().count() == 3
    assert Message.objects.filter(dedupe_key__contains=":news:").count() == 3
    assert len(confirm_reading(here=bulletins.here(bulletin), by=cast.fire)) == 1


def test_the_mail_of_news_has_none_of_its_words(bulletin, cast):
    add_news(here=bulletins.here(bulletin), by=cast.sro, text="A red car.", asks_again=True)
    message = Message.objects.filter(dedupe_key__contains=":news:").first()
    assert "red car" not in message.text + message.html + message.subject


def test_the_same_news_twice_is_one(bulletin, cast):
    said = {"by": cast.sro, "text": "It is back.", "asks_again": True}
    first = add_news(here=bulletins.here(bulletin), **said)
    assert add_news(here=bulletins.here(bulletin), **said) == first
    assert bulletin.news.count() == 1


def test_news_without_words_is_refused(bulletin, cast):
    with pytest.raises(Refused) as refused:
        add_news(here=bulletins.here(bulletin), by=cast.sro, text=" \u200b", asks_again=False)
    assert refused.value.field == "text"


def test_taken_back_it_says_why_and_by_whom(bulletin, cast):
    withdraw_bulletin(here=bulletins.here(bulletin), by=cast.administrator, because="Wrong van.")
    bulletin.refresh_from_db()
    assert (bulletin.withdrawn_by, bulletin.withdrawn_because) == (cast.administrator, "Wrong van.")
    row = AuditRow.objects.get(action="bulletin.withdrawn")
    assert row.scope is None
    assert "van" not in f"{row.subject_name}{row.detail}"


def test_a_reason_is_needed(bulletin, cast):
    with pytest.raises(Refused) as refused:
        withdraw_bulletin(here=bulletins.here(bulletin), by=cast.sro, because="\u200b ")
    assert refused.value.field == "because"


def test_nothing_is_done_with_one_that_is_over(bulletin, cast):
    here = bulletins.here(bulletin)
    withdraw_bulletin(here=here, by=cast.sro, because="Wrong.")
    for act in (
        lambda: send_again(here=here, by=cast.sro),
        lambda: add_news(here=here, by=cast.sro, text="More.", asks_again=False),
        lambda: withdraw_bulletin(here=here, by=cast.sro, because="Twice."),
    ):
        with pytest.raises(WrongState, match="taken back"):
            act()


def test_after_its_last_day_the_day_is_named(bulletin, cast):
    today = timezone.localdate()
    Bulletin.objects.filter(pk=bulletin.pk).update(
        sent_on=today - timedelta(days=30), expires_on=today - timedelta(days=1)
    )
    with pytest.raises(WrongState, match="in force through"):
        send_again(here=bulletins.here(bulletin), by=cast.sro)
