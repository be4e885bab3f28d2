"""What all apps offer to be found, in the order in which kinds are shown.

Bulletins are not among it: who reads one is written down, and their words are for whom they name.
"""

from coalitions.action_items.search import ACTION_ITEMS
from coalitions.agreements.search import AGREEMENTS
from coalitions.briefs.offering.search import BRIEFS
from coalitions.meetings.offering.search import MEETINGS
from coalitions.memberships.search import PEOPLE
from coalitions.programs.offering.search import PROGRAMS
from plans.findings.search import FINDINGS
from plans.workspace.search import PLANS, PROTOCOLS
from safety_portal.core.search.sources import Source
from training.records.search import TRAINING

OFFERED: tuple[Source, ...] = (
    PROTOCOLS,
    PLANS,
    FINDINGS,
    ACTION_ITEMS,
    MEETINGS,
    PEOPLE,
    BRIEFS,
    PROGRAMS,
    AGREEMENTS,
    TRAINING,
)
