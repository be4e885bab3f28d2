"""The page of one action item says where it stands, and tells nobody more than they may know."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from safety_portal.portal.action_items.views import heading
from tests import action_items, builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    def get(account, item):
        client.force_login(account)
        return client.get(reverse("action_item", args=[item.coalition.slug, item.pk]))

    return get


def test_the_heading_says_where_it_stands(coalition, cast):
    item = action_items.make_item(coalition=coalition, what="Mend the bell", days=-4)
    on = timezone.localdate()
    assert heading(item, on=on) == "Mend the bell: 4 days overdue"
    waiting = action_items.make_item(coalition=coalition, what="Try it", **action_items.done())
    assert heading(waiting, on=on) == "Try it: done, to be verified"
    closed = action_items.make_item(coalition=coalition, what="Try", **action_items.verified())
    assert heading(closed, on=on) == "Try: verified and closed"


def test_it_shows_what_why_who_and_the_history(page, coalition, cast):
    item = action_items.make_item(
        coalition=coalition,
        owner=cast.staff.people.get(),
        what="Mend the bell",
        why="Nobody heard it.",
        origin_words="Fire drill of October 14",
        origin_address="/c/juniper/",
    )
    action_items.make_evidence(item=item, words="New amplifier", work_order="4471", cost=120)
    text = page(cast.teacher, item).content.decode()
    for words in ("Nobody heard it.", "Fire drill of October 14", "New amplifier", "4471", "$120"):
        assert words in text
    assert 'href="/c/juniper/"' in text


def test_its_buttons_are_those_its_reader_may_press(page, coalition, cast):
    item = action_items.make_item(
        coalition=coalition, owner=cast.staff.people.get(), **action_items.done(by=cast.staff)
    )
    verify = reverse("action_item_verify", args=[coalition.slug, item.pk])
    assert verify in page(cast.administrator, item).content.decode()
    told = page(cast.staff, item).content.decode()
    assert verify not in told
    assert "administrator of" in told


def test_an_owner_who_is_a_parent_sees_their_own_and_no_other(page, coalition, cast):
    own = action_items.make_item(coalition=coalition, owner=cast.parent.people.get())
    other = action_items.make_item(coalition=coalition)
    assert page(cast.parent, own).status_code == 200
    assert page(cast.parent, other).status_code == 404


def test_a_restricted_one_is_not_there_for_others(page, coalition, cast):
    item = action_items.make_item(
        coalition=coalition, owner=cast.sro.people.get(), is_restricted=True
    )
    assert page(cast.fire, item).status_code == 200
    for account in (cast.teacher, cast.health, cast.official, cast.parent, cast.student):
        assert page(account, item).status_code == 404


def test_the_earlier_one_is_named_to_who_sees_it(page, coalition, cast):
    earlier = action_items.make_item(
        coalition=coalition, what="zq-secret", is_restricted=True, **action_items.verified()
    )
    again = action_items.make_item(coalition=coalition, what="Again", repeats=earlier)
    assert "zq-secret" in page(cast.administrator, again).content.decode()
    assert "zq-secret" not in page(cast.teacher, again).content.decode()


def test_a_hostile_name_is_text(page, coalition, cast):
    item = action_items.make_item(coalition=coalition, what="<script>alert(1)</script>")
    text = page(cast.administrator, item).content.decode()
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_the_district_reads_down_and_the_school_not_up(page, coalition, district_coalition, cast):
    chief = builders.make_member(coalition=district_coalition, role="fire")
    board = builders.make_member(coalition=district_coalition, role="official")
    here = action_items.make_item(coalition=coalition)
    above = action_items.make_item(coalition=district_coalition)
    assert page(chief, here).status_code == 200
    assert page(board, here).status_code == 404
    assert page(cast.administrator, above).status_code == 404


def test_who_left_sees_it_no_more(page, coalition):
    gone = builders.make_member(coalition=coalition, role="staff")
    item = action_items.make_item(coalition=coalition, owner=gone.people.get())
    assert page(gone, item).status_code == 200
    gone.people.get().memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert page(gone, item).status_code == 404
