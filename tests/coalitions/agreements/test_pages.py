"""Pages of agreements: the list with what waits, one agreement, papers, officers, and bad input."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.agreements.models.agreement import Agreement
from coalitions.agreements.models.assignment import OfficerAssignment
from tests import builders
from tests.agreeing import make_agreement, make_assignment, renew
from tests.coalitions.agreements.conftest import text

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)

# Queries of signing in, which the fixture `page` does each time.
SIGN_IN = 5


@pytest.fixture
def officer(coalition):
    return builders.make_member(coalition=coalition, role=Role.SRO, name="Deputy Cole Barden")


def typed(coalition, **changed):
    told = {
        "title": "Sheriff’s Office, SRO program",
        "kind": "law_enforcement",
        "terms": "One officer during school hours.",
        "schools": [coalition.school_id],
        "party_1": "Cedar County Schools",
        "party_2": "Cedar County Sheriff",
        "signer_2": "Ellen Prudhomme, chief deputy",
        "signed_on": TODAY - 3 * DAY,
        "starts_on": TODAY - 2 * DAY,
        "ends_on": TODAY + 400 * DAY,
    }
    return told | changed


def test_the_list_says_what_has_ended_first(page, coalition, administrator):
    make_agreement(coalition=coalition, title="Cedar Health", ends_on=TODAY - 17 * DAY)
    make_agreement(coalition=coalition, title="Fire District 2", review_due_on=TODAY + 5 * DAY)
    make_agreement(coalition=coalition, title="Armory", ends_on=TODAY + 40 * DAY)
    shown = text(page(administrator, "agreements", coalition.slug))
    assert "<h1>1 agreement has ended; 1 to review, 1 to renew</h1>" in shown
    assert shown.index("Renew or replace Cedar Health") < shown.index("Renew Armory")
    assert "Review Fire District 2" in shown


def test_no_agreement_says_where_most_begin(page, coalition, administrator):
    shown = text(page(administrator, "agreements", coalition.slug))
    assert "<h1>No agreement in force</h1>" in shown
    assert "Most districts start with the one behind their SRO" in shown


def test_what_was_replaced_is_found_by_its_state_only(page, coalition, administrator):
    old = make_agreement(coalition=coalition, title="The old one", ends_on=TODAY - DAY)
    renew(old, title="The new one", starts_on=TODAY)
    shown = text(page(administrator, "agreements", coalition.slug))
    assert "The new one" in shown
    assert "The old one" not in shown
    assert "The old one" in text(
        page(administrator, "agreements", coalition.slug, state="replaced")
    )


def test_a_district_sees_its_schools_and_which_of_them_lack_what(
    page, coalition, district_coalition
):
    make_agreement(coalition=coalition, title="Of the school")
    chief = builders.make_member(coalition=district_coalition, role=Role.FIRE)
    shown = text(page(chief, "agreements", district_coalition.slug))
    assert "Of the school" in shown
    assert "Second reunification site" in shown
    assert coalition.school.name in shown


def test_a_school_sees_what_its_district_has_for_it_and_nothing_else(
    page, coalition, district_coalition, administrator
):
    other = builders.make_school(district=coalition.district, name="Elsewhere High")
    make_agreement(coalition=district_coalition, title="For us", schools=[coalition.school])
    make_agreement(coalition=district_coalition, title="For them", schools=[other])
    shown = text(page(administrator, "agreements", coalition.slug))
    assert "For us" in shown
    assert "For them" not in shown


def test_all_schools_are_said_in_a_word(page, coalition, district_coalition):
    chief = builders.make_member(coalition=district_coalition, role=Role.FIRE)
    other = builders.make_school(district=coalition.district, name="Elsewhere High")
    both = [coalition.school, other]
    make_agreement(coalition=district_coalition, schools=both)
    assert "<div>All 2</div>" in text(page(chief, "agreements", district_coalition.slug))


def test_parents_are_told_that_they_read_none(page, coalition, agreement):
    parent = builders.make_member(coalition=coalition, role=Role.PARENT)
    listed = page(parent, "agreements", coalition.slug)
    assert listed.status_code == 403
    assert page(parent, "agreement", coalition.slug, agreement.pk).status_code == 404
    assert "County Fairgrounds" not in listed.content.decode()


def test_it_is_recorded_with_its_parties(post, coalition, administrator):
    answer = post(administrator, "agreement_record", coalition.slug, **typed(coalition))
    made = Agreement.objects.get()
    assert answer.status_code == 302
    assert [(party.name, party.signed_by) for party in made.parties.all()] == [
        ("Cedar County Schools", ""),
        ("Cedar County Sheriff", "Ellen Prudhomme, chief deputy"),
    ]
    assert [*made.schools.all()] == [coalition.school]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"ends_on": TODAY - 9 * DAY}, "would end before it begins"),
        ({"starts_on": "1066-10-14"}, "The year 1066 is not one of a paper in use"),
        ({"ends_on": "9999-01-01"}, "The year 9999 is not one of a paper in use"),
        ({"starts_on": "31/31/2026"}, "Enter a valid date"),
        ({"signed_on": TODAY + DAY}, "Leave it empty until everybody has signed"),
        ({"ends_on": ""}, "needs a day by which it is read again"),
        ({"party_1": "", "party_2": "", "signer_2": ""}, "Name who made this agreement"),
        ({"party_1": "", "party_2": ""}, "Say for which party this person signed"),
        ({"party_2": "cedar county schools"}, "named twice"),
        ({"title": "\u202e"}, "Write the title with letters"),
        ({"terms": ""}, "This field is required"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_is_lost(
    post, coalition, administrator, changed, said
):
    told = typed(coalition, **changed)
    answer = post(administrator, "agreement_record", coalition.slug, **told)
    assert answer.status_code == 422
    assert said in text(answer)
    if "terms" not in changed:
        assert told["terms"] in text(answer)
    assert not Agreement.objects.exists()


def test_a_hostile_title_is_shown_as_it_is(post, page, coalition, administrator):
    title = "<script>alert(1)</script>"
    post(administrator, "agreement_record", coalition.slug, **typed(coalition, title=title))
    shown = page(administrator, "agreements", coalition.slug).content.decode()
    assert title not in shown
    assert "&lt;script&gt;" in shown


def test_twice_the_same_is_kept_once(post, coalition, administrator):
    for _ in range(2):
        answer = post(administrator, "agreement_record", coalition.slug, **typed(coalition))
    assert answer.status_code == 422
    assert "is written down already" in text(answer)
    assert Agreement.objects.count() == 1


def test_one_agreement_shows_its_chain_and_who_is_not_covered(
    page, coalition, administrator, officer
):
    old = make_agreement(coalition=coalition, title="SRO program", ends_on=TODAY - DAY)
    make_assignment(
        person=officer.people.get(), school=coalition.school, coalition=coalition, agreement=old
    )
    shown = text(page(administrator, "agreement", coalition.slug, old.pk))
    assert "1 of 1 officer is not covered" in shown
    assert "No agreement in force" in shown

    new = renew(old)

    shown = text(page(administrator, "agreement", coalition.slug, new.pk))
    assert "not covered" not in shown
    assert "Deputy Cole Barden" in shown
    assert old.get_absolute_url() in shown


def test_two_of_a_kind_for_a_school_are_both_kept_and_said(page, coalition, administrator):
    church = make_agreement(coalition=coalition, title="First Church", kind="shelter")
    make_agreement(coalition=coalition, title="Armory", kind="shelter")
    make_agreement(coalition=coalition, title="Cedar Health", kind="medical")
    renew(church, title="First Church, again", starts_on=TODAY)
    shown = text(page(administrator, "agreement", coalition.slug, church.pk))
    also = shown[shown.index("Also in force for schools of it") :].split("</p>")[0]
    assert "Armory" in also
    assert "Cedar Health" not in also
    assert "again" not in also


def test_an_officer_is_assigned_and_seen(post, page, coalition, administrator, officer):
    agreement = make_agreement(coalition=coalition)
    told = {
        "person": officer.people.get().pk,
        "schools": [coalition.school_id],
        "days": ["tuesday", "monday"],
        "starts_on": TODAY,
        "agreement": agreement.pk,
    }
    answer = post(administrator, "agreement_assign", coalition.slug, **told)
    assert answer.status_code == 302
    shown = text(page(officer, "agreement_officers", coalition.slug))
    assert "Every officer stands on an agreement in force" in shown
    assert "Mon, Tue" in shown


def test_an_assignment_without_an_agreement_says_so(post, page, coalition, administrator, officer):
    assignment = make_assignment(
        person=officer.people.get(), school=coalition.school, coalition=coalition
    )
    where = (coalition.slug, assignment.pk)
    assert "no agreement in force" in text(page(officer, "agreement_assignment", *where))
    assert "1 assignment stands on no agreement in force" in text(
        page(administrator, "agreement_officers", coalition.slug)
    )
    named = make_agreement(coalition=coalition)
    assert post(officer, "agreement_assignment", *where, agreement=named.pk).status_code == 403

    post(administrator, "agreement_assignment", *where, agreement=named.pk)

    assert OfficerAssignment.objects.get().agreement == named
    assert "no agreement in force" not in text(page(officer, "agreement_assignment", *where))


def test_csv_holds_no_formula(page, coalition, administrator):
    make_agreement(coalition=coalition, title="=1+1", parties=["@sum"])
    answer = page(administrator, "agreement_csv", coalition.slug)
    content = b"".join(answer.streaming_content).decode()
    assert "'=1+1" in content
    assert "'@sum" in content


@pytest.mark.parametrize("name", ["agreements", "agreement_officers"])
def test_lists_ask_the_same_for_one_and_for_many(page, coalition, administrator, name):
    grow(coalition, 1)
    few = queries_of(page, administrator, name, coalition)
    assert few <= SIGN_IN + 8
    grow(coalition, 49)
    assert queries_of(page, administrator, name, coalition) == few


def grow(coalition, number):
    for _ in range(number):
        agreement = make_agreement(coalition=coalition)
        officer = builders.make_member(coalition=coalition, role=Role.SRO).people.get()
        make_assignment(
            person=officer, school=coalition.school, coalition=coalition, agreement=agreement
        )


def queries_of(page, account, name, coalition):

    page(account, name, coalition.slug)
    with CaptureQueriesContext(connection) as asked:
        assert page(account, name, coalition.slug).status_code == 200
    return len(asked)


def test_an_officer_and_the_list_of_seats_say_where_no_agreement_is(
    page, coalition, administrator, officer
):
    seat = builders.make_seat(coalition=coalition, title="SRO", roles=["sro"])
    coalition.memberships.filter(person__account=officer).update(seat=seat)
    where = {"person": officer.people.get(), "school": coalition.school, "coalition": coalition}
    make_assignment(**where)
    assert "No agreement in force" in text(page(officer, "home"))
    said = f"No agreement in force for {coalition.school}"
    assert said in text(page(administrator, "membership_seats", coalition.slug))
    parent = builders.make_member(coalition=coalition, role=Role.PARENT)
    assert said not in text(page(parent, "membership_seats", coalition.slug))
    assert "Find an agreement for Deputy Cole Barden" in text(page(administrator, "home"))
