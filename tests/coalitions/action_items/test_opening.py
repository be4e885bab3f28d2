"""An action item is opened once, by who may, with an owner who can own it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.action_items.actions.opening import open_item
from coalitions.action_items.checking import AlreadyOpen
from coalitions.action_items.models import ActionItem
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from tests import action_items, builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(cast):
    return cast.staff.people.get()


def opened(coalition, owner, by, **changed):
    given = {
        "what": "Repair the gym lock",
        "why": "It did not catch in the drill.",
        "due_on": timezone.localdate() + timedelta(days=14),
        "how_checked": "Try the door ten times.",
        "by": by,
    }
    return open_item(coalition=coalition, owner=owner, **given | changed)


def test_it_keeps_what_why_who_when_and_where_it_came_from(coalition, cast, owner):
    item = opened(
        coalition,
        owner,
        cast.sro,
        origin_words="Lockdown drill, October 6",
        origin_address="/c/juniper/drills/4/",
        origin_key="finding:4",
    )
    item.refresh_from_db()
    assert (item.what, item.owner, item.state) == ("Repair the gym lock", owner, "open")
    assert (item.school, item.opened_by) == (coalition.school, cast.sro)
    assert item.origin_words == "Lockdown drill, October 6"
    row = AuditRow.objects.about(item).get()
    assert (row.action, row.by_id, row.scope) == (
        "action_item.opened",
        cast.sro.pk,
        coalition.pk,
    )
    assert row.detail["owner"] == str(owner)


def test_it_sends_nothing(coalition, cast, owner):
    opened(coalition, owner, cast.administrator)
    assert not Message.objects.exists()


def test_it_may_be_owned_by_whoever_holds_a_seat(coalition, cast):
    seat = builders.make_seat(coalition=coalition, title="Facilities")
    with pytest.raises(Refused, match="holds the seat Facilities"):
        opened(coalition, seat, cast.administrator)
    builders.make_member(coalition=coalition, role=Role.STAFF, seat=seat)
    item = opened(coalition, seat, cast.administrator)
    assert (item.owner, item.owner_seat, item.owned_by) == (
        None,
        seat,
        "whoever holds the seat Facilities",
    )


@pytest.mark.parametrize("role", [r for r in Role if r.value not in ("administrator", "sro")])
def test_others_than_administrators_and_officers_open_none(coalition, cast, owner, role):
    if role == Role.SECURITY_OFFICER:
        assert opened(coalition, owner, cast.security_officer)
        return
    with pytest.raises(PermissionDenied, match="Only administrators and officers"):
        opened(coalition, owner, getattr(cast, role.value))
    assert not ActionItem.objects.exists()


def test_an_administrator_of_elsewhere_opens_none(coalition, owner, outsider):
    with pytest.raises(PermissionDenied):
        opened(coalition, owner, outsider)


@pytest.mark.parametrize(
    ("field", "changed", "sentence"),
    [
        ("what", {"what": " \x00 "}, "Say what is to be done"),
        ("what", {"what": "x" * 201}, "longer than 200 characters"),
        ("how_checked", {"how_checked": ""}, "Say how somebody will check it"),
        ("how_checked", {"how_checked": "x" * 501}, "longer than 500"),
        ("why", {"why": "x" * 1001}, "longer than 1,000"),
        ("due_on", {"due_on": timezone.localdate() - timedelta(days=1)}, "This day is past"),
        ("due_on", {"due_on": timezone.localdate() + timedelta(days=4000)}, "Look at the year"),
        ("origin_address", {"origin_address": "https://example.org/"}, "address of this portal"),
        ("origin_address", {"origin_address": "//example.org/"}, "address of this portal"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(coalition, cast, owner, field, changed, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        opened(coalition, owner, cast.administrator, **changed)
    assert refused.value.field == field
    assert not ActionItem.objects.exists()


def test_who_is_no_member_owns_nothing(coalition, cast, sibling):
    elsewhere = builders.make_member(coalition=sibling).people.get()
    with pytest.raises(Refused, match="is no member of") as refused:
        opened(coalition, elsewhere, cast.administrator)
    assert refused.value.field == "owner"


def test_a_restricted_one_is_owned_by_who_reads_what_is_restricted(coalition, cast, owner):
    with pytest.raises(Refused, match="does not read what is restricted"):
        opened(coalition, owner, cast.administrator, is_restricted=True)
    assert opened(coalition, cast.sro.people.get(), cast.administrator, is_restricted=True)


def test_its_owner_is_not_named_to_verify_it(coalition, cast, owner):
    with pytest.raises(Refused, match="Name a second person") as refused:
        opened(coalition, owner, cast.administrator, verifier=owner)
    assert refused.value.field == "verifier"


def test_who_has_no_account_is_not_named_to_verify_it(coalition, cast, owner):
    builders.make_member(coalition=coalition, name="Parent", role=Role.PARENT)
    parent = coalition.memberships.filter(role=Role.PARENT).first().person
    with pytest.raises(Refused, match="cannot verify this here"):
        opened(coalition, owner, cast.administrator, verifier=parent)
    assert opened(coalition, owner, cast.administrator, verifier=cast.sro.people.get()).verifier


def test_a_district_names_a_school_of_its_own(district_coalition, foreign, school):
    by = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="is no school of"):
        opened(district_coalition, by.people.get(), by, school=foreign.school)
    assert opened(district_coalition, by.people.get(), by, school=school).school == school


class TestSaidTwice:
    def test_the_same_words_are_open_once(self, coalition, cast, owner):
        first = opened(coalition, owner, cast.administrator)
        with pytest.raises(AlreadyOpen, match="is there already") as refused:
            opened(coalition, owner, cast.administrator, what="repair the GYM lock")
        assert refused.value.item == first

    def test_the_same_words_of_two_findings_are_two(self, coalition, cast, owner):
        keys = ("finding:1", "finding:2")
        items = [opened(coalition, owner, cast.administrator, origin_key=key) for key in keys]
        assert items[1].repeats == items[0]

    def test_one_finding_has_one_that_is_open(self, coalition, cast, owner):
        first = opened(coalition, owner, cast.administrator, origin_key="finding:1")
        with pytest.raises(AlreadyOpen) as refused:
            opened(coalition, owner, cast.administrator, what="Other", origin_key="finding:1")
        assert refused.value.item == first

    def test_what_was_verified_may_be_found_again(self, coalition, cast, owner):
        first = action_items.make_item(
            coalition=coalition, origin_key="finding:1", **action_items.verified()
        )
        again = opened(coalition, owner, cast.administrator, origin_key="finding:1")
        assert again.repeats == first

    def test_like_words_are_recognised_within_the_coalition(self, coalition, sibling, cast, owner):
        action_items.make_item(coalition=sibling, what="Amplifier of the music room")
        first = action_items.make_item(
            coalition=coalition, what="Amplifier of the music room", **action_items.verified()
        )
        again = opened(coalition, owner, cast.administrator, what="Mend amplifier in music room")
        assert again.repeats == first
        other = opened(coalition, owner, cast.administrator, what="Order signs for parking")
        assert other.repeats is None


@pytest.mark.django_db(transaction=True)
def test_three_at_once_open_one(coalition, cast, owner, run_at_once):
    def one():
        try:
            return opened(coalition, owner, cast.administrator).pk
        except AlreadyOpen as already:
            return already.item.pk

    assert len(set(run_at_once(one, times=3))) == 1
    assert ActionItem.objects.count() == 1
