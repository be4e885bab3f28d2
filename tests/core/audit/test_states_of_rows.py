"""The state of a row as an audit row carries it: plain, compared later, never readable text. No database."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from coalitions.coalition.models import Coalition
from plans.editions.models.section import Section
from safety_portal.core.audit.evidence import differing, digest_of, evidence, state_of
from training.records.models import TrainingRecord

NEW_YORK = timezone(timedelta(hours=-5))


def test_a_state_is_what_json_gives_back_unchanged():
    record = TrainingRecord(held_on=date(2026, 1, 5), hours=Decimal("1.50"), state="to_verify")
    state = state_of(record)
    assert json.loads(json.dumps(state)) == state
    assert (state["held_on"], state["hours"], state["state"]) == (
        "2026-01-05",
        "1.50",
        "to_verify",
    )


def test_of_a_text_only_its_digest_is_carried():
    state = state_of(Section(title="Lockdown", html="<p>The keys hang in room 9.</p>"))
    assert "room 9" not in json.dumps(state)
    assert state["html"] == digest_of("<p>The keys hang in room 9.</p>")
    assert len(state["html"]) == 64


def test_of_a_reason_only_its_digest_is_carried():
    state = state_of(Section(not_needed_because="No pool here."))
    assert state["not_needed_because"] == digest_of("No pool here.")


def test_a_text_of_nothing_stays_nothing():
    assert state_of(Section(html=""))["html"] == ""


def test_a_moment_is_the_same_wherever_it_was_written_down():
    at = datetime(2026, 11, 30, 12, 0, 0, 5, tzinfo=NEW_YORK)
    state = state_of(Section(removed_at=at))
    assert state["removed_at"] == "2026-11-30T17:00:00.000005+00:00"
    again = state_of(Section(removed_at=at.astimezone(UTC)))
    assert again["removed_at"] == state["removed_at"]


def test_a_list_of_numbers_is_carried_by_its_digest():
    assert state_of(Coalition(ladder=[7, -1]))["ladder"] == digest_of([7, -1])


def test_columns_that_are_left_out_are_not_there():
    assert "title" not in state_of(Section(title="Lockdown"), without=["title"])


def test_the_order_of_names_makes_no_other_digest_and_the_order_of_a_list_does():
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})
    assert digest_of([1, 2]) != digest_of([2, 1])


def test_a_text_and_the_json_of_a_text_have_two_digests():
    assert digest_of("a") != digest_of(["a"])


def test_what_differs_is_named_and_a_younger_column_is_not_compared():
    recorded = {"title": "Lockdown", "number": "1", "gone": "x"}
    assert differing({"title": "Shelter", "number": "1", "new": "y"}, recorded) == ["title"]


def test_an_empty_value_that_was_recorded_differs_from_a_full_one():
    assert differing({"ended_at": "2026-01-01"}, {"ended_at": None}) == ["ended_at"]


def test_evidence_says_by_which_version_it_was_written():
    told = evidence(None, pages=3)
    assert told == {"version": 1, "pages": 3}
    assert set(evidence(Section())) == {"version", "state"}
