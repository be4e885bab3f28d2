"""Who reads agreements, opens papers and sees assignments: fourteen roles, here and beside."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from coalitions.access.policies import can_administer
from coalitions.access.roles import GROUPS, Group, Role
from coalitions.agreements import policies, queries
from coalitions.agreements.actions.papers import add_paper, note_read, withdraw_paper
from coalitions.agreements.models.assignment import OfficerAssignment
from coalitions.agreements.models.paper import AgreementPaper, PaperRead
from safety_portal.core.audit.models import AuditRow
from tests import builders
from tests.agreeing import make_agreement, make_assignment, make_paper
from tests.casting import allowed, seen
from tests.coalitions.agreements.acting import amend, assign, change, end, renewed, review, withdraw

pytestmark = pytest.mark.django_db

COMMUNITY = {*GROUPS[Group.COMMUNITY]}
RESTRICTED = {
    *GROUPS[Group.ADMINISTRATOR],
    *GROUPS[Group.OFFICERS],
    *GROUPS[Group.RESPONDERS],
}
REACH_DOWN = RESTRICTED | {*GROUPS[Group.CARE]}


@pytest.fixture
def officer(coalition):
    return builders.make_member(coalition=coalition, role=Role.SRO)


def test_all_but_parents_and_students_read_the_list(cast, coalition):
    assert allowed(policies.can_read_agreements, cast, coalition) == {*Role.values} - COMMUNITY


def test_one_is_read_by_who_reads_the_list(cast, agreement):
    assert allowed(policies.can_read_agreement, cast, agreement) == {*Role.values} - COMMUNITY


def test_of_the_district_who_reaches_down_reads_a_school_s(above, agreement):
    assert allowed(policies.can_read_agreement, above, agreement) == REACH_DOWN


def test_a_paper_of_members_opens_for_members(cast, agreement):
    paper = make_paper(agreement=agreement)
    assert allowed(policies.can_open_paper, cast, paper) == {*Role.values} - COMMUNITY
    assert seen(cast, AgreementPaper.objects) == {*Role.values} - COMMUNITY


def test_a_restricted_paper_opens_for_few(cast, above, agreement):
    paper = make_paper(agreement=agreement, sensitivity="restricted")
    for people in (cast, above):
        assert allowed(policies.can_open_paper, people, paper) == RESTRICTED
        assert seen(people, AgreementPaper.objects) == RESTRICTED


def test_a_school_opens_no_restricted_paper_of_its_district(cast, district_coalition, school):
    agreement = make_agreement(coalition=district_coalition, schools=[school])
    paper = make_paper(agreement=agreement, sensitivity="restricted")
    assert allowed(policies.can_open_paper, cast, paper) == set()
    assert allowed(policies.can_read_agreement, cast, agreement) == {*Role.values} - COMMUNITY


def test_a_sibling_reads_nothing(sibling, agreement):
    stranger = builders.make_member(coalition=sibling, role=Role.ADMINISTRATOR)
    assert not policies.can_read_agreement(stranger, agreement)
    with pytest.raises(Http404):
        queries.fetch_agreement(
            stranger, coalition=agreement.coalition.slug, agreement=agreement.pk
        )


def test_no_is_a_sentence(cast, agreement, coalition):
    secret = make_paper(agreement=agreement, sensitivity="restricted")
    for denied in (
        policies.can_read_agreements(cast.parent, coalition),
        policies.can_open_paper(cast.teacher, secret),
    ):
        assert not denied
        assert str(coalition) in denied.reason
        assert denied.reason.endswith(".")


def test_the_officer_sees_the_own_assignment_whatever_else(coalition, sibling, officer):
    """Also one of a coalition in which the officer reads nothing."""
    assignment = make_assignment(
        person=officer.people.get(), school=sibling.school, coalition=sibling
    )
    assert policies.can_see_assignment(officer, assignment)
    other = builders.make_member(coalition=coalition, role=Role.SRO)
    assert not policies.can_see_assignment(other, assignment)
    assert list(OfficerAssignment.objects.visible_to(officer)) == [assignment]
    assert not OfficerAssignment.objects.visible_to(other).exists()


def test_an_officer_who_left_sees_no_assignment(coalition, officer):
    assignment = make_assignment(
        person=officer.people.get(), school=coalition.school, coalition=coalition
    )
    coalition.memberships.filter(person__account=officer).update(ends_on=builders.LONG_AGO)
    assert not policies.can_see_assignment(officer, assignment)


@pytest.mark.parametrize("role", sorted({*Role.values} - {Role.ADMINISTRATOR}))
def test_whoever_reads_does_not_write(coalition, agreement, officer, role):
    by = builders.make_member(coalition=coalition, role=role)
    paper = make_paper(agreement=agreement)
    person = officer.people.get()
    moves = [
        *(lambda move=move: move(agreement, by) for move in (amend, review, end, withdraw)),
        *(lambda move=move: move(agreement, by) for move in (change, renewed)),
        lambda: assign(coalition, by, person),
        lambda: withdraw_paper(paper=paper, by=by, because="Wrong."),
        lambda: add_paper(
            agreement=agreement,
            by=by,
            title="Signed",
            sensitivity="members",
            file=builders.file("signed.pdf", b"%PDF-1.7 signed"),
        ),
    ]
    for move in moves:
        with pytest.raises(PermissionDenied):
            move()
    assert not AuditRow.objects.exists()


def test_administrators_of_the_district_do_not_keep_a_school_s(above, agreement, coalition):
    assert not can_administer(above.administrator, coalition)
    with pytest.raises(PermissionDenied):
        end(agreement, above.administrator)


def test_who_opened_a_paper_is_the_administrators_to_see_and_one_s_own(cast, agreement):
    paper = make_paper(agreement=agreement, sensitivity="restricted")
    note_read(paper=paper, by=cast.fire)
    assert seen(cast, PaperRead.objects) == {"administrator", "fire"}
