"""The pages of bulletins: the list, the form, one of them, who has read it, and paper."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.bulletins.actions.reading import confirm_reading
from coalitions.bulletins.models.bulletin import Bulletin
from coalitions.bulletins.models.recipient import BulletinReading, BulletinTelling
from coalitions.bulletins.writers.paper import html_of
from coalitions.coalition.models import Coalition
from tests import builders, bulletins
from tests.coalitions.bulletins.looking import LIST, one, page_of, queries, text

pytestmark = pytest.mark.django_db


def as_typed(**instead):
    """What a browser posts."""
    said = {
        "roles": ["administrator"],
        "title": bulletins.TITLE,
        "text": "A grey van stood on Mill Street.",
        "ask": "Two adults at door 3.",
        "source": "Sheriff’s Office",
        "certainty": "unconfirmed",
        "expires_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
        "asks_reading": "on",
        "legal_basis": "Shared for the safety of the schools named.",
        "because": "",
    }
    return said | instead


def test_sent_from_the_form_it_opens(coalition, cast, client):
    client.force_login(cast.sro)
    answer = client.post(f"{LIST}send/", as_typed(places=[coalition.pk]), follow=True)
    assert answer.redirect_chain[-1][0] == one(Bulletin.objects.get())
    assert "Sent to 1 person." in answer.content.decode()


def test_the_form_is_filled_in_but_for_five_fields(cast, client):
    content = text(client, cast.sro, f"{LIST}send/")
    assert "No student, no case details." in content
    folded = content.index('<details class="fold"')
    for name in ("roles", "title", "text", "ask", "source"):
        assert content.index(f'name="{name}"') < folded
    for name in ("places", "expires_on", "certainty", "legal_basis", "because"):
        assert content.index(f'name="{name}"') > folded


def test_what_is_refused_stands_at_its_field_with_all_that_was_typed(coalition, cast, client):
    client.force_login(cast.sro)
    answer = client.post(f"{LIST}send/", as_typed(places=[coalition.pk], roles=["teacher"]))
    content = answer.content.decode()
    assert answer.status_code == 422
    assert "Say why teachers or staff need to know." in content
    assert "A grey van stood on Mill Street." in content
    assert '<details class="fold" open>' in content


@pytest.mark.parametrize("roles", [["parent"], ["student", "administrator"], ["official"]])
def test_the_form_offers_no_parents_students_or_officials(coalition, cast, client, roles):
    client.force_login(cast.sro)
    answer = client.post(f"{LIST}send/", as_typed(places=[coalition.pk], roles=roles))
    assert answer.status_code == 422
    assert not Bulletin.objects.exists()


def test_a_place_of_another_district_is_no_choice(foreign, cast, client):
    client.force_login(cast.sro)
    answer = client.post(f"{LIST}send/", as_typed(places=[foreign.pk]))
    assert answer.status_code == 422


def test_from_the_district_it_goes_to_every_school_by_one_tick(district_coalition, sibling, client):
    officer = builders.make_member(coalition=district_coalition, role=Role.SRO)
    there = builders.make_member(coalition=sibling, role=Role.ADMINISTRATOR)
    path = f"/c/{district_coalition.slug}/bulletins/send/"
    assert 'name="everywhere"' in text(client, officer, path)
    client.post(path, as_typed(everywhere="on"))
    (sent,) = Bulletin.objects.all()
    everywhere = Coalition.objects.filter(district=district_coalition.district)
    assert set(sent.places.values_list("coalition", flat=True)) == {each.pk for each in everywhere}
    assert sent.recipients.get().person.account == there


def test_without_a_school_it_says_so_at_the_choice_of_schools(cast, client):
    client.force_login(cast.sro)
    assert 'name="everywhere"' not in text(client, cast.sro, f"{LIST}send/")
    answer = client.post(f"{LIST}send/", as_typed(everywhere="on"))
    assert answer.status_code == 422
    assert "places" in answer.context["form"].errors


def test_empty_it_says_what_is_missing(cast, client):
    client.force_login(cast.sro)
    assert client.post(f"{LIST}send/", {}).status_code == 422


def test_the_list_counts_and_names_those_that_are_mine(bulletin, cast, client):
    content = text(client, cast.administrator, LIST)
    assert "1 bulletin is in force; you have not read 1" in content
    assert bulletin.title in content


def test_of_who_got_none_it_says_that_there_is_none(bulletin, cast, client):
    content = text(client, cast.ems, LIST)
    assert "No bulletin in force" in content
    assert bulletin.title not in content


def test_over_it_stands_behind_a_link(bulletin, cast, client):
    today = timezone.localdate()
    Bulletin.objects.update(sent_on=today - timedelta(days=9), expires_on=today - timedelta(1))
    assert bulletin.title not in text(client, cast.sro, LIST)
    assert bulletin.title in text(client, cast.sro, f"{LIST}?state=over")
    assert bulletin.title not in text(client, cast.fire, f"{LIST}?state=over")


def test_over_it_opens_for_its_keepers_with_when_it_ended(bulletin, cast, client):
    today = timezone.localdate()
    Bulletin.objects.update(sent_on=today - timedelta(days=9), expires_on=today - timedelta(1))
    content = text(client, cast.administrator, one(bulletin))
    assert "Its readers no longer see it." in content
    assert "overdue" not in content
    assert "I have read it" not in content
    assert page_of(client, cast.fire, one(bulletin)).status_code == 404


@pytest.mark.parametrize("role", ["teacher", "parent", "official", "student", "staff", "ems"])
def test_whom_it_is_not_for_gets_what_does_not_exist(bulletin, cast, client, role):
    account = getattr(cast, role)
    there = page_of(client, account, one(bulletin))
    nowhere = page_of(client, account, f"{LIST}{bulletin.pk + 1}/")
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content.replace(
        f"/{bulletin.pk + 1}/".encode(), f"/{bulletin.pk}/".encode()
    )
    assert not BulletinReading.objects.filter(account=account).exists()


def test_a_reader_sees_the_words_and_one_button(bulletin, cast, client):
    content = text(client, cast.fire, one(bulletin))
    for words in ("grey van", "door 3", "Sheriff’s Office", "Likely", "I have read it"):
        assert words in content
    for words in ("Who has read it", "Send again", "Add news", "Take it back", "Answers"):
        assert words not in content


def test_the_sender_sees_who_has_not(bulletin, cast, client):
    confirm_reading(here=bulletins.here(bulletin), by=cast.fire)
    content = text(client, cast.sro, one(bulletin))
    assert "2 of 3 people have not read" in content
    assert "Send again" not in content
    BulletinTelling.objects.update(told_on=timezone.localdate() - timedelta(days=1))
    assert "Send again to 2" in text(client, cast.sro, one(bulletin))
    assert ">I have read it</button>" not in content


def test_an_administrator_sees_both(bulletin, cast, client):
    content = text(client, cast.administrator, one(bulletin))
    assert "I have read it" in content
    assert "Who has read it" in content


def test_read_is_said_once_more_by_the_page(bulletin, cast, client):
    client.force_login(cast.fire)
    answer = client.post(f"{one(bulletin)}read/", follow=True)
    content = answer.content.decode()
    assert "You have read it" in content
    assert "I have read it" not in content


def test_news_is_added_and_shown(bulletin, cast, client):
    client.force_login(cast.sro)
    client.post(f"{one(bulletin)}news/", {"text": "Not seen since Thursday."})
    assert "Not seen since Thursday." in text(client, cast.fire, one(bulletin))


def test_taken_back_its_readers_get_404_and_its_keepers_the_reason(bulletin, cast, client):
    client.force_login(cast.administrator)
    client.post(f"{one(bulletin)}withdraw/", {"because": "It was a delivery."})
    assert page_of(client, cast.fire, one(bulletin)).status_code == 404
    assert "It was a delivery." in text(client, cast.sro, one(bulletin))


def test_it_is_read_on_the_pages_of_the_readers_own_school(coalition, cast, sibling, client):
    there = builders.make_member(coalition=sibling, role=Role.ADMINISTRATOR)
    builders.make_member(coalition=sibling, role=Role.SRO, account=cast.sro)
    sent = bulletins.send(coalition=coalition, by=cast.sro, places=[sibling])
    assert page_of(client, there, f"/c/foxglove/bulletins/{sent.pk}/").status_code == 200
    assert page_of(client, there, one(sent)).status_code == 404


def test_every_reading_is_listed_for_its_keepers(bulletin, cast, client):
    text(client, cast.fire, one(bulletin))
    content = text(client, cast.sro, f"{one(bulletin)}readings/")
    assert cast.fire.name in content
    assert "Opened" in content


def test_the_paper_names_its_reader_and_is_written_down(bulletin, cast, client):
    answer = page_of(client, cast.fire, f"{one(bulletin)}bulletin.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert BulletinReading.objects.get(account=cast.fire).way == "printed"


def test_the_page_that_becomes_paper_has_all_of_its_words(bulletin, cast):
    content = html_of(bulletins.here(bulletin), reader="Tom Hesse", now=timezone.now())
    for words in ("Printed by Tom Hesse", "grey van", "door 3", "Sheriff’s Office"):
        assert words in content


def test_a_list_of_fifty_asks_as_often_as_one_of_one(bulletin, coalition, cast, client):
    one_row = queries(client, cast.administrator, LIST)
    (person,) = cast.administrator.people.all()
    for _ in range(50):
        bulletins.make_bulletin(coalition=coalition, by=cast.sro, people=[person])
    assert queries(client, cast.administrator, LIST) == one_row <= 8


def test_home_shows_it_beside_the_page_to_who_got_it(bulletin, cast, client):
    assert bulletin.title in text(client, cast.fire, "/")
    assert "Not read yet" in text(client, cast.fire, "/")


@pytest.mark.parametrize("role", ["sro", "teacher", "parent", "official", "ems", "staff"])
def test_and_to_nobody_else(bulletin, cast, client, role):
    assert bulletin.title not in text(client, getattr(cast, role), "/")


def test_the_record_of_changes_has_nothing_of_it(bulletin, cast, client):
    content = text(client, cast.administrator, "/c/juniper/changes/").lower()
    assert bulletin.title.lower() not in content
    assert f"bulletin {bulletin.pk}" not in content


def test_responders_find_it_in_their_navigation(cast, client):
    assert f'<a href="{LIST}">Bulletins</a>' in text(client, cast.fire, "/")
    assert f'href="{LIST}"' not in text(client, cast.teacher, "/menu/")
    assert f'href="{LIST}"' in text(client, cast.sro, "/menu/")


def test_who_looks_as_somebody_whom_it_names_sees_none(bulletin, cast, client):
    client.force_login(cast.administrator)
    client.post("/c/juniper/view-as/", {"role": "fire"})
    for path in ("/", LIST, "/menu/", "/mine/"):
        assert bulletin.title not in client.get(path).content.decode()
    assert client.get(one(bulletin)).status_code == 404
    assert not BulletinReading.objects.exists()
