"""Where a finding stands on a day, and how old it is: computed without a database."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone

from coalitions.action_items.models import ActionItem
from coalitions.people.models import Person
from plans.findings.models import Finding
from plans.findings.standing import age_of, standing_of
from safety_portal.core.accounts.models import User
from safety_portal.core.look.vocabulary import WORD_SHAPES

ON = date(2026, 11, 30)
DAY = timedelta(days=1)
NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo(settings.TIME_ZONE))
DANA = User(email="dana@example.org", name="Dana Whitlock")


def finding(**fields):
    return Finding(**{"title": "Does door 4 latch?", "found_on": ON - 9 * DAY} | fields)


def item(state="open", **fields):
    owner = Person(name="Lee Ortiz")
    return ActionItem(**{"owner": owner, "due_on": ON + 5 * DAY, "state": state} | fields)


def standing(**fields):
    return standing_of(finding(**fields), on=ON)


VERIFIED = {"state": "verified", "verified_at": NOON, "verified_by": DANA}
ACCEPTED = {"state": "risk_accepted", "comes_back_on": date(2027, 6, 30)}
STATES = {
    "no_action": {},
    "in_place": {"closed_at": NOON, "closed_by": DANA},
    "not_acting": {
        "not_acting_at": NOON,
        "not_acting_by": DANA,
        "not_acting_because": "The door goes in June.",
    },
    "to_mend": {"action_item": item()},
    "to_verify": {"action_item": item("done")},
    "risk_accepted": {"action_item": item(**ACCEPTED)},
    "mended": {"action_item": item(**VERIFIED)},
}


@pytest.mark.parametrize("code", STATES)
def test_every_state_has_its_code_and_a_color_that_there_is(code):
    found = standing(**STATES[code])
    assert found.code == code
    assert WORD_SHAPES[found.color]
    assert found.words


@pytest.mark.parametrize("code", STATES)
def test_every_state_is_a_sentence_that_ends_once(code):
    sentence = standing(**STATES[code]).sentence
    assert sentence.endswith(".")
    assert not sentence.endswith("..")


def test_an_accepted_risk_is_still_open_and_three_ends_are_not():
    closed = {code for code, fields in STATES.items() if not standing(**fields).is_open}
    assert closed == {"mended", "in_place", "not_acting"}


@pytest.mark.parametrize(("age", "color"), [(0, "due"), (14, "due"), (15, "overdue")])
def test_without_an_answer_it_is_late_after_two_weeks(age, color):
    assert standing(found_on=ON - age * DAY).color == color


@pytest.mark.parametrize(
    ("left", "color", "words"),
    [
        (-1, "overdue", "1 day overdue"),
        (0, "due", "Due today"),
        (30, "due", "Due in 4 weeks"),
        (31, "quiet", "Due in 4 weeks"),
    ],
)
def test_what_is_to_be_mended_takes_the_color_of_its_day(left, color, words):
    found = standing(action_item=item(due_on=ON + left * DAY))
    assert (found.color, found.words) == (color, words)


def test_the_sentence_names_who_mends_it_by_when():
    assert standing(action_item=item()).sentence == "Lee Ortiz mends it by December 5, 2026."


def test_how_long_it_took_is_counted_to_the_day_of_verifying():
    assert standing(found_on=date(2026, 11, 17), action_item=item(**VERIFIED)).words == (
        "Closed in 3 days"
    )


def test_one_that_was_found_after_it_was_verified_took_no_day():
    """A report that is dated later than the walk on which somebody verified."""
    assert standing(found_on=ON, action_item=item(**VERIFIED)).words == "Closed in 0 days"


def test_the_day_is_that_of_the_district_not_of_greenwich():
    late = datetime(2026, 11, 21, 1, tzinfo=ZoneInfo("UTC"))
    with timezone.override("America/New_York"):
        assert "November 20, 2026" in standing(closed_at=late, closed_by=DANA).sentence


def test_an_action_item_comes_before_what_was_decided():
    fields = STATES["not_acting"] | {"action_item": item()}
    assert standing(**fields).code == "to_mend"


def test_a_decision_is_quoted_with_its_name():
    sentence = standing(**STATES["not_acting"]).sentence
    assert sentence.endswith("decided on November 20, 2026 not to act: The door goes in June.")
    assert sentence.startswith(str(DANA))


@pytest.mark.parametrize(("found_on", "days"), [(ON, 0), (ON - 61 * DAY, 61), (ON + DAY, 0)])
def test_days_are_counted_since_it_was_found(found_on, days):
    assert age_of(finding(found_on=found_on), on=ON) == days
