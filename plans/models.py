"""Django's door to the models of WHAT. Nobody of ours imports it: a model lies with its noun."""

from plans.approvals.models import Approval
from plans.assessments.models.answer import Answer, Photo
from plans.assessments.models.assessment import Assessment, AssessmentRead, TeamMember
from plans.assessments.models.checklist import Checklist
from plans.book.models import PrintedCopy
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

__all__ = [
    "Acceptance",
    "Acknowledgement",
    "Answer",
    "Approval",
    "Assessment",
    "AssessmentRead",
    "Checklist",
    "Comment",
    "Distribution",
    "Draft",
    "Edition",
    "Finding",
    "OutsideReport",
    "OwnHazard",
    "Passage",
    "Photo",
    "Picture",
    "Plan",
    "Presence",
    "PrintedCopy",
    "PrintedReport",
    "RequiredChange",
    "RestrictedRead",
    "ReviewRound",
    "Reviewer",
    "Revision",
    "Risk",
    "RiskFile",
    "Section",
    "Signature",
    "StepNotNeeded",
    "Suggestion",
    "TeamMember",
    "TookPart",
    "Weighing",
    "WordFile",
    "WordSource",
]
