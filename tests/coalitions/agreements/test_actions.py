"""Agreements are recorded, changed, renewed, amended, reviewed, ended; officers are assigned."""

import pytest
from django.core.exceptions import PermissionDenied

from coalitions.access.roles import Role
from coalitions.agreements.actions import assigning, keeping, recording
from coalitions.agreements.models.agreement import Agreement
from coalitions.agreements.models.assignment import OfficerAssignment
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.agreeing import make_agreement, make_assignment, renew
from tests.coalitions.agreements.acting import (
    DAY,
    TODAY,
    amend,
    assign,
    audited,
    end,
    fresh,
    review,
    told,
)

pytestmark = pytest.mark.django_db


def test_it_is_recorded_and_audited(coalition, administrator):
    made = recording.record_agreement(coalition=coalition, by=administrator, **told(coalition))
    assert fresh(made).standing == "in_force"
    assert (made.recorded_by, made.first, made.replaces) == (administrator, None, None)
    assert audited() == ["agreement.recorded"]


def test_agencies_and_schools_of_another_district_are_refused(coalition, administrator):
    other = builders.make_district()
    school, agency = builders.make_school(district=other), builders.make_agency(district=other)
    party = {"name": "Fire", "agency": agency, "signed_by": ""}
    for changed in ({"schools": [school]}, {"schools": []}, {"parties": [party]}):
        with pytest.raises(Refused):
            recording.record_agreement(
                coalition=coalition, by=administrator, **told(coalition, **changed)
            )
    assert not Agreement.objects.exists()


def test_a_draft_is_changed_freely_and_the_record_keeps_what_it_said(coalition, administrator):
    draft = recording.record_agreement(
        coalition=coalition, by=administrator, **told(coalition, signed_on=None)
    )
    party = {"name": "Sheriff’s Office", "agency": None, "signed_by": ""}
    changed = told(coalition, title="SRO", parties=[party])
    recording.change_agreement(agreement=draft, by=administrator, version=1, **changed)

    draft = fresh(draft)
    assert (draft.title, draft.standing, draft.version) == ("SRO", "in_force", 2)
    assert [party.name for party in draft.parties.all()] == ["Sheriff’s Office"]
    assert AuditRow.objects.latest("pk").detail["before"]["title"] == "SRO program"
    with pytest.raises(WrongState, match=r"is in force\. Amend it"):
        recording.change_agreement(agreement=draft, by=administrator, version=2, **changed)


def test_a_form_that_is_older_than_the_agreement_is_refused(coalition, administrator):
    draft = make_agreement(coalition=coalition, signed_on=None, version=3)
    with pytest.raises(WrongState, match="was changed while you had it open"):
        recording.change_agreement(agreement=draft, by=administrator, version=2, **told(coalition))
    held = make_agreement(coalition=coalition, version=3)
    with pytest.raises(WrongState, match="was changed while you had it open"):
        amend(held, administrator, version=2, terms="Other words.")


def test_a_renewal_names_the_old_one_and_leaves_it_as_it_is(coalition, administrator):
    old = make_agreement(coalition=coalition, ends_on=TODAY - DAY)
    second = recording.renew_agreement(agreement=old, by=administrator, **told(coalition))
    third = recording.renew_agreement(
        agreement=second, by=administrator, **told(coalition, starts_on=TODAY + DAY)
    )
    assert (second.replaces, second.first, third.replaces, third.first) == (old, old, second, old)
    assert (fresh(old).standing, fresh(second).standing) == ("replaced", "in_force")
    assert audited() == ["agreement.renewed", "agreement.renewed"]


def test_one_renewal_at_a_time_and_none_that_begins_before(coalition, administrator):
    old = make_agreement(coalition=coalition)
    with pytest.raises(Refused, match="begins after the agreement that it renews"):
        recording.renew_agreement(
            agreement=old, by=administrator, **told(coalition, starts_on=old.starts_on)
        )
    draft = renew(old, signed_on=None)
    with pytest.raises(Refused, match=r"written down already\. Open it instead"):
        recording.renew_agreement(agreement=old, by=administrator, **told(coalition))
    keeping.withdraw_agreement(agreement=draft, by=administrator, because="Another partner.")
    assert recording.renew_agreement(agreement=old, by=administrator, **told(coalition))


def test_an_amendment_keeps_what_was_said_before(coalition, administrator):
    agreement = make_agreement(coalition=coalition, terms="Three officers.")
    made = amend(agreement, administrator, terms="Four officers.", ends_on=TODAY + 9 * DAY)
    assert made.before == {"terms": "Three officers.", "ends_on": str(agreement.ends_on)}
    assert made.after == {"terms": "Four officers.", "ends_on": str(TODAY + 9 * DAY)}
    assert fresh(agreement).terms == "Four officers."
    assert audited() == ["agreement.amended"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Nothing differs"),
        ({"terms": "More.", "amended_on": TODAY + DAY}, "in the future"),
        ({"terms": "More.", "amended_on": TODAY.replace(year=1066)}, "The year 1066"),
        ({"ends_on": TODAY - 900 * DAY}, "end before it begins"),
        ({"schools": []}, "at least one school"),
        ({"ends_on": None}, "needs a day by which it is read again"),
    ],
)
def test_an_amendment_that_cannot_be_is_refused(coalition, administrator, changed, said):
    agreement = make_agreement(coalition=coalition)
    with pytest.raises(Refused, match=said):
        amend(agreement, administrator, **changed)
    assert not agreement.amendments.exists()


