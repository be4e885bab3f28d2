"""Done is what its owner says; closed is what a second person saw."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.action_items.actions.showing import add_evidence, say_done
from coalitions.action_items.actions.verifying import send_back, verify_item
from coalitions.action_items.lifecycle import ITEM_MOVES, ItemState
from coalitions.action_items.models import ActionItem, ItemEvidence
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.files.uploads import accept_document
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import action_items, builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(coalition, cast):
    return action_items.make_item(coalition=coalition, owner=cast.staff.people.get())


@pytest.fixture
def waiting(coalition, cast):
    item = action_items.make_item(
        coalition=coalition, owner=cast.staff.people.get(), **action_items.done(by=cast.staff)
    )
    action_items.make_evidence(item=item, by=cast.staff)
    return item


def actions_of(item):
    return list(AuditRow.objects.about(item).order_by("id").values_list("action", flat=True))


class TestShowing:
    def test_evidence_is_a_row_with_who_and_when(self, item, cast):
        line = add_evidence(
            item=item, words="New lock.", work_order="4471", cost=Decimal("120.50"), by=cast.staff
        )
        line.refresh_from_db()
        assert (line.words, line.work_order, line.cost) == ("New lock.", "4471", Decimal("120.50"))
        assert line.added_by == cast.staff
        assert line.added_at
        item.refresh_from_db()
        assert item.state == "open"
        assert actions_of(item) == ["action_item_evidence.added"]

    def test_a_photo_is_stored_by_its_hash(self, item, cast, settings, tmp_path):
        settings.MEDIA_ROOT = str(tmp_path)
        photo = accept_document(builders.png())
        line = add_evidence(item=item, file=photo, by=cast.staff)
        assert line.file.read() == photo.content
        assert line.file_sha256 == photo.sha256

    def test_the_same_sent_twice_is_there_once(self, item, cast, settings, tmp_path):
        settings.MEDIA_ROOT = str(tmp_path)
        for _ in range(2):
            add_evidence(
                item=item, words="Done.", file=accept_document(builders.png()), by=cast.staff
            )
        assert item.evidence.count() == 1
        assert len(builders.stored(tmp_path)) == 1

    def test_nothing_is_no_evidence(self, item, cast):
        with pytest.raises(Refused, match="Show what was done"):
            add_evidence(item=item, words=" ", by=cast.staff)

    @pytest.mark.parametrize("cost", [Decimal("-1"), Decimal("100000000")])
    def test_a_cost_that_cannot_be_is_refused(self, item, cast, cost):
        with pytest.raises(Refused, match="A cost is") as refused:
            add_evidence(item=item, cost=cost, by=cast.staff)
        assert refused.value.field == "cost"

    def test_nothing_is_shown_of_what_is_closed(self, coalition, cast):
        item = action_items.make_item(coalition=coalition, **action_items.verified())
        with pytest.raises(WrongState, match="verified this on"):
            add_evidence(item=item, words="More.", by=cast.administrator)

    def test_others_show_nothing(self, item, cast):
        with pytest.raises(PermissionDenied, match="shows evidence"):
            add_evidence(item=item, words="Mine.", by=cast.teacher)

    def test_whoever_holds_the_seat_shows_it(self, coalition, cast):
        seat = builders.make_seat(coalition=coalition)
        holder = builders.make_member(coalition=coalition, role=Role.TEACHER, seat=seat)
        item = action_items.make_item(coalition=coalition, owner_seat=seat)
        assert say_done(item=item, words="Done.", by=holder).state == "done"


class TestDone:
    def test_it_is_said_with_what_shows_it(self, item, cast):
        say_done(item=item, words="New lock.", by=cast.staff)
        item.refresh_from_db()
        assert (item.state, item.done_by) == ("done", cast.staff)
        assert actions_of(item) == ["action_item_evidence.added", "action_item.done"]

    def test_without_evidence_it_is_not_said(self, item, cast):
        with pytest.raises(Refused, match="Show what was done"):
            say_done(item=item, by=cast.staff)
        item.refresh_from_db()
        assert item.state == "open"

    def test_earlier_evidence_is_enough(self, item, cast):
        action_items.make_evidence(item=item)
        assert say_done(item=item, by=cast.staff).state == "done"

    def test_a_refused_one_leaves_no_file(self, coalition, cast, settings, tmp_path):
        settings.MEDIA_ROOT = str(tmp_path)
        item = action_items.make_item(coalition=coalition, **action_items.done())
        with pytest.raises(WrongState):
            say_done(item=item, file=accept_document(builders.png()), by=cast.administrator)
        assert builders.stored(tmp_path) == []


class TestVerified:
    def test_by_a_second_person_it_is_closed(self, waiting, cast):
        verify_item(item=waiting, words="Tried it.", by=cast.administrator)
        waiting.refresh_from_db()
        assert (waiting.state, waiting.verified_by) == ("verified", cast.administrator)
        assert list(waiting.evidence.order_by("pk").values_list("words", "added_by")) == [
            ("New lock set, tried 20 times.", cast.staff.pk),
            ("Tried it.", cast.administrator.pk),
        ]
        assert actions_of(waiting) == ["action_item.verified"]

    def test_never_by_its_owner(self, coalition, cast):
        item = action_items.make_item(
            coalition=coalition,
            owner=cast.administrator.people.get(),
            **action_items.done(by=cast.sro),
        )
        with pytest.raises(PermissionDenied, match="You own this action item"):
            verify_item(item=item, by=cast.administrator)

    def test_never_by_who_holds_its_seat(self, coalition, cast):
        seat = builders.make_seat(coalition=coalition)
        holder = builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR, seat=seat)
        item = action_items.make_item(coalition=coalition, owner_seat=seat, **action_items.done())
        with pytest.raises(PermissionDenied, match="You own this action item"):
            verify_item(item=item, by=holder)
        assert verify_item(item=item, by=cast.administrator)

    def test_never_by_who_said_it_is_done(self, coalition, cast):
        item = action_items.make_item(
            coalition=coalition, **action_items.done(by=cast.administrator)
        )
        with pytest.raises(PermissionDenied, match="You said that this is done"):
            verify_item(item=item, by=cast.administrator)

    def test_by_who_was_named_whatever_the_role(self, coalition, cast):
        item = action_items.make_item(
            coalition=coalition, verifier=cast.teacher.people.get(), **action_items.done()
        )
        assert verify_item(item=item, by=cast.teacher).state == "verified"

    @pytest.mark.parametrize("role", ["sro", "fire", "teacher", "official", "parent"])
    def test_not_by_others(self, waiting, cast, role):
        with pytest.raises(PermissionDenied, match="Only an administrator"):
            verify_item(item=waiting, by=getattr(cast, role))

    def test_not_by_a_named_one_who_left(self, coalition, cast):
        gone = builders.make_member(coalition=coalition)
        person = gone.people.get()
        item = action_items.make_item(coalition=coalition, verifier=person, **action_items.done())
        person.memberships.update(ends_on=timezone.localdate())
        with pytest.raises(PermissionDenied):
            verify_item(item=item, by=gone)

    def test_what_nobody_said_is_done_is_not_verified(self, item, cast):
        with pytest.raises(WrongState, match="It is open, due on"):
            verify_item(item=item, by=cast.administrator)


class TestSentBack:
    def test_it_is_open_again_with_the_reason_and_its_owner_is_told(self, waiting, cast):
        send_back(item=waiting, reason="The photo shows door 7.", by=cast.administrator)
        waiting.refresh_from_db()
        assert (waiting.state, waiting.came_back, waiting.came_back_because) == (
            "open",
            "sent_back",
            "The photo shows door 7.",
        )
        assert waiting.done_by is None
        message = Message.objects.get()
        assert message.to_address == cast.staff.email
        assert "The photo shows door 7." in message.text

    def test_nothing_restricted_travels(self, coalition, cast):
        item = action_items.make_item(
            coalition=coalition,
            owner=cast.sro.people.get(),
            what="zq-secret",
            is_restricted=True,
            **action_items.done(by=cast.sro),
        )
        send_back(item=item, reason="zq-secret too", by=cast.administrator)
        message = Message.objects.get()
        assert "zq-secret" not in message.text + message.subject

    def test_a_reason_is_needed(self, waiting, cast):
        with pytest.raises(Refused, match="Say what is missing"):
            send_back(item=waiting, reason="  ", by=cast.administrator)

    def test_said_done_again_the_reason_is_history(self, waiting, cast):
        send_back(item=waiting, reason="Door 7.", by=cast.administrator)
        say_done(item=waiting, by=cast.staff)
        waiting.refresh_from_db()
        assert (waiting.came_back, waiting.came_back_because) == ("", "")
        row = AuditRow.objects.about(waiting).get(action="action_item.sent_back")
        assert row.detail["reason"] == "Door 7."


def test_the_table_leads_out_of_every_state_and_closes_only_what_was_done():
    assert set(ITEM_MOVES) == set(ItemState)
    assert all(ITEM_MOVES.values())
    assert [s for s in ItemState if ItemState.VERIFIED in ITEM_MOVES[s]] == [ItemState.DONE]


def test_nothing_is_deleted(item, coalition):
    other = action_items.make_item(coalition=coalition)
    for row in (action_items.make_evidence(item=item), other):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            row.delete()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ItemEvidence.objects.update(words="Other.")


@pytest.mark.django_db(transaction=True)
def test_two_at_once_verify_it_once(waiting, cast, run_at_once):
    def one():
        try:
            verify_item(item=waiting, by=cast.administrator)
        except WrongState:
            return "told"
        return "done"

    assert sorted(run_at_once(one, times=2)) == ["done", "told"]
    assert ActionItem.objects.get().version == 2


def test_it_stays_due_when_it_was(item, cast):
    due_on = item.due_on
    say_done(item=item, words="Done.", by=cast.staff)
    send_back(item=item, reason="Not yet.", by=cast.administrator)
    item.refresh_from_db()
    assert item.due_on == due_on
    assert item.due_on - timedelta(days=14) == timezone.localdate()
