"""The broker killed outright: pages go on, nothing is lost, and mail leaves when it is back."""

import re

import pytest
from django.test import Client

from safety_portal.core.notices.models import Message


@pytest.fixture
def web(spawn, own_redis):
    process = spawn("web", "tests/faults/poster.py", PYTHONPATH=".", REDIS_URL=own_redis.url)
    process.says("up")
    return process


def seconds_for(web, line):
    """Have the web do one thing; how long it took."""
    web.tell(line)
    web.says(f"{line} done", seconds=20)
    return float(re.search(rf"{line} done after ([\d.]+)", web.log.read_text())[1])


def test_while_redis_is_dead_posting_works_and_afterwards_the_mail_is_sent(
    web, own_redis, start_worker, mail_server
):
    worker = start_worker(REDIS_URL=own_redis.url)
    worker.says("ready")
    seconds_for(web, "before")
    mail_server.wait_for(1)
    # Until then it still looks for more, and may find what is posted next.
    worker.says("succeeded")

    own_redis.kill()
    assert [seconds_for(web, f"during{n}") < 1 for n in range(3)] == [True] * 3
    assert Message.objects.filter(sent_at__isnull=True).count() == 3
    assert len(mail_server.got) == 1

    own_redis.start()
    seconds_for(web, "beat")
    mail_server.wait_for(4)
    assert sorted(mail_server.to) == [
        "before@example.org",
        *(f"during{n}@example.org" for n in range(3)),
    ]


def test_what_a_queue_forgot_is_sent_all_the_same(web, own_redis, start_worker, mail_server):
    """Redis keeps nothing over a restart here: the nudge is gone, the message is not."""
    seconds_for(web, "nudged")
    own_redis.kill()
    own_redis.start()
    start_worker(REDIS_URL=own_redis.url).says("ready")
    assert not mail_server.got
    seconds_for(web, "beat")
    mail_server.wait_for(1)


@pytest.mark.django_db
def test_pages_and_readiness_without_a_broker(settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    assert Client().get("/healthz").json() == {"ok": True}
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {
        "ready": False,
        "version": {"ok": True, "serves": settings.PORTAL_VERSION},
        "database": {"ok": True},
        "migrations": {"ok": True},
        "broker": {"ok": False, "says": "does not answer"},
        "worker": {"ok": False, "says": "never heard from"},
        "beat": {"ok": False, "says": "never heard from"},
        "mail": {"ok": True},
        "database_role": {"ok": True},
    }
