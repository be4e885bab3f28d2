"""How ready a school is, in words."""

from datetime import date, timedelta

import pytest

from coalitions.coalition.models import Coalition
from coalitions.reunification.content import ITEM_CODES, ROLES, musts_of
from coalitions.reunification.lifecycle import SiteStanding
from coalitions.reunification.models.kit import Kit
from coalitions.reunification.models.rehearsal import Rehearsal
from coalitions.reunification.models.role_holder import RoleHolder
from coalitions.reunification.queries import KitRow, RoleRow
from coalitions.reunification.readiness import Missing, Readiness, SitePlace
from coalitions.reunification.words import (
    agreement_in_words,
    district_heading,
    heading,
    helpers_in_words,
    in_a_line,
    kit_word,
    lines_of,
    rehearsal_word,
    role_word,
    site_word,
    walk_in_words,
)

TODAY = date(2026, 11, 17)
DAY = timedelta(days=1)


def place(**changed):
    plain = {"which": "primary", "site_id": 1, "name": "Hall", "agreement_id": 2}
    plain |= {"ended_on": None, "holds_until": None, "walked_on": None, "met": None}
    return SitePlace(**plain | {"stands": "usable"} | changed)


def line(code, **changed):
    """The line of what is missing, as the page of a school shows it."""
    facts = {"site": 4, "name": "Hall", "which": "alternate", "kind": "tabletop", "kit": 5}
    facts |= {"planned": 6, "number": 2, "place": "Shelf 4", "standing": "ended"}
    facts |= changed.pop("facts", {})
    told = {"number": 1, "due_on": None, "last_on": None, "next_on": None} | changed
    (found,) = lines_of(Coalition(slug="ridge"), [Missing(1, code, facts=facts, **told)], on=TODAY)
    return found


@pytest.mark.parametrize(
    ("readiness", "words"),
    [
        (Readiness(), "2 of 2 sites can be used; nothing is missing"),
        (Readiness(1), "2 of 2 sites can be used; 1 thing is missing"),
        (Readiness(4, sites_missing=1), "1 of 2 sites can be used; 4 things are missing"),
    ],
)
def test_the_heading(readiness, words):
    assert heading(readiness) == words


@pytest.mark.parametrize(
    ("readiness", "color", "words"),
    [
        (Readiness(), "met", "2 of 2 sites, nothing missing"),
        (Readiness(1, roles_missing=1), "due", "2 of 2 sites, 1 role"),
        (
            Readiness(5, 1, 3, 3, 3, 0, 1),
            "overdue",
            "1 of 2 sites, 3 roles, never rehearsed, no kit",
        ),
        (Readiness(1, kits_lacking=2), "due", "2 of 2 sites, 2 kits to look through"),
    ],
)
def test_a_school_in_a_line(readiness, color, words):
    assert (in_a_line(readiness).color, in_a_line(readiness).text) == (color, words)


@pytest.mark.parametrize(
    ("schools", "words"),
    [
        ([], "No school has a coalition yet"),
        ([Readiness()], "1 of 1 school has two usable sites"),
        ([Readiness(1, 1), Readiness(2, 2)], "0 of 2 schools have two usable sites"),
    ],
)
def test_the_heading_of_a_district(schools, words):
    assert district_heading(schools) == words


@pytest.mark.parametrize("standing", SiteStanding)
def test_every_standing_of_a_site_has_its_word(standing):
    word = site_word(place(stands=standing))
    assert word.text == "Usable" or word.text.startswith("Not usable: ")
    assert word.color == ("met" if standing == SiteStanding.USABLE else "overdue")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"holds_until": date(2028, 8, 31)}, "Until Aug 31, 2028"),
        ({}, "In force, no end"),
        ({"stands": "ended", "ended_on": date(2026, 10, 31)}, "Ended Sat, Oct 31"),
        ({"stands": "not_signed"}, "Its agreement is not signed"),
    ],
)
def test_an_agreement_of_a_site(changed, words):
    assert agreement_in_words(place(**changed), on=TODAY) == words


def test_a_walk_says_how_many_points_were_met():
    musts = musts_of("primary")
    walked = {"walked_on": date(2026, 9, 22)}
    all_met = walk_in_words(place(**walked, met=musts), on=TODAY)
    some_met = walk_in_words(place(**walked, met=musts[2:]), on=TODAY)
    assert all_met == f"Tue, Sep 22: all {len(musts)} points met"
    assert some_met == f"Tue, Sep 22: {len(musts) - 2} of {len(musts)} points met"


def test_a_site_that_nobody_walked_says_so():
    assert walk_in_words(place(), on=TODAY) == "Never walked"
    assert walk_in_words(place(site_id=None), on=TODAY) == ""


def holders(*, elsewhere=True, nobody=(), left=()):
    made = [
        None
        if rank in nobody
        else RoleHolder(pk=rank, rank=rank, is_from_elsewhere=elsewhere and rank == 3)
        for rank in (1, 2, 3)
    ]
    return RoleRow(ROLES[0], tuple(made), frozenset(left))


