"""Django's handle on the plans app."""

from django.apps import AppConfig

from coalitions.records.merge_rules import Copies, MovesWhere, Stays
from plans.assessments.lifecycle import OPEN

# From what belongs to an edition to what the addresses of the edition name.
EDITION = ("edition__plan__coalition__slug", "edition__plan_id", "edition__number")
OF_SECTION = tuple(f"section__{path}" for path in EDITION)


class PlansConfig(AppConfig):
    """Installed as `plans`."""

    name = "plans"
    follows = {
        "Acknowledgement.person": Copies(),
        "Assessment.lead": MovesWhere({"state__in": OPEN}),
        "TeamMember.membership": MovesWhere({"assessment__state__in": OPEN}),
        "Comment.membership": Stays(),
        "Suggestion.membership": Stays(),
        "Reviewer.membership": MovesWhere({"decided_at__isnull": True}),
        "TookPart.membership": Stays(),
        "Acceptance.membership": Stays(),
        "Signature.designee": Stays(),
        "Signature.membership": MovesWhere({"state": "asked"}),
    }
    audit_places = {
        "Assessment": ("assessment", "coalition__slug", "pk"),
        "Finding": ("finding", "coalition__slug", "pk"),
        "Risk": ("risk", "coalition__slug", "pk"),
        "Plan": ("workspace_plan", "coalition__slug", "pk"),
        "Edition": ("workspace_edition", "plan__coalition__slug", "plan_id", "number"),
        "Section": ("workspace_section", *EDITION, "pk"),
        "Signature": ("signing_sign", *EDITION, "pk"),
        "Suggestion": ("comment_suggestion", *OF_SECTION, "pk"),
        "Approval": ("signing_signatures", *EDITION),
        "ReviewRound": ("workspace_edition", *EDITION),
    }
