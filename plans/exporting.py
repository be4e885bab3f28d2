"""What WHAT offers for a whole export of a coalition: a new noun joins by one line of ROWS."""

from plans.approvals.models import Approval
from plans.assessments.models.answer import Answer, Photo
from plans.assessments.models.assessment import Assessment, AssessmentRead, TeamMember
from plans.assessments.models.checklist import Checklist
from plans.book.models import PrintedCopy
from plans.book.writers.papers import editions_in_force
from plans.comments.models.comment import Comment
from plans.comments.models.suggestion import Suggestion
from plans.editions.models.distribution import Distribution, RestrictedRead
from plans.editions.models.edition import Edition
from plans.editions.models.picture import Picture
from plans.editions.models.plan import Plan
from plans.editions.models.section import Section
from plans.findings.models import Finding, OutsideReport
from plans.history.models import Revision
from plans.loops.models import StepNotNeeded
from plans.printed_reports.models import PrintedReport
from plans.protocols.models import Acknowledgement
from plans.required_changes.models import RequiredChange
from plans.review.models import Reviewer, ReviewRound
from plans.risks.models.risk import OwnHazard, Risk
from plans.risks.models.risk_file import RiskFile
from plans.risks.models.weighing import Acceptance, TookPart, Weighing
from plans.signing.models import Signature
from plans.word_in.models.passage import Passage
from plans.word_in.models.word_file import WordFile, WordSource
from plans.writing.models import Draft, Presence
from safety_portal.core.exports.offers import Papers, Rows

_EDITION, _SECTION = "edition__plan__coalition", "section__edition__plan__coalition"
_WALK = "assessment__coalition"
_RISK = "risk__coalition"
ROWS = (
    Rows(name="plans", model=Plan, of="coalition"),
    Rows(
        name="editions",
        model=Edition,
        of="plan__coalition",
        sheet={
            "Plan": "plan__title",
            "Edition": "number",
            "Status": "status",
            "Begun": "created_at",
            "Frozen": "frozen_at",
            "In force from": "in_force_at",
            "Ended": "ended_at",
            "Review due on": "review_due_on",
            "Fingerprint": "content_hash",
        },
    ),
    Rows(name="sections", model=Section, of=_EDITION),
    Rows(name="revisions", model=Revision, of=_SECTION),
    Rows(name="pictures", model=Picture, of="plan__coalition", uploads={"file": "sha256"}),
    Rows(name="required_changes", model=RequiredChange, of="plan__coalition"),
    Rows(name="comments", model=Comment, of=_SECTION),
    Rows(name="suggestions", model=Suggestion, of=_SECTION),
    Rows(name="review_rounds", model=ReviewRound, of=_EDITION),
    Rows(name="reviewers", model=Reviewer, of="round__edition__plan__coalition"),
    Rows(name="approvals", model=Approval, of=_EDITION, uploads={"minutes": "minutes_sha256"}),
    Rows(
        name="signatures",
        model=Signature,
        of=_EDITION,
        uploads={"scan": "scan_sha256"},
        sheet={
            "Plan": "edition__plan__title",
            "Edition": "edition__number",
            "Seat": "seat_title",
            "Signer": "signer_name",
            "Designee": "designee_name",
            "State": "state",
            "Asked": "asked_at",
            "Due on": "due_on",
            "Decided": "decided_at",
            "Typed name": "typed_name",
            "Reason": "reason",
            "Voided because": "voided_because",
        },
    ),
    Rows(
        name="acknowledgements",
        model=Acknowledgement,
        of=_SECTION,
        sheet={
            "Name": "person__name",
            "Plan": "section__edition__plan__title",
            "Edition": "section__edition__number",
            "Section": "section__title",
            "Read": "made_at",
        },
    ),
    Rows(name="distributions", model=Distribution, of=_EDITION),
    Rows(name="restricted_reads", model=RestrictedRead, of="coalition_id"),
    Rows(name="word_sources", model=WordSource, of="coalition"),
    Rows(
        name="assessments",
        model=Assessment,
        of="coalition",
        sheet={
            "Kind": "kind",
            "Building": "building",
            "State": "state",
            "Planned on": "planned_on",
            "Lead": "lead__person__name",
            "Begun": "begun_at",
            "Finished": "finished_at",
            "Called off because": "reason",
        },
    ),
    Rows(name="assessment_teams", model=TeamMember, of=_WALK),
    Rows(name="assessment_answers", model=Answer, of=_WALK),
    Rows(name="assessment_photos", model=Photo, of=_WALK, uploads={"file": "stored_sha256"}),
    Rows(name="assessment_reads", model=AssessmentRead, of=_WALK),
    Rows(
        name="outside_reports",
        model=OutsideReport,
        of="coalition",
        uploads={"file": "file_sha256"},
    ),
    Rows(
        name="findings",
        model=Finding,
        of="coalition",
        sheet={
            "Finding": "title",
            "Words": "words",
            "Layer": "layer",
            "Building": "building",
            "Place": "place",
            "Severity": "severity",
            "Found on": "found_on",
            "Action item": "action_item__what",
            "Not acted on because": "not_acting_because",
            "Closed": "closed_at",
        },
    ),
    Rows(name="own_hazards", model=OwnHazard, of="coalition"),
    Rows(
        name="risks",
        model=Risk,
        of="coalition",
        sheet={
            "Hazard": "hazard_code",
            "Own hazard": "own_hazard__title",
            "Building": "building",
            "Probability": "decision__probability",
            "Magnitude": "decision__magnitude",
            "Warning": "decision__warning",
            "Duration": "decision__duration",
            "Suggested": "decision__suggested",
            "Decided": "decision__priority",
            "Reason": "decision__reason",
            "Decided at": "decision__made_at",
            "Set aside": "set_aside_at",
        },
    ),
    Rows(name="weighings", model=Weighing, of=_RISK),
    Rows(name="weighings_took_part", model=TookPart, of=f"weighing__{_RISK}"),
    Rows(name="risk_acceptances", model=Acceptance, of=f"weighing__{_RISK}"),
    # What was read of a file, and chosen for it, goes once it is imported.
    Rows(name="risk_files", model=RiskFile, of="coalition", leaves_out=("content", "mapping")),
    Rows(name="steps_not_needed", model=StepNotNeeded, of="finding__coalition"),
)
REFERENCED = (Rows(name="checklists", model=Checklist, is_referenced=True),)
PAPERS = (Papers(editions_in_force),)
LEFT_OUT = {
    Draft: "what one writer has typed and not saved, nobody else's business",
    Passage: "part of a Word file that is looked at and not imported yet",
    Presence: "who has a section open at this moment",
    PrintedCopy: "a reader's copy, made again from the text and gone after two days",
    PrintedReport: "a reader's copy of a report, made again and gone after two days",
    WordFile: "a Word file that is looked at and not imported yet",
}