@pytest.mark.parametrize(
    ("row", "color", "words"),
    [
        (holders(), "met", "Complete"),
        (holders(elsewhere=False), "due", "Nobody from another building"),
        (holders(nobody=[1]), "due", "First missing"),
        (holders(left=[1]), "due", "First missing"),
        (holders(nobody=[2]), "due", "1 missing"),
        (holders(nobody=[1, 2]), "due", "2 missing"),
    ],
)
def test_the_state_of_a_role(row, color, words):
    assert (role_word(row).color, role_word(row).text) == (color, words)


@pytest.mark.parametrize(
    ("days", "fields", "color", "words"),
    [
        (-7, {"written_at": TODAY}, "met", "Held Tue, Nov 10"),
        (7, {}, "review", "Planned for Tue, Nov 24"),
        (0, {}, "review", "Planned for Tue, Nov 17"),
        (-7, {}, "due", "To write down, was on Tue, Nov 10"),
        (-7, {"called_off_at": TODAY}, "quiet", "Called off, was planned for Tue, Nov 10"),
    ],
)
def test_the_state_of_a_rehearsal(days, fields, color, words):
    word = rehearsal_word(Rehearsal(takes_place_on=TODAY + days * DAY, **fields), on=TODAY)
    assert (word.color, word.text) == (color, words)


@pytest.mark.parametrize(
    ("checked_on", "missing", "color", "words"),
    [
        (None, (), "due", "Nobody has looked yet"),
        (TODAY, (), "met", "Complete, 23 of 23"),
        (TODAY, ("radios",), "overdue", "22 of 23"),
    ],
)
def test_the_state_of_a_kit(checked_on, missing, color, words):
    word = kit_word(KitRow(Kit(items=ITEM_CODES), checked_on, "Front office", missing))
    assert (word.color, word.text) == (color, words)


def test_helpers_are_counted_in_words():
    assert helpers_in_words(436) == (
        "5 greeters, 9 checkers, 18 runners, 5 release recorders, 22 adults in the student area,"
        " 5 care helpers, 5 interpreters"
    )
    assert "1 adult in the student area" not in helpers_in_words(100)
    assert "5 adults in the student area" in helpers_in_words(100)


def test_a_site_that_is_lost_leads_to_its_change():
    found = line("site")
    assert (found.what, found.verb) == ("Alternate site: its agreement has ended", "Mend it")
    assert found.why == "Hall · until then there is no second place to go"
    assert found.url == "/c/ridge/reunification/sites/4/change/"


def test_a_site_that_nobody_named_leads_to_naming_it():
    found = line("site", facts={"standing": "none", "which": "primary"})
    assert (found.what, found.verb) == ("Primary site: none is named", "Name it")
    assert found.url == "/c/ridge/reunification/sites/add/?which=primary"


@pytest.mark.parametrize(
    ("facts", "what"),
    [
        ({"road": True, "power": False}, "Both sites are by the same road"),
        ({"road": False, "power": True}, "Both sites are on the same power"),
        ({"road": True, "power": True}, "Both sites are by the same road and on the same power"),
    ],
)
def test_two_sites_that_one_event_closes(facts, what):
    assert line("same_way", facts=facts).what == what


def test_a_walk_that_is_wanted_says_when_the_last_one_was():
    assert "Nobody has walked it yet" in line("walk").why
    assert "Last walked September 22, 2025" in line("walk", last_on=date(2025, 9, 22)).why


def test_points_lead_to_the_site():
    found = line("points")
    assert found.what == "Hall lacks 2 points that it must have"
    assert found.url == "/c/ridge/reunification/sites/4/"


@pytest.mark.parametrize(("number", "verb"), [(1, "lacks"), (3, "lack")])
def test_roles_that_lack_somebody(number, verb):
    found = line("roles", number=number)
    assert found.what == f"{number} of 15 roles {verb} somebody"
    assert found.url == "/c/ridge/reunification/#roles"


def test_a_rehearsal_that_nobody_planned_is_planned():
    found = line("rehearsal")
    assert (found.what, found.verb) == ("Tabletop: not yet held", "Plan it")
    assert found.url == "/c/ridge/reunification/rehearsals/plan/?kind=tabletop"


def test_one_that_is_planned_is_seen():
    found = line("rehearsal", last_on=date(2025, 3, 2), next_on=date(2026, 12, 1))
    assert found.what == "Tabletop: last held March 2, 2025"
    assert (found.why, found.verb) == ("Planned for December 1, 2026", "See it")
    assert found.url == "/c/ridge/reunification/rehearsals/6/"


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (0, "Look through the kit: Shelf 4"),
        (1, "1 item is missing in the kit: Shelf 4"),
        (2, "2 items are missing in the kit: Shelf 4"),
    ],
)
def test_a_kit_is_looked_through(number, what):
    found = line("kit", facts={"number": number})
    assert (found.what, found.verb) == (what, "Check it")
    assert found.url == "/c/ridge/reunification/kits/5/check/"


def test_no_kit_leads_to_adding_one():
    assert line("no_kit").url == "/c/ridge/reunification/kits/add/"
