"""Where an agreement stands on a day, told from its days alone, and who reads it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.agreements.models.agreement import Agreement, Amendment
from coalitions.agreements.models.assignment import OfficerAssignment
from coalitions.agreements.models.paper import AgreementPaper
from tests import builders
from tests.agreeing import make_agreement, make_assignment, make_paper, renew
from tests.plugins.databases import as_owner

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def coalition():
    district = builders.make_district()
    return builders.make_coalition(school=builders.make_school(district=district))


def standing(agreement, *, on=TODAY):
    return Agreement.objects.with_standing(on).get(pk=agreement.pk).standing


def officer(coalition):
    return builders.make_member(coalition=coalition, role=Role.SRO).people.get()


def is_covered(assignment, *, on=TODAY):
    return OfficerAssignment.objects.with_coverage(on).get(pk=assignment.pk).is_covered


def test_days_alone_say_how_it_stands(coalition):
    agreement = make_agreement(coalition=coalition, starts_on=TODAY - 400 * DAY)
    ends_on = agreement.ends_on

    assert standing(agreement, on=TODAY - 401 * DAY) == "to_come"
    assert standing(agreement, on=TODAY) == "in_force"
    assert standing(agreement, on=ends_on - 91 * DAY) == "in_force"
    assert standing(agreement, on=ends_on - 90 * DAY) == "ending"
    assert standing(agreement, on=ends_on) == "ending"
    assert standing(agreement, on=ends_on + DAY) == "ended"


def test_without_a_signature_it_never_holds(coalition):
    agreement = make_agreement(coalition=coalition, signed_on=None)
    assert standing(agreement) == "draft"
    assert standing(agreement, on=agreement.ends_on + DAY) == "draft"


def test_a_review_is_asked_for_a_month_before(coalition):
    agreement = make_agreement(coalition=coalition, review_due_on=TODAY + 30 * DAY)
    assert standing(agreement) == "review_due"
    assert standing(agreement, on=TODAY - DAY) == "in_force"


def test_a_signed_renewal_takes_its_place_on_its_first_day(coalition):
    old = make_agreement(coalition=coalition, ends_on=TODAY + 10 * DAY)
    assert standing(old) == "ending"

    new = renew(old, starts_on=TODAY + 5 * DAY)

    assert standing(old) == "in_force"
    assert standing(old, on=TODAY + 5 * DAY) == "replaced"
    assert standing(new) == "to_come"


def test_a_draft_renewal_answers_nothing(coalition):
    old = make_agreement(coalition=coalition, ends_on=TODAY - DAY)
    renew(old, signed_on=None)
    assert standing(old) == "ended"


def test_an_early_end_says_why_and_from_when(coalition):
    closed = {"closed_at": timezone.now(), "closed_by": builders.make_account()}
    agreement = make_agreement(
        coalition=coalition, closed_because="Sold.", ended_early_on=TODAY, **closed
    )
    taken_back = make_agreement(coalition=coalition, closed_because="Twice.", **closed)

    assert standing(agreement) == "ending"
    assert standing(agreement, on=TODAY + DAY) == "closed"
    assert standing(taken_back) == "withdrawn"


def test_only_one_renewal_at_a_time(coalition):
    old = make_agreement(coalition=coalition)
    renew(old)
    with pytest.raises(IntegrityError, match="one_renewal_of_an_agreement"), transaction.atomic():
        renew(old, title="Another")


def test_what_was_promised_is_kept(coalition):
    agreement = make_agreement(coalition=coalition)
    assignment = make_assignment(
        person=officer(coalition), school=coalition.school, coalition=coalition
    )
    amendment = Amendment.objects.create(
        agreement=agreement,
        amended_on=TODAY,
        because="A word.",
        before={},
        after={},
        made_at=timezone.now(),
        made_by=builders.make_account(),
    )
    for row in (assignment, amendment, make_paper(agreement=agreement), agreement):
        rows = type(row).objects.filter(pk=row.pk)
        refused = pytest.raises(InternalError, match=r"Cannot (update or )?delete")
        with as_owner(), refused, transaction.atomic():
            rows._raw_delete(rows.db)


def test_an_assignment_stands_on_any_of_the_chain_that_holds(coalition):
    old = make_agreement(coalition=coalition, ends_on=TODAY)
    assignment = make_assignment(
        person=officer(coalition), school=coalition.school, coalition=coalition, agreement=old
    )
    assert is_covered(assignment)
    assert not is_covered(assignment, on=TODAY + DAY)

    renew(old)

    assert is_covered(assignment, on=TODAY + DAY)


def test_an_agreement_for_another_school_covers_nobody_here(coalition):
    other = builders.make_school(district=coalition.district)
    agreement = make_agreement(coalition=coalition, schools=[other])
    assignment = make_assignment(
        person=officer(coalition), school=coalition.school, coalition=coalition, agreement=agreement
    )
    assert not is_covered(assignment)


@pytest.mark.parametrize(
    ("role", "reads", "opens"),
    [
        (Role.ADMINISTRATOR, True, ["members", "restricted"]),
        (Role.SRO, True, ["members", "restricted"]),
        (Role.FIRE, True, ["members", "restricted"]),
        (Role.HEALTH, True, ["members"]),
        (Role.TEACHER, True, ["members"]),
        (Role.OFFICIAL, True, ["members"]),
        (Role.PARENT, False, []),
        (Role.STUDENT, False, []),
    ],
)
def test_members_read_it_and_papers_by_their_level(coalition, role, reads, opens):
    agreement = make_agreement(coalition=coalition)
    for level in ("members", "restricted"):
        make_paper(agreement=agreement, sensitivity=level)
    account = builders.make_member(coalition=coalition, role=role)

    assert Agreement.objects.visible_to(account).exists() == reads
    papers = AgreementPaper.objects.visible_to(account).order_by("id")
    assert [paper.sensitivity for paper in papers] == opens


def test_nobody_elsewhere_sees_it(coalition):
    make_agreement(coalition=coalition)
    other = builders.make_coalition(school=builders.make_school(district=coalition.district))
    stranger = builders.make_member(coalition=other, role=Role.ADMINISTRATOR)
    assert not Agreement.objects.visible_to(stranger).exists()
