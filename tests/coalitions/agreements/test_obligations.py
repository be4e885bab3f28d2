"""What agreements ask of their administrators, from 90 days before the end on, and nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.agreements.queries import ending_or_ended
from safety_portal.portal.reminders import obligations
from tests import builders
from tests.agreeing import make_agreement, make_assignment, renew

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
OURS = {
    "agreement_begin_renewal",
    "agreement_ending",
    "agreement_ended",
    "agreement_review",
    "assignment_uncovered",
}


def owed(account, *, on=TODAY):
    found = obligations.owed(accounts=[account], on=on)
    return [(each.kind, each.due_on) for each in found if each.kind in OURS]


def test_from_ninety_days_before_it_is_asked_for_until_it_is_renewed(coalition, administrator):
    agreement = make_agreement(coalition=coalition, ends_on=TODAY)
    begin = ("agreement_begin_renewal", TODAY - 60 * DAY)
    assert owed(administrator, on=TODAY - 91 * DAY) == []
    assert owed(administrator, on=TODAY - 90 * DAY) == [begin]
    assert owed(administrator, on=TODAY - 61 * DAY) == [begin]
    assert owed(administrator, on=TODAY - 60 * DAY) == [("agreement_ending", TODAY)]
    assert owed(administrator) == [("agreement_ending", TODAY)]
    assert owed(administrator, on=TODAY + 17 * DAY) == [("agreement_ended", TODAY)]

    renew(agreement)

    for day in (-80, -10, 0, 1):
        assert owed(administrator, on=TODAY + day * DAY) == []


def test_a_draft_renewal_is_a_beginning_and_no_end(coalition, administrator):
    agreement = make_agreement(coalition=coalition, ends_on=TODAY + 80 * DAY)
    renew(agreement, signed_on=None)
    assert owed(administrator) == []
    assert owed(administrator, on=TODAY + 40 * DAY) == [("agreement_ending", TODAY + 80 * DAY)]


def test_a_reason_why_not_is_an_answer(coalition, administrator):
    closed = {"closed_at": timezone.now(), "closed_by": administrator, "closed_because": "Sold."}
    make_agreement(coalition=coalition, ends_on=TODAY - DAY, ended_early_on=TODAY - DAY, **closed)
    make_agreement(coalition=coalition, ended_early_on=TODAY + DAY, **closed)
    assert owed(administrator) == []


def test_a_review_is_asked_for_a_month_before(coalition, administrator):
    day = TODAY + 30 * DAY
    make_agreement(coalition=coalition, review_due_on=day)
    assert owed(administrator) == [("agreement_review", day)]
    assert owed(administrator, on=TODAY - DAY) == []


def test_drafts_ask_nothing(coalition, administrator):
    make_agreement(coalition=coalition, signed_on=None, ends_on=TODAY + DAY)
    assert owed(administrator) == []


def test_an_officer_on_no_agreement_is_the_administrators_to_mend(coalition, administrator):
    officer = builders.make_member(coalition=coalition, role=Role.SRO)
    old = make_agreement(coalition=coalition, ends_on=TODAY - 70 * DAY)
    stands = {"person": officer.people.get(), "school": coalition.school, "coalition": coalition}
    make_assignment(agreement=old, **stands)
    uncovered = ("assignment_uncovered", TODAY - 70 * DAY)
    assert uncovered in owed(administrator)
    assert uncovered not in owed(administrator, on=TODAY - 70 * DAY)
    assert owed(officer) == []

    renew(old)

    assert owed(administrator) == []


def test_one_that_names_none_counts_from_its_first_day(coalition, administrator):
    officer = builders.make_member(coalition=coalition, role=Role.SRO).people.get()
    stands = {"school": coalition.school, "coalition": coalition, "starts_on": TODAY - 5 * DAY}
    make_assignment(person=officer, **stands, ends_on=TODAY)
    assert owed(administrator) == [("assignment_uncovered", TODAY - 5 * DAY)]
    assert owed(administrator, on=TODAY + DAY) == []


def test_the_words_lead_to_the_page(coalition, administrator):
    make_agreement(coalition=coalition, title="Cedar Health", ends_on=TODAY - DAY)
    (found,) = obligations.owed(accounts=[administrator], on=TODAY)
    assert found.title == "Renew or replace Cedar Health"
    assert "without a new one" in found.why
    assert found.path.startswith(f"/c/{coalition.slug}/agreements/")


@pytest.mark.parametrize("role", [Role.SRO, Role.FIRE, Role.TEACHER, Role.OFFICIAL, Role.PARENT])
def test_nobody_else_owes_anything(coalition, role):
    make_agreement(coalition=coalition, ends_on=TODAY - DAY)
    assert owed(builders.make_member(coalition=coalition, role=role)) == []


def test_administrators_elsewhere_owe_nothing(coalition, district_coalition):
    make_agreement(coalition=coalition, ends_on=TODAY - DAY)
    assert owed(builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)) == []


def test_a_meeting_is_offered_what_ends_first(coalition, district_coalition):
    ended = make_agreement(coalition=coalition, ends_on=TODAY - DAY)
    ending = make_agreement(coalition=coalition, ends_on=TODAY + 90 * DAY)
    read = make_agreement(coalition=coalition, review_due_on=TODAY + DAY)
    make_agreement(coalition=coalition)
    make_agreement(coalition=district_coalition, schools=[coalition.school], ends_on=TODAY - DAY)
    found = list(ending_or_ended([coalition], TODAY))
    assert found == [ended, ending, read]
    assert [each.standing for each in found] == ["ended", "ending", "review_due"]
