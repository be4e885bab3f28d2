"""What people wrote who asked to join is deleted after its days; the record keeps no name."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.champions.actions.asking import ask_to_join
from coalitions.champions.actions.deciding import decline_asker, invite_asker
from coalitions.champions.actions.forgetting import forget_requests
from coalitions.champions.models.asking import JoinRequest
from coalitions.champions.tasks import forget_requests as task
from coalitions.invitations.models import Invitation
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from tests import championing
from tests.championing import make_request

pytestmark = pytest.mark.django_db


def forget(days=0):
    return forget_requests(now=timezone.now() + timedelta(days=days), zone="America/New_York")


@pytest.mark.parametrize(("days", "deleted"), [(2, 0), (3, 1)])
def test_not_confirmed_after_three_days(coalition, days, deleted):
    make_request(coalition=coalition, state="unconfirmed", days_ago=days)
    assert forget() == deleted
    assert JoinRequest.objects.count() == 1 - deleted


@pytest.mark.parametrize("state", ["invited", "declined"])
@pytest.mark.parametrize(("days", "deleted"), [(90, 0), (91, 1)])
def test_ninety_days_after_the_answer(coalition, state, days, deleted):
    make_request(coalition=coalition, state=state, days_ago=days)
    assert forget() == deleted


def test_by_the_days_of_its_coalition(coalition):
    championing.open_asking(coalition=coalition, keep_days=30)
    make_request(coalition=coalition, state="declined", days_ago=31)
    assert forget() == 1


def test_who_waits_is_kept_but_not_forever(coalition):
    make_request(coalition=coalition, days_ago=60)
    assert forget() == 0
    assert forget(days=60) == 1


def test_the_record_says_what_became_of_it_and_not_who(coalition):
    asked = make_request(coalition=coalition, state="declined", days_ago=100, name="Mark Planted")
    forget()
    row = AuditRow.objects.get()
    assert (row.action, row.scope) == ("join_request.deleted", coalition.pk)
    assert row.subject_name == f"Request to join {asked.pk}"
    assert row.detail == {"state": "Declined"}


def test_no_mail_keeps_words_or_address(coalition, administrator):
    championing.open_asking(coalition=coalition)
    told = championing.asking() | {"seat": None, "school": None}
    asked = ask_to_join(coalition=coalition, **told)
    forget(days=4)
    mail = Message.objects.get()
    kept = f"{mail.to_address}{mail.to_name}{mail.subject}{mail.text}{mail.html}"
    assert "alma" not in kept.lower()
    assert not JoinRequest.objects.filter(pk=asked.pk).exists()


def test_mail_that_waits_is_not_sent_any_more(coalition):
    championing.open_asking(coalition=coalition)
    ask_to_join(coalition=coalition, **championing.asking(), seat=None, school=None)
    forget(days=4)
    assert Message.objects.get().expires_at is not None


def test_the_words_of_a_decline_go_too(coalition, administrator):
    asked = make_request(coalition=coalition)
    decline_asker(asked=asked, answer="Mark-planted words", by=administrator)
    forget(days=100)
    assert "planted" not in Message.objects.get().text


def test_an_invitation_stays_what_it_is(coalition, administrator):
    asked = make_request(coalition=coalition)
    invite_asker(
        asked=asked, role="parent", title="", seat=None, is_local_champion=True, by=administrator
    )
    forget(days=100)
    assert Invitation.objects.get().state(timezone.now()) == "open"
    assert Message.objects.get(kind="invitation").to_address


def test_the_mail_of_another_request_stays(coalition, administrator):
    first, second = make_request(coalition=coalition), make_request(coalition=coalition)
    decline_asker(asked=second, answer="Kept.", by=administrator)
    JoinRequest.objects.filter(pk=first.pk).update(
        answer_due_on=timezone.localdate() - timedelta(days=200)
    )
    assert forget() == 1
    assert "Kept." in Message.objects.get().text


def test_twice_is_once(coalition):
    make_request(coalition=coalition, state="declined", days_ago=100)
    task()
    task()
    assert AuditRow.objects.count() == 1
