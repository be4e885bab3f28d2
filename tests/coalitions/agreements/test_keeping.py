"""What is written when an agreement is amended, reviewed, ended or withdrawn."""

import pytest

from coalitions.agreements.models.agreement import Agreement, AgreementReview
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.agreeing import make_agreement, renew
from tests.coalitions.agreements.acting import (
    DAY,
    TODAY,
    amend,
    audited,
    end,
    fresh,
    review,
    withdraw,
)

pytestmark = pytest.mark.django_db


def row():
    return AuditRow.objects.latest("pk")


def test_an_amendment_counts_the_version(coalition, administrator):
    agreement = make_agreement(coalition=coalition)
    amend(agreement, administrator, terms="Two engines.")
    assert fresh(agreement).version == agreement.version + 1


def test_of_two_who_amend_at_once_the_second_looks_again(coalition, administrator):
    agreement = make_agreement(coalition=coalition)
    amend(agreement, administrator, terms="Two engines.")
    with pytest.raises(WrongState, match="was changed while you had it open"):
        amend(agreement, administrator, terms="Three engines.")
    assert fresh(agreement).terms == "Two engines."
    assert agreement.amendments.count() == 1


def test_sent_twice_an_amendment_is_made_once(coalition, administrator):
    agreement = make_agreement(coalition=coalition)
    amend(agreement, administrator, terms="Two engines.")
    with pytest.raises(Refused, match="Nothing differs"):
        amend(fresh(agreement), administrator)
    assert audited() == ["agreement.amended"]


def test_spaces_around_the_terms_are_no_change(coalition, administrator):
    agreement = make_agreement(coalition=coalition)
    with pytest.raises(Refused, match="Nothing differs"):
        amend(agreement, administrator, terms=f"  {agreement.terms}\n")


def test_the_audit_row_says_which_fields_changed_and_why(coalition, administrator):
    agreement = make_agreement(coalition=coalition)
    day = agreement.ends_on + DAY
    amend(agreement, administrator, ends_on=day, terms="More.", because=" One more day. ")
    assert row().detail["changed"] == ["ends_on", "terms"]
    assert row().detail["because"] == "One more day."
    assert row().scope == coalition.pk


def test_schools_are_kept_by_name(district_coalition, school):
    by = builders.make_member(coalition=district_coalition, role="administrator")
    other = builders.make_school(district=school.district, name="Foxglove Elementary")
    agreement = make_agreement(coalition=district_coalition, schools=[school])
    made = amend(agreement, by, schools=[other, school])
    assert made.before == {"schools": [school.name]}
    assert made.after == {"schools": [other.name, school.name]}
    assert {*agreement.schools.all()} == {school, other}


def test_a_school_of_another_district_is_not_added(coalition, administrator, foreign):
    agreement = make_agreement(coalition=coalition)
    with pytest.raises(Refused, match="is not a school of"):
        amend(agreement, administrator, schools=[coalition.school, foreign.school])
    assert [*agreement.schools.all()] == [coalition.school]


def test_an_end_that_is_taken_away_is_kept_as_nothing(coalition, administrator):
    agreement = make_agreement(coalition=coalition)
    made = amend(agreement, administrator, ends_on=None, review_due_on=TODAY + 365 * DAY)
    assert made.after == {"ends_on": None, "review_due_on": str(TODAY + 365 * DAY)}


@pytest.mark.parametrize("because", ["", " ", "\u200b"])
def test_an_amendment_says_why(coalition, administrator, because):
    agreement = make_agreement(coalition=coalition)
    with pytest.raises(Refused, match="Say why") as refused:
        amend(agreement, administrator, terms="More.", because=because)
    assert refused.value.field == "because"
    assert fresh(agreement).terms == agreement.terms


def test_one_that_is_renewed_but_holds_is_still_amended(coalition, administrator):
    agreement = make_agreement(coalition=coalition)
    renew(agreement)
    assert amend(agreement, administrator, terms="Until then two engines.")


