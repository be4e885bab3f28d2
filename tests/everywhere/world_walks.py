"""The site assessments of one place of the world (world.py): every word of them is restricted."""

from django.utils import timezone

from plans.assessments.models.assessment import AssessmentRead, TeamMember
from tests import walks
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
