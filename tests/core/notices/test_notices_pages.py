"""The ledger of reminders, one's own messages, and the demo's sent mail.

Who sees what, and that it adds up.
"""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from plans.editions.lifecycle import EditionStatus
from plans.signing.models import Signature
from safety_portal.core.notices.models import Message, Reminder, Tally
from safety_portal.portal.reminders import reminding, tasks
from tests import builders

# A Tuesday, and no holiday anywhere.
TODAY = date(2026, 11, 17)
LEDGER = "/c/juniper/reminders/"


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel("2026-11-17T12:00-05:00", tick=False):
        yield


def ask(edition, account, *, due_on=TODAY):
    return Signature.objects.create(
        edition=edition,
        membership=Membership.objects.get(
            person__account=account, coalition=edition.plan.coalition
        ),
        seat_title="Fire chief",
        content_hash="0" * 64,
        asked_at=timezone.now(),
        due_on=due_on,
    )


@pytest.fixture
def told(edition, cast, coalition):
    """Fire, EMS and health were told today; one mail arrived, one is tried again, one came back."""
    builders.force_status(edition, EditionStatus.AWAITING_SIGNATURES)
    for account in (cast.fire, cast.ems, cast.health):
        ask(edition, account)
    ask(edition, cast.sro, due_on=TODAY + timedelta(days=60))
    person = builders.make_person(district=coalition.district, name="On Paper")
    held = Membership.objects.create(
        person=person, coalition=coalition, role=Role.FIRE, starts_on=builders.LONG_AGO
    )
    Signature.objects.create(
        edition=edition,
        membership=held,
        content_hash="0" * 64,
        asked_at=timezone.now(),
        due_on=TODAY,
    )
    reminding.remind(on=TODAY)
    reminding.count_owed(on=TODAY)
    Message.objects.filter(account=cast.fire).update(sent_at=timezone.now())
    Message.objects.filter(account=cast.ems).update(attempts=3, last_error="451 try again later")
    Message.objects.filter(account=cast.health).update(
        failed_at=timezone.now(), last_error="550 no such mailbox"
    )


def shown(response):
    return [row.reminder.message.to_name for row in response.context["page"]]


def test_the_ledger_says_who_was_told_and_what_became_of_it(client, told, cast):
    client.force_login(cast.administrator)
    response = client.get(LEDGER)
    assert (
        response.context["heading"] == "Today 3 reminders went out in 3 messages; 1 did not arrive"
    )
    assert response.context["owed"] == [
        ("Owed by someone", 5),
        ("Told", 3, "on this day"),
        ("Not yet", 1, "the next step or sweep is later"),
        ("Quiet", 0, "a public holiday"),
        ("No account", 1, "no e-mail reaches them"),
    ]
    assert response.context["messages_sums"] == [
        ("Messages", 3),
        ("Handed to the mail server", 1),
        ("On the way", 0),
        ("Being tried again", 1),
        ("Did not arrive", 1),
    ]
    assert shown(response) == [cast.health.name, cast.ems.name, cast.fire.name]
    page = response.content.decode()
    assert "550 no such mailbox" in page
    assert "Tried 3 times, next" in page
    assert "1 day before" in page
    assert "No sweep has run for 12 hours" not in page


def owed(client, **asked):
    """(the balance that the ledger shows, its first number and the others; when it was counted)."""
    context = client.get(LEDGER, asked).context
    numbers = [number for _, number, *_ in context["owed"] or [(None, None)]]
    return numbers[0], numbers[1:], context["counted_at"]


def test_the_balance_of_today_says_when_it_was_counted_and_is_counted_anew(client, told, cast):
    client.force_login(cast.administrator)
    assert owed(client) == (5, [3, 1, 0, 1], timezone.now())
    assert "Counted <time" in client.get(LEDGER).content.decode()
    Membership.objects.filter(person__account=cast.sro).update(ends_on=TODAY)
    assert owed(client)[:2] == (5, [3, 1, 0, 1])
    with time_machine.travel("2026-11-17T23:35-05:00", tick=False):
        tasks.count_owed()
        tasks.count_owed()
        assert owed(client) == (4, [3, 0, 0, 1], timezone.now())


def test_the_balance_of_a_day_that_is_over_stays(client, told, cast):
    with time_machine.travel("2026-11-18T06:35-05:00", tick=False):
        client.force_login(cast.administrator)
        assert owed(client)[:2] == (None, [])
        tasks.count_owed()
        assert owed(client)[:2] == (5, [0, 4, 0, 1])
        assert owed(client, day=str(TODAY)) == (5, [3, 1, 0, 1], None)


def test_a_sweep_counts_nothing_and_what_comes_up_after_it_is_not_told_yet(
    client, told, cast, edition
):
    ask(edition, cast.official)
    reminding.remind(on=TODAY + timedelta(days=1))
    assert Tally.objects.get().day == TODAY
    reminding.count_owed(on=TODAY)
    client.force_login(cast.administrator)
    assert owed(client)[:2] == (6, [3, 2, 0, 1])


def test_on_a_holiday_what_is_owed_is_quiet_in_the_balance(client, told, cast):
    with time_machine.travel("2026-11-26T12:00-05:00", tick=False):
        client.force_login(cast.administrator)
        tasks.count_owed()
        assert owed(client)[:2] == (5, [0, 0, 4, 1])


