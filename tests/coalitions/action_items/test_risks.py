"""A risk is accepted by a name until a day, on which the item is open again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coalitions.action_items.actions.changing import change_item
from coalitions.action_items.actions.coming_back import end_accepted_risks, reopen_item
from coalitions.action_items.actions.risks import accept_risk
from coalitions.action_items.checking import AlreadyOpen, Stale
from coalitions.action_items.tasks import end_accepted_risks as sweep
from coalitions.records.actions.merging import merge_people
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import action_items, builders

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def item(coalition, cast):
    return action_items.make_item(coalition=coalition, owner=cast.staff.people.get())


@pytest.fixture
def accepted(coalition, cast):
    return action_items.make_item(
        coalition=coalition,
        owner=cast.staff.people.get(),
        days=-10,
        **action_items.accepted(accepter=cast.sro.people.get(), days=30),
    )


def accept(item, cast, **changed):
    given = {
        "accepter": cast.official.people.get(),
        "until": TODAY + timedelta(days=90),
        "because": "The bank is rebuilt.",
        "by": cast.administrator,
    }
    return accept_risk(item=item, **given | changed)


class TestAccepting:
    def test_it_names_who_until_when_and_why(self, item, cast):
        accept(item, cast)
        item.refresh_from_db()
        assert (item.state, item.accepter, item.accepted_by) == (
            "risk_accepted",
            cast.official.people.get(),
            cast.administrator,
        )
        assert item.comes_back_on == TODAY + timedelta(days=90)
        row = AuditRow.objects.about(item).get()
        assert row.detail["because"] == "The bank is rebuilt."

    def test_also_of_what_waits_to_be_verified(self, coalition, cast):
        item = action_items.make_item(coalition=coalition, **action_items.done())
        accept(item, cast)
        item.refresh_from_db()
        assert (item.state, item.done_at) == ("risk_accepted", None)

    @pytest.mark.parametrize("days", [0, -1, 1200])
    def test_a_day_that_cannot_be_is_refused(self, item, cast, days):
        with pytest.raises(Refused) as refused:
            accept(item, cast, until=TODAY + timedelta(days=days))
        assert refused.value.field == "until"

    def test_without_a_reason_it_is_refused(self, item, cast):
        with pytest.raises(Refused, match="Say why the risk is accepted"):
            accept(item, cast, because=" ")

    def test_not_by_its_owner(self, item, cast):
        with pytest.raises(Refused, match="owns it") as refused:
            accept(item, cast, accepter=cast.staff.people.get())
        assert refused.value.field == "accepter"

    def test_not_by_somebody_of_elsewhere(self, item, cast, sibling):
        other = builders.make_member(coalition=sibling).people.get()
        with pytest.raises(Refused, match="is no member here"):
            accept(item, cast, accepter=other)

    def test_of_a_restricted_one_only_by_who_reads_it(self, coalition, cast):
        item = action_items.make_item(
            coalition=coalition, owner=cast.sro.people.get(), is_restricted=True
        )
        with pytest.raises(Refused, match="who may read this"):
            accept(item, cast)

    @pytest.mark.parametrize("role", ["sro", "official", "fire", "staff", "parent"])
    def test_only_administrators_write_it_down(self, item, cast, role):
        with pytest.raises(PermissionDenied):
            accept(item, cast, by=getattr(cast, role))

    def test_what_is_closed_has_no_risk(self, coalition, cast):
        item = action_items.make_item(coalition=coalition, **action_items.verified())
        with pytest.raises(WrongState):
            accept(item, cast)


class TestComingBack:
    def test_on_its_day_it_is_open_and_due(self, accepted):
        day = accepted.comes_back_on
        assert end_accepted_risks(on=day - timedelta(days=1)) == 0
        assert end_accepted_risks(on=day) == 1
        accepted.refresh_from_db()
        assert (accepted.state, accepted.came_back, accepted.due_on) == ("open", "risk_ended", day)
        assert "accepted the risk until" in accepted.came_back_because

    def test_twice_is_once(self, accepted):
        day = accepted.comes_back_on
        assert [end_accepted_risks(on=day), end_accepted_risks(on=day)] == [1, 0]
        row = AuditRow.objects.about(accepted).get()
        assert (row.action, row.by_name) == ("action_item_risk.ended", "Safety Portal")

    def test_a_day_that_was_missed_is_made_up_for(self, accepted):
        assert end_accepted_risks(on=accepted.comes_back_on + timedelta(days=40)) == 1

    def test_a_later_due_day_stays(self, coalition, cast):
        item = action_items.make_item(
            coalition=coalition,
            days=200,
            **action_items.accepted(accepter=cast.sro.people.get(), days=1),
        )
        end_accepted_risks(on=item.comes_back_on)
        item.refresh_from_db()
        assert item.due_on == TODAY + timedelta(days=200)

    def test_more_than_one_transaction_of_them(self, coalition, cast, monkeypatch):
        monkeypatch.setattr("coalitions.action_items.actions.coming_back.AT_ONCE", 2)
        for _ in range(5):
            action_items.make_item(
                coalition=coalition,
                **action_items.accepted(accepter=cast.sro.people.get(), days=1),
            )
        assert end_accepted_risks(on=TODAY + timedelta(days=1)) == 5

    def test_the_task_asks_for_today(self, accepted):
        sweep()
        accepted.refresh_from_db()
        assert accepted.state == "risk_accepted"


class TestReopening:
    def reopened(self, item, cast, **changed):
        given = {"because": "Loose again.", "due_on": TODAY, "by": cast.administrator}
        return reopen_item(item=item, **given | changed)

    def test_with_a_reason_and_a_new_day(self, coalition, cast):
        item = action_items.make_item(coalition=coalition, days=-90, **action_items.verified())
        self.reopened(item, cast)
        item.refresh_from_db()
        assert (item.state, item.came_back, item.due_on) == ("open", "reopened", TODAY)
        assert (item.verified_at, item.done_at) == (None, None)

    def test_a_risk_before_its_day(self, accepted, cast):
        self.reopened(accepted, cast, by=cast.sro)
        accepted.refresh_from_db()
        assert (accepted.state, accepted.accepter) == ("open", None)

    def test_not_without_a_reason_nor_for_a_day_past(self, accepted, cast):
        with pytest.raises(Refused, match="Say why it is open again"):
            self.reopened(accepted, cast, because="")
        with pytest.raises(Refused, match="This day is past"):
            self.reopened(accepted, cast, due_on=TODAY - timedelta(days=1))

    def test_not_what_is_open(self, item, cast):
        with pytest.raises(WrongState, match="It is open"):
            self.reopened(item, cast)

    def test_not_beside_the_same_that_was_opened_anew(self, coalition, cast):
        item = action_items.make_item(
            coalition=coalition, origin_key="finding:1", **action_items.verified()
        )
        action_items.make_item(coalition=coalition, origin_key="finding:1")
        with pytest.raises(AlreadyOpen):
            self.reopened(item, cast)

    @pytest.mark.parametrize("role", ["staff", "fire", "teacher", "parent"])
    def test_not_by_others(self, accepted, cast, role):
        with pytest.raises(PermissionDenied):
            self.reopened(accepted, cast, by=getattr(cast, role))


class TestChanging:
    def changed(self, item, cast, **changed):
        given = {
            "what": "Other words",
            "why": "",
            "owner": item.owner,
            "due_on": item.due_on,
            "how_checked": item.how_checked,
            "version": item.version,
            "by": cast.sro,
        }
        return change_item(item=item, **given | changed)

    def test_the_audit_row_keeps_what_it_said(self, item, cast):
        before = item.what
        self.changed(item, cast)
        item.refresh_from_db()
        assert (item.what, item.version) == ("Other words", 2)
        assert AuditRow.objects.about(item).get().detail["before"] == {"what": before}

    def test_a_form_that_is_older_is_told_so(self, item, cast):
        self.changed(item, cast)
        with pytest.raises(Stale) as stale:
            self.changed(item, cast, version=1)
        assert stale.value.item.what == "Other words"

    def test_an_overdue_day_may_stay(self, coalition, cast):
        item = action_items.make_item(coalition=coalition, days=-3)
        assert self.changed(item, cast).due_on == TODAY - timedelta(days=3)
        with pytest.raises(Refused, match="This day is past"):
            self.changed(item, cast, version=2, due_on=TODAY - timedelta(days=1))

    def test_its_owner_stays_while_it_waits_to_be_verified(self, coalition, cast):
        item = action_items.make_item(coalition=coalition, **action_items.done())
        with pytest.raises(Refused, match="Send it back first"):
            self.changed(item, cast, owner=cast.teacher.people.get())

    def test_a_restricted_one_stays_so(self, coalition, cast):
        item = action_items.make_item(
            coalition=coalition, owner=cast.sro.people.get(), is_restricted=True
        )
        assert self.changed(item, cast, is_restricted=False).is_restricted

    def test_what_is_closed_is_not_changed(self, coalition, cast):
        item = action_items.make_item(coalition=coalition, **action_items.verified())
        with pytest.raises(WrongState):
            self.changed(item, cast)

    def test_two_records_of_one_person_take_their_items_along(self, coalition, cast):
        person = cast.teacher.people.get()
        twin = builders.make_member(coalition=coalition, role="staff").people.get()
        item = action_items.make_item(coalition=coalition, owner=twin, verifier=person)
        said = {"name": person.name, "email": person.email, "phone": "", "account": person.account}
        merge_people(kept=person, gone=twin, by=cast.administrator, **said)
        item.refresh_from_db()
        assert (item.owner, item.verifier) == (person, person)
