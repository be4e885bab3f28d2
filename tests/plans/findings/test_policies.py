"""Who reads findings, acts on them, decides and enters them: fourteen roles, here and above."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from coalitions.access.roles import GROUPS, Group, Role
from plans.findings import policies, queries
from plans.findings.actions import deciding, reports
from plans.findings.models import Finding, OutsideReport
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.files.uploads import Upload
from tests import builders, walks
from tests.casting import allowed, seen

pytestmark = pytest.mark.django_db

KEEPERS = {*GROUPS[Group.ADMINISTRATOR], *GROUPS[Group.OFFICERS]}
READERS = KEEPERS | {*GROUPS[Group.RESPONDERS]}


@pytest.fixture
def report(coalition, administrator):
    return OutsideReport.objects.create(
        coalition=coalition,
        title="Inspection",
        source="Fire marshal",
        dated_on="2026-01-05",
        file="outside_reports/a.pdf",
        file_sha256="0" * 64,
        attached_at="2026-01-06T12:00Z",
        attached_by=administrator,
    )


@pytest.fixture
def finding(report, coalition):
    return walks.make_finding(report=report, coalition=coalition)


def test_who_reads_what_is_restricted_reads_the_list(cast, above, coalition):
    assert allowed(policies.can_read_findings, cast, coalition) == READERS
    assert allowed(policies.can_read_findings, above, coalition) == READERS


def test_a_school_does_not_read_its_district_s(cast, district_coalition):
    assert allowed(policies.can_read_findings, cast, district_coalition) == set()


@pytest.mark.parametrize("model", [Finding, OutsideReport])
def test_rows_are_seen_by_who_reads_the_list(cast, above, finding, model):
    assert seen(cast, model.objects) == READERS
    assert seen(above, model.objects) == READERS


def test_a_sibling_and_a_stranger_see_no_row(finding, sibling, outsider):
    neighbor = builders.make_member(coalition=sibling, role=Role.ADMINISTRATOR)
    for account in (neighbor, outsider):
        assert not Finding.objects.visible_to(account).exists()
        with pytest.raises(Http404):
            queries.fetch_finding(account, coalition=finding.coalition.slug, finding=finding.pk)


def test_an_address_names_its_own_coalition(finding, report, sibling, administrator):
    for slug in (sibling.slug, "nowhere"):
        with pytest.raises(Http404):
            queries.fetch_finding(administrator, coalition=slug, finding=finding.pk)
        with pytest.raises(Http404):
            queries.fetch_report(administrator, coalition=slug, report=report.pk)


def test_administrators_and_officers_decide_also_the_district_s(cast, above, finding):
    assert allowed(policies.can_decide_finding, cast, finding) == KEEPERS
    assert allowed(policies.can_decide_finding, above, finding) == KEEPERS


def test_reports_are_attached_and_entered_by_who_decides(cast, above, coalition, report):
    for people in (cast, above):
        assert allowed(policies.can_attach_report, people, coalition) == KEEPERS
        assert allowed(policies.can_enter_finding, people, report) == KEEPERS


def test_nobody_of_a_school_decides_for_the_district(cast, district_coalition):
    assert allowed(policies.can_attach_report, cast, district_coalition) == set()


def test_whoever_acts_reads(cast, finding):
    assert allowed(policies.can_act_on_finding, cast, finding) <= READERS
    assert allowed(policies.can_act_on_finding, cast, finding) >= KEEPERS


def test_no_is_a_sentence(cast, finding, coalition):
    for denied in (
        policies.can_read_findings(cast.teacher, coalition),
        policies.can_decide_finding(cast.fire, finding),
    ):
        assert not denied
        assert denied.reason.endswith(".")


def test_who_left_reads_nothing(cast, coalition, finding):
    coalition.memberships.filter(person__account=cast.sro).update(ends_on=builders.LONG_AGO)
    assert not policies.can_read_findings(cast.sro, coalition)
    assert not Finding.objects.visible_to(cast.sro).exists()


@pytest.mark.parametrize("role", sorted({*Role.values} - KEEPERS))
def test_whoever_only_reads_writes_nothing(cast, coalition, report, finding, role):
    by = getattr(cast, role)
    moves = [
        lambda: deciding.decide_not_to_act(finding=finding, reason="Rare.", by=by),
        lambda: reports.enter_finding(report=report, title="Exit", layer="building", by=by),
        lambda: reports.attach_report(
            coalition=coalition,
            title="Inspection",
            source="Insurer",
            dated_on=report.dated_on,
            file=Upload(b"%PDF-1.7", "pdf", "application/pdf"),
            by=by,
        ),
    ]
    for move in moves:
        with pytest.raises(PermissionDenied):
            move()
    assert not AuditRow.objects.exists()


@pytest.mark.parametrize("role", sorted(READERS - KEEPERS))
def test_a_responder_is_told_who_may(client, cast, finding, role):
    client.force_login(getattr(cast, role))
    answer = client.get(f"{finding.get_absolute_url()}not-act/")
    assert answer.status_code == 403
    assert "Only administrators and officers" in answer.content.decode()
