"""Somebody asks on a public page: no cookie, no account, the same answer to all, by mail."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coalitions.champions.actions.asking import ask_to_join, confirm_by_link
from coalitions.champions.models.asking import JoinRequest
from coalitions.champions.tokens import token_for
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders, championing
from tests.championing import asking
from tests.coalitions.champions.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def nobody():
    """A browser of nobody, which checks forms as a real one."""
    return Client(enforce_csrf_checks=True)


def join(coalition):
    return reverse("champion_join", args=[coalition.slug])


def ask(coalition, **fields):
    told = asking(**fields) | {"seat": fields.get("seat"), "school": fields.get("school")}
    return ask_to_join(coalition=coalition, **told)


def test_where_nobody_is_asked_there_is_no_page(client, coalition):
    assert client.get(join(coalition)).status_code == 404
    championing.open_asking(coalition=coalition, is_open=False)
    assert client.get(join(coalition)).status_code == 404
    assert client.post(join(coalition), asking()).status_code == 404


def test_the_page_says_who_answers_until_when_and_what_is_kept(client, asked_here):
    page = text(client.get(join(asked_here)))
    assert "Ask to join; an administrator answers within 7 days" in page
    assert "deleted 90 days after the answer" in page
    assert "No account is made, no cookie is set." in page


def test_no_cookie_is_set_by_looking_sending_or_confirming(nobody, asked_here):
    answers = [nobody.get(join(asked_here)), nobody.post(join(asked_here), asking())]
    answers.append(nobody.get(answers[1]["Location"]))
    link = reverse("champion_join_confirm", args=[token_for(JoinRequest.objects.get())])
    answers += [nobody.get(link), nobody.post(link)]
    assert [answer.status_code for answer in answers] == [200, 302, 200, 200, 200]
    assert not nobody.cookies
    assert all("Set-Cookie" not in answer.headers for answer in answers)
    assert JoinRequest.objects.get().state == "waiting"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_a_page_of_another_site_cannot_send_it(nobody, asked_here, headers):
    assert nobody.post(join(asked_here), asking(), headers=headers).status_code == 403
    assert not JoinRequest.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}, {}]
)
def test_our_own_page_sends_it(nobody, asked_here, headers):
    assert nobody.post(join(asked_here), asking(), headers=headers).status_code == 302


def test_it_makes_no_account_and_no_person(client, asked_here):
    before = User.objects.count()
    client.post(join(asked_here), asking())
    confirm_by_link(token=token_for(JoinRequest.objects.get()))
    assert User.objects.count() == before


def test_known_or_not_the_answer_is_the_same(client, asked_here, administrator):
    answers = [
        client.post(join(asked_here), asking(email=email))
        for email in ("new@example.org", administrator.email, administrator.email.upper())
    ]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, f"{join(asked_here)}?asked")
    }
    assert Message.objects.filter(kind="join_confirm").count() == 2


def test_the_mail_has_the_link_and_stands_in_no_ledger(client, asked_here):
    client.post(join(asked_here), asking())
    mail = Message.objects.get(kind="join_confirm")
    assert mail.to_address == "alma@example.org"
    assert mail.scope is None
    assert mail.secret_until is not None
    assert "/champions/confirm/" in mail.text


def test_sent_twice_it_is_one_request_and_one_mail(client, asked_here):
    for _ in range(2):
        client.post(join(asked_here), asking())
    assert (JoinRequest.objects.count(), Message.objects.count()) == (1, 1)


def test_who_types_an_address_too_often_is_answered_as_before_and_mails_nobody(client, asked_here):
    answers = [client.post(join(asked_here), asking(why=f"Because {each}")) for each in range(5)]
    assert {answer.status_code for answer in answers} == {302}
    assert Message.objects.count() == 3


def test_a_network_is_throttled_with_its_words_kept(client, asked_here):
    for each in range(20):
        client.post(join(asked_here), asking(email=f"a{each}@example.org"))
    answer = client.post(join(asked_here), asking(email="late@example.org", why="My words"))
    assert answer.status_code == 429
    assert "Try again tomorrow, or write to the office" in text(answer)
    assert "My words" in text(answer)
    assert not JoinRequest.objects.filter(email="late@example.org").exists()
    cache.clear()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": " "}, "Your name: This field is required."),
        ({"email": "alma"}, "“alma” is not an e-mail address."),
        ({"why": ""}, "Why, in a few sentences: This field is required."),
        ({"wanted": "seat-999"}, "As what: Select a valid choice."),
    ],
)
def test_what_is_missing_is_said_and_nothing_lost(client, asked_here, fields, said):
    answer = client.post(join(asked_here), asking(**fields))
    assert answer.status_code == 422
    assert said in text(answer)
    assert not JoinRequest.objects.exists()


def test_a_hostile_name_is_text(client, asked_here):
    client.post(join(asked_here), asking(name="<script>alert(1)</script>"))
    link = reverse("champion_join_confirm", args=[token_for(JoinRequest.objects.get())])
    assert "<script>alert" not in client.get(link).content.decode()


def test_vacant_seats_that_families_and_staff_may_take_are_offered(client, asked_here):
    builders.make_seat(coalition=asked_here, title="Parent of the board", roles=["parent"])
    builders.make_seat(coalition=asked_here, title="Police chief", roles=["law_enforcement"])
    page = text(client.get(join(asked_here)))
    assert "Parent of the board" in page
    assert "Police chief" not in page


def test_a_seat_is_asked_for(client, asked_here):
    seat = builders.make_seat(coalition=asked_here, title="Parent", roles=["parent"])
    client.post(join(asked_here), asking(wanted=f"seat-{seat.pk}"))
    assert JoinRequest.objects.get().seat == seat


def test_a_district_is_asked_for_one_of_its_schools(client, district_coalition, school, foreign):
    championing.open_asking(coalition=district_coalition)
    client.post(join(district_coalition), asking(school=school.pk))
    assert JoinRequest.objects.get().school == school
    answer = client.post(join(district_coalition), asking(school=foreign.school_id))
    assert answer.status_code == 422


def test_nothing_of_another_coalition_is_kept(asked_here, foreign):
    seat = builders.make_seat(coalition=foreign, roles=["parent"])
    with pytest.raises(Refused, match="one of the seats"):
        ask(asked_here, wanted="seat", seat=seat)
    with pytest.raises(Refused, match="one of the schools"):
        ask(asked_here, school=foreign.school)


def test_where_it_was_closed_meanwhile_nothing_is_kept(coalition):
    with pytest.raises(WrongState):
        ask(coalition)


def test_only_a_click_confirms_not_opening_the_link(client, asked_here):
    asked = ask(asked_here)
    link = reverse("champion_join_confirm", args=[token_for(asked)])
    page = client.get(link)
    assert "Do you ask to join" in text(page)
    assert JoinRequest.objects.get().state == "unconfirmed"
    answer = text(client.post(link))
    assert "You have asked to join; an administrator answers by" in answer.replace("An a", "an a")
    assert JoinRequest.objects.get().state == "waiting"


def test_confirmed_twice_it_is_confirmed_once(asked_here):
    token = token_for(ask(asked_here))
    for _ in range(2):
        asked = confirm_by_link(token=token)
    assert asked.answer_due_on == timezone.localdate() + timedelta(days=7)
    assert [row.action for row in AuditRow.objects.all()] == ["join_request.confirmed"]


def test_the_record_names_nobody(asked_here):
    confirm_by_link(token=token_for(ask(asked_here)))
    row = AuditRow.objects.get()
    assert row.subject_name.startswith("Request to join")
    assert "alma" not in str(row.detail).lower() + row.subject_name.lower()


def test_who_waits_already_is_not_written_down_twice(asked_here):
    first = confirm_by_link(token=token_for(ask(asked_here)))
    again = confirm_by_link(token=token_for(ask(asked_here, why="Another reason")))
    assert again == first
    assert JoinRequest.objects.waiting().count() == 1


def test_after_three_days_the_link_has_ended(client, asked_here):
    asked = championing.make_request(coalition=asked_here, state="unconfirmed", days_ago=3)
    link = reverse("champion_join_confirm", args=[token_for(asked)])
    assert client.get(link).status_code == 404
    with pytest.raises(WrongState):
        confirm_by_link(token=token_for(asked))


@pytest.mark.parametrize("token", ["nonsense", "WzEsImEiXQ:1a:b"])
def test_a_link_nobody_was_sent_leads_nowhere(client, token):
    assert client.get(reverse("champion_join_confirm", args=[token])).status_code == 404


def test_the_link_of_another_address_does_not_confirm(asked_here):
    asked = ask(asked_here)
    token = token_for(asked)
    JoinRequest.objects.update(email="other@example.org")
    with pytest.raises(WrongState):
        confirm_by_link(token=token)


def test_who_answers_is_named_only_where_they_said_so(client, asked_here, administrator):
    assert "Dana" not in text(client.get(join(asked_here)))
    member = administrator.people.get().memberships.get()
    championing.open_asking(coalition=asked_here, answerer=member)
    assert "Ask to join; Dana Whitlock answers within 7 days" in text(client.get(join(asked_here)))


def test_who_left_is_named_no_more(client, asked_here, administrator):
    member = administrator.people.get().memberships.get()
    championing.open_asking(coalition=asked_here, answerer=member)
    member.ends_on = timezone.localdate()
    member.save()
    assert "Dana" not in text(client.get(join(asked_here)))
