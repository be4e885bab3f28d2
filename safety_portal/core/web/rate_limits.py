"""So many times in so long: counted in PostgreSQL's cache, one request after the other, and
forgotten by itself.

allauth counts what its own pages ask (allauth.core.ratelimit); this is for what it knows nothing
of.
"""

import time
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv6Network, ip_address

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.db import connection, transaction

from safety_portal.core.values import whole_number

UNITS = {"s": 1, "m": 60, "h": 60 * 60, "d": 24 * 60 * 60}
# Who has one IPv6 address has as many as fit behind these bits.
IPV6_PREFIX = 64


@dataclass(frozen=True)
class Use:
    """One of the times that were counted. `name` is "" where nothing limits how many there are."""

    name: str = ""
    at: float = 0
    seconds: float = 0

    def take_back(self):
        """Count it no longer: it turned out to be what nobody has to be kept from."""
        if self.name:
            with _alone(self.name):
                _keep(
                    self.name,
                    [at for at in cache.get(self.name, []) if at != self.at],
                    self.seconds,
                )


def count(what: str, rate: str) -> Use | None:
    """Count one more use of `what`.

    None if there were as many as the rate allows, such as "100/h" or "5/5m/key".

    What stands behind the second stroke is for who reads the setting: `what` names whose uses are
    counted. Without a rate ("") every use is allowed.
    """
    if not rate:
        return Use()
    most, seconds = _read(rate)
    name, now = f"rate_limit:{sha256(what.encode()).hexdigest()}", time.time()
    with _alone(name):
        uses = [at for at in cache.get(name, []) if at > now - seconds]
        if len(uses) >= most:
            return None
        _keep(name, [*uses, now], seconds)
    return Use(name, now, seconds)


def network_of(request) -> str:
    """Where a request comes from: its IPv4 address, or the network that its IPv6 address is of."""
    text = get_adapter().get_client_ip(request)
    try:
        address = ip_address(text)
    except ValueError:
        return text
    if address.version == 4:
        return text
    return str(IPv6Network((address, IPV6_PREFIX), strict=False).network_address)


def _read(rate):
    """How often, and in how many seconds."""
    most, length, *_ = rate.split("/")
    return whole_number(most), whole_number(length[:-1] or "1") * UNITS[length[-1]]


def _keep(name, uses, seconds):
    if uses:
        cache.set(name, uses, seconds)
    else:
        cache.delete(name)


@contextmanager
def _alone(name):
    """Let nobody else count the same until this is done."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        yield
