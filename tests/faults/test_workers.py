"""Workers killed outright while they send.

Nothing is lost, and at most the message a killed sender was at is doubled.
"""

import os
import signal
import time
from datetime import date, timedelta

import pytest

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from plans.editions.lifecycle import EditionStatus
from plans.signing.models import Signature
from safety_portal.core.accounts.models import User
from safety_portal.core.notices.models import Digest, Message, Reminder
from safety_portal.core.notices.tasks import send_waiting
from safety_portal.portal.reminders import reminding
from tests import builders

PEOPLE = 500
# A Tuesday, and no holiday anywhere.
TODAY = date(2026, 11, 17)


@pytest.fixture
def many_owe(transactional_db):
    """500 people who each owe a signature today."""
    coalition = builders.make_coalition(
        school=builders.make_school(district=builders.make_district())
    )
    edition = builders.make_edition(plan=builders.make_plan(coalition=coalition))
    builders.force_status(edition, EditionStatus.AWAITING_SIGNATURES)
    numbers = range(PEOPLE)
    accounts = User.objects.bulk_create(
        User(email=f"fire{n}@example.org", password="!") for n in numbers
    )
    people = Person.objects.bulk_create(
        Person(district=coalition.district, name=f"Firefighter {account.pk}", account=account)
        for account in accounts
    )
    held = Membership.objects.bulk_create(
        Membership(person=person, coalition=coalition, role=Role.FIRE, starts_on=builders.LONG_AGO)
        for person in people
    )
    Signature.objects.bulk_create(
        Signature(
            edition=edition,
            membership=membership,
            seat_title="Fire chief",
            content_hash="0" * 64,
            asked_at="2026-11-01T12:00Z",
            due_on=TODAY,
        )
        for membership in held
    )


def kill_pool(worker):
    """SIGKILL to the process of the worker's pool, as the kernel does when memory runs out."""
    until = time.monotonic() + 30
    while not (pool := worker.children()):
        assert time.monotonic() < until, "the pool did not come back"
        time.sleep(0.05)
    os.kill(pool[-1], signal.SIGKILL)


def wait_until_busy_again(server, number):
    """Wait until the server took so many more, and has just been given a text, which it thinks
    about.
    """
    server.wait_for(min(len(server.got) + number, PEOPLE))
    server.began.clear()
    assert server.began.wait(30), "nobody sends"


def test_killing_workers_in_the_middle_of_500_digests_loses_none_and_doubles_one_a_kill(
    many_owe, start_worker, mail_server
):
    mail_server.pause = 0.05
    first, second = start_worker(), start_worker()
    assert reminding.remind(on=TODAY).digests == PEOPLE
    first.says("ready")
    second.says("ready")
    send_waiting.delay()
    send_waiting.delay()
    for _ in range(2):
        wait_until_busy_again(mail_server, 40)
        kill_pool(first)
        kill_pool(second)
    wait_until_busy_again(mail_server, 40)
    first.kill()
    mail_server.pause = 0
    kills = 5
    # Long enough for a message that a busy machine's mail server answered too late: it is tried
    # again after a minute.
    until = time.monotonic() + 180
    while Message.objects.filter(sent_at__isnull=True).exists():
        assert time.monotonic() < until, list(Message.objects.filter(sent_at__isnull=True).values())
        # What beat does every minute.
        send_waiting.delay()
        time.sleep(0.5)
    assert len(mail_server.got) == PEOPLE
    assert sum(mail_server.got.values()) - PEOPLE <= kills
    assert len(set(mail_server.to)) == PEOPLE
    assert not Message.objects.filter(failed_at__isnull=False).exists()
    assert Message.objects.filter(abandoned__gt=0).exists(), "no kill hit a sender at work"


def test_four_sweeps_at_once_tell_everybody_once(many_owe, run_at_once):
    results = run_at_once(lambda: reminding.remind(on=TODAY), times=4)
    assert sum(swept.digests for swept in results) == PEOPLE
    assert sum(swept.told for swept in results) == PEOPLE
    assert (Digest.objects.count(), Reminder.objects.count(), Message.objects.count()) == (
        PEOPLE,
        PEOPLE,
        PEOPLE,
    )
    assert reminding.remind(on=TODAY + timedelta(days=0)).digests == 0
