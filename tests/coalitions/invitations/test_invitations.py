"""Invitations: one link, one answer, one account; and what happens when things go wrong."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import Role
from coalitions.invitations.actions import accepting, inviting
from coalitions.invitations.models import Invitation
from coalitions.memberships.actions import memberships
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.states import WrongState
from tests import builders
from tests.coalitions.invitations.links import token_of
from tests.plugins.skips import SHARED, needs_shared

HOSTILE = SHARED / "data" / "7-hostile" / "blns.txt"
ANSWER = {"name": "Ines Marsh", "password": builders.PASSWORD, "promise": "on"}


@pytest.fixture
def invited(coalition, administrator):
    """(invitation, path of its link) for Ines, as mental health."""
    agency = builders.make_agency(district=coalition.district, kind="mental_health")
    invitation, link = inviting.invite(
        coalition=coalition,
        email="Ines@Example.org",
        name="Ines Marsh",
        role=Role.MENTAL_HEALTH,
        agency=agency,
        by=administrator,
    )
    return invitation, link.removeprefix("http://localhost:8000")


@pytest.mark.django_db
def test_a_new_person_accepts_and_is_signed_in(client, coalition, invited):
    invitation, path = invited
    page = client.get(path)
    assert (page.status_code, "no-store" in page["Cache-Control"]) == (200, True)
    answer = client.post(path, ANSWER)
    assert (answer.status_code, answer.url) == (302, reverse("coalition", args=[coalition.slug]))
    account = User.objects.get(email="ines@example.org")
    membership = Membership.objects.get(person__account=account)
    assert (membership.coalition, membership.role, membership.agency) == (
        coalition,
        "mental_health",
        invitation.agency,
    )
    assert client.session["_auth_user_id"] == str(account.pk)
    assert account.check_password(builders.PASSWORD)
    assert AuditRow.objects.about(invitation)[0].action == "invitation.accepted"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"promise": ""}, "Tick this to accept"),
        ({"password": "short"}, "too short"),
        ({"password": "ines@example.org"}, "too similar"),
        ({"name": "\u202e\u0007"}, "Write your name with letters"),
    ],
)
def test_an_answer_that_lacks_something_makes_nothing(client, invited, missing, sentence):
    page = client.post(invited[1], ANSWER | missing)
    assert (page.status_code, sentence in page.content.decode()) == (422, True)
    assert not User.objects.filter(email="ines@example.org").exists()


@pytest.mark.django_db
def test_an_existing_account_signs_in_to_accept_and_gets_this_membership_too(
    client, coalition, invited, foreign
):
    account = builders.make_member(
        coalition=foreign,
        role=Role.HEALTH,
        account=builders.make_account(email="ines@example.org", name="Ines"),
    )
    page = client.get(invited[1]).content.decode()
    assert "Sign in to accept" in page
    assert 'type="password"' not in page
    # Whoever holds the link cannot take the account over with a password of their own.
    assert client.post(invited[1], ANSWER).status_code == 422
    client.force_login(account)
    assert client.post(invited[1], {"name": "Ines Marsh", "promise": "on"}).status_code == 302
    assert access_of(User.objects.get(pk=account.pk)).coalition_ids == {coalition.pk, foreign.pk}


@pytest.mark.django_db
def test_somebody_signed_in_as_another_is_told_whose_it_is(client, invited, cast):
    client.force_login(cast.teacher)
    page = client.get(invited[1]).content.decode()
    assert (
        f"This invitation is for ines@example.org. You are signed in as {cast.teacher.email}."
        in page
    )
    assert client.post(invited[1], ANSWER).status_code == 422
    with pytest.raises(WrongState):
        accepting.accept(token=token_of(invited[1]), account=cast.teacher)
    assert (
        client.post(reverse("invitation_sign_out", args=[token_of(invited[1])])).url == invited[1]
    )
    assert "Accept the invitation" in client.get(invited[1]).content.decode()


@pytest.mark.django_db
def test_an_invitation_that_ran_out_says_so_and_a_fresh_one_works(client, invited, administrator):
    invitation, path = invited
    Invitation.objects.filter(pk=invitation.pk).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    page = client.get(path)
    assert (page.status_code, "Ask Dana Whitlock for a new one." in page.content.decode()) == (
        410,
        True,
    )
    assert client.post(path, ANSWER).status_code == 410
    with pytest.raises(WrongState, match="has run out"):
        accepting.decline(token=token_of(path))
    _, link = inviting.resend(invitation=invitation, by=administrator)
    assert client.post(link.removeprefix("http://localhost:8000"), ANSWER).status_code == 302


@pytest.mark.django_db
def test_a_used_declined_or_revoked_link_answers_410_and_changes_nothing(
    client, invited, administrator, coalition
):
    invitation, path = invited
    accepting.accept(token=token_of(path), name="Ines", password=builders.PASSWORD)
    assert "was accepted" in client.get(path).content.decode()
    assert client.post(path, ANSWER).status_code == 410
    with pytest.raises(WrongState):
        inviting.revoke(invitation=invitation, by=administrator)

    def another():
        return inviting.invite(
            coalition=coalition, email="pat@example.org", role=Role.PARENT, by=administrator
        )

    declined, link = another()
    assert client.post(f"{link.removeprefix('http://localhost:8000')}decline/").status_code == 200
    assert client.get(link.removeprefix("http://localhost:8000")).status_code == 410
    revoked, link = another()
    inviting.revoke(invitation=revoked, by=administrator)
    assert client.post(link.removeprefix("http://localhost:8000"), ANSWER).status_code == 410
    with pytest.raises(WrongState):
        inviting.resend(invitation=declined, by=administrator)
    assert Membership.objects.filter(coalition=coalition, role=Role.PARENT).count() == 0
    assert client.get("/invitations/nobody-was-sent-this/").status_code == 404


@pytest.mark.django_db
def test_a_person_known_from_a_roster_becomes_the_account(coalition, invited, administrator):
    known = builders.make_person(
        district=coalition.district, name="I. Marsh", email="INES@example.org"
    )
    memberships.add_membership(
        coalition=coalition, person=known, role=Role.MENTAL_HEALTH, by=administrator
    )
    membership = accepting.accept(
        token=token_of(invited[1]), name="Ines Marsh", password=builders.PASSWORD
    )
    assert (membership.person, Person.objects.filter(email__iexact="ines@example.org").count()) == (
        known,
        1,
    )
    assert Membership.objects.filter(person=known).count() == 1
    known.refresh_from_db()
    assert (known.name, known.account.email) == ("Ines Marsh", "ines@example.org")


@needs_shared
@pytest.mark.django_db
def test_hostile_names_are_kept_as_text_and_shown_inert(client, coalition, administrator):
    names = [
        line
        for line in HOSTILE.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    chosen = [name for name in names if "<" in name or '"' in name or "\u202e" in name][
        :60
    ] + names[:40]
    for number, name in enumerate(chosen):
        inviting.invite(
            coalition=coalition,
            email=f"h{number}@example.org",
            name=name,
            title=name,
            role=Role.PARENT,
            by=administrator,
        )
    client.force_login(administrator)
    url = reverse("invitations", args=[coalition.slug])
    markup = 0
    while url:
        page = client.get(url)
        html = page.content.decode()
        assert page.status_code == 200
        for name in chosen:
            if "<script" in name.lower() or "onerror" in name.lower():
                assert name not in html
        markup += html.count("&lt;")
        following = page.context["page"].older_url
        url = reverse("invitations", args=[coalition.slug]) + following if following else None
    assert markup > 50
    kept = Invitation.objects.values_list("name", flat=True)
    assert not any(char in name for name in kept for char in "\u202e\u0000\r\n")
    for message in Message.objects.all():
        assert "<script" not in message.html.lower()
        assert "\n" not in message.subject


def test_a_long_word_in_a_list_of_people_takes_no_square_of_its_length(
    client, administrator, coalition
):
    client.force_login(administrator)
    url, began = reverse("invitation_send_many", args=[coalition.slug]), time.process_time()
    for people in ("9" * 400_000, "a@b.example, fire\n" * 100_000):
        assert client.post(url, {"people": people, "default_role": ""}).status_code == 422
    assert time.process_time() - began < 5


def test_the_last_day_of_an_invitation_is_that_of_the_districts_clock(
    client, administrator, coalition
):
    """Sent in the evening, in New York.

    By the clock of Greenwich it would be good for a day longer.
    """
    invitation, link = inviting.invite(
        coalition=coalition, email="ines@example.org", role=Role.STAFF, by=administrator
    )
    evening = datetime(2031, 12, 15, 2, 30, tzinfo=UTC)
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=evening)
    page = client.get(link.removeprefix("http://localhost:8000")).content.decode()
    assert ("good until December 14, 2031" in page, "December 15" in page) == (True, False)
    client.force_login(administrator)
    listed = client.get(reverse("invitations", args=[coalition.slug])).content.decode()
    assert ("Dec 14, 2031" in listed, "Dec 15" in listed) == (True, False)
