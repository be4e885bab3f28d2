"""Requests that are sent to try what they do: each is undone.

And the forms that there are to send, found on the pages.
"""

import time

from django.db import transaction
from django.urls import resolve

from tests.everywhere import asking, hostile
from tests.everywhere.asking import undone

BROKEN_OFF = 599
# What a refused post may leave: that a restricted text was shown again, the words as their writer's
# draft, and that a passkey was tried that is none.
KEPT = (
    *("plans_restrictedread", "plans_distribution", "plans_presence", "plans_draft"),
    *("coalitions_paperread", "coalitions_briefread", "coalitions_opening"),
    "accounts_signinevent",
)


def ask(world, url, account, **more):
    """The answer to a request that is undone, the rows it wrote, and the CPU seconds it took.

    What breaks off within an answer counts as an error of ours.
    """
    with undone():
        written, began = asking.rows_written(besides=KEPT), time.process_time()
        try:
            with transaction.atomic():
                answer = world.asker.ask(url, account=account, **more)
        except Exception as broken:  # noqa: BLE001 - whatever it is, the test says which request it was
            return asking.Answer(BROKEN_OFF, "", repr(broken)), 0, 0
        return answer, asking.rows_written(besides=KEPT) - written, time.process_time() - began


def refused(world, url, account):
    """The Answer with which the gate of an address refuses the account; None where it lets them in.

    What breaks off within it counts as an error of ours.
    """
    path = world.asker.requests.get(url).path_info
    with undone():
        try:
            with transaction.atomic():
                return world.asker.refused(path, account=account)
        except Exception as broken:  # noqa: BLE001 - whatever it is, the test says which request it was
            return asking.Answer(BROKEN_OFF, "", repr(broken))


def posts(world, places):
    """(view, Sent, account) for every form of every page, each kind once, and for what only scripts
    send.
    """
    found, ours = {}, {name: (view, url, account) for name, view, url, account in places}
    for _, _, url, account in places:
        for sent in hostile.forms_on(ask(world, url, account)[0].text, url):
            found.setdefault(sent.key, (resolve(sent.url.split("?")[0]).func, sent, account))
    for name, (view, url, account) in ours.items():
        read = {each for each, how in hostile.posted_to(view) if how == hostile.VALUE}
        if not any(name == other and read & names for other, names in found):
            given = hostile.like(url, read, [sent for _, sent, _ in found.values()])
            found[name, frozenset(given)] = view, hostile.Sent(url, given), account
    return [each for (name, _), each in found.items() if name in ours]
