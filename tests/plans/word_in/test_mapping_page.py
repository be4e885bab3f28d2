"""The page that places the passages of a Word file.

What needs a person first, the sum, many at once, nothing lost.
"""

import re

import pytest
from django.urls import reverse

from coalitions.access.roles import Role
from plans.word_in.actions.importing import import_plan, keep_word_file
from plans.word_in.actions.mapping import accept_unsure, map_passages
from plans.word_in.models.passage import Passage
from plans.word_in.views.mapping_page import sums_of
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.states import WrongState
from tests.builders import make_member
from tests.markup import flat
from tests.plans.word_in.incoming import INCOMING, keys, plan_of, section, states

pytestmark = pytest.mark.django_db


def test_what_needs_a_person_comes_first_and_the_sum_is_whole(client, at, waiting):
    shown = flat(client.get(at("word_in_file")))
    assert "<h1>Place what could not be placed: 2 passages</h1>" in shown
    assert shown.index("Not placed: 2") < shown.index("Unsure: please look at 2")
    assert "Accept these 2 proposals" in shown
    assert '<option value="">Proposed:' in shown
    for told in ("Look at this.", "Which door?", "Taken for a heading: bold line."):
        assert told in shown
    sums = sums_of(waiting)
    assert {state: tuple(each) for state, each in sums.items()} == {
        "not_placed": (2, 6), "unsure": (2, 8), "placed": (1, 4), "left_out": (0, 0),
    }  # fmt: skip
    assert "Bells" not in flat(client.get(at("word_in_file") + "?show=placed")).split("<tbody>")[1]


def test_choices_are_kept_and_found_again(client, at, waiting):
    key = keys(waiting)
    client.post(
        at("word_in_mapping"),
        {
            f"p{key['Lock-out']}": "bomb_threat",
            f"p{key['Bells']}": "text",
            f"p{key['Gunman']}": "",
            "show": "",
        },
    )
    assert states(waiting) == [
        ("Text before the first heading", "not_placed", ""),
        ("Lockdown", "placed", "lockdown"),
        ("Lock-out", "placed", "bomb_threat"),
        ("Gunman", "unsure", ""),
        ("Bells", "placed", ""),
    ]
    row = AuditRow.objects.get(action="word_file.placed")
    assert (row.scope, row.detail) == (waiting.coalition_id, {"passages": 2})
    client.post(at("word_in_passage", key["Lock-out"]), {"choice": ""})
    assert states(waiting)[2] == ("Lock-out", "unsure", "")


def test_many_at_once(client, at, waiting):
    client.post(
        at("word_in_mapping"),
        {"all": "accept", "unsure": [keys(waiting)["Lock-out"], keys(waiting)["Gunman"]]},
    )
    assert [state for _, state, _ in states(waiting)] == [
        "not_placed",
        "placed",
        "placed",
        "placed",
        "not_placed",
    ]
    client.post(at("word_in_mapping"), {"all": "own"})
    assert "Every passage has its place: 5 passages" in flat(client.get(at("word_in_file")))


def test_the_button_accepts_what_the_page_shows_and_no_more(client, administrator, coalition):
    sections = [section(f"Heading {n}", proposed="lockdown") for n in range(20)]
    file = keep_word_file(
        coalition=coalition,
        title="P",
        content=b"x",
        parsed_plan=plan_of(*sections),
        by=administrator,
    )
    client.force_login(administrator)
    address = reverse("word_in_file", args=["juniper", file.pk])
    page = flat(client.get(address))
    shown = re.findall(r'name="unsure" value="([0-9]+)"', page)
    assert len(shown) == page.count("<select") - 1 == 17
    assert "Unsure: please look at 17 of 20" in page
    assert "Accept these 17 proposals" in page
    said = client.post(
        reverse("word_in_mapping", args=["juniper", file.pk]),
        {"all": "accept", "unsure": shown},
        follow=True,
    )
    assert "17 proposals accepted. Every passage stays where your file has it." in flat(said)
    assert file.passages.unsure().count() == 3
    # A button that names none accepts none.
    client.post(reverse("word_in_mapping", args=["juniper", file.pk]), {"all": "accept"})
    assert file.passages.unsure().count() == 3


