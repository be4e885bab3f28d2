"""The heading of a home page counts the rows that stand under it.

For every account of the demo, and beyond what a page shows.
"""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from safety_portal.core.accounts.models import User
from safety_portal.core.notices.obligation import Obligation
from safety_portal.portal.home.yours import MOST, SHOWN, Yours

TODO = re.compile(r'<li class="todo">.*?</li>', re.S)
# What a row says of itself, and what the heading calls it.
OVERDUE, RAN_OUT = re.compile(r"\d days? overdue"), re.compile(r">Ran out ")
SOON = re.compile(r">Due (today|tomorrow|in [2-7] days)<")
RUNS_OUT = re.compile(r">Runs out (today|tomorrow|in [2-7] days)<")
MORE = re.compile(r"(\d+) more overdue or due this week")
SAYS = {
    "overdue": (re.compile(r"(\d+) overdue"), OVERDUE),
    "ran out": (re.compile(r"(\d+) certificates? ran out"), RAN_OUT),
    "week": (re.compile(r"(\d+) due this week"), SOON),
    "runs out": (re.compile(r"(\d+) certificates? runs? out this week"), RUNS_OUT),
}


def counted(heading, rows):
    """({what: how many the heading says}, {what.

    How many rows say so of themselves}), without zeros.
    """
    said = {
        what: int(found[1]) for what, (words, _) in SAYS.items() if (found := words.search(heading))
    }
    stand = Counter(what for row in rows for what, (_, words) in SAYS.items() if words.search(row))
    return said, dict(stand)


def test_every_heading_of_the_demo_counts_its_rows(seeded_database, settings, django_db_blocker):
    settings.DEMO = True
    wrong, headings = [], Counter()
    with django_db_blocker.unblock():
        for account in User.objects.filter(is_active=True).order_by("pk"):
            client = Client()
            client.force_login(account)
            page = client.get("/").content.decode()
            heading = re.search(r"<h1>(.*?)</h1>", page)[1]
            listed = page.partition('aria-labelledby="yours"')[2].partition("</ul>")[0]
            rows = TODO.findall(listed)
            said, stand = counted(heading, rows)
            headings[bool(said), bool(rows)] += 1
            # Of more than a page shows, the line under the list says how many.
            more = int(found[1]) if (found := MORE.search(page)) else 0
            is_told = sum(said.values()) == sum(stand.values()) + more
            if not is_told or (said != stand and not more):
                wrong.append(f"{account}: “{heading}” above {stand}")
            if heading == "Nothing is asked of you now" and rows:
                wrong.append(f"{account}: “{heading}” above {len(rows)} rows")
    assert wrong == []
    # The demo has people with something due, with something later, and with nothing.
    assert {(True, True), (False, True), (False, False)} <= headings.keys()


def owing(*days, runs_out=False):
    today = timezone.localdate()
    return [
        Obligation(
            *(
                "signature",
                f"signature:{number}",
                1,
                "Tom Hesse",
                1,
                "Juniper",
                "Sign it",
                "Because.",
            ),
            due_on=today + timedelta(days=left),
            path="/",
            verb="Sign",
            runs_out=runs_out,
        )
        for number, left in enumerate(days)
    ]


@pytest.mark.parametrize(
    ("rows", "heading", "shown", "more"),
    [
        ([], "Nothing is asked of you now", 0, 0),
        (owing(8), "Nothing is due this week; 1 thing comes later", 1, 0),
        (owing(*range(8, 18)), "Nothing is due this week; 10 things come later", SHOWN, 0),
        (owing(-1, 0, 7, 8), "1 overdue, 2 due this week", 4, 0),
        (owing(*[-1] * 9, 30), "9 overdue", 9, 0),
        (owing(*[-1] * 40), "40 overdue", MOST, 40 - MOST),
        (owing(-1, runs_out=True), "1 certificate ran out", 1, 0),
        (
            owing(-3) + owing(-1, -1, 7, runs_out=True),
            "1 overdue, 2 certificates ran out, 1 certificate runs out this week",
            4,
            0,
        ),
    ],
)
def test_a_home_shows_what_its_heading_counts_or_says_how_many_more(rows, heading, shown, more):
    mine = Yours(rows, timezone.localdate())
    assert (mine.heading(), len(mine.shown), mine.more) == (heading, shown, more)
    overdue, ran_out, week, runs_out = mine.numbers
    assert (
        overdue + ran_out + week + runs_out
        == len(mine.pressing)
        == min(len(mine.pressing), shown) + more
    )
