"""Browsers are signed out with their next request."""

import time

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from safety_portal.core.accounts.models import User
from safety_portal.core.accounts.policies import can_end_session
from safety_portal.core.accounts.sessions import open_sessions
from safety_portal.core.audit.record import record, unrecorded
from safety_portal.core.authority import require, unasked


@transaction.atomic
def end_session(*, session: UserSession, by: User) -> None:
    """Sign a browser out with its next request. Writes an audit row."""
    require(can_end_session(by, session))
    session.end()
    record(by=by, action="session.ended", subject=session.user)


@unasked("Only browsers of the account that asks are signed out: there is nobody else to ask.")
@transaction.atomic
def end_others(*, account: User, keep: str) -> int:
    """Sign out every browser of an account but that of the session key `keep`.

    Returns how many were. Writes an audit row.
    """
    count = sum(each.session_key != keep for each in open_sessions(account, now=int(time.time())))
    _forget(UserSession.objects.filter(user=account).exclude(session_key=keep))
    record(by=account, action="session.ended_elsewhere", subject=account, count=count)
    return count


@unasked("A step of actions on the account, such as closing it.")
@unrecorded("The action it is a step of records why.")
def end_all(*, account: User) -> None:
    """Sign out every browser of an account with its next request.

    Why is for the caller to record.
    """
    _forget(UserSession.objects.filter(user=account))


def _forget(listed: QuerySet[UserSession]) -> None:
    Session.objects.filter(session_key__in=listed.values("session_key")).delete()
    listed.delete()
