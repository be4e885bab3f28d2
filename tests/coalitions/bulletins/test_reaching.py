"""Who takes a named role while a bulletin is in force gets it, too, by the hour."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.bulletins.actions.following import withdraw_bulletin
from coalitions.bulletins.actions.reaching import reach_newcomers
from coalitions.bulletins.models.bulletin import Bulletin
from coalitions.bulletins.tasks import reach_newcomers as task
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from tests import builders, bulletins

pytestmark = pytest.mark.django_db


def look():
    return reach_newcomers(on=timezone.localdate())


def test_a_newcomer_becomes_a_recipient_with_mail(bulletin, coalition):
    new = builders.make_member(coalition=coalition, role=Role.FIRE, name="Ines Marsh")
    assert look() == 1
    assert bulletin.recipients.filter(person__account=new).exists()
    assert Message.objects.filter(kind="bulletin", account=new).count() == 1


def test_twice_it_is_once(bulletin, coalition):
    builders.make_member(coalition=coalition, role=Role.FIRE)
    assert (look(), look()) == (1, 0)
    assert AuditRow.objects.filter(action="bulletin.reached").count() == 1


def test_its_audit_row_counts_without_words(bulletin, coalition):
    for _ in range(3):
        builders.make_member(coalition=coalition, role=Role.FIRE)
    look()
    row = AuditRow.objects.get(action="bulletin.reached")
    assert (row.detail, row.scope) == ({"people": 3}, None)
    assert row.subject_name == f"Bulletin {bulletin.pk}"


@pytest.mark.parametrize("role", [Role.TEACHER, Role.PARENT, Role.OFFICIAL, Role.SRO])
def test_other_roles_do_not(bulletin, coalition, role):
    builders.make_member(coalition=coalition, role=role)
    assert look() == 0


def test_nobody_gets_one_that_is_over(bulletin, coalition, cast):
    builders.make_member(coalition=coalition, role=Role.FIRE)
    today = timezone.localdate()
    Bulletin.objects.filter(pk=bulletin.pk).update(
        sent_on=today - timedelta(days=30), expires_on=today - timedelta(days=1)
    )
    assert look() == 0


def test_nor_one_that_was_taken_back(bulletin, coalition, cast):
    withdraw_bulletin(here=bulletins.here(bulletin), by=cast.sro, because="Wrong.")
    builders.make_member(coalition=coalition, role=Role.FIRE)
    assert look() == 0


def test_a_membership_that_begins_later_waits(bulletin, coalition):
    tomorrow = timezone.localdate() + timedelta(days=1)
    builders.make_member(coalition=coalition, role=Role.FIRE, starts_on=tomorrow)
    assert look() == 0


def test_the_beat_does_it(bulletin, coalition):
    new = builders.make_member(coalition=coalition, role=Role.FIRE)
    task()
    assert bulletin.recipients.filter(person__account=new).exists()


def test_it_asks_as_often_for_fifty_as_for_one(bulletin, coalition):
    def queries(number):
        for _ in range(number):
            builders.make_member(coalition=coalition, role=Role.FIRE)
        with CaptureQueriesContext(connection) as asked:
            look()
        return len(asked)

    assert queries(1) == queries(50)
