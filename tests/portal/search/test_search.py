"""How what was found is shown, what is typed wrongly or with ill will, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import builders
from tests.action_items import make_item
from tests.briefing import make_brief
from tests.portal.search.asking import answered, kinds, text
from tests.programs import make_program
from tests.walks import make_assessment, make_finding

pytestmark = pytest.mark.django_db
MOST_QUERIES = 8


def test_a_typing_error_is_put_right_and_said(client, cast, in_force):
    page = answered(client, cast.teacher, "tetns for famillies")
    assert "results for “tents for families”" in text(
        page
    ) or "result for “tents for families”" in text(page)
    assert "You wrote “tetns for famillies”, which is found nowhere." in text(page)


def test_it_is_searched_exactly_on_request(client, cast, in_force):
    page = answered(client, cast.teacher, "tetns", exact="")
    assert "Nothing found for “tetns”" in text(page)


def test_a_typing_error_is_not_put_right_by_words_that_one_may_not_read(client, cast, in_force):
    page = text(answered(client, cast.parent, "polise"))
    assert "Nothing found for “polise”" in page


@pytest.mark.parametrize("words", ["", " ", "a", "\x02\x03"])
def test_it_asks_for_two_letters(client, cast, words):
    page = answered(client, cast.teacher, words)
    assert page.status_code == 200
    assert page.context["results"] is None


@pytest.mark.parametrize(
    "words",
    [
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "%s %(x)s",
        "\\",
        "!!&&||",
        ":*",
        "-tents",
        '"',
        "🙂🙂",
        "a" * 5000,
        "((",
        "дверь",
    ],
)
def test_hostile_words_are_words(client, cast, in_force, words):
    page = answered(client, cast.teacher, words)
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_a_hostile_title_is_text(client, cast, coalition):
    make_item(coalition=coalition, what="<script>alert(1)</script> \x41 gate")
    page = answered(client, cast.teacher, "gate").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_what_is_in_a_title_comes_before_what_is_in_a_text(client, cast, coalition):
    make_item(coalition=coalition, what="Mend the gate")
    make_item(coalition=coalition, what="Buy paint", why="For the gate.")
    assert kinds(client, cast.teacher, "gate")["action_items"] == ["Mend the gate", "Buy paint"]


def test_ones_own_coalition_comes_first(client, above, coalition, district_coalition):
    make_item(coalition=district_coalition, what="Check the siren plan")
    make_item(coalition=coalition, what="Siren of the school")
    assert kinds(client, above.administrator, "siren")["action_items"] == [
        "Check the siren plan",
        "Siren of the school",
    ]


def test_five_of_a_kind_are_shown_and_the_others_counted(client, cast, coalition):
    for number in range(7):
        make_item(coalition=coalition, what=f"Mend gate {number}")
    page = answered(client, cast.teacher, "gate")
    assert "2 more: Action items" in text(page)
    assert "Action items, 7" in text(page)
    assert len(kinds(client, cast.teacher, "gate", kind="action_items")["action_items"]) == 7


def test_one_kind_shows_no_other(client, cast, coalition, in_force):
    make_item(coalition=coalition, what="Mend the tents")
    assert set(kinds(client, cast.teacher, "tents", kind="plans")) == {"plans"}


def test_a_kind_that_is_none_shows_all(client, cast, in_force):
    assert set(kinds(client, cast.teacher, "tents", kind="nonsense")) == {"plans"}


def test_every_result_opens(client, cast, coalition, in_force, minutes):
    make_item(coalition=coalition, what="Tents and sirens")
    make_finding(assessment=make_assessment(coalition=coalition), title="Tents are torn")
    make_brief(coalition=coalition, title="Tents")
    make_program(coalition=coalition, by=cast.administrator, title="Tents")
    opened = 0
    for role in ("administrator", "sro", "teacher", "parent", "fire"):
        for words in ("tents", "siren"):
            for kind in answered(client, getattr(cast, role), words).context["results"].kinds:
                for found in kind.rows:
                    assert client.get(found.place.url).status_code == 200, (role, found.place)
                    opened += 1
    assert opened > 20


def queries(client, account, words):
    answered(client, account, words)
    with CaptureQueriesContext(connection) as asked:
        answered_again = client.get(reverse("search"), {"q": words})
    assert answered_again.status_code == 200
    return len(asked)


def test_so_many_queries_for_one_thing_and_for_fifty(client, cast, coalition):
    make_item(coalition=coalition, what="Mend gate 0")
    few = queries(client, cast.teacher, "gate")
    for number in range(1, 50):
        make_item(coalition=coalition, what=f"Mend gate {number}")
    assert queries(client, cast.teacher, "gate") == few <= MOST_QUERIES
    assert queries(client, cast.teacher, "gaet") <= MOST_QUERIES


def test_nobody_searches_who_is_not_signed_in(client):
    assert client.get(reverse("search"), {"q": "gate"}).status_code == 302


def test_an_account_without_membership_finds_nothing(client, in_force):
    stranger = builders.make_account()
    assert kinds(client, stranger, "tents") == {}


def test_who_looks_as_a_parent_finds_what_a_parent_finds(client, cast, in_force):
    client.force_login(cast.administrator)
    client.post(reverse("coalition_view_as", args=["juniper"]), {"role": "parent"})
    results = client.get(reverse("search"), {"q": "tents"}).context["results"]
    assert [kind.total for kind in results.kinds] == [1]


def test_the_box_stands_on_every_page_of_a_member(client, cast):
    client.force_login(cast.teacher)
    page = client.get(reverse("home")).content.decode()
    assert 'action="/search/"' in page
