"""The list, the board and the file show what their reader may see."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from tests import action_items, builders

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()

# Queries of signing in, which the fixture `get` does each time.
SIGN_IN = 5


@pytest.fixture
def get(client, coalition):
    def page(account, name="action_items", query="", place=coalition):
        client.force_login(account)
        return client.get(reverse(name, args=[place.slug]) + query)

    return page


def text(response):
    assert response.status_code == 200
    return response.content.decode()


class TestList:
    def test_the_heading_counts_what_waits_is_overdue_and_open(self, get, coalition, cast):
        for _ in range(2):
            action_items.make_item(coalition=coalition, days=-3)
        action_items.make_item(coalition=coalition, **action_items.done())
        heading = " ".join(text(get(cast.administrator)).split())
        assert "1 waits for your verification, 2 are overdue, and 2 are open" in heading
        heading = " ".join(text(get(cast.teacher)).split())
        assert "for your verification" not in heading.split("</h1>")[0]

    def test_mine_to_verify_stands_first_then_by_day_then_risks(self, get, coalition, cast):
        accepter = cast.sro.people.get()
        action_items.make_item(coalition=coalition, what="Later", days=20)
        action_items.make_item(coalition=coalition, what="Sooner", days=2)
        action_items.make_item(coalition=coalition, what="Waits", **action_items.done())
        action_items.make_item(
            coalition=coalition, what="Fence", **action_items.accepted(accepter=accepter)
        )
        page = text(get(cast.administrator))
        places = [page.index(word) for word in ("Waits", "Sooner", "Later", "Fence")]
        assert places == sorted(places)

    @pytest.mark.parametrize(
        ("state", "shown"),
        [
            ("open", {"Open", "Late", "Back"}),
            ("overdue", {"Late"}),
            ("returned", {"Back"}),
            ("to_verify", {"Waits"}),
            ("closed", {"Closed"}),
            ("repeats", {"Open"}),
            ("nonsense", {"Open", "Late", "Back"}),
        ],
    )
    def test_each_state_has_its_list(self, get, coalition, cast, state, shown):
        make = {"coalition": coalition}
        closed = action_items.make_item(**make, what="zq-Closed", **action_items.verified())
        action_items.make_item(**make, what="zq-Open", repeats=closed)
        action_items.make_item(**make, what="zq-Late", days=-1)
        back = {"came_back": "sent_back", "came_back_because": "No."}
        action_items.make_item(**make, what="zq-Back", **back)
        action_items.make_item(**make, what="zq-Waits", **action_items.done())
        page = text(get(cast.teacher, query=f"?state={state}"))
        found = {w for w in ("Open", "Late", "Back", "Waits", "Closed") if f"zq-{w}" in page}
        assert found == shown

    def test_mine_an_owner_a_school_and_words_narrow(self, get, district_coalition, school):
        by = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
        place = {"coalition": district_coalition}
        action_items.make_item(**place, what="zq-mine", owner=by.people.get())
        other = action_items.make_item(**place, what="zq-door", school=school)
        action_items.make_item(**place, what="zq-hedge", origin_words="Walk of May 6")
        asks = {
            "?whose=mine": {"mine"},
            f"?owner={other.owner_id}": {"door"},
            f"?school={school.pk}": {"door"},
            "?q=may": {"hedge"},
            "?q=zq-d": {"door"},
            "?owner=nonsense&school=99999999999999999999": {"mine", "door", "hedge"},
        }
        for query, shown in asks.items():
            page = text(get(by, query=query, place=district_coalition))
            assert {w for w in ("mine", "door", "hedge") if f"zq-{w}" in page} == shown, query

    def test_a_district_sees_over_its_schools_as_far_as_it_reads_down(
        self, get, district_coalition, coalition, foreign
    ):
        action_items.make_item(coalition=coalition, what="zq-school")
        action_items.make_item(coalition=foreign, what="zq-foreign")
        action_items.make_item(coalition=coalition, what="zq-secret", is_restricted=True)
        seen = {Role.ADMINISTRATOR: (True, True), Role.HEALTH: (True, False)}
        seen |= {Role.TEACHER: (False, False), Role.OFFICIAL: (False, False)}
        for role, (school, secret) in seen.items():
            member = builders.make_member(coalition=district_coalition, role=role)
            page = text(get(member, query="?over=schools", place=district_coalition))
            assert ("zq-school" in page, "zq-secret" in page) == (school, secret), role
            assert "zq-foreign" not in page

    def test_restricted_ones_are_neither_shown_nor_counted(self, get, coalition, cast):
        action_items.make_item(coalition=coalition, what="zq-secret", is_restricted=True, days=-1)
        page = text(get(cast.teacher))
        assert "zq-secret" not in page
        assert "Nothing is open</h1>" in page
        assert "1 is overdue and 1 is open" in text(get(cast.sro))

    def test_parents_and_students_are_told_where_theirs_are(self, get, cast):
        for account in (cast.parent, cast.student):
            response = get(account)
            assert response.status_code == 403
            assert "on their home page" in response.content.decode()

    def test_thirty_open_ones_are_two_pages(self, get, coalition, cast):
        for _ in range(30):
            action_items.make_item(coalition=coalition, owner=cast.staff.people.get())
        page = text(get(cast.teacher))
        assert page.count('data-label="Owner"') == 25
        assert "Show more action items" in page
        assert "Risk accepted, " not in page

    def test_a_key_that_is_none_of_ours_is_refused(self, get, cast):
        assert get(cast.teacher, query="?older=nonsense").status_code == 400

    @pytest.mark.parametrize("name", ["action_items", "action_item_board"])
    def test_fifty_items_are_as_many_queries_as_one(
        self, get, coalition, cast, name, django_assert_max_num_queries
    ):
        def more(number):
            owner, accepter = cast.staff.people.get(), cast.sro.people.get()
            for _ in range(number):
                place = {"coalition": coalition, "owner": owner}
                action_items.make_item(**place)
                action_items.make_item(**place, **action_items.done(by=cast.staff))
                action_items.make_item(**place, **action_items.accepted(accepter=accepter))

        more(1)
        get(cast.administrator, name)
        with django_assert_max_num_queries(SIGN_IN + 8) as few:
            text(get(cast.administrator, name))
        more(49)
        with django_assert_max_num_queries(SIGN_IN + 8) as many:
            text(get(cast.administrator, name))
        assert len(many) == len(few)


class TestBoard:
    def test_each_column_is_in_its_order_and_says_how_many_more_there_are(
        self, get, coalition, cast
    ):
        owner = cast.staff.people.get()
        for days in (30, 10, 20, *range(40, 50)):
            place = {"coalition": coalition, "owner": owner, "days": days}
            action_items.make_item(**place, what=f"Due in {days}")
        late = {**action_items.done(by=cast.staff, days_ago=1), "days": 5}
        action_items.make_item(coalition=coalition, owner=owner, what="Done later", **late)
        soon = {**action_items.done(by=cast.staff, days_ago=9), "days": 3}
        action_items.make_item(coalition=coalition, owner=owner, what="Done first", **soon)
        page = text(get(cast.administrator, "action_item_board"))
        places = [page.index(what) for what in ("Due in 10", "Due in 20", "Due in 30", "Due in 40")]
        assert places == sorted(places)
        assert page.index("Done first") < page.index("Done later")
        assert "All 13: open" in page
        assert "Due in 49" not in page

    def test_it_has_the_same_items_in_columns_with_a_menu_each(self, get, coalition, cast):
        item = action_items.make_item(coalition=coalition, what="Mend the bell")
        action_items.make_item(coalition=coalition, what="Fence", **action_items.verified())
        page = text(get(cast.administrator, "action_item_board"))
        assert page.index("Open, 1") < page.index("Mend the bell") < page.index("Closed, 1")
        assert reverse("action_item_done", args=[coalition.slug, item.pk]) in page
        assert "<summary" in page

    def test_who_may_move_nothing_has_no_menu(self, get, coalition, cast):
        action_items.make_item(coalition=coalition)
        assert "<summary" not in text(get(cast.teacher, "action_item_board")).split("board")[-1]


class TestFile:
    def rows(self, response):
        content = b"".join(response.streaming_content).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(content)))

    def test_it_has_what_its_reader_sees(self, get, coalition, cast):
        action_items.make_item(coalition=coalition, what="Mend the bell", why="Not heard.")
        action_items.make_item(coalition=coalition, what="zq-secret", is_restricted=True)
        (row,) = self.rows(get(cast.teacher, "action_item_csv"))
        assert (row["Action item"], row["Why"], row["State"]) == (
            "Mend the bell",
            "Not heard.",
            "Open",
        )
        assert len(self.rows(get(cast.administrator, "action_item_csv"))) == 2

    def test_nothing_in_it_is_a_formula(self, get, coalition, cast):
        action_items.make_item(coalition=coalition, what='=HYPERLINK("x")')
        (row,) = self.rows(get(cast.administrator, "action_item_csv"))
        assert row["Action item"] == '\'=HYPERLINK("x")'

    def test_a_state_narrows_it(self, get, coalition, cast):
        action_items.make_item(coalition=coalition)
        action_items.make_item(coalition=coalition, what="Closed", **action_items.verified())
        rows = self.rows(get(cast.administrator, "action_item_csv", "?state=closed"))
        assert [row["Action item"] for row in rows] == ["Closed"]
