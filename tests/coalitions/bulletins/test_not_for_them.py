"""Whoever a bulletin is not for gets the same pages, files and mail as if there were none."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coalitions.bulletins.actions.answering import answer_bulletin
from coalitions.bulletins.actions.following import add_news
from coalitions.bulletins.actions.reading import confirm_reading
from coalitions.bulletins.models.bulletin import Bulletin
from coalitions.bulletins.tasks import reach_newcomers
from coalitions.memberships.models.membership import Membership
from safety_portal.core.notices.models import Message
from safety_portal.portal.feeds.actions import make_feed
from safety_portal.portal.reminders import reminding
from tests import bulletins
from tests.everywhere import asking

pytestmark = pytest.mark.django_db
NEVER = ["parent", "student", "official"]
NOT_NAMED = ["teacher", "staff", "health", "ems", "security_officer"]
# What differs from one answer to the next: tokens against forgery, and nonces.
OF_THE_REQUEST = re.compile(
    rb'name="csrfmiddlewaretoken" value="\w+"|name="sent_key" value="[^"]+"|nonce="[^"]+"|DTSTAMP:\w+|"csrf":"\w+"'
)


def paths(coalition):
    """Every address that needs nothing but a coalition, and those that need nothing."""
    for name, pattern in asking.patterns().items():
        if not hasattr(pattern.callback, "fetch"):
            continue  # of a package
        if (needed := asking.arguments(pattern)) in ((), ("coalition",)):
            yield reverse(name, kwargs=dict.fromkeys(needed, coalition.slug))


def seen(account, paths, *, at):
    """What an account is shown at a moment, which some pages tell, by path, or why it is refused;
    but what is of the request alone.
    """
    with time_machine.travel(at, tick=False):
        return _seen(account, paths)


def _seen(account, paths):
    client, shown, account = Client(), {}, bulletins.fresh(account)
    client.force_login(account)
    for path in paths:
        if refused := asking.at_gate(path.partition("?")[0], account=account):
            shown[path] = refused.status, refused.text
            continue
        with asking.undone():
            answer = client.get(path)
            shown[path] = answer.status_code, OF_THE_REQUEST.sub(b"", answer.getvalue())
    shown["mail"] = list(Message.objects.filter(account=account).values_list("subject", "text"))
    return shown


def happen(coalition, cast, *roles):
    """A bulletin with all that is done with one, nine days ago and since."""
    sent = bulletins.send(coalition=coalition, by=cast.sro, roles=roles)
    here = bulletins.here(sent)
    confirm_reading(here=here, by=cast.fire)
    answer_bulletin(here=here, by=cast.sro, answer="Ask the sheriff’s office for more.")
    add_news(here=here, by=cast.sro, text="It is back.", asks_again=True)
    reach_newcomers()
    late = timezone.now() - timedelta(days=9)
    Bulletin.objects.update(sent_at=late, asked_at=late)
    sent.recipients.update(added_at=late, read_at=None)
    reminding.remind(on=timezone.localdate())
    return sent


def differing(account, coalition, cast, *roles):
    """The paths of what an account is shown differently when a bulletin to these roles is sent."""
    Membership.objects.filter(person__account=account).update(is_chair=True)
    everything = [
        *paths(coalition),
        f"/calendar/{make_feed(account=account, by=account)}.ics",
        "/c/juniper/bulletins/?state=over",
    ]
    reminding.remind(on=timezone.localdate())
    now = timezone.now()
    before = seen(account, everything, at=now)
    sent = happen(coalition, cast, *roles)
    after = seen(account, everything, at=now)
    assert len([path for path, answer in after.items() if answer[:1] == (200,)]) > 10
    assert not sent.recipients.filter(person__account=account).exists()
    return {path for path in before if before[path] != after[path]}


@pytest.mark.parametrize("role", [*NEVER, *NOT_NAMED])
def test_their_pages_files_and_mail_are_the_same_as_without_one(coalition, cast, role):
    assert differing(getattr(cast, role), coalition, cast, "administrator", "fire") == set()


def test_so_are_those_of_an_administrator_whom_it_does_not_name(coalition, cast):
    assert differing(cast.administrator, coalition, cast, "fire") == set()
