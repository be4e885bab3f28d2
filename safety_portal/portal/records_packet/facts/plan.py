"""What the records say of the plan: in force since when, who helped, reviewed when, adopted how.

Never its title or its text.
"""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from coalitions.agencies.models import Agency, AgencyKind
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from coalitions.public_records.offer import Value, no_value
from plans.approvals.models import Approval
from plans.editions.models.edition import PUBLISHED, Edition
from plans.review.models import Reviewer, ReviewRound
from plans.signing.lifecycle import SignatureState
from plans.signing.models import Signature
from safety_portal.core.look.wording import full_day, listed
from safety_portal.portal.records_packet.facts.asked import Asked, days_in_words

NO_PLAN = "No plan is in force. Put an edition in force first."
# Who comes when it happens.
RESPONDING = (
    AgencyKind.POLICE,
    AgencyKind.FIRE,
    AgencyKind.MEDICAL,
    AgencyKind.EMERGENCY_MANAGEMENT,
)
YEAR = timedelta(days=365)


def plan_exists(asked: Asked) -> Value:
    """The edition in force that came last. One query."""
    edition = _in_force(asked.place)
    if edition is None or edition.in_force_at is None:
        return no_value(NO_PLAN)
    day = full_day(timezone.localdate(edition.in_force_at))
    return Value({"district": asked.name, "edition": str(edition.number), "date": day})


def agencies_involved(asked: Asked) -> Value:
    """Agencies whose members reviewed or signed an edition that came into force; of those with
    members today, the ones that respond. One query.
    """
    agencies = Agency.objects.filter(district=asked.place.district_id).annotate(
        helped=Exists(_reviewed(asked.place)) | Exists(_signed(asked.place)),
        responds=Exists(_members(asked)) & Q(kind__in=RESPONDING),
    )
    rows = agencies.filter(Q(helped=True) | Q(responds=True)).order_by("name")
    told = list(rows.values_list("name", "helped", "responds"))
    helped = [name for name, has_helped, _ in told if has_helped]
    responding = [name for name, _, responds in told if responds]
    if not helped:
        return no_value("No agency has reviewed or signed a plan that came into force.")
    if not responding:
        return no_value("No police, fire, medical or emergency agency has a member here.")
    return Value({"agencies": listed(helped), "responding_agencies": listed(responding)})


def reviewed_last_12_months(asked: Asked) -> Value:
    """The days on which a review round was closed in the last year. One query."""
    rounds = ReviewRound.objects.filter(
        edition__plan__coalition=asked.place,
        closed_at__date__gt=asked.on - YEAR,
        closed_at__date__lte=asked.on,
    )
    closed = rounds.order_by("closed_at").values_list("closed_at__date", flat=True).distinct()
    if not (days := list(dict.fromkeys(closed))):
        return no_value("No review of the plan was closed in the last 12 months.")
    return Value({"dates": days_in_words(days)})


def board_adoption(asked: Asked) -> Value:
    """The newest vote in an open meeting on an edition in force, as it was counted. One query."""
    votes = Approval.objects.standing().filter(
        edition__in=Edition.objects.in_force().filter(plan__coalition=asked.place)
    )
    vote = votes.first()
    if vote is None:
        return no_value("No vote of the board on the plan in force is recorded.")
    if not vote.is_approved:
        return no_value("The board did not approve the plan in force.")
    if not vote.is_open_meeting:
        return no_value("The board voted in a closed meeting. Counsel decides what of it is open.")
    if vote.ayes is None:
        return no_value("How many voted for and against is not recorded with the vote.")
    return Value({"date": full_day(vote.voted_on), "vote": f"a vote of {vote.ayes} to {vote.noes}"})


def _in_force(place: Coalition) -> Edition | None:
    editions = Edition.objects.in_force().filter(plan__coalition=place)
    return editions.order_by(F("in_force_at").desc(), "-pk").defer("facts").first()


def _reviewed(place: Coalition) -> QuerySet[Any]:
    return Reviewer.objects.filter(
        membership__agency=OuterRef("pk"),
        round__edition__plan__coalition=place,
        round__edition__status__in=PUBLISHED,
        decided_at__isnull=False,
    )


def _signed(place: Coalition) -> QuerySet[Any]:
    return Signature.objects.filter(
        membership__agency=OuterRef("pk"),
        edition__plan__coalition=place,
        edition__status__in=PUBLISHED,
        state=SignatureState.SIGNED,
    )


def _members(asked: Asked) -> QuerySet[Any]:
    held = Membership.objects.current(asked.on)
    return held.filter(agency=OuterRef("pk"), coalition=asked.place)