def test_what_is_placed_is_said_to_come_where_it_comes(
    client, at, waiting, administrator, coalition
):
    deeper = plan_of(
        section("Situation"), section("Flood", proposed="flood", level=2), section("Notes", level=2)
    )
    file = keep_word_file(
        coalition=coalition, title="P", content=b"x", parsed_plan=deeper, by=administrator
    )
    map_passages(file=file, chosen={keys(file)["Situation"]: "own"}, by=administrator)
    page = flat(client.get(reverse("word_in_file", args=["juniper", file.pk])))
    assert "Comes under “Situation”, as in your file." in page
    assert "Comes under “Unplaced from Word”." in page
    accept_unsure(file=file, by=administrator)
    placed = flat(client.get(reverse("word_in_file", args=["juniper", file.pk]) + "?show=placed"))
    assert re.search(
        r"Flood and dam failure<br><span[^>]*>Comes under “Situation”, as in your file.", placed
    )
    brought = import_plan(
        coalition=coalition, title="P", parsed_plan=deeper, by=administrator, word_file=file
    )
    assert [(each.title, str(each.parent or "")) for each in brought.edition.sections.present()] == [
        ("Situation", ""), ("Flood", "Situation"), ("Unplaced from Word", ""), ("Notes", "Unplaced from Word"),
    ]  # fmt: skip


def test_nothing_is_left_out_without_a_reason(client, at, waiting):
    field = f"p{keys(waiting)['Bells']}"
    told = flat(client.post(at("word_in_mapping"), {field: "left_out"}, follow=True))
    assert "Nothing was left out." in told
    assert (
        client.post(
            at("word_in_passage", keys(waiting)["Bells"]), {"choice": "left_out"}
        ).status_code
        == 422
    )
    assert states(waiting)[-1] == ("Bells", "not_placed", "")
    client.post(at("word_in_mapping"), {field: "left_out", "reason": " Old  times "})
    passage = Passage.objects.get(title="Bells")
    assert (passage.state, passage.reason) == ("left_out", "Old times")


def test_what_is_left_out_stands_in_its_list_among_all_and_on_its_own_page(client, at, waiting):
    left_out = keys(waiting)["Bells"]
    client.post(at("word_in_mapping"), {f"p{left_out}": "left_out", "reason": "Old times."})
    for page in (
        f"{at('word_in_file')}?show=left_out",
        f"{at('word_in_file')}?show=all",
        at("word_in_passage", left_out),
    ):
        assert '<span class="tag tag-quiet">' in flat(client.get(page))


@pytest.mark.parametrize("value", ["nowhere", "text", "part"])
def test_what_cannot_be_chosen_is_refused_and_changes_nothing(client, at, waiting, value):
    before = states(waiting)
    answer = client.post(at("word_in_mapping"), {f"p{keys(waiting)['Gunman']}": value})
    assert (answer.status_code, states(waiting)) == (409, before)


def test_a_passage_of_another_file_is_none(client, at, waiting, administrator, foreign):
    other_administrator = make_member(coalition=foreign, role=Role.ADMINISTRATOR)
    other = keep_word_file(
        coalition=foreign,
        title="Theirs",
        content=b"y",
        parsed_plan=INCOMING,
        by=other_administrator,
    )
    key = keys(other)["Bells"]
    assert client.get(at("word_in_passage", key)).status_code == 404
    assert client.post(at("word_in_mapping"), {f"p{key}": "own"}).status_code == 409
    with pytest.raises(WrongState):
        map_passages(file=other, chosen={key: "own"}, by=administrator)
    assert states(other)[-1] == ("Bells", "not_placed", "")


def test_one_passage_is_shown_as_the_file_has_it(client, at, waiting):
    shown = flat(client.get(at("word_in_passage", keys(waiting)["Gunman"])))
    assert "Some words here." in shown
    assert "Before: Lock-out" in shown
    assert "After: Bells" in shown


@pytest.mark.parametrize("count", [4, 800])
def test_the_page_asks_as_much_for_many_passages_and_stays_light(
    client, administrator, coalition, count, django_assert_num_queries
):
    sections = [section(f"Heading {n}", proposed="lockdown" if n % 2 else "") for n in range(count)]
    file = keep_word_file(
        coalition=coalition,
        title="P",
        content=b"x",
        parsed_plan=plan_of(*sections),
        by=administrator,
    )
    client.force_login(administrator)
    for show in ("", "?show=unsure", "?show=all"):
        address = reverse("word_in_file", args=["juniper", file.pk]) + show
        client.get(address)
        with django_assert_num_queries(9 if not show else 8):
            answer = client.get(address)
        assert len(answer.content) < 120_000
