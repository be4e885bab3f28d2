"""A bulletin is sent to more roles and schools than before; who has it keeps it, and gets it once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.bulletins.actions.following import withdraw_bulletin
from coalitions.bulletins.actions.reading import confirm_reading
from coalitions.bulletins.actions.sending import add_recipients
from coalitions.bulletins.models.recipient import BulletinTelling
from coalitions.coalition.models import Coalition
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders, bulletins
from tests.coalitions.bulletins.looking import one, page_of, text

pytestmark = pytest.mark.django_db


def add(bulletin, by, **instead):
    chosen = {"roles": [], "places": [], "because": "", **instead}
    return add_recipients(here=bulletins.here(bulletin), by=bulletins.fresh(by), **chosen)


def mailed(account):
    return Message.objects.filter(kind="bulletin", account=account).count()


@pytest.fixture
def there(sibling, cast):
    """An administrator of another school, at which the officer serves, too."""
    builders.make_member(coalition=sibling, role=Role.SRO, account=cast.sro)
    return builders.make_member(coalition=sibling, role=Role.ADMINISTRATOR, name="Ann Lowry")


def test_a_role_that_is_added_gets_it_with_mail(bulletin, cast):
    (reached,) = add(bulletin, cast.sro, roles=["ems"])
    assert reached.person.account == cast.ems
    assert mailed(cast.ems) == 1
    assert bulletins.visible(cast.ems) == [bulletins.TITLE]


def test_a_school_that_is_added_gets_it_by_all_of_its_roles(bulletin, cast, sibling, there):
    fire = builders.make_member(coalition=sibling, role=Role.FIRE)
    builders.make_member(coalition=sibling, role=Role.EMS)
    reached = add(bulletin, cast.sro, places=[sibling])
    assert {each.person.account for each in reached} == {there, fire}


def test_who_has_it_keeps_it_and_its_receipt_and_gets_no_mail(bulletin, cast):
    confirm_reading(here=bulletins.here(bulletin), by=cast.fire)
    add(bulletin, cast.sro, roles=["ems"])
    assert mailed(cast.fire) == mailed(cast.administrator) == 1
    assert bulletin.recipients.get(person__account=cast.fire).read_at
    assert set(bulletin.roles.values_list("role", flat=True)) == {"administrator", "fire", "ems"}


def test_twice_it_is_once(bulletin, cast):
    assert len(add(bulletin, cast.sro, roles=["ems"])) == 1
    assert add(bulletin, cast.sro, roles=["ems"]) == []
    assert mailed(cast.ems) == 1
    assert AuditRow.objects.filter(action="bulletin.recipients_added").count() == 1


def test_its_audit_row_says_whom_without_a_word_of_it(bulletin, cast, sibling, there):
    add(bulletin, cast.sro, roles=["ems"], places=[sibling])
    row = AuditRow.objects.get(action="bulletin.recipients_added")
    assert (row.scope, row.subject_name) == (None, f"Bulletin {bulletin.pk}")
    assert row.detail == {"roles": ["ems"], "places": [sibling.pk], "people": 2}


def test_who_is_added_has_a_day_of_their_own_to_read_it(bulletin, cast, client):
    yesterday = timezone.now() - timedelta(days=3)
    bulletin.recipients.update(added_at=yesterday)
    bulletin.sent_at = bulletin.asked_at = yesterday
    bulletin.save(update_fields=["sent_at", "asked_at"])
    add(bulletin, cast.sro, roles=["ems"])
    content = text(client, cast.sro, one(bulletin))
    assert content.count("2 days overdue") == 2 + 1
    assert content.count("Not read yet") == 1


@pytest.mark.parametrize("role", ["parent", "student", "official"])
def test_never_parents_students_or_officials(bulletin, cast, role):
    with pytest.raises(Refused) as refused:
        add(bulletin, cast.sro, roles=[role])
    assert refused.value.field == "roles"
    assert bulletins.visible(getattr(cast, role)) == []


def test_teachers_with_a_reason(bulletin, cast, client):
    with pytest.raises(Refused) as refused:
        add(bulletin, cast.sro, roles=["teacher"], because=" \u200b")
    assert refused.value.field == "because"
    add(bulletin, cast.sro, roles=["teacher"], because="They stand at door 3.")
    assert bulletin.roles.get(role="teacher").because == "They stand at door 3."
    assert "They stand at door 3." in text(client, cast.fire, one(bulletin))


def test_neither_another_district_nor_a_school_one_is_no_member_of(
    bulletin, cast, foreign, sibling
):
    for place in (foreign, sibling):
        with pytest.raises(Refused) as refused:
            add(bulletin, cast.sro, places=[place])
        assert refused.value.field == "places"


def test_where_nobody_more_would_get_it_nothing_is_added(bulletin, cast, sibling):
    builders.make_member(coalition=sibling, role=Role.SRO, account=cast.sro)
    with pytest.raises(Refused, match="Nobody else holds"):
        add(bulletin, cast.sro, places=[sibling])
    assert bulletin.places.count() == 1


def test_nothing_is_added_to_one_that_is_over(bulletin, cast):
    withdraw_bulletin(here=bulletins.here(bulletin), by=cast.sro, because="Wrong.")
    with pytest.raises(WrongState):
        add(bulletin, cast.sro, roles=["ems"])


@pytest.mark.parametrize("role", ["fire", "ems", "teacher", "security_officer", "parent"])
def test_others_add_nobody(bulletin, cast, role):
    with pytest.raises(PermissionDenied):
        add(bulletin, getattr(cast, role), roles=["ems"])


def test_an_administrator_of_its_coalition_who_got_it_does(bulletin, cast):
    assert len(add(bulletin, cast.administrator, roles=["ems"])) == 1


def test_of_a_school_to_which_the_district_sent_it_none_does(district_coalition, sibling, client):
    officer = builders.make_member(coalition=district_coalition, role=Role.SRO)
    there = builders.make_member(coalition=sibling, role=Role.ADMINISTRATOR)
    sent = bulletins.send(coalition=district_coalition, by=officer, places=[sibling])
    here = bulletins.here(sent, Coalition.objects.get(pk=sibling.pk))
    with pytest.raises(PermissionDenied):
        add_recipients(here=here, by=there, roles=["fire"], places=[], because="")
    path = f"/c/foxglove/bulletins/{sent.pk}/"
    assert "Change who gets it" not in text(client, there, path)
    assert page_of(client, there, f"{path}recipients/").status_code == 403


def test_the_form_offers_whom_it_does_not_name_and_sends(bulletin, cast, client):
    path = f"{one(bulletin)}recipients/"
    assert path in text(client, cast.sro, one(bulletin))
    content = text(client, cast.sro, path)
    assert 'value="ems"' in content
    for role in ("administrator", "fire", "parent", "student", "official"):
        assert f'value="{role}"' not in content
    answer = client.post(path, {"roles": ["ems"]}, follow=True)
    assert "Sent to 1 person more." in answer.content.decode()
    again = client.post(path, {"roles": ["ems"]}, follow=True)
    assert "They have it already." in again.content.decode()


def test_the_form_wants_a_role_or_a_school(bulletin, cast, client):
    client.force_login(cast.sro)
    answer = client.post(f"{one(bulletin)}recipients/", {})
    assert answer.status_code == 422
    assert "Choose a role or a school." in answer.content.decode()


def test_over_its_form_says_so(bulletin, cast, client):
    withdraw_bulletin(here=bulletins.here(bulletin), by=cast.sro, because="Wrong.")
    assert page_of(client, cast.sro, f"{one(bulletin)}recipients/").status_code == 409
    assert "recipients/" not in text(client, cast.sro, one(bulletin))


def test_each_mail_of_it_has_its_row(bulletin, cast):
    add(bulletin, cast.sro, roles=["ems"])
    told = BulletinTelling.objects.filter(recipient__bulletin=bulletin)
    assert told.count() == Message.objects.filter(kind="bulletin").count() == 4