def test_a_balance_goes_where_nothing_is_owed_any_more(client, told, cast):
    Membership.objects.exclude(person__account=cast.administrator).update(ends_on=TODAY)
    reminding.count_owed(on=TODAY)
    client.force_login(cast.administrator)
    assert (owed(client)[:2], Tally.objects.exists()) == ((None, []), False)


def test_the_ledger_is_narrowed_by_day_person_and_fate(client, told, cast):
    client.force_login(cast.administrator)
    assert shown(client.get(LEDGER, {"became": "returned"})) == [cast.health.name]
    assert shown(client.get(LEDGER, {"became": "handed"})) == [cast.fire.name]
    assert shown(client.get(LEDGER, {"person": cast.ems.name.lower()})) == [cast.ems.name]
    yesterday = client.get(LEDGER, {"day": "2026-11-16"})
    assert shown(yesterday) == []
    assert yesterday.context["heading"] == "Yesterday nobody was reminded of anything"
    assert client.get(LEDGER, {"day": "soon"}).status_code == 400


def test_the_ledger_as_a_file(client, told, cast):
    client.force_login(cast.administrator)
    response = client.get(f"{LEDGER}csv/?became=returned")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines == [
        "Told on,To,Address,For,Due on,Reminder,Status",
        f'2026-11-17,{cast.health.name},{cast.health.email},"Sign the Emergency operations plan, edition 1",'
        "2026-11-17,1 day before,Did not arrive",
    ]


def test_a_sweep_that_did_not_run_is_said_in_red(client, told, cast):
    with time_machine.travel("2026-11-18T12:00-05:00"):
        client.force_login(cast.administrator)
        assert "No sweep has run for 12 hours" in client.get(LEDGER).content.decode()


@pytest.mark.parametrize("role", [role.value for role in Role if role != Role.ADMINISTRATOR])
def test_members_who_do_not_administer_are_told_why_not(client, told, cast, role):
    client.force_login(getattr(cast, role))
    for url in (LEDGER, f"{LEDGER}csv/"):
        response = client.get(url)
        assert response.status_code == 403
        assert "Only an administrator of Juniper Elementary" in response.content.decode()
        assert "550 no such mailbox" not in response.content.decode()


def test_strangers_find_nothing(client, told, outsider):
    client.force_login(outsider)
    assert [client.get(url).status_code for url in (LEDGER, f"{LEDGER}csv/")] == [404, 404]


def test_what_another_coalition_told_the_same_person_is_not_in_this_ledger(
    client, told, cast, sibling
):
    other = builders.make_edition(plan=builders.make_plan(coalition=sibling, title="Foxglove plan"))
    builders.force_status(other, EditionStatus.AWAITING_SIGNATURES)
    builders.make_member(coalition=sibling, role=Role.SRO, account=cast.sro)
    ask(other, cast.sro)
    reminding.remind(on=TODAY)
    assert Reminder.objects.filter(account=cast.sro).get().scope == sibling.pk
    client.force_login(cast.administrator)
    response = client.get(LEDGER)
    assert len(response.context["page"]) == 3
    assert "Foxglove" not in response.content.decode()


@pytest.mark.parametrize("rows", [1, 50])
def test_the_ledger_has_one_query_count(
    client, edition, cast, coalition, rows, django_assert_num_queries
):
    builders.force_status(edition, EditionStatus.AWAITING_SIGNATURES)
    for _ in range(rows):
        account = builders.make_account(password=None)
        ask(edition, builders.make_member(coalition=coalition, role=Role.FIRE, account=account))
    reminding.remind(on=TODAY)
    reminding.count_owed(on=TODAY)
    client.force_login(cast.administrator)
    with django_assert_num_queries(6):
        response = client.get(LEDGER)
    assert len(response.context["page"]) == min(rows, 25)
    assert len(response.content) < 40_000


def test_a_person_reads_their_own_messages_and_no_others(client, told, cast):
    client.force_login(cast.fire)
    response = client.get("/account/messages/")
    assert [row.message.account_id for row in response.context["page"]] == [cast.fire.pk]
    own = Message.objects.get(account=cast.fire)
    page = client.get(f"/account/messages/{own.pk}/").content.decode()
    assert "Sign the Emergency operations plan, edition 1" in page
    others = Message.objects.get(account=cast.ems)
    assert client.get(f"/account/messages/{others.pk}/").status_code == 404


@pytest.mark.parametrize("rows", [1, 50])
def test_own_messages_have_one_query_count(client, cast, rows, django_assert_max_num_queries):
    for number in range(rows):
        Message.objects.create(
            dedupe_key=f"{number}",
            account=cast.fire,
            to_address=cast.fire.email,
            subject="x",
            text="x",
            due_at=datetime.combine(TODAY, time(12), tzinfo=timezone.get_current_timezone()),
        )
    client.force_login(cast.fire)
    with django_assert_max_num_queries(6):
        assert len(client.get("/account/messages/").context["page"]) == min(rows, 25)


def test_sent_mail_is_there_in_the_demo_only(client, told, cast, settings):
    message = Message.objects.get(account=cast.ems)
    urls = ("/sent-mail/", f"/sent-mail/{message.pk}/")
    assert [client.get(url).status_code for url in urls] == [404, 404]
    settings.DEMO = True
    listed, one = (client.get(url) for url in urls)
    assert len(listed.context["page"]) == 3
    assert "Sign the Emergency operations plan, edition 1" in one.content.decode()


@pytest.mark.parametrize("url", [LEDGER, "/account/messages/"])
def test_who_is_not_signed_in_is_asked_to(client, coalition, url):
    response = client.get(url)
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]
