"""Make rules of asking to join, requests and talks, as builders.py makes the rest."""

from datetime import timedelta

from django.utils import timezone

from coalitions.champions.models.asking import JoinRequest, JoinRules
from coalitions.champions.models.talk import Talk
from coalitions.champions.queries import carry_here
from coalitions.memberships.models.membership import Membership
from tests import builders

WHY = "I know most families on our street."


def open_asking(*, coalition, **fields):
    """People may ask the coalition to join."""
    rules, _ = JoinRules.objects.update_or_create(
        coalition=coalition, defaults={"is_open": True, **fields}
    )
    return rules


def make_request(*, coalition, state="waiting", days_ago=1, by=None, **fields):
    """A request, confirmed so many days ago unless it is `unconfirmed`; answered by `by`."""
    moment = timezone.now() - timedelta(days=days_ago)
    fields = {
        "name": f"Asker {next(builders.serial)}",
        "email": f"asker{next(builders.serial)}@example.org",
        "wanted": "champion",
        "why": WHY,
    } | fields
    if state != "unconfirmed":
        day = timezone.localdate(moment) + timedelta(days=7)
        fields = {"confirmed_at": moment, "answer_due_on": day} | fields
    if state in ("invited", "declined"):
        fields = {"decided_at": moment, "decided_by": by or builders.make_account()} | fields
    if state == "declined":
        fields = {"answer": "Not this year."} | fields
    return JoinRequest.objects.create(coalition=coalition, state=state, asked_at=moment, **fields)


def make_champion(*, coalition, role="parent", name="Nadia Strand"):
    """An account that is the coalition's local champion."""
    return builders.make_member(coalition=coalition, role=role, name=name, is_local_champion=True)


def here(account, coalition):
    """The coalition as the account sees its champions' page."""
    return carry_here(account, coalition)


def make_talk(*, coalition, account, days_ago=3, audience="Rotary lunch", people=22, **fields):
    """Where somebody spoke."""
    membership = Membership.objects.filter(coalition=coalition, person__account=account).first()
    return Talk.objects.create(
        membership=membership,
        held_on=timezone.localdate() - timedelta(days=days_ago),
        audience=audience,
        people=people,
        logged_at=timezone.now(),
        logged_by=account,
        **fields,
    )


def asking(**fields):
    """What the form for everybody sends."""
    return {
        "name": "Alma Reyes",
        "email": "alma@example.org",
        "wanted": "champion",
        "why": WHY,
    } | fields
