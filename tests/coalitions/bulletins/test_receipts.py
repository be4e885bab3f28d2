"""Who has read a bulletin, who has not, and who was not reached: as its keepers see it."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.bulletins.actions.answering import answer_bulletin
from coalitions.bulletins.actions.following import add_news
from coalitions.bulletins.actions.reading import confirm_reading
from coalitions.bulletins.models.recipient import BulletinReading, BulletinTelling
from coalitions.memberships.models.membership import Membership
from safety_portal.core.notices.models import Message
from tests import builders, bulletins
from tests.coalitions.bulletins.looking import one, page_of, queries, text

pytestmark = pytest.mark.django_db


def fail(account):
    Message.objects.filter(account=account).update(
        failed_at=timezone.now(), last_error="550 no such mailbox"
    )


def test_mail_that_came_back_is_not_reached_rather_than_not_read(bulletin, cast, client):
    fail(cast.fire)
    content = text(client, cast.sro, one(bulletin))
    assert "Not reached" in content
    assert "550 no such mailbox" in content
    assert "1 person was not\n  reached" in content or "1 person was not reached" in content


def test_who_has_no_account_is_not_reached(coalition, cast, client):
    person = builders.make_person(district=coalition.district, name="No Account")
    person.memberships.create(coalition=coalition, role=Role.FIRE, starts_on=builders.LONG_AGO)
    sent = bulletins.send(coalition=coalition, by=cast.sro, roles=["fire"])
    content = text(client, cast.sro, one(sent))
    assert "No account; invite them, or call" in content


def test_who_left_is_shown_and_not_counted(bulletin, cast, client):
    Membership.objects.filter(person__account=cast.fire).update(ends_on=timezone.localdate())
    content = text(client, cast.sro, one(bulletin))
    assert "2 of 2 people have not read" in content
    assert "Holds no such role any more" in content


def test_receipts_and_outbox_agree(bulletin, cast, second, client):
    """What the page says of mail is what the ledger of mail has."""
    fail(second)
    confirm_reading(here=bulletins.here(bulletin), by=cast.fire)
    told = BulletinTelling.objects.filter(recipient__bulletin=bulletin)
    rows = Message.objects.filter(
        kind="bulletin", dedupe_key__startswith=f"bulletin:{bulletin.pk}:"
    )
    assert {each.message_id for each in told} == {each.pk for each in rows}
    assert {each.message.account_id for each in told} == {
        each.person.account_id for each in bulletin.recipients.all()
    }
    content = text(client, cast.sro, one(bulletin))
    assert content.count("Not reached") == rows.filter(failed_at__isnull=False).count() == 1
    assert content.count("Not read yet") == 1


def test_telephone_numbers_of_who_has_not_read_it(bulletin, cast, client):
    cast.fire.people.update(phone="989-555-0190")
    content = text(client, cast.sro, one(bulletin))
    assert 'href="tel:989-555-0190"' in content
    assert "989-555-0190" not in text(client, cast.fire, one(bulletin))


def test_sent_again_by_the_button(bulletin, cast, client):
    BulletinTelling.objects.update(told_on=timezone.localdate() - timedelta(days=1))
    client.force_login(cast.sro)
    answers = [client.post(f"{one(bulletin)}again/", follow=True) for _ in range(2)]
    assert "Sent again to 3 people." in answers[0].content.decode()
    assert "Nobody waits for mail" in answers[1].content.decode()


def test_a_page_with_fifty_receipts_asks_as_often_as_one_with_three(
    bulletin, coalition, cast, client
):
    few = queries(client, cast.sro, one(bulletin))
    for _ in range(50):
        account = builders.make_member(coalition=coalition, role=Role.FIRE)
        bulletins.make_recipient(
            bulletin=bulletin, person=account.people.get(), added_at=timezone.now()
        )
    for number in range(50):
        answer_bulletin(here=bulletins.here(bulletin), by=cast.sro, answer=f"Answer {number}")
        said = {"text": f"News {number}", "asks_again": False}
        add_news(here=bulletins.here(bulletin), by=cast.sro, **said)
    assert queries(client, cast.sro, one(bulletin)) == few <= 8
    assert queries(client, cast.fire, one(bulletin)) <= 8


def test_a_file_of_fifty_receipts_asks_as_often_as_one_of_three(bulletin, coalition, cast, client):
    path = f"{one(bulletin)}receipts.csv"
    few = queries(client, cast.sro, path)
    for _ in range(50):
        account = builders.make_member(coalition=coalition, role=Role.FIRE)
        bulletins.make_recipient(
            bulletin=bulletin, person=account.people.get(), added_at=timezone.now()
        )
    assert queries(client, cast.sro, path) == few <= 8


def lines_of(client, account, bulletin):
    client.force_login(account)
    content = client.get(f"{one(bulletin)}receipts.csv").getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_the_receipts_as_a_file_say_what_the_page_says(bulletin, cast, second, client):
    fail(second)
    confirm_reading(here=bulletins.here(bulletin), by=cast.fire)
    lines = {line["Person"]: line for line in lines_of(client, cast.sro, bulletin)}
    assert set(lines) == {cast.administrator.name, second.name, cast.fire.name}
    assert lines[cast.administrator.name]["Receipt"] == "Not read yet"
    assert lines[second.name]["Receipt"] == "Not reached"
    assert "550 no such mailbox" in lines[second.name]["Why not reached"]
    read = lines[cast.fire.name]
    assert read["Receipt"].startswith("Read ")
    assert read["Last read"].startswith(f"{timezone.localdate()}")
    assert (read["Role"], read["Where"]) == ("Fire service", "Juniper Elementary")


def test_the_file_has_no_word_of_the_bulletin_and_runs_no_formula(bulletin, cast, second, client):
    second.people.update(name="=HYPERLINK(1)")
    client.force_login(cast.sro)
    content = client.get(f"{one(bulletin)}receipts.csv").getvalue().decode()
    for word in (bulletin.title, "van", "door 3", "Sheriff"):
        assert word not in content
    assert "'=HYPERLINK(1)" in content


def test_the_file_is_for_its_keepers_and_written_down(bulletin, cast, client):
    lines_of(client, cast.administrator, bulletin)
    assert BulletinReading.objects.get(account=cast.administrator).way == "receipts"
    assert "Took the receipts as a file" in text(client, cast.sro, f"{one(bulletin)}readings/")
    assert page_of(client, cast.fire, f"{one(bulletin)}receipts.csv").status_code == 403
    assert page_of(client, cast.ems, f"{one(bulletin)}receipts.csv").status_code == 404
    assert not BulletinReading.objects.filter(account=cast.fire).exists()


def test_a_page_asked_for_by_a_key_that_is_none_is_not_written_down(bulletin, cast, client):
    assert page_of(client, cast.sro, f"{one(bulletin)}?newer=zq").status_code == 400
    assert not BulletinReading.objects.exists()


def test_receipts_go_on_to_the_next_page(bulletin, coalition, cast, client):
    for _ in range(30):
        account = builders.make_member(coalition=coalition, role=Role.FIRE)
        bulletins.make_recipient(
            bulletin=bulletin, person=account.people.get(), added_at=timezone.now()
        )
    response = page_of(client, cast.sro, one(bulletin))
    assert len(response.context["page"].rows) == 25
    older = client.get(one(bulletin) + response.context["page"].older_url)
    assert len(older.context["page"].rows) == 8
