"""What the database itself refuses of agreements, parties, papers and assignments."""

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from coalitions.agreements.models.agreement import AgreementParty, AgreementReview
from coalitions.agreements.models.assignment import OfficerAssignment
from coalitions.agreements.models.paper import AgreementPaper, PaperRead
from tests import builders
from tests.agreeing import make_agreement, make_assignment, make_paper, renew
from tests.coalitions.agreements.acting import DAY, TODAY, standing_as
from tests.plugins.databases import as_owner

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def refused(name, error=IntegrityError):
    return pytest.raises(error, match=name)


def set_of(row, **fields):
    """Write fields past every action."""
    with transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**fields)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"kind": "favor"}, "agreement_kind_is_known"),
        ({"title": ""}, "agreement_has_a_title"),
        ({"terms": ""}, "agreement_says_something"),
        ({"starts_on": TODAY.replace(year=1949, day=1)}, "agreement_of_our_time"),
        ({"ends_on": TODAY - 999 * DAY}, "agreement_ends_after_start"),
        ({"ends_on": None}, "agreement_comes_up_again"),
        ({"closed_at": NOW}, "agreement_closed_at_by"),
        ({"closed_because": "Sold."}, "agreement_closed_with_a_reason"),
        ({"ended_early_on": TODAY}, "agreement_closed_with_a_reason"),
        ({"version": -1}, "version"),
    ],
)
def test_an_agreement_that_cannot_be(coalition, fields, name):
    agreement = make_agreement(coalition=coalition)
    with refused(name):
        set_of(agreement, **fields)


def test_it_is_not_closed_without_a_reason(coalition, administrator):
    agreement = make_agreement(coalition=coalition)
    with refused("agreement_closed_with_a_reason"):
        set_of(agreement, closed_at=NOW, closed_by=administrator)


def test_it_does_not_end_before_it_began(coalition, administrator):
    agreement = standing_as("closed", coalition, administrator)
    with refused("agreement_ended_early_after_start"):
        set_of(agreement, ended_early_on=agreement.starts_on - DAY)


def test_a_chain_is_whole(coalition):
    agreement, other = (make_agreement(coalition=coalition) for _ in range(2))
    with refused("agreement_chained_whole"):
        set_of(agreement, replaces=other)
    with refused("agreement_chained_whole"):
        set_of(agreement, first=other)


def test_it_does_not_replace_itself(coalition):
    agreement = make_agreement(coalition=coalition)
    with refused("agreement_replaces_another"):
        set_of(agreement, replaces=agreement, first=agreement)


def test_a_withdrawn_renewal_frees_the_place(coalition, administrator):
    old = make_agreement(coalition=coalition)
    draft = renew(old, signed_on=None)
    closed = {"closed_at": NOW, "closed_by": administrator, "closed_because": "Twice."}
    set_of(draft, **closed)
    assert renew(old, title="Another")


def test_one_that_ended_early_keeps_the_place(coalition, administrator):
    old = make_agreement(coalition=coalition)
    new = renew(old, starts_on=TODAY)
    closed = {"closed_at": NOW, "closed_by": administrator, "closed_because": "Sold."}
    set_of(new, ended_early_on=TODAY, **closed)
    with refused("one_renewal_of_an_agreement"), transaction.atomic():
        renew(old, title="Another")


def test_the_same_title_and_day_stand_once(coalition):
    same = {"title": "Armory", "starts_on": TODAY}
    make_agreement(coalition=coalition, **same)
    with refused("one_agreement_of_a_title_and_day"), transaction.atomic():
        make_agreement(coalition=coalition, **same)


def test_a_party_has_a_name_and_stands_once(coalition):
    agreement = make_agreement(coalition=coalition, parties=["Fire"])
    with refused("party_has_a_name"), transaction.atomic():
        AgreementParty.objects.create(agreement=agreement, name="")
    with refused("one_party_per_name_and_agreement"), transaction.atomic():
        AgreementParty.objects.create(agreement=agreement, name="Fire")


