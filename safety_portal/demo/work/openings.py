"""Who opened the pages of the demo's schools: with a signal, on a phone, and once without one."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.db.models import QuerySet

from coalitions.openings.actions import Told, note_kept, note_opening, receive_openings
from coalitions.openings.models import OpenedPage, Opening
from safety_portal.demo.history import days_ago, fresh

# Who, which school, how many days ago; of these the last was without a signal, for two hours.
OPENED = (("tom", "juniper", 41), ("ray", "juniper", 30), ("ellen", "cedar-ridge", 12))
WITHOUT_SIGNAL = ("tom", "juniper", 6)
TWO_HOURS = timedelta(hours=2)


def make_openings(world: SimpleNamespace) -> None:
    """Four openings; what changed since is said to each of them."""
    for who, school, days in OPENED:
        account, here = fresh(world.accounts[who]), world.coalitions[school]
        note_opening(coalition=here, page=OpenedPage.SCHOOL, by=account, now=days_ago(days))
        note_kept(coalition=here, page=OpenedPage.SCHOOL, by=account, now=days_ago(days))
    who, school, days = WITHOUT_SIGNAL
    here, moment = world.coalitions[school], days_ago(days)
    told = [Told(uuid.uuid4(), here.slug, OpenedPage.PLAN, moment)]
    receive_openings(told=told, by=fresh(world.accounts[who]), now=moment + TWO_HOURS)


def opening_rows(coalitions: Sequence[int]) -> tuple[QuerySet[Any], ...]:
    """What was opened of coalitions (ids)."""
    return (Opening.objects.filter(coalition__in=coalitions),)