def test_a_review_sets_the_next_one(coalition, administrator):
    agreement = make_agreement(coalition=coalition, review_due_on=TODAY)
    assert fresh(agreement).standing == "review_due"
    review(agreement, administrator)
    assert fresh(agreement).standing == "in_force"
    with pytest.raises(Refused, match="of this day is written down already"):
        review(agreement, administrator)
    for changed in (
        {"reviewed_on": TODAY + DAY},
        {"reviewed_on": agreement.starts_on - DAY},
        {"reviewed_on": TODAY - DAY, "next_review_on": TODAY - DAY},
    ):
        with pytest.raises(Refused):
            review(agreement, administrator, **changed)
    assert agreement.reviews.count() == 1


def test_it_ends_early_with_a_reason_and_once(coalition, administrator):
    agreement = make_agreement(coalition=coalition)
    with pytest.raises(Refused, match="Say why"):
        end(agreement, administrator, because="  ")
    ended = end(agreement, administrator)
    assert (ended.ended_early_on, ended.closed_because) == (TODAY, "The hall was sold.")
    with pytest.raises(WrongState):
        end(agreement, administrator)
    with pytest.raises(Refused, match="end before it begins"):
        end(make_agreement(coalition=coalition), administrator, last_on=TODAY - 999 * DAY)


def test_one_that_ended_is_left_so_with_a_reason(coalition, administrator):
    agreement = make_agreement(coalition=coalition, ends_on=TODAY - 3 * DAY)
    end(agreement, administrator, because="Nobody needs it.")
    found = fresh(agreement)
    assert (found.standing, found.last_on) == ("closed", TODAY - 3 * DAY)


def test_what_is_in_force_is_not_withdrawn(coalition, administrator):
    with pytest.raises(WrongState, match="is in force"):
        keeping.withdraw_agreement(
            agreement=make_agreement(coalition=coalition), by=administrator, because="A mistake."
        )


@pytest.mark.parametrize("role", [Role.SRO, Role.FIRE, Role.TEACHER, Role.PARENT])
def test_only_administrators_keep_agreements(coalition, role):
    by, agreement = builders.make_member(coalition=coalition, role=role), None
    agreement = make_agreement(coalition=coalition)
    for act in (amend, review, end):
        with pytest.raises(PermissionDenied):
            act(agreement, by)
    with pytest.raises(PermissionDenied):
        recording.record_agreement(coalition=coalition, by=by, **told(coalition))


@pytest.fixture
def officer(coalition):
    return builders.make_member(coalition=coalition, role=Role.SRO).people.get()


def test_an_officer_is_at_a_school_once_at_a_time(coalition, administrator, officer):
    assign(coalition, administrator, officer, ends_on=TODAY + 9 * DAY)
    with pytest.raises(Refused, match="in that time already"):
        assign(coalition, administrator, officer, starts_on=TODAY + 9 * DAY)
    assign(coalition, administrator, officer, starts_on=TODAY + 10 * DAY)
    assert OfficerAssignment.objects.count() == 2
    assert audited() == ["officer_assignment.made"] * 2


def test_only_an_officer_of_the_coalition_is_assigned(coalition, administrator, officer):
    teacher = builders.make_member(coalition=coalition).people.get()
    elsewhere = make_agreement(
        coalition=builders.make_coalition(district=builders.make_district()),
        schools=[coalition.school],
    )
    for person, changed in (
        (teacher, {}),
        (officer, {"agreement": elsewhere}),
        (officer, {"ends_on": TODAY - DAY}),
        (officer, {"starts_on": TODAY.replace(year=1066)}),
        (officer, {"starts_on": TODAY + 900 * DAY}),
        (officer, {"schools": []}),
    ):
        with pytest.raises(Refused):
            assign(coalition, administrator, person, **changed)
    assert not OfficerAssignment.objects.exists()


def test_an_assignment_gets_another_agreement_and_a_last_day(coalition, administrator, officer):
    made = make_assignment(person=officer, school=coalition.school, coalition=coalition)
    agreement = make_agreement(coalition=coalition)
    given = {"agreement": agreement, "ends_on": TODAY}
    assigning.change_assignment(assignment=made, by=administrator, **given)
    made.refresh_from_db()
    assert (made.agreement, made.ends_on) == (agreement, TODAY)
    with pytest.raises(Refused, match="Nothing differs"):
        assigning.change_assignment(assignment=made, by=administrator, **given)
    with pytest.raises(Refused, match="end before it begins"):
        assigning.change_assignment(
            assignment=made, by=administrator, agreement=None, ends_on=made.starts_on - DAY
        )
