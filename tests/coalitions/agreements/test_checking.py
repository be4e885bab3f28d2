"""What an agreement may say, without a database: days, years, versions, parties, words."""

from datetime import date
from types import SimpleNamespace

import pytest

from coalitions.agreements import checking
from coalitions.agreements.models.agreement import Agreement
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

ON = date(2026, 11, 30)
DISTRICT, SCHOOL = 1, 7
OURS = SimpleNamespace(district_id=DISTRICT, school_id=SCHOOL, name="Juniper")
OF_DISTRICT = SimpleNamespace(district_id=DISTRICT, school_id=None, name="Cedar")


def days(**changed):
    given = {
        "signed_on": date(2026, 1, 2),
        "starts_on": date(2026, 1, 3),
        "review_due_on": None,
        "ends_on": date(2028, 1, 2),
    }
    return checking.check_days(**given | changed, on=ON)


def refused(action, *args, **kwargs):
    """The field and the sentence of a refusal."""
    with pytest.raises(Refused) as caught:
        action(*args, **kwargs)
    return caught.value.field, str(caught.value)


def place(pk, district=DISTRICT):
    return SimpleNamespace(pk=pk, district_id=district, __str__=lambda self: "Other")


def party(name, agency=None):
    return {"name": name, "agency": agency, "signed_by": ""}


def test_days_in_order_are_fine():
    days()


def test_one_day_is_the_shortest():
    days(ends_on=date(2026, 1, 3))


def test_it_may_be_signed_after_it_began():
    days(signed_on=date(2026, 6, 1))


def test_it_may_be_signed_today_but_not_tomorrow():
    days(signed_on=ON)
    field, sentence = refused(days, signed_on=date(2026, 12, 1))
    assert field == "signed_on"
    assert "in the future" in sentence


def test_it_does_not_end_before_it_begins():
    assert refused(days, ends_on=date(2026, 1, 2))[0] == "ends_on"


def test_it_is_not_read_again_before_it_begins():
    assert refused(days, review_due_on=date(2026, 1, 2))[0] == "review_due_on"


def test_it_may_be_read_again_on_its_first_day():
    days(review_due_on=date(2026, 1, 3))


def test_without_an_end_it_is_read_again():
    assert refused(days, ends_on=None)[0] == "review_due_on"
    days(ends_on=None, review_due_on=date(2027, 1, 3))


@pytest.mark.parametrize("field", ["signed_on", "starts_on", "review_due_on", "ends_on"])
@pytest.mark.parametrize("year", [1, 1949, 2077, 9999])
def test_a_year_that_nobody_meant_is_said_at_its_day(field, year):
    assert refused(days, **{field: date(year, 1, 1)}) == (
        field,
        f"The year {year} is not one of a paper in use. Look at the year.",
    )


@pytest.mark.parametrize("year", [1950, 2026, 2076])
def test_the_first_and_the_last_year_are_fine(year):
    checking.check_year(date(year, 12, 31), field="starts_on", on=ON)


def test_no_day_has_no_wrong_year():
    checking.check_year(None, field="ends_on", on=ON)


def test_today_is_past_enough_and_tomorrow_is_not():
    checking.check_past(ON, field="read_on", on=ON, done="read")
    field, sentence = refused(
        checking.check_past, date(2026, 12, 1), field="read_on", on=ON, done="read"
    )
    assert (field, sentence) == (
        "read_on",
        "This day is in the future. Write it down after it was read.",
    )


@pytest.mark.parametrize("version", [0, 2, 4, 2**31])
def test_another_version_is_stale(version):
    with pytest.raises(WrongState, match="Look at it as it stands now"):
        checking.check_version(Agreement(version=3), version)


def test_the_same_version_is_not_stale():
    checking.check_version(Agreement(version=3), 3)


def test_it_covers_at_least_one_school():
    assert refused(checking.check_schools, OURS, [])[0] == "schools"


def test_a_school_s_coalition_agrees_for_itself_alone():
    checking.check_schools(OURS, [place(SCHOOL)])
    assert refused(checking.check_schools, OURS, [place(SCHOOL), place(8)])[0] == "schools"


def test_a_district_agrees_for_all_of_its_schools_and_for_no_other():
    checking.check_schools(OF_DISTRICT, [place(7), place(8)])
    assert refused(checking.check_schools, OF_DISTRICT, [place(9, district=2)])[0] == "schools"


def test_somebody_agreed():
    assert refused(checking.check_parties, OURS, []) == (
        "party_1",
        "Name who made this agreement with you.",
    )


def test_nobody_is_named_twice_whatever_the_letters():
    assert "twice" in refused(checking.check_parties, OURS, [party("Straße"), party("STRASSE")])[1]


def test_an_agency_is_of_the_district():
    ours, theirs = (SimpleNamespace(district_id=number) for number in (DISTRICT, 2))
    checking.check_parties(OURS, [party("Fire", ours), party("Sheriff")])
    assert (
        "of another district" in refused(checking.check_parties, OURS, [party("Fire", theirs)])[1]
    )


@pytest.mark.parametrize("text", ["", "  ", "\n\t", "\u200b", "\u202e", "\u2060 \ufeff"])
def test_words_that_nobody_sees_are_none(text):
    assert refused(checking.worded, text, field="because", missing="Say why.") == (
        "because",
        "Say why.",
    )


def test_words_are_kept_as_they_were_written():
    text = checking.worded("  Sold.\nSee mail. ", field="because", missing="Say why.")
    assert text == "Sold.\nSee mail."
