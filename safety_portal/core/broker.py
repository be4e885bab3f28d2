"""Whether the broker is there, asked without patience.

A page may wait for it a second, and no retries.
"""

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

PATIENCE_SECONDS = 1


def answers() -> bool:
    """True if Redis answers at once. The clients' own retries would take six seconds to say no."""
    client = redis.Redis.from_url(
        settings.CELERY_BROKER_URL,
        socket_connect_timeout=PATIENCE_SECONDS,
        socket_timeout=PATIENCE_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )
    try:
        return client.ping()
    except redis.RedisError:
        return False
    finally:
        client.close()
