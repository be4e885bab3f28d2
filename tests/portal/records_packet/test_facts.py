"""What each fact says of a place, and what it says where something is missing."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.review.models import Reviewer
from safety_portal.core.look.wording import full_day
from safety_portal.portal.records_packet.facts import coalition as of_coalition
from safety_portal.portal.records_packet.facts import plan as of_plan
from safety_portal.portal.records_packet.facts import training as of_training
from safety_portal.portal.records_packet.facts.asked import Asked, days_in_words
from tests import builders
from tests.agreeing import make_agreement
from tests.meeting import make_meeting, make_opened

pytestmark = pytest.mark.django_db
ON = timezone.localdate


@pytest.fixture
def asked(coalition):
    return Asked(coalition, ON() - timedelta(days=100), ON(), ON())


@pytest.fixture
def in_force(edition):
    builders.force_status(edition, EditionStatus.IN_FORCE)
    Edition.objects.filter(pk=edition.pk).update(
        in_force_at=timezone.now(), in_force_by=builders.make_account()
    )
    return edition


def held(account):
    return Membership.objects.get(person__account=account)


def test_many_days_are_said_in_short():
    days = [date(2026, 1, 1) + timedelta(days=7 * week) for week in range(14)]
    assert days_in_words(days[:2]) == "January 1, 2026 and January 8, 2026"
    assert days_in_words(days).startswith("2 days before, January 15, 2026, ")


def test_the_edition_in_force_with_its_day(asked, in_force):
    assert of_plan.plan_exists(asked).words == {
        "district": "Juniper Elementary",
        "edition": "1",
        "date": full_day(ON()),
    }


@pytest.mark.parametrize("status", [EditionStatus.DRAFTING, EditionStatus.AWAITING_SIGNATURES])
def test_no_plan_in_force_is_said(asked, edition, status):
    builders.force_status(edition, status)
    assert of_plan.plan_exists(asked).missing == of_plan.NO_PLAN


def test_a_plan_of_another_school_is_none(asked, sibling):
    edition = builders.make_edition(plan=builders.make_plan(coalition=sibling))
    builders.force_status(edition, EditionStatus.IN_FORCE)
    assert of_plan.plan_exists(asked).missing


def reviewing(coalition, edition, *, kind="police", name="Sheriff’s Office", decided=True):
    agency = builders.make_agency(district=coalition.district, name=name, kind=kind)
    member = held(
        builders.make_member(coalition=coalition, role=Role.LAW_ENFORCEMENT, agency=agency)
    )
    said = {"decision": "approves", "decided_at": timezone.now()} if decided else {}
    said |= {"decided_by": member.person.account} if decided else {}
    review = edition.rounds.first() or builders.make_round(edition=edition)
    return Reviewer.objects.create(round=review, membership=member, due_on=ON(), **said)


def test_agencies_that_reviewed_and_those_that_respond(asked, coalition, in_force):
    reviewing(coalition, in_force)
    reviewing(coalition, in_force, kind="mental_health", name="Cedar Health")
    reviewing(coalition, in_force, kind="fire", name="Fire District 2", decided=False)
    assert of_plan.agencies_involved(asked).words == {
        "agencies": "Cedar Health and Sheriff’s Office",
        "responding_agencies": "Fire District 2 and Sheriff’s Office",
    }


def test_agencies_are_missing_until_one_helped(asked, coalition, in_force):
    assert "No agency has reviewed" in of_plan.agencies_involved(asked).missing
    reviewing(coalition, in_force, kind="government", name="County")
    assert "No police, fire" in of_plan.agencies_involved(asked).missing


def test_agencies_of_a_draft_did_not_help_yet(asked, coalition, edition):
    reviewing(coalition, edition)
    assert of_plan.agencies_involved(asked).missing


def test_reviews_of_the_last_year(asked, in_force):
    for days in (10, 400):
        moment = timezone.now() - timedelta(days=days)
        builders.make_round(edition=in_force, closed_at=moment, closed_by=builders.make_account())
    words = of_plan.reviewed_last_12_months(asked).words
    assert words == {"dates": full_day(ON() - timedelta(days=10))}


def test_no_review_is_said(asked, in_force):
    builders.make_round(edition=in_force)
    assert "No review" in of_plan.reviewed_last_12_months(asked).missing


def test_how_the_board_voted(asked, in_force):
    builders.make_approval(edition=in_force, ayes=6, noes=0, abstained=1)
    assert of_plan.board_adoption(asked).words == {
        "date": full_day(ON()),
        "vote": "a vote of 6 to 0",
    }


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        (None, "No vote of the board"),
        ({"outcome": "not_approved", "ayes": 1, "noes": 5, "abstained": 0}, "did not approve"),
        ({"is_open_meeting": False, "ayes": 6, "noes": 0, "abstained": 0}, "closed meeting"),
        ({}, "How many voted"),
    ],
)
def test_a_vote_that_cannot_go_out_says_why(asked, in_force, fields, why):
    if fields is not None:
        builders.make_approval(edition=in_force, **fields)
    assert why in of_plan.board_adoption(asked).missing


def test_a_voided_vote_does_not_count(asked, in_force):
    builders.make_approval(
        edition=in_force,
        ayes=6,
        noes=0,
        abstained=0,
        voided_at=timezone.now(),
        voided_by=builders.make_account(),
        voided_because="Wrong board.",
    )
    assert "No vote" in of_plan.board_adoption(asked).missing


def test_seats_by_title_without_names(asked, coalition):
    fire = builders.make_seat(coalition=coalition, title="Fire chief", position=1)
    builders.make_seat(coalition=coalition, title="Nurse", position=2)
    builders.make_seat(coalition=coalition, title="Pastor", recommended_minimum=0)
    builders.make_member(coalition=coalition, role=Role.FIRE, seat=fire, name="Secret Holder")
    assert of_coalition.seats_and_titles(asked).words == {
        "seats_by_title": "Fire chief and Nurse",
        "filled": "1",
        "asked": "2",
    }


def test_no_seats_are_said(asked):
    assert "asks for no seat" in of_coalition.seats_and_titles(asked).missing


def test_meetings_that_were_held_in_the_time(asked, coalition, administrator):
    make_opened(coalition=coalition, by=administrator, people=[], days=-10)
    make_opened(coalition=coalition, by=administrator, people=[], days=-200)
    make_meeting(coalition=coalition, by=administrator, days=5)
    words = of_coalition.meetings_held(asked).words
    assert (words["count"], words["dates"]) == ("once", full_day(ON() - timedelta(days=10)))


def test_a_planned_meeting_is_none(asked, coalition, administrator):
    make_meeting(coalition=coalition, by=administrator, days=5)
    assert "No meeting was held" in of_coalition.meetings_held(asked).missing


def agreement(coalition, by, **fields):
    sheriff = builders.make_agency(district=coalition.district, name="Sheriff", kind="police")
    plain = {"kind": "law_enforcement", "parties": ["Deputy Secret Person"]} | fields
    made = make_agreement(coalition=coalition, by=by, **plain)
    made.parties.update(agency=sheriff)
    return made


def test_the_agreement_on_officers_by_its_agency(asked, coalition, administrator):
    made = agreement(coalition, administrator)
    words = of_coalition.officer_agreement(asked).words
    assert words["agency"] == "Sheriff"
    assert words["date"] == full_day(made.signed_on)
    assert words["review_by"] == full_day(made.review_due_on or made.ends_on)


@pytest.mark.parametrize("fields", [{"kind": "mutual_aid"}, {"signed_on": None}])
def test_another_kind_or_a_draft_is_no_agreement_on_officers(
    asked, coalition, administrator, fields
):
    agreement(coalition, administrator, **fields)
    assert "No agreement" in of_coalition.officer_agreement(asked).missing


def test_a_district_s_agreement_covers_its_school_and_no_other(
    asked, coalition, sibling, district_coalition
):
    above = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    agreement(district_coalition, above, schools=[coalition.school])
    assert of_coalition.officer_agreement(asked).words["agency"] == "Sheriff"
    elsewhere = Asked(sibling, asked.begins, asked.ends, asked.on)
    assert of_coalition.officer_agreement(elsewhere).missing


def trained(coalition, *, role=Role.TEACHER, course=None, days=5, state="verified", **member):
    account = builders.make_member(coalition=coalition, role=role, **member)
    person = account.people.get()
    return builders.make_record(
        person=person,
        coalition=coalition,
        course=course or builders.make_course(title="Stop the Bleed", provider="ACS"),
        held_on=ON() - timedelta(days=days),
        state=state,
        decided_at=timezone.now(),
        decided_by=account,
    )


def test_employees_are_counted_with_courses_and_providers(asked, coalition):
    course = builders.make_course(title="Stop the Bleed", provider="ACS")
    for _ in range(2):
        trained(coalition, course=course)
    assert of_training.staff_trained(asked).words == {
        "count": "2 employees were",
        "period": asked.period,
        "courses": "Stop the Bleed",
        "providers": "ACS",
    }


def test_one_employee_is_one(asked, coalition):
    trained(coalition)
    assert of_training.staff_trained(asked).words["count"] == "1 employee was"


def test_of_own_courses_neither_title_nor_provider_goes_out(asked, coalition):
    own = builders.make_course(title="Secret of Deputy X", provider="Deputy X", coalition=coalition)
    trained(coalition, course=own)
    words = of_training.staff_trained(asked).words
    assert (words["courses"], words["providers"]) == (of_training.OWN, "Juniper Elementary")


@pytest.mark.parametrize(
    "record",
    [
        {"role": Role.FIRE},
        {"role": Role.PARENT},
        {"state": "to_verify"},
        {"days": 200},
        {"days": -3},
    ],
)
def test_what_is_no_training_of_employees_in_the_time_does_not_count(asked, coalition, record):
    trained(coalition, **record)
    assert "No verified training" in of_training.staff_trained(asked).missing


def test_who_comes_from_an_agency_is_no_employee(asked, coalition):
    agency = builders.make_agency(district=coalition.district)
    trained(coalition, role=Role.HEALTH, agency=agency)
    assert of_training.staff_trained(asked).missing


def test_a_district_counts_its_schools(asked, coalition, district_coalition):
    trained(coalition)
    of_district = Asked(district_coalition, asked.begins, asked.ends, asked.on)
    assert of_training.staff_trained(of_district).words["count"] == "1 employee was"


def test_without_a_provider_it_is_said(asked, coalition):
    trained(coalition, course=builders.make_course(provider=""))
    assert "Who gave the training" in of_training.staff_trained(asked).missing
