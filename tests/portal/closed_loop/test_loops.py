"""All loops of a place in one list, each where it is stuck; and the same as a file."""

import csv
import io

import pytest
from django.urls import reverse

from plans.loops.lifecycle import CLOSED, Step
from tests import builders, loops

pytestmark = pytest.mark.django_db
MOST_QUERIES = 8


def main_of(answer):
    words = " ".join(answer.content.decode().split())
    return words.partition("<main")[2].partition("</main>")[0]


@pytest.fixture
def one_of_each(coalition, cast):
    return {
        step: loops.make_stuck(coalition=coalition, at=step, reader=cast.teacher)
        for step in loops.STAGES
    }


@pytest.fixture
def show(client, coalition, administrator):
    """show(account, coalition, **query) -> the main part of the list."""

    def get(account=administrator, place=coalition, name="closed_loop_list", **query):
        client.force_login(account)
        return client.get(reverse(name, args=[place.slug]), query)

    return get


def address(found):
    return f'href="{reverse("closed_loop", args=[found.coalition.slug, found.pk])}"'


def test_the_open_ones_and_where_each_is_stuck(show, one_of_each):
    page = main_of(show())
    assert "6 loops are open" in page
    for step, found in one_of_each.items():
        assert (address(found) in page) == (step != CLOSED)


@pytest.mark.parametrize("step", loops.STAGES)
def test_narrowed_to_one_step(show, one_of_each, step):
    page = main_of(show(stuck=step))
    shown = [other for other, found in one_of_each.items() if address(found) in page]
    assert shown == [step]


def test_a_step_that_is_none_narrows_nothing(show, one_of_each):
    assert "6 loops are open" in main_of(show(stuck="nonsense\u202e"))


def test_a_key_that_is_none_of_ours_is_refused(show, one_of_each):
    assert show(older="nonsense").status_code == 400


def test_nothing_found_yet(show):
    page = main_of(show())
    assert "No finding yet" in page
    assert "CSV" not in page


def test_nothing_waits_at_a_step(show, coalition):
    loops.make_found(coalition=coalition)
    assert "Nothing waits here" in main_of(show(stuck=Step.SIGNED))


def test_only_closed_ones(show, coalition, cast):
    loops.make_stuck(coalition=coalition, at=CLOSED, reader=cast.teacher)
    assert "1 loop is closed; none waits" in main_of(show())


def test_a_district_reads_those_of_its_schools(
    show, coalition, sibling, foreign, district_coalition
):
    mine = [loops.make_found(coalition=place) for place in (coalition, sibling)]
    other = loops.make_found(coalition=foreign)
    boss = builders.make_member(coalition=district_coalition, role="administrator")
    page = main_of(show(boss, district_coalition))
    assert all(address(found) in page for found in mine)
    assert address(other) not in page


def test_a_school_reads_none_of_another(show, sibling):
    found = loops.make_found(coalition=sibling)
    assert address(found) not in main_of(show())


@pytest.mark.parametrize("role", ["teacher", "official", "parent", "health"])
@pytest.mark.parametrize("name", ["closed_loop_list", "closed_loop_csv"])
def test_who_reads_nothing_restricted_learns_nothing(show, cast, one_of_each, role, name):
    assert show(getattr(cast, role), name=name).status_code == 404


def test_the_file_has_every_loop_and_its_steps(show, one_of_each):
    content = b"".join(show(name="closed_loop_csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert len(rows) == 7
    by_stuck = {row["Stuck at"]: row for row in rows}
    assert by_stuck["Closed"]["Read again by those it concerns"] == "Done"
    assert (by_stuck["Closed"]["People asked"], by_stuck["Closed"]["People read"]) == ("1", "1")
    assert by_stuck["Closed"]["Closed on"]
    assert not by_stuck["Evidence"]["Closed on"]
    assert by_stuck["Evidence"]["Steps done"] == "2"


def test_the_file_narrows_as_the_page_does(show, one_of_each):
    answer = show(name="closed_loop_csv", stuck=Step.EVIDENCE)
    assert len(b"".join(answer.streaming_content).decode().splitlines()) == 2


def test_pages_follow_one_another_by_key(show, coalition):
    found = [loops.make_found(coalition=coalition, days_ago=day) for day in range(30)]
    first = main_of(show())
    assert address(found[29]) in first
    assert address(found[0]) not in first
    assert "?older=" in first
    last = main_of(show(older=f"{found[5].found_on.isoformat()}~{found[5].pk}"))
    assert last.count("<tr>") <= 31


@pytest.mark.parametrize("number", [1, 50])
def test_as_many_queries_for_fifty_as_for_one(
    client, coalition, administrator, number, django_assert_max_num_queries
):
    for _ in range(number):
        loops.make_stuck(coalition=coalition, at=Step.CHANGED)
    client.force_login(administrator)
    url = reverse("closed_loop_list", args=[coalition.slug])
    client.get(url)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(url).status_code == 200