def test_an_agency_that_agreed_is_not_deleted(coalition):
    agency = builders.make_agency(district=coalition.district)
    agreement = make_agreement(coalition=coalition)
    AgreementParty.objects.create(agreement=agreement, name="Fire 2", agency=agency)
    with pytest.raises(ProtectedError):
        agency.delete()


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"title": ""}, "paper_has_a_title"),
        ({"sensitivity": "public"}, "paper_sensitivity_is_known"),
        ({"withdrawn_at": NOW}, "paper_withdrawn_at_by"),
        ({"withdrawn_because": "Wrong."}, "paper_withdrawn_with_a_reason"),
    ],
)
def test_a_paper_that_cannot_be(agreement, fields, name):
    paper = make_paper(agreement=agreement)
    with refused(name):
        set_of(paper, **fields)


def test_a_content_stands_once_until_it_is_withdrawn(agreement, administrator):
    paper, other = make_paper(agreement=agreement), make_paper(agreement=agreement)
    with refused("one_paper_per_content"):
        set_of(other, sha256=paper.sha256)
    withdrawn = {"withdrawn_at": NOW, "withdrawn_by": administrator, "withdrawn_because": "Old."}
    set_of(paper, **withdrawn)
    set_of(other, sha256=paper.sha256)
    assert AgreementPaper.objects.filter(sha256=paper.sha256).count() == 2


def test_who_opened_what_is_neither_changed_nor_deleted(agreement, administrator):
    read = PaperRead.objects.create(
        paper=make_paper(agreement=agreement, sensitivity="restricted"),
        account=administrator,
        reader_name="Dana Whitlock",
        role="administrator",
        read_at=NOW,
    )
    rows = PaperRead.objects.filter(pk=read.pk)
    with as_owner(), refused("Cannot", InternalError), transaction.atomic():
        rows.update(reader_name="Nobody")
    with as_owner(), refused("Cannot", InternalError), transaction.atomic():
        rows._raw_delete(rows.db)


def test_a_review_says_what_came_of_it_and_is_one_a_day(agreement, administrator):
    said = {"agreement": agreement, "reviewed_on": TODAY, "made_at": NOW, "made_by": administrator}
    with refused("agreement_review_says_what_came_of_it"), transaction.atomic():
        AgreementReview.objects.create(outcome="", **said)
    AgreementReview.objects.create(outcome="No change.", **said)
    with refused("one_agreement_review_a_day"), transaction.atomic():
        AgreementReview.objects.create(outcome="Another.", **said)


@pytest.fixture
def assignment(coalition):
    officer = builders.make_member(coalition=coalition, role="sro").people.get()
    return make_assignment(person=officer, school=coalition.school, coalition=coalition)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"days": ["sunday"]}, "assignment_days_are_known"),
        ({"ends_on": builders.LONG_AGO - DAY}, "assignment_ends_after_start"),
    ],
)
def test_an_assignment_that_cannot_be(assignment, fields, name):
    with refused(name):
        set_of(assignment, **fields)


def test_an_officer_is_at_a_school_once_at_a_time(assignment):
    """The last day counts: the next assignment begins on the day after."""
    set_of(assignment, ends_on=TODAY)
    again = {name: getattr(assignment, name) for name in ("person", "school", "coalition")}
    with refused("one_assignment_per_officer_and_school"), transaction.atomic():
        make_assignment(**again, starts_on=TODAY)
    assert make_assignment(**again, starts_on=TODAY + DAY)


def test_another_school_takes_the_officer_in_the_same_time(assignment):
    other = builders.make_school(district=assignment.school.district, name="Foxglove")
    assert make_assignment(person=assignment.person, school=other, coalition=assignment.coalition)
    assert OfficerAssignment.objects.current(TODAY).count() == 2
