"""Worker and beat are heard from as soon as they are up.

Two of each, every task each second, tell everybody once.
"""

import time

from django.test import Client
from django.utils import timezone

from coalitions.access.roles import Role
from safety_portal.core.notices.ladder import quiet_because
from safety_portal.core.notices.models import Digest, Heartbeat, Message
from tests import builders

PEOPLE = 20


def owe_verification(number):
    """As many coalitions, each with one administrator who has something to verify."""
    for _ in range(number):
        coalition = builders.make_coalition(
            school=builders.make_school(district=builders.make_district(state="WY"))
        )
        builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR)
        teacher = builders.make_person(district=coalition.district)
        builders.make_record(person=teacher, coalition=coalition)


def start_beat(spawn, **more):
    """A beat, started as on a server."""
    return spawn(
        "beat",
        "-m",
        "celery",
        "-A",
        "safety_portal",
        "beat",
        "--loglevel",
        "INFO",
        "--pidfile=",
        **more,
    )


def test_the_portal_is_ready_as_soon_as_worker_and_beat_are_up(
    transactional_db, spawn, start_worker
):
    worker, beat = start_worker(), start_beat(spawn)
    worker.says("ready")
    beat.says("beat: Starting")
    until = time.monotonic() + 5  # seconds, where beat asks the worker each 30
    while not (answer := Client().get("/readyz").json())["ready"]:
        assert time.monotonic() < until, answer
        time.sleep(0.1)


def test_two_beats_and_two_workers_do_no_harm(transactional_db, spawn, start_worker, mail_server):
    owe_verification(PEOPLE)
    workers = [start_worker(DJANGO_SETTINGS_MODULE="tests.faults.hasty") for _ in range(2)]
    for _ in range(2):
        start_beat(spawn, DJANGO_SETTINGS_MODULE="tests.faults.hasty")
    for worker in workers:
        worker.says("ready")
    # Nobody is reminded on a public holiday, whatever day the tests run on.
    expected = 0 if quiet_because(timezone.localdate(), state="WY") else PEOPLE
    mail_server.wait_for(expected, seconds=60)
    time.sleep(3)
    assert sorted(mail_server.got.values()) == [1] * expected
    assert (Digest.objects.count(), Message.objects.filter(sent_at__isnull=False).count()) == (
        expected,
        expected,
    )
    assert set(Heartbeat.objects.values_list("name", flat=True)) == {
        "balance",
        "beat",
        "reminders",
        "worker",
    }
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (200, True), answer.json()
