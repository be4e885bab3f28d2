"""Who reads, plans and walks assessments, and who changes checklists: fourteen roles."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from coalitions.access.grants import view_as
from coalitions.access.roles import GROUPS, Group, Role
from plans.assessments import policies, queries
from plans.assessments.actions import planning, walking
from plans.assessments.models.answer import Answer
from plans.assessments.models.assessment import Assessment
from plans.assessments.models.checklist import Checklist
from tests import builders, walks
from tests.casting import allowed, seen

pytestmark = pytest.mark.django_db

WALKERS = {*GROUPS[Group.ADMINISTRATOR], *GROUPS[Group.OFFICERS]}
READERS = WALKERS | {*GROUPS[Group.RESPONDERS]}


@pytest.fixture
def walk(cast, coalition):
    return walks.make_assessment(coalition=coalition)


def test_administrators_officers_and_responders_read(cast, above, coalition):
    assert allowed(policies.can_read_assessments, cast, coalition) == READERS
    assert allowed(policies.can_read_assessments, above, coalition) == READERS


def test_a_school_reads_none_of_its_district(cast, district_coalition):
    assert allowed(policies.can_read_assessments, cast, district_coalition) == set()
    assert allowed(policies.can_plan_assessment, cast, district_coalition) == set()


def test_rows_are_seen_by_who_reads_the_list(cast, above, walk):
    assert seen(cast, Assessment.objects) == READERS
    assert seen(above, Assessment.objects) == READERS


def test_administrators_and_officers_plan_and_walk(cast, above, coalition, walk):
    for people in (cast, above):
        assert allowed(policies.can_plan_assessment, people, coalition) == WALKERS
        assert allowed(policies.can_walk, people, walk) == WALKERS


def test_a_neighbor_neither_sees_nor_walks(sibling, walk):
    account = builders.make_member(coalition=sibling, role=Role.SRO)
    assert not policies.can_walk(account, walk)
    with pytest.raises(Http404):
        queries.fetch_assessment(account, coalition=walk.coalition.slug, assessment=walk.pk)


def test_an_address_names_its_own_coalition(cast, sibling, walk):
    with pytest.raises(Http404):
        queries.fetch_assessment(cast.sro, coalition=sibling.slug, assessment=walk.pk)


def test_checklists_are_changed_by_the_district_s_administrators_alone(
    cast, above, coalition, district_coalition
):
    change = policies.can_change_checklists
    assert allowed(change, above, district_coalition) == {Role.ADMINISTRATOR}
    assert allowed(change, above, coalition) == set()
    assert allowed(change, cast, coalition) == set()
    assert allowed(change, cast, district_coalition) == set()


def test_checklists_are_read_wherever_in_the_district_one_reads_what_is_restricted(
    cast, above, walk, outsider
):
    assert seen(cast, Checklist.objects) == READERS
    assert seen(above, Checklist.objects) == READERS
    assert not Checklist.objects.visible_to(outsider).exists()


def test_looking_as_another_role_changes_nothing(cast, coalition, district_coalition):
    view_as(cast.administrator, coalition=coalition, role=Role.ADMINISTRATOR)
    assert policies.can_read_assessments(cast.administrator, coalition)
    assert not policies.can_plan_assessment(cast.administrator, coalition)
    assert not policies.can_change_checklists(cast.administrator, district_coalition)


def test_no_is_a_sentence(cast, coalition):
    for policy in (
        policies.can_read_assessments,
        policies.can_plan_assessment,
        policies.can_change_checklists,
    ):
        denied = policy(cast.teacher, coalition)
        assert not denied
        assert denied.reason.endswith(".")


def test_who_left_walks_no_more(cast, coalition, walk):
    coalition.memberships.filter(person__account=cast.sro).update(ends_on=builders.LONG_AGO)
    assert not policies.can_walk(cast.sro, walk)


@pytest.mark.parametrize("role", sorted({*Role.values} - WALKERS))
def test_whoever_only_reads_changes_nothing(cast, walk, role):
    by = getattr(cast, role)
    moves = [
        lambda: planning.begin(assessment=walk, by=by),
        lambda: planning.call_off(assessment=walk, reason="Snow.", by=by),
        lambda: planning.open_again(assessment=walk, reason="Snow.", by=by),
        lambda: walking.record_answer(
            assessment=walk,
            key="0" * 32,
            item="building.01",
            answer="no",
            answered_at=timezone.now(),
            by=by,
        ),
        lambda: walking.keep_photo(assessment=walk, sha256="0" * 64, photo=builders.png(), by=by),
    ]
    for move in moves:
        with pytest.raises(PermissionDenied):
            move()
    walk.refresh_from_db()
    assert walk.state == "planned"
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    "name", ["assessment_call_off", "assessment_open_again", "assessment_walk_on_phone"]
)
def test_a_responder_is_told_who_may(client, cast, walk, name):
    client.force_login(cast.fire)
    answer = client.get(reverse(name, args=[walk.coalition.slug, walk.pk]))
    assert answer.status_code == 403
    assert "Only administrators and officers" in answer.content.decode()
