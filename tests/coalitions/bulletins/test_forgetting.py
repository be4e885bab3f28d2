"""When its coalition's days are over, a bulletin is deleted, and the record keeps no word of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.bulletins.actions.answering import answer_bulletin
from coalitions.bulletins.actions.forgetting import DELETED, forget_bulletins
from coalitions.bulletins.actions.reading import confirm_reading
from coalitions.bulletins.models.bulletin import Bulletin
from coalitions.bulletins.models.recipient import BulletinReading, BulletinRecipient
from coalitions.bulletins.tasks import forget_bulletins as task
from coalitions.coalition.models import Coalition
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from tests import bulletins

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def ended(bulletin, days):
    Bulletin.objects.filter(pk=bulletin.pk).update(
        sent_on=TODAY - timedelta(days=days + 30), expires_on=TODAY - timedelta(days=days)
    )


def forget():
    return forget_bulletins(on=TODAY, zone="America/New_York")


@pytest.mark.parametrize(("days", "deleted"), [(365, 0), (366, 1)])
def test_a_year_after_its_last_day(bulletin, days, deleted):
    ended(bulletin, days)
    assert forget() == deleted
    assert Bulletin.objects.count() == 1 - deleted


def test_by_the_days_of_its_coalition(bulletin, coalition):
    Coalition.objects.filter(pk=coalition.pk).update(bulletin_days=30)
    ended(bulletin, 31)
    assert forget() == 1


def test_taken_back_its_days_begin_then(bulletin, cast):
    moment = timezone.now() - timedelta(days=367)
    Bulletin.objects.filter(pk=bulletin.pk).update(
        withdrawn_at=moment, withdrawn_by=cast.sro, withdrawn_because="Wrong."
    )
    assert forget() == 1


def test_everything_of_it_goes(bulletin, cast):
    confirm_reading(here=bulletins.here(bulletin), by=cast.fire)
    answer_bulletin(here=bulletins.here(bulletin), by=cast.administrator, answer="Which door?")
    ended(bulletin, 400)
    forget()
    assert not BulletinRecipient.objects.exists()
    assert not BulletinReading.objects.exists()


def test_the_record_keeps_that_it_was_and_no_word(bulletin, cast):
    confirm_reading(here=bulletins.here(bulletin), by=cast.fire)
    ended(bulletin, 400)
    forget()
    row = AuditRow.objects.get(action="bulletin.deleted")
    assert (row.detail["people"], row.detail["read"]) == (3, 1)
    assert row.subject_name == f"Bulletin {bulletin.pk}"
    for audited in AuditRow.objects.filter(action__startswith="bulletin."):
        assert bulletin.title not in f"{audited.subject_name}{audited.detail}"


def test_its_mail_says_no_word_of_it_any_more(bulletin, cast):
    answer_bulletin(here=bulletins.here(bulletin), by=cast.administrator, answer="Which door?")
    ended(bulletin, 400)
    forget()
    kept = Message.objects.filter(kind__startswith="bulletin")
    assert kept.count() == 4
    assert {(each.subject, each.text, each.html) for each in kept} == {(DELETED, DELETED, "")}


def test_the_mail_of_another_stays(bulletin, coalition, cast):
    other = bulletins.send(coalition=coalition, by=cast.sro, title="Another matter")
    ended(bulletin, 400)
    forget()
    assert Message.objects.filter(dedupe_key__startswith=f"bulletin:{other.pk}:").exists()
    subjects = Message.objects.filter(dedupe_key__startswith=f"bulletin:{other.pk}:")
    assert {each.subject for each in subjects} == {"Bulletin: Another matter"}


def test_the_beat_does_it(bulletin):
    ended(bulletin, 400)
    task()
    assert not Bulletin.objects.exists()
