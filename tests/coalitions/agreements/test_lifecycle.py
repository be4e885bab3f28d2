"""What may be done with an agreement, by where it stands: every standing, every move."""

import pytest

from coalitions.agreements import lifecycle
from coalitions.agreements.actions.papers import add_paper
from coalitions.agreements.lifecycle import Standing, check_standing
from coalitions.agreements.models.agreement import Agreement
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.coalitions.agreements.acting import (
    DAY,
    TODAY,
    amend,
    audited,
    change,
    end,
    fresh,
    renewed,
    review,
    standing_as,
    withdraw,
)

pytestmark = pytest.mark.django_db

HOLDS = {"in_force", "review_due", "ending"}
# Written out, so that a set that is changed in the code is changed here, too.
ALLOWED = {
    "change": {"draft", "to_come"},
    "withdraw": {"draft", "to_come"},
    "amend": HOLDS,
    "review": HOLDS,
    "end": HOLDS | {"ended"},
    "renew": HOLDS | {"ended", "closed"},
    "paper": {*Standing.values} - {"withdrawn"},
}
MOVES = {
    "change": change,
    "withdraw": withdraw,
    "amend": lambda each, by: amend(each, by, terms="Other words."),
    "review": review,
    "end": end,
    "renew": renewed,
    "paper": lambda each, by: add_paper(
        agreement=each, by=by, title="Signed", sensitivity="members", file=paper()
    ),
}


def paper():
    return builders.file("signed.pdf", b"%PDF-1.7 signed")


@pytest.mark.parametrize("code", Standing.values)
def test_the_builder_makes_what_it_says(coalition, administrator, code):
    assert standing_as(code, coalition, administrator).standing == code


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("code", Standing.values)
def test_each_move_from_each_standing(coalition, administrator, code, move):
    agreement = standing_as(code, coalition, administrator)
    if code in ALLOWED[move]:
        assert MOVES[move](agreement, administrator)
        assert len(audited()) == 1
    else:
        with pytest.raises(WrongState):
            MOVES[move](agreement, administrator)
        assert audited() == []


@pytest.mark.parametrize("move", sorted(set(MOVES) - {"paper"}))
def test_a_refused_move_leaves_the_row_as_it_was(coalition, administrator, move):
    code = next(each for each in Standing.values if each not in ALLOWED[move])
    agreement = standing_as(code, coalition, administrator)
    before = Agreement.objects.filter(pk=agreement.pk).values().get()
    with pytest.raises(WrongState):
        MOVES[move](agreement, administrator)
    assert Agreement.objects.filter(pk=agreement.pk).values().get() == before


@pytest.mark.parametrize("code", Standing.values)
def test_every_standing_is_refused_with_a_sentence(code):
    with pytest.raises(WrongState) as refused:
        check_standing(code, ())
    assert str(refused.value).endswith(".")


def test_what_is_among_the_allowed_is_not_refused():
    for code in Standing.values:
        check_standing(code, {code})


def test_nothing_is_both_freely_changed_and_amended():
    assert not lifecycle.CHANGEABLE & lifecycle.AMENDABLE


def test_what_holds_may_be_ended_and_renewed():
    assert lifecycle.HOLDS < lifecycle.ENDABLE
    assert lifecycle.HOLDS < lifecycle.RENEWABLE


def test_one_that_ends_early_is_not_ended_twice(coalition, administrator):
    agreement = standing_as("in_force", coalition, administrator)
    end(agreement, administrator, last_on=TODAY + 9 * DAY)
    assert fresh(agreement).standing == "ending"
    with pytest.raises(WrongState):
        end(agreement, administrator, last_on=TODAY)
    assert fresh(agreement).ended_early_on == TODAY + 9 * DAY


def test_the_last_day_of_what_has_ended_is_not_written_anew(coalition, administrator):
    agreement = standing_as("ended", coalition, administrator)
    end(agreement, administrator, last_on=agreement.starts_on + DAY)
    assert fresh(agreement).last_on == TODAY - DAY


def test_an_end_later_than_the_last_day_is_the_last_day(coalition, administrator):
    agreement = standing_as("ending", coalition, administrator)
    end(agreement, administrator, last_on=TODAY + 30 * DAY)
    assert fresh(agreement).last_on == TODAY


def test_without_an_end_it_may_end_in_time_to_come(coalition, administrator):
    agreement = standing_as("review_due", coalition, administrator)
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=None)
    end(agreement, administrator, last_on=TODAY + 400 * DAY)
    assert fresh(agreement).standing == "review_due"
    assert fresh(agreement, on=TODAY + 401 * DAY).standing == "closed"


@pytest.mark.parametrize("year", [1066, 2999])
def test_a_last_day_that_nobody_can_have_meant_is_refused(coalition, administrator, year):
    agreement = standing_as("in_force", coalition, administrator)
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=None, review_due_on=TODAY + 99 * DAY)
    with pytest.raises(Refused, match=f"The year {year}"):
        end(agreement, administrator, last_on=TODAY.replace(year=year, day=1))


@pytest.mark.parametrize("because", ["", "   ", "\u200b", "\u202e \u2060"])
@pytest.mark.parametrize("move", [end, withdraw])
def test_a_reason_that_nobody_sees_is_none(coalition, administrator, move, because):
    code = "draft" if move is withdraw else "in_force"
    agreement = standing_as(code, coalition, administrator)
    with pytest.raises(Refused, match="Say why") as refused:
        move(agreement, administrator, because=because)
    assert refused.value.field == "because"
    assert fresh(agreement).closed_at is None


def test_a_withdrawn_draft_frees_its_title(coalition, administrator):
    draft = standing_as("draft", coalition, administrator)
    withdraw(draft, administrator)
    again = builders_like(draft)
    assert fresh(again).standing == "draft"


def builders_like(agreement):
    agreement.pk = None
    agreement._state.adding = True
    agreement.closed_at = agreement.closed_by = None
    agreement.closed_because = ""
    agreement.save()
    return agreement