def test_a_review_counts_the_version_too(coalition, administrator):
    """Whoever amends meanwhile looks at the new day of review first."""
    agreement = make_agreement(coalition=coalition)
    review(agreement, administrator)
    with pytest.raises(WrongState, match="was changed while you had it open"):
        amend(agreement, administrator, terms="More.")


def test_a_review_says_what_came_of_it(coalition, administrator):
    agreement = make_agreement(coalition=coalition)
    with pytest.raises(Refused, match="Say what came of it") as refused:
        review(agreement, administrator, outcome="\u200b")
    assert refused.value.field == "outcome"
    assert not AgreementReview.objects.exists()


def test_the_audit_row_of_a_review_has_both_days(coalition, administrator):
    agreement = make_agreement(coalition=coalition)
    review(agreement, administrator, next_review_on=None)
    assert audited() == ["agreement.reviewed"]
    assert row().detail["reviewed_on"] == str(TODAY)
    assert row().detail["next_review_on"] == ""
    assert fresh(agreement).review_due_on is None


def test_without_an_end_a_review_names_the_next(coalition, administrator):
    agreement = make_agreement(coalition=coalition, ends_on=None, review_due_on=TODAY)
    with pytest.raises(Refused, match="needs a day") as refused:
        review(agreement, administrator, next_review_on=None)
    assert refused.value.field == "next_review_on"


def test_a_review_on_the_first_day_is_fine(coalition, administrator):
    agreement = make_agreement(coalition=coalition)
    assert review(agreement, administrator, reviewed_on=agreement.starts_on)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reviewed_on": TODAY.replace(year=1066, day=1)}, "reviewed_on"),
        ({"next_review_on": TODAY.replace(year=2999, day=1)}, "next_review_on"),
        ({"next_review_on": TODAY}, "next_review_on"),
    ],
)
def test_a_day_that_cannot_be_is_said_at_its_field(coalition, administrator, changed, field):
    agreement = make_agreement(coalition=coalition)
    with pytest.raises(Refused) as refused:
        review(agreement, administrator, **changed)
    assert refused.value.field == field


def test_reviews_of_two_days_are_both_kept(coalition, administrator):
    agreement = make_agreement(coalition=coalition)
    review(agreement, administrator, reviewed_on=TODAY - DAY)
    review(agreement, administrator)
    assert agreement.reviews.count() == 2


def test_ending_says_who_when_and_why(coalition, administrator):
    ended = end(make_agreement(coalition=coalition), administrator, because=" Sold. ")
    assert (ended.closed_by, ended.closed_because) == (administrator, "Sold.")
    assert ended.closed_at is not None
    assert row().detail["last_on"] == str(TODAY)
    assert audited() == ["agreement.ended"]


def test_withdrawing_leaves_the_row(coalition, administrator):
    draft = make_agreement(coalition=coalition, signed_on=None)
    withdraw(draft, administrator)
    found = Agreement.objects.get(pk=draft.pk)
    assert (found.closed_because, found.ended_early_on) == ("Another partner.", None)
    assert audited() == ["agreement.withdrawn"]


def test_a_withdrawn_renewal_leaves_the_old_one_in_its_place(coalition, administrator):
    old = make_agreement(coalition=coalition)
    new = renew(old, starts_on=TODAY + DAY)
    assert fresh(old, on=TODAY + DAY).standing == "replaced"
    withdraw(new, administrator)
    assert fresh(old, on=TODAY + DAY).standing == "in_force"


@pytest.mark.django_db(transaction=True)
def test_ended_by_two_at_once_it_ends_once(coalition, administrator, run_at_once):
    agreement = make_agreement(coalition=coalition)

    def one():
        try:
            return end(agreement, administrator) and "ended"
        except WrongState:
            return "refused"

    assert sorted(run_at_once(one, times=2)) == ["ended", "refused"]
    assert audited() == ["agreement.ended"]
