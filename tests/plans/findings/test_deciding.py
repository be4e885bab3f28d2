"""What becomes of a finding: an action item that mends it, or a decision not to act."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coalitions.action_items.models import ActionItem
from coalitions.memberships.models.membership import Membership
from plans.findings.actions import deciding, reports
from plans.findings.models import Finding
from plans.findings.standing import standing_of
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.files.uploads import Upload
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import walks

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def found(site):
    site.walked = walks.make_assessment(coalition=site.school, lead=site.lead, state="finished")
    site.finding = walks.make_finding(assessment=site.walked, words="Held by a wedge.")
    site.owner = Membership.objects.get(person__account=site.administrator).person
    return site


def act(site, **more):
    said = {
        "what": "Repair door 4",
        "owner": site.owner,
        "due_on": TODAY + timedelta(days=30),
        "how_checked": "Try it ten times.",
        "by": site.sro,
    }
    return deciding.open_action(finding=site.finding, **said | more)


def test_a_finding_becomes_a_restricted_action_item_that_leads_back(found):
    item = act(found)
    found.finding.refresh_from_db()
    assert found.finding.action_item == item
    assert item.is_restricted
    assert (item.why, item.school) == ("Held by a wedge.", found.school.school)
    assert item.origin_address == f"/c/juniper/assessments/findings/{found.finding.pk}/"
    assert not ActionItem.objects.visible_to(found.teacher).exists()
    assert AuditRow.objects.filter(action="finding.acted_on").count() == 1


def test_a_finding_gets_one_action_item(found):
    act(found)
    with pytest.raises(WrongState, match="mends it by"):
        act(found, what="Another")
    assert ActionItem.objects.count() == 1


def test_a_decision_not_to_act_has_a_reason_and_a_name(found):
    with pytest.raises(Refused, match="Say why"):
        deciding.decide_not_to_act(finding=found.finding, reason=" ", by=found.sro)
    decided = deciding.decide_not_to_act(
        finding=found.finding, reason="The door goes in June.", by=found.sro
    )
    assert (decided.not_acting_by, decided.not_acting_because) == (
        found.sro,
        "The door goes in June.",
    )
    assert not Finding.objects.open().exists()


def test_a_decision_ends_with_an_action_item(found):
    deciding.decide_not_to_act(finding=found.finding, reason="Rare.", by=found.sro)
    act(found)
    found.finding.refresh_from_db()
    assert (found.finding.not_acting_at, found.finding.not_acting_because) == (None, "")
    assert list(Finding.objects.open()) == [found.finding]


def test_what_is_decided_or_acted_on_is_not_decided_again(found):
    deciding.decide_not_to_act(finding=found.finding, reason="Rare.", by=found.sro)
    with pytest.raises(WrongState, match="decided on"):
        deciding.decide_not_to_act(finding=found.finding, reason="Rarer.", by=found.sro)
    act(found)
    with pytest.raises(WrongState):
        deciding.decide_not_to_act(finding=found.finding, reason="Rarer.", by=found.sro)


def test_a_day_that_is_over_is_refused_and_nothing_is_tied(found):
    with pytest.raises(Refused):
        act(found, due_on=TODAY - timedelta(days=1))
    found.finding.refresh_from_db()
    assert found.finding.action_item is None
    assert not ActionItem.objects.exists()


@pytest.mark.parametrize("role", ["fire", "teacher", "parent", "official", "health"])
def test_others_neither_act_nor_decide(found, role):
    account = getattr(found, role)
    with pytest.raises(PermissionDenied):
        act(found, by=account)
    with pytest.raises(PermissionDenied):
        deciding.decide_not_to_act(finding=found.finding, reason="Rare.", by=account)


def test_where_it_stands_follows_the_action_item(found):
    item = act(found)

    def words(**fields):
        ActionItem.objects.filter(pk=item.pk).update(**fields)
        finding = Finding.objects.select_related("action_item__verified_by").get()
        return standing_of(finding, on=TODAY)

    assert words().code == "to_mend"
    assert words(due_on=TODAY - timedelta(days=3)).color == "overdue"
    now = timezone.now()
    assert words(state="done", done_at=now, done_by=found.sro).words == "To verify"
    verified = words(state="verified", verified_at=now, verified_by=found.administrator)
    assert (verified.words, verified.is_open) == ("Closed in 0 days", False)
    assert not Finding.objects.open().exists()


def pdf(content=b"%PDF-1.7 marshal"):
    return Upload(content, "pdf", "application/pdf")


def attach(site, **more):
    said = {"title": "Inspection", "source": "Fire marshal", "dated_on": TODAY, "file": pdf()}
    return reports.attach_report(coalition=site.school, by=site.sro, **said | more)


def test_an_outside_report_is_attached_once_and_its_findings_entered_once(found):
    report = attach(found)
    assert attach(found) == report
    entered = [
        reports.enter_finding(report=report, title="Exit blocked", layer="building", by=found.sro)
        for _ in range(2)
    ]
    assert entered[0] == entered[1]
    assert (entered[0].found_on, entered[0].assessment, entered[0].item) == (TODAY, None, "")
    assert AuditRow.objects.filter(action="finding.entered").count() == 1


def test_a_report_of_tomorrow_is_refused_and_leaves_no_file(found, tmp_path):
    with pytest.raises(Refused, match="in the future"):
        attach(found, dated_on=TODAY + timedelta(days=1))
    assert not list(tmp_path.rglob("*.pdf"))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": "  "}, "Say what was found"),
        ({"layer": "roof"}, "Choose the layer"),
        ({"severity": 9}, "from 1 to 4"),
        ({"sureness": "very"}, "sure, likely or unsure"),
    ],
)
def test_what_cannot_be_a_finding_is_refused(found, wrong, sentence):
    report = attach(found)
    said = {"title": "Exit blocked", "layer": "building", "by": found.sro} | wrong
    with pytest.raises(Refused, match=sentence):
        reports.enter_finding(report=report, **said)
    assert not Finding.objects.filter(report=report).exists()
