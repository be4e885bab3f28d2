"""Pages of findings: what they say to whom, and how many queries they take."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from coalitions.memberships.models.membership import Membership
from plans.assessments.models.assessment import Assessment, AssessmentRead
from plans.findings.models import Finding, OutsideReport
from tests import builders, walks

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def text_of(response):
    return " ".join(response.content.decode().split())


def page(client, site, name, *more, **query):
    return client.get(reverse(name, args=[site.school.slug, *more]), query)


@pytest.fixture
def walked(site, walker):
    """Two walks of Juniper, a year apart, and the one that is planned."""
    ago = timezone.now() - timedelta(days=370)
    site.before = walks.make_assessment(
        coalition=site.school, lead=site.lead, state="finished", finished_at=ago, begun_at=ago
    )
    walks.make_answer(assessment=site.before, answer="yes", at=ago)
    walks.make_answer(assessment=site.before, item="digital.01", answer="no", at=ago)
    site.walked = walks.make_assessment(coalition=site.school, lead=site.lead, state="finished")
    answer = walks.make_answer(assessment=site.walked, answer="no", note="Held by a wedge.")
    walks.make_answer(assessment=site.walked, item="digital.01", answer="yes")
    site.finding = walks.make_finding(assessment=site.walked, answer=answer, severity=3)
    return site


def test_the_report_says_what_was_needed_and_what_changed_since_last_time(walker, walked):
    shown = text_of(page(walker, walked, "finding_report", walked.walked.pk))
    assert "1 of 6 items needed something; 1 is still open" in shown
    assert "Held by a wedge." not in shown or "Does door 4 latch?" in shown
    assert "<dt>Better</dt><dd>1 item</dd>" in shown
    assert "<dt>Worse</dt><dd>1 item</dd>" in shown
    assert "last time: yes" in shown
    assert "No action item yet" in shown


def test_reading_a_report_is_written_down(walker, walked, client):
    page(walker, walked, "finding_report", walked.walked.pk)
    read = AssessmentRead.objects.get()
    assert (read.account, read.role, read.channel) == (walked.sro, "sro", "opened")
    client.force_login(walked.administrator)
    assert "sro of Juniper" in text_of(page(client, walked, "finding_report", walked.walked.pk))


def test_the_report_compares_with_the_other_schools_for_who_reads_them(client, walked):
    school = builders.make_school(district=walked.district.district, name="Larkspur")
    larkspur = builders.make_coalition(school=school)
    other = walks.make_assessment(coalition=larkspur, state="finished")
    walks.make_answer(assessment=other, answer="yes")
    officer = builders.make_member(coalition=walked.district, role="sro")
    client.force_login(officer)
    assert "1 of 1" in text_of(page(client, walked, "finding_report", walked.walked.pk))
    client.force_login(walked.sro)
    assert "other schools" not in text_of(page(client, walked, "finding_report", walked.walked.pk))


def test_a_walk_that_is_not_finished_has_no_report(walker, site):
    response = page(walker, site, "finding_report", site.walk.pk)
    assert response.status_code == 409
    assert "once it is finished" in text_of(response)


def test_finishing_says_what_it_does_and_leads_to_the_report(walker, site):
    Assessment.objects.filter(pk=site.walk.pk).update(state="walking", begun_at=timezone.now())
    walks.make_answer(assessment=site.walk, note="Door 4.")
    shown = text_of(page(walker, site, "finding_finish_walk", site.walk.pk))
    assert "5 of 6 items have no answer" in shown
    assert "1 answer becomes a finding" in shown
    address = reverse("finding_finish_walk", args=[site.school.slug, site.walk.pk])
    response = walker.post(address, follow=True)
    assert "1 of 6 items needed something" in text_of(response)
    assert walker.post(address).status_code == 409
    assert Finding.objects.count() == 1


def test_finishing_without_an_answer_says_what_to_do(walker, site):
    Assessment.objects.filter(pk=site.walk.pk).update(state="walking", begun_at=timezone.now())
    response = walker.post(reverse("finding_finish_walk", args=[site.school.slug, site.walk.pk]))
    assert response.status_code == 422
    assert "Nothing was answered" in text_of(response)


def test_a_finding_says_where_it_stands_and_offers_what_may_be_done(walker, walked, client):
    shown = text_of(page(walker, walked, "finding", walked.finding.pk))
    assert "Today nobody has opened an action item for it." in shown
    assert "Open an action item" in shown
    client.force_login(walked.fire)
    shown = text_of(page(client, walked, "finding", walked.finding.pk))
    assert "Open an action item" not in shown
    assert "Only administrators and officers" in shown


def test_an_action_item_is_opened_from_its_finding(walker, walked):
    owner = Membership.objects.get(person__account=walked.administrator).person
    address = reverse("finding_act", args=[walked.school.slug, walked.finding.pk])
    said = {"what": "Repair door 4", "owner": owner.pk, "how_checked": "Try it ten times."}
    refused = walker.post(address, said | {"due_on": "2020-01-01"})
    assert refused.status_code == 422
    assert "Repair door 4" in text_of(refused)
    walker.post(address, said | {"due_on": (TODAY + timedelta(days=9)).isoformat()})
    walked.finding.refresh_from_db()
    assert walked.finding.action_item.what == "Repair door 4"
    assert "Repair door 4" in text_of(page(walker, walked, "finding", walked.finding.pk))


def test_only_who_reads_what_is_restricted_may_own_it(walker, walked):
    form = page(walker, walked, "finding_act", walked.finding.pk).context["form"]
    names = {person.name for person in form.fields["owner"].queryset}
    assert names == {"administrator of Juniper", "sro of Juniper", "fire of Juniper"}


def test_a_decision_not_to_act_wants_a_reason(walker, walked):
    address = reverse("finding_not_act", args=[walked.school.slug, walked.finding.pk])
    assert walker.post(address, {"reason": " "}).status_code == 422
    walker.post(address, {"reason": "The door goes in June."})
    shown = text_of(page(walker, walked, "finding", walked.finding.pk))
    assert "decided on" in shown
    assert "The door goes in June." in shown
    assert walker.post(address, {"reason": "Twice."}).status_code == 409


def test_a_report_from_outside_is_attached_and_its_finding_entered(walker, site):
    address = reverse("finding_attach_report", args=[site.school.slug])
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7 found")
    said = {"title": "Inspection", "source": "Fire marshal", "dated_on": TODAY.isoformat()}
    wrong = walker.post(address, said | {"file": SimpleUploadedFile("a.pdf", b"no pdf")})
    assert wrong.status_code == 422
    response = walker.post(address, said | {"file": file}, follow=True)
    assert "0 findings entered" in text_of(response)
    report = OutsideReport.objects.get()
    entered = walker.post(
        reverse("finding_enter", args=[site.school.slug, report.pk]),
        {"title": "<b>Exit</b> blocked", "layer": "building"},
        follow=True,
    )
    assert "1 finding entered, 1 open" in text_of(entered)
    assert "&lt;b&gt;Exit&lt;/b&gt; blocked" in text_of(entered)
    served = walker.get(reverse("finding_outside_report_file", args=[site.school.slug, report.pk]))
    assert b"".join(served.streaming_content) == b"%PDF-1.7 found"


def test_the_district_sees_which_school_was_never_walked(client, walked):
    school = builders.make_school(district=walked.district.district, name="Tamarack")
    builders.make_coalition(school=school, name="Tamarack team")
    client.force_login(builders.make_member(coalition=walked.district, role="administrator"))
    shown = text_of(client.get(reverse("finding_overview", args=["cedar"])))
    assert "1 finding is open; Tamarack has never been walked" in shown
    assert "Plan the first walk of Tamarack" in shown
    assert "oldest 0 days" in shown


def test_a_school_that_was_never_walked_says_so(walker, site):
    shown = text_of(page(walker, site, "finding_overview"))
    assert "This site has never been walked" in shown
    assert "Walk Juniper Elementary" in shown


def test_the_list_narrows_by_layer_and_state_and_goes_out_as_a_file(walker, walked):
    walks.make_finding(assessment=walked.walked, item="digital.01", layer="digital", title="=1+1")
    shown = text_of(page(walker, walked, "findings", layer="digital"))
    assert "=1+1" in shown
    assert "Does door 4 latch?" not in shown
    assert "2 findings are open" in shown
    Finding.objects.filter(layer="digital").update(
        not_acting_at=timezone.now(), not_acting_by=walked.sro, not_acting_because="Rare."
    )
    assert "=1+1" not in text_of(page(walker, walked, "findings", state="open"))
    assert "=1+1" not in text_of(page(walker, walked, "findings", state="no_action"))
    lines = b"".join(page(walker, walked, "finding_csv").streaming_content).decode().splitlines()
    assert len(lines) == 3
    assert any("'=1+1" in line for line in lines)


@pytest.mark.parametrize("name", ["finding_overview", "findings"])
def test_lists_take_the_same_queries_however_long(
    client, walked, django_assert_max_num_queries, name
):
    client.force_login(builders.make_member(coalition=walked.district, role="administrator"))

    def queries():
        with django_assert_max_num_queries(60) as captured:
            assert client.get(reverse(name, args=["cedar"])).status_code == 200
        return len(captured)

    client.get(reverse(name, args=["cedar"]))
    few = queries()
    for number in range(49):
        school = builders.make_school(district=walked.district.district, name=f"School {number}")
        coalition = builders.make_coalition(school=school)
        done = walks.make_assessment(coalition=coalition, lead=walked.lead, state="finished")
        walks.make_finding(assessment=done)
        walks.make_assessment(coalition=coalition, lead=walked.lead)
    assert queries() == few


def test_schools_that_were_never_walked_take_no_query_each(
    client, walked, django_assert_max_num_queries
):
    client.force_login(builders.make_member(coalition=walked.district, role="administrator"))

    def queries(schools):
        for number in range(schools):
            place = {"district": walked.district.district, "name": f"Bare {schools} {number:02}"}
            builders.make_coalition(school=builders.make_school(**place))
        address = reverse("finding_overview", args=["cedar"])
        with django_assert_max_num_queries(60) as captured:
            answer = client.get(address)
        return len(captured), text_of(answer)

    queries(1)
    few, _ = queries(2)
    many, shown = queries(19)
    assert many == few
    assert "22 schools have never been walked" in shown


@pytest.mark.parametrize("name", ["finding_overview", "findings"])
def test_lists_take_eight_queries(client, walked, django_assert_max_num_queries, name):
    client.force_login(builders.make_member(coalition=walked.district, role="administrator"))
    client.get(reverse(name, args=["cedar"]))
    with django_assert_max_num_queries(8):
        client.get(reverse(name, args=["cedar"]))


@pytest.mark.parametrize("role", ["teacher", "parent", "official", "health"])
def test_nothing_of_it_is_there_for_who_reads_nothing_restricted(client, walked, role):
    client.force_login(getattr(walked, role))
    for name, more in (
        ("finding_overview", []),
        ("findings", []),
        ("finding_csv", []),
        ("finding", [walked.finding.pk]),
        ("finding_report", [walked.walked.pk]),
        ("assessment", [walked.walked.pk]),
        ("assessment_checklists", []),
    ):
        assert page(client, walked, name, *more).status_code == 404
