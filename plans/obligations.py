"""What WHAT offers of what is owed: each noun says its own, the portal composes them."""

from plans.assessments import obligations as assessments
from plans.editions import obligations as editions
from plans.findings import obligations as findings
from plans.protocols import obligations as protocols
from plans.review import obligations as review
from plans.risks import obligations as risks
from plans.signing import obligations as signing

KINDS = (
    *review.KINDS,
    *signing.KINDS,
    *protocols.KINDS,
    *editions.KINDS,
    *assessments.KINDS,
    *findings.KINDS,
    *risks.KINDS,
)
