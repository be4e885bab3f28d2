"""Each opening is written down, and "I have read it" is said once."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.bulletins.actions.reading import confirm_reading, note_reading
from coalitions.bulletins.models.bulletin import Bulletin
from coalitions.bulletins.models.recipient import BulletinReading, Way
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.states import WrongState
from tests import builders, bulletins

pytestmark = pytest.mark.django_db


def ways(bulletin, account):
    rows = BulletinReading.objects.filter(bulletin=bulletin, account=account)
    return list(rows.order_by("pk").values_list("way", flat=True))


def test_each_opening_is_a_row(bulletin, cast, client):
    client.force_login(cast.fire)
    for _ in range(2):
        client.get(f"/c/juniper/bulletins/{bulletin.pk}/")
    assert ways(bulletin, cast.fire) == ["opened", "opened"]
    assert bulletin.recipients.get(person__account=cast.fire).read_at is None


def test_the_senders_own_are_too(bulletin, cast, client):
    client.force_login(cast.sro)
    client.get(f"/c/juniper/bulletins/{bulletin.pk}/")
    assert ways(bulletin, cast.sro) == ["opened"]


def test_saying_so_is_the_receipt(bulletin, cast):
    confirm_reading(here=bulletins.here(bulletin), by=cast.fire)
    assert bulletin.recipients.get(person__account=cast.fire).read_at
    assert ways(bulletin, cast.fire) == ["confirmed"]
    assert AuditRow.objects.get(action="bulletin.read").scope is None


def test_twice_it_is_one(bulletin, cast):
    first = confirm_reading(here=bulletins.here(bulletin), by=cast.fire)
    assert confirm_reading(here=bulletins.here(bulletin), by=cast.fire) == []
    assert len(first) == AuditRow.objects.filter(action="bulletin.read").count() == 1


def test_others_have_read_nothing_by_that(bulletin, cast):
    confirm_reading(here=bulletins.here(bulletin), by=cast.fire)
    assert bulletin.recipients.unread().count() == 2
    assert bulletin.recipients.having_read().count() == 1


@pytest.mark.parametrize("role", ["sro", "teacher", "ems"])
def test_whoever_it_was_not_sent_to_says_nothing(bulletin, cast, role):
    with pytest.raises(PermissionDenied):
        confirm_reading(here=bulletins.here(bulletin), by=getattr(cast, role))


def test_who_took_the_role_since_is_a_recipient_by_opening_it(bulletin, coalition):
    new = builders.make_member(coalition=coalition, role=Role.FIRE)
    note_reading(here=bulletins.here(bulletin), by=new, way=Way.OPENED)
    assert bulletin.recipients.filter(person__account=new).exists()


def test_deleted_meanwhile_its_opening_is_written_nowhere(bulletin, cast):
    here = bulletins.here(bulletin)
    Bulletin.objects.filter(pk=bulletin.pk).delete()
    note_reading(here=here, by=cast.fire, way=Way.OPENED)
    assert not BulletinReading.objects.exists()


@pytest.mark.parametrize("path", ["", "bulletin.pdf", "receipts.csv", "readings/"])
def test_what_is_posted_to_a_page_that_is_read_is_no_reading(bulletin, cast, client, path):
    client.force_login(cast.sro)
    assert client.post(f"/c/juniper/bulletins/{bulletin.pk}/{path}").status_code == 405
    assert not BulletinReading.objects.exists()


def test_and_may_say_so_without_having_been_told(bulletin, coalition):
    new = builders.make_member(coalition=coalition, role=Role.FIRE)
    assert len(confirm_reading(here=bulletins.here(bulletin), by=new)) == 1


def test_over_nobody_says_so(bulletin, cast):
    Bulletin.objects.filter(pk=bulletin.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=cast.sro, withdrawn_because="Wrong."
    )
    with pytest.raises(WrongState, match="taken back"):
        confirm_reading(here=bulletins.here(bulletin), by=cast.administrator)


def test_deleted_meanwhile_it_says_so(bulletin, cast):
    here = bulletins.here(bulletin)
    Bulletin.objects.filter(pk=bulletin.pk).delete()
    with pytest.raises(WrongState, match="deleted"):
        confirm_reading(here=here, by=cast.administrator)
