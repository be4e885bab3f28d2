"""The site assessments of one place of the world (world.py): every word of them is restricted."""

from django.utils import timezone

from coalitions.memberships.models.membership import Membership
from plans.assessments.models.assessment import AssessmentRead, TeamMember
from plans.findings.models import OutsideReport
from tests import builders, walks
from tests.everywhere.world_plans import HASH, membership_of


def add_walks(place):
    """A walk under way with an answer and a photo, and the same place walked before."""
    secret = f"{place.mark}-secret"
    rows = [
        walks.question(f"{layer}.01", layer=layer, question=f"Is {layer} in place?")
        for layer in ("building", "perimeter")
    ]
    district = place.coalition.district
    place.checklist = district.checklists.first() or walks.make_checklist(
        district=district, title=f"{district}-checklist", questions=rows
    )
    lead = membership_of(place, "sro")
    said = {"coalition": place.coalition, "checklist": place.checklist, "lead": lead}
    place.walked = walks.make_assessment(**said, state="finished", building=f"{secret}-gym")
    walks.make_answer(assessment=place.walked, answer="partly", note=f"{secret}-before")
    place.assessment = walks.make_assessment(
        **said, state="walking", building=f"{secret}-gym", others=f"{secret}-others"
    )
    walks.make_photo(assessment=place.assessment, sha256=HASH)
    place.answer = walks.make_answer(
        assessment=place.assessment, answer="no", note=f"{secret}-note", photos=[HASH]
    )
    place.team_member = TeamMember.objects.create(
        assessment=place.assessment, membership=membership_of(place, "teacher")
    )
    AssessmentRead.objects.create(
        assessment=place.walked,
        account=place.cast["fire"],
        reader_name=f"{secret}-fire",
        role="fire",
        channel="opened",
        read_at=timezone.now(),
    )
    add_findings(place)


def grow_walks(place):
    """One more photo, one more who walks along, one more who read the report."""
    walks.make_photo(assessment=place.assessment)
    account = builders.make_member(coalition=place.coalition, role="staff")
    TeamMember.objects.create(
        assessment=place.assessment,
        membership=Membership.objects.get(coalition=place.coalition, person__account=account),
    )
    AssessmentRead.objects.create(
        assessment=place.walked,
        account=account,
        reader_name="More",
        role="fire",
        channel="opened",
        read_at=timezone.now(),
    )


def add_findings(place):
    """What the walk before found, and a fire marshal's report."""
    secret, now = f"{place.mark}-secret", timezone.now()
    answer = place.walked.answers.get()
    place.finding = walks.make_finding(
        assessment=place.walked, answer=answer, title=f"{secret}-title", words=f"{secret}-words"
    )
    place.outside_report = OutsideReport.objects.create(
        coalition=place.coalition,
        title=f"{secret}-report",
        source=f"{secret}-marshal",
        dated_on=timezone.localdate(),
        file=builders.file("report.pdf", f"%PDF-1.7 {secret}".encode()),
        file_sha256=HASH,
        attached_at=now,
        attached_by=place.administrator,
    )
    walks.make_finding(
        coalition=place.coalition, report=place.outside_report, title=f"{secret}-reported"
    )
