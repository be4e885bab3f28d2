"""What the ledger of reminders says of a day; its pages are asked in tests/core/notices."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from safety_portal.core.notices.models import Heartbeat, Tally
from safety_portal.portal.ledger.views import heading
from tests import builders

TODAY = date(2026, 11, 30)
# What is counted of the reminders of a day.
COUNTED = ("told", "messages", "handed", "written", "tried", "waiting", "returned")


def numbers(**of_day):
    return dict.fromkeys(COUNTED, 0) | of_day


@pytest.mark.parametrize(
    ("of_day", "sentence"),
    [
        ({}, "Today nobody was reminded of anything"),
        (
            {"told": 3, "messages": 1, "handed": 1},
            "Today 3 reminders went out in 1 message; the mail server took all of them",
        ),
        (
            {"told": 1, "messages": 1, "waiting": 1},
            "Today 1 reminder went out in 1 message; 1 on the way",
        ),
        # What did not arrive is said before what is on the way.
        (
            {"told": 4, "messages": 4, "waiting": 1, "returned": 2},
            "Today 4 reminders went out in 4 messages; 2 did not arrive",
        ),
        (
            {"told": 2, "messages": 2, "written": 2},
            "Today 2 reminders went out in 2 messages, written to files on this server: nobody got them",
        ),
    ],
)
def test_the_first_line_says_what_became_of_the_reminders_of_a_day(of_day, sentence):
    assert heading(numbers(**of_day), TODAY, TODAY) == sentence


@pytest.mark.parametrize(
    ("days", "begins"), [(0, "Today "), (1, "Yesterday "), (2, "On "), (-1, "On "), (400, "On ")]
)
def test_a_day_is_called_as_people_call_it(days, begins):
    said = heading(numbers(), TODAY - timedelta(days=days), TODAY)
    assert said.startswith(begins)
    assert ("2025" in said) is (days == 400)


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "9" * 5000, "\u0662\u0660"])
def test_what_is_no_day_is_a_page_and_no_traceback(client, coalition, administrator, day):
    client.force_login(administrator)
    answer = client.get(reverse("ledger", args=[coalition.slug]), {"day": day})
    assert answer.status_code == 400
    sentence = f"“{day[:40]}” is not a day. Choose one from the calendar."
    assert sentence in answer.content.decode()


@pytest.mark.django_db
def test_the_ledger_is_for_who_answers_for_the_coalition(client, coalition, outsider):
    for name in ("ledger", "ledger_csv"):
        address = reverse(name, args=[coalition.slug])
        client.force_login(builders.make_member(coalition=coalition, role=Role.TEACHER))
        assert client.get(address).status_code == 403
        client.force_login(outsider)
        assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_the_balance_of_a_day_adds_up(client, coalition, administrator):
    today = timezone.localdate()
    Heartbeat.objects.update_or_create(name="reminders", defaults={"heard_at": timezone.now()})
    Tally.objects.create(scope=coalition.pk, day=today, told=3, later=4, quiet=1, no_account=2)
    client.force_login(administrator)
    sums = client.get(reverse("ledger", args=[coalition.slug])).context["owed"]
    assert [(words, number) for words, number, *_ in sums] == [
        ("Owed by someone", 10),
        ("Told", 3),
        ("Not yet", 4),
        ("Quiet", 1),
        ("No account", 2),
    ]
