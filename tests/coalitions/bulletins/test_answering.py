"""Administrators answer and ask back below the bulletin, and its sender answers them."""

import pytest
from django.core.exceptions import PermissionDenied

from coalitions.bulletins.actions.answering import answer_bulletin
from coalitions.bulletins.actions.following import withdraw_bulletin
from coalitions.bulletins.models.recipient import BulletinReading
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import bulletins

pytestmark = pytest.mark.django_db
WORDS = "Which door did it stand at?"


def answer(bulletin, by, words=WORDS):
    return answer_bulletin(here=bulletins.here(bulletin), by=by, answer=words)


def told():
    rows = Message.objects.filter(kind="bulletin_answer").order_by("pk")
    return list(rows.values_list("account__name", flat=True))


def test_the_sender_is_told_that_there_is_one_without_its_words(bulletin, cast):
    answer(bulletin, cast.administrator)
    assert told() == [cast.sro.name]
    message = Message.objects.get(kind="bulletin_answer")
    assert message.scope is None
    assert "door" not in message.text + message.html


def test_who_asked_is_told_of_what_the_sender_answers(bulletin, cast, second):
    answer(bulletin, cast.administrator)
    answer(bulletin, cast.sro, "At door 3.")
    assert told() == [cast.sro.name, cast.administrator.name]


def test_the_same_words_twice_are_one(bulletin, cast):
    assert answer(bulletin, cast.administrator) == answer(bulletin, cast.administrator)
    assert told() == [cast.sro.name]


@pytest.mark.parametrize("role", ["fire", "teacher", "security_officer"])
def test_others_write_nothing(bulletin, cast, role):
    with pytest.raises(PermissionDenied):
        answer(bulletin, getattr(cast, role))


def test_words_are_needed(bulletin, cast):
    with pytest.raises(Refused) as refused:
        answer(bulletin, cast.administrator, "\u202e\n ")
    assert refused.value.field == "answer"


def test_nothing_is_written_below_one_that_is_over(bulletin, cast):
    withdraw_bulletin(here=bulletins.here(bulletin), by=cast.sro, because="Wrong.")
    with pytest.raises(WrongState):
        answer(bulletin, cast.administrator)


@pytest.mark.parametrize(
    ("role", "reads"), [("sro", True), ("administrator", True), ("fire", False)]
)
def test_only_sender_administrators_and_officers_read_it(bulletin, cast, client, role, reads):
    answer(bulletin, cast.administrator)
    client.force_login(getattr(cast, role))
    page = client.get(f"/c/juniper/bulletins/{bulletin.pk}/").content.decode()
    assert (WORDS in page) == reads
    assert ("Answers" in page) == reads


def test_it_stands_as_text(bulletin, cast, client):
    answer(bulletin, cast.administrator, "<script>alert(1)</script>")
    client.force_login(cast.sro)
    page = client.get(f"/c/juniper/bulletins/{bulletin.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_an_answer_that_is_refused_keeps_what_was_typed(bulletin, cast, client):
    client.force_login(cast.administrator)
    path = f"/c/juniper/bulletins/{bulletin.pk}/answer/"
    page = client.post(path, {"answer": "x" * 10_001})
    assert page.status_code == 422
    assert "x" * 10_001 in page.content.decode()
    assert not BulletinReading.objects.exists()
