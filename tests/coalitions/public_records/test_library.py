"""The list of the states: what it says, what it refuses, and what it makes of values. No database."""

import re
from string import Formatter

import pytest

from coalitions.public_records import library as reading
from coalitions.public_records.library import EVERY_STATE, laws_in, library
from coalitions.public_records.offer import Value
from safety_portal.core.files.strict_yaml import root_of
from safety_portal.core.refusals import Refused
from tests.public_records import MISSING, make_offer
from training.rules.form.rules_file import rules_of, states

DRILLS = Value({"school": "Juniper", "count": "3", "period": "the year", "kinds_and_numbers": "3"})


def facts():
    return {fact.code: fact for fact in library().facts}


def kinds():
    return {kind.code: kind for kind in library().kinds}


def offered(offer):
    return {fact.code: fact for fact in offer.facts}


def test_the_list_has_all_facts_and_kinds_once():
    assert (len(library().facts), len(facts())) == (26, 26)
    assert (len(library().kinds), len(kinds())) == (13, 13)


def test_every_paper_that_a_fact_names_is_on_the_list():
    named = {code for fact in library().facts for code in fact.withheld}
    assert named <= set(kinds())


def test_every_fact_that_a_paper_takes_off_is_on_the_list():
    taken_off = {code for kind in library().kinds for code in kind.not_proposed}
    assert taken_off
    assert taken_off <= set(facts())


def test_every_state_has_rules_of_its_own():
    said = {law.state for fact in library().facts for law in fact.laws}
    said |= {law.state for kind in library().kinds for law in kind.laws}
    assert said - {EVERY_STATE} <= set(states())


def test_every_rule_that_a_law_names_is_one():
    for fact in library().facts:
        for law in fact.laws:
            if law.rule and law.state != EVERY_STATE:
                assert law.rule in {rule.code for rule in rules_of(law.state).rules}, law


def test_a_sentence_has_only_places_that_have_a_name():
    for fact in library().facts:
        places = [name for _, name, _, _ in Formatter().parse(fact.sentence) if name is not None]
        assert all(re.fullmatch("[a-z_]+", name) for name in places), fact.code


def test_laws_of_a_state_are_its_own_and_the_countrys():
    laws = laws_in(kinds()["reports"].laws, "NV")
    assert [law.state for law in laws] == ["NV", "US"]
    assert laws_in(facts()["plan_exists"].laws, "GA") == ()


def test_what_a_law_says_is_said_in_words():
    law = laws_in(facts()["plan_exists"].laws, "CA")[0]
    assert law.effect_in_words == "Open: decided in a public meeting"


def broken(old, new):
    content = reading.DATA.read_text(encoding="utf-8")
    assert old in content
    return content.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("effect: must_disclose", "effect: must_hide", "“effect” is one of"),
        ("checked_on: 2026-11-30", "checked_on: soon", "“checked_on” has to be a day"),
        ("state: TX", "state: tx", "has to be a state"),
        ("schema: 1", "schema: 2", "from 1 to 1"),
        ("    order: 1\n", "    orders: 1\n", "is nothing a list of public facts knows"),
    ],
)
def test_a_list_that_does_not_fit_is_refused_with_its_line(old, new, why, tmp_path, monkeypatch):
    file = tmp_path / "facts.yaml"
    file.write_text(broken(old, new), encoding="utf-8")
    monkeypatch.setattr(reading, "DATA", file)
    with pytest.raises(Refused, match=re.escape(why)):
        reading.library.__wrapped__()


def test_a_list_of_papers_may_be_empty():
    node = root_of("states: []", kind="list").value[0][1]
    assert reading._laws(node, "states") == ()


def test_what_the_law_asks_for_is_ticked_and_comes_first():
    offer = make_offer(state="NC", name="North Carolina")
    assert offer.by_law == {"plan_exists"}
    assert offer.facts[0].code == "plan_exists"
    assert offer.has_rules


def test_without_a_rule_of_the_state_nothing_is_ticked():
    offer = make_offer(state="GA", name="Georgia")
    assert offer.by_law == frozenset()
    assert not offer.has_rules
    assert {fact.code for fact in offer.facts if fact.sentence} == {
        "plan_exists",
        "seats_and_titles",
    }


def test_a_law_that_says_nothing_of_a_fact_ticks_nothing():
    fact = offered(make_offer(state="TX", name="Texas"))["seats_and_titles"]
    assert (fact.rules, fact.is_ticked_by_law) == ((), False)
    assert [law.citation for law in fact.laws] == ["Educ. Code 37.109"]


def test_a_fact_without_a_value_says_what_is_missing_and_is_not_ticked():
    offer = make_offer(state="TX", name="Texas")
    fact = offered(offer)["reviewed_last_12_months"]
    assert fact.rules
    assert (fact.sentence, fact.missing, fact.is_ticked_by_law) == ("", MISSING, False)
    assert offer.chosen(["reviewed_last_12_months"]) == []


def test_what_is_not_built_is_left_out():
    assert set(offered(make_offer())) == {
        "plan_exists",
        "seats_and_titles",
        "reviewed_last_12_months",
    }


def test_ohio_takes_drills_off_the_list_and_no_other_state_does():
    for state, is_there in (("OH", False), ("MI", True)):
        assert ("drills_held" in offered(make_offer(state=state, drills_held=DRILLS))) is is_there


def test_a_paper_that_one_state_knows_stays_out_of_the_others():
    for state, is_there in (("OH", True), ("MI", False)):
        offer = make_offer(state=state, drills_held=DRILLS)
        assert ("tests_ohio" in {each.kind.code for each in offer.kinds}) is is_there


def test_papers_with_a_statute_come_first_and_without_one_counsel_decides():
    kinds = make_offer(state="NC", name="North Carolina").kinds
    assert [each.kind.code for each in kinds if not each.laws] == ["personal_contacts"]
    assert kinds[-1].confidence == ""
    assert kinds[0].confidence == "high"


def test_how_sure_a_paper_is_is_the_least_of_its_laws():
    by_code = {each.kind.code: each for each in make_offer(state="MI").kinds}
    assert by_code["plan_text"].confidence == "low"
    assert (
        by_code["plan_text"].what == "Text of the plan and its annexes other than public sections"
    )


def test_the_closing_names_statutes_sentences_and_the_state():
    closing = make_offer(state="NC", name="North Carolina").closing
    assert closing.startswith("Withheld under G.S. 132-1.7(a), (b); 115C-105.54; ")
    assert "The text of the plan is withheld. " in closing
    assert closing.endswith("the public records law of North Carolina gives.")


def test_a_hostile_value_is_text():
    hostile = {"seats_by_title": "{filled.__class__} <script>", "filled": "1", "asked": "2"}
    fact = offered(make_offer(seats_and_titles=Value(hostile)))["seats_and_titles"]
    assert "{filled.__class__} <script>" in fact.sentence
