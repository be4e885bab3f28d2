"""An administrator sees who asks, invites them to a seat, or declines with words."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from coalitions.champions.actions.deciding import decline_asker, invite_asker
from coalitions.champions.actions.opening import change_join_rules
from coalitions.champions.models.asking import JoinRequest, JoinRules
from coalitions.invitations.actions.accepting import accept
from coalitions.invitations.models import Invitation
from coalitions.memberships.models.membership import Membership
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders, championing
from tests.championing import make_request
from tests.coalitions.champions.conftest import text

pytestmark = pytest.mark.django_db
WORDS = "Thank you.\nWe have a champion for your street already."


@pytest.fixture
def asked(coalition):
    return make_request(coalition=coalition, name="Alma Reyes", email="alma@example.org")


def invite(asked, by, **fields):
    told = {"role": "parent", "title": "", "seat": None, "is_local_champion": True} | fields
    return invite_asker(asked=asked, by=by, **told)


def test_the_list_has_who_waits_and_until_when(page, coalition, administrator, asked):
    shown = text(page(administrator, "champion_requests", coalition.slug))
    assert "1 person asks to join; the first is to be answered by" in shown
    assert "Alma Reyes" in shown


def test_who_did_not_confirm_has_not_asked(page, coalition, administrator):
    asked = make_request(coalition=coalition, state="unconfirmed", name="Mark Planted")
    assert "Planted" not in text(page(administrator, "champion_requests", coalition.slug))
    gone = page(administrator, "champion_request", coalition.slug, asked.pk)
    assert gone.status_code == 404


@pytest.mark.parametrize("role", ["teacher", "sro", "parent", "official"])
def test_nobody_else_reads_who_asks(page, coalition, cast, asked, role):
    account = getattr(cast, role)
    assert page(account, "champion_requests", coalition.slug).status_code == 403
    assert page(account, "champion_request", coalition.slug, asked.pk).status_code == 404
    assert "Alma" not in text(page(account, "champions", coalition.slug))


def test_a_district_does_not_read_who_asks_a_school(page, coalition, above, asked):
    answer = page(above.administrator, "champion_request", coalition.slug, asked.pk)
    assert answer.status_code == 404


def test_invited_they_get_the_link_of_an_invitation(coalition, administrator, asked):
    decided = invite(asked, administrator)
    assert (decided.state, decided.decided_by) == ("invited", administrator)
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.name) == ("alma@example.org", "Alma Reyes")
    assert invitation.is_local_champion
    assert decided.invitation == invitation
    assert Message.objects.get(kind="invitation").to_address == "alma@example.org"


def test_who_accepts_is_a_local_champion(coalition, administrator, asked):
    invite(asked, administrator)
    mail = Message.objects.get(kind="invitation")
    token = mail.text.split("/invitations/")[1].split("/")[0]
    membership = accept(token=token, name="Alma Reyes", password=builders.PASSWORD)
    assert Membership.objects.get(pk=membership.pk).is_local_champion


def test_the_invitation_says_what_a_champion_does(client, coalition, administrator, asked):
    invite(asked, administrator)
    token = Message.objects.get(kind="invitation").text.split("/invitations/")[1].split("/")[0]
    assert "As a local champion" in text(client.get(reverse("invitation", args=[token])))


def test_to_a_seat(coalition, administrator):
    seat = builders.make_seat(coalition=coalition, title="Parent", roles=["parent"])
    asked = make_request(coalition=coalition, wanted="seat", seat=seat)
    invite(asked, administrator, seat=seat, is_local_champion=False)
    assert Invitation.objects.get().seat == seat
    assert not Invitation.objects.get().is_local_champion


def test_a_seat_of_another_role_is_refused_and_nothing_written(coalition, administrator, asked):
    seat = builders.make_seat(coalition=coalition, roles=["fire"])
    with pytest.raises(Refused):
        invite(asked, administrator, seat=seat)
    assert JoinRequest.objects.get().state == "waiting"
    assert not Invitation.objects.exists()


def test_declined_with_words_that_are_mailed(coalition, administrator, asked):
    decided = decline_asker(asked=asked, answer=WORDS, by=administrator)
    assert decided.state == "declined"
    mail = Message.objects.get(kind="join_declined")
    assert mail.to_address == "alma@example.org"
    assert "Thank you." in mail.text
    assert "We have a champion for your street already." in mail.text
    assert "Dana Whitlock writes" in mail.text


def test_without_words_nobody_is_declined(coalition, administrator, asked):
    with pytest.raises(Refused, match="a sentence or two"):
        decline_asker(asked=asked, answer=" ", by=administrator)
    assert not Message.objects.exists()


def test_answered_once(coalition, administrator, asked):
    decline_asker(asked=asked, answer=WORDS, by=administrator)
    with pytest.raises(WrongState, match="declined on"):
        decline_asker(asked=asked, answer=WORDS, by=administrator)
    with pytest.raises(WrongState, match="declined on"):
        invite(asked, administrator)
    assert Message.objects.count() == 1


def test_what_was_deleted_is_said_to_be(coalition, administrator, asked):
    JoinRequest.objects.all().delete()
    with pytest.raises(WrongState, match="was deleted"):
        decline_asker(asked=asked, answer=WORDS, by=administrator)


@pytest.mark.parametrize("role", ["sro", "teacher", "parent", "official"])
def test_only_administrators_answer(cast, coalition, asked, role):
    with pytest.raises(PermissionDenied):
        invite(asked, getattr(cast, role))
    with pytest.raises(PermissionDenied):
        decline_asker(asked=asked, answer=WORDS, by=getattr(cast, role))


def test_the_record_says_what_was_done_to_whom_by_number(coalition, administrator, asked):
    decline_asker(asked=asked, answer=WORDS, by=administrator)
    row = AuditRow.objects.get()
    assert (row.action, row.subject_name) == (
        "join_request.declined",
        f"Request to join {asked.pk}",
    )
    assert row.detail == {}


def test_by_the_page(post, coalition, administrator, asked):
    answer = post(
        administrator,
        "champion_request_invite",
        coalition.slug,
        asked.pk,
        role="parent",
        is_local_champion="on",
    )
    assert answer.status_code == 302
    assert JoinRequest.objects.get().state == "invited"


def test_what_was_refused_is_said_where_it_was_typed(post, coalition, administrator, asked):
    answer = post(administrator, "champion_request_decline", coalition.slug, asked.pk, answer="")
    assert answer.status_code == 422
    assert "What you write to them" in text(answer)
    answer = post(administrator, "champion_request_invite", coalition.slug, asked.pk, role="")
    assert answer.status_code == 422


def test_an_answered_one_shows_what_was_answered(page, coalition, administrator):
    asked = make_request(coalition=coalition, state="declined", by=administrator)
    shown = text(page(administrator, "champion_request", coalition.slug, asked.pk))
    assert "asked to join and was declined" in shown
    assert "Not this year." in shown
    assert "Invite them" not in shown
    listed = text(page(administrator, "champion_requests", coalition.slug, answered=""))
    assert asked.name in listed


def test_who_is_a_member_already_is_told_to_who_answers(page, coalition, administrator, cast):
    asked = make_request(coalition=coalition, email=cast.parent.email)
    shown = text(page(administrator, "champion_request", coalition.slug, asked.pk))
    assert "Somebody with this address is a member already" in shown


def rules(by, coalition, **fields):
    told = {"is_open": True, "answerer": None, "answer_days": 7, "keep_days": 90} | fields
    return change_join_rules(coalition=coalition, by=by, **told)


def test_an_administrator_opens_asking_in_their_own_name(coalition, administrator):
    member = administrator.people.get().memberships.get()
    assert rules(administrator, coalition, answerer=member).answerer == member
    row = AuditRow.objects.get()
    assert row.detail["changed"]["answerer"] == "Dana Whitlock, Administrator"


def test_nobody_is_named_by_another(coalition, administrator, cast):
    other = cast.administrator.people.get().memberships.get()
    with pytest.raises(Refused, match="only who says so"):
        rules(administrator, coalition, answerer=other)
    rules(cast.administrator, coalition, answerer=other)
    assert rules(administrator, coalition, answerer=other, keep_days=60).answerer == other


def test_unchanged_it_leaves_no_row(coalition, administrator):
    for _ in range(2):
        rules(administrator, coalition)
    assert AuditRow.objects.count() == 1


def test_others_do_not_open_it(coalition, cast):
    with pytest.raises(PermissionDenied):
        rules(cast.sro, coalition)
    assert not JoinRules.objects.filter(is_open=True).exists()


def test_the_form_of_the_rules(page, post, coalition, administrator):
    shown = text(page(administrator, "champion_join_rules", coalition.slug))
    assert "Nobody can ask to join" in shown
    told = {"is_open": "on", "answer_days": 14, "keep_days": 60, "answerer": ""}
    answer = post(administrator, "champion_join_rules", coalition.slug, **told)
    assert answer.status_code == 302
    kept = JoinRules.objects.get()
    assert (kept.is_open, kept.answer_days, kept.keep_days) == (True, 14, 60)
    told["keep_days"] = 4000
    answer = post(administrator, "champion_join_rules", coalition.slug, **told)
    assert answer.status_code == 422


def test_a_day_that_was_promised_stays(coalition, administrator):
    championing.open_asking(coalition=coalition)
    asked = make_request(coalition=coalition)
    due = asked.answer_due_on
    rules(administrator, coalition, answer_days=30)
    assert JoinRequest.objects.get().answer_due_on == due
    assert due > timezone.localdate()
