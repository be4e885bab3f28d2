"""Sections to be found: of the edition in force, and of the one in work by who writes it.

What is restricted is found by who reads it, without a word of its text: reading that is on record,
and a search is no reading. Editions that are over are not searched.
"""

from django.db.models import F, Q, QuerySet

from coalitions.access.grants import access_of
from coalitions.access.roles import Group, Sensitivity
from plans.editions.lifecycle import IN_WORK, EditionStatus
from plans.editions.models.section import Section
from safety_portal.core.accounts.models import User
from safety_portal.core.search.sources import Facts, Place, Source
from safety_portal.core.web.addresses import address

FACTS = {
    "slug": "edition__plan__coalition__slug",
    "coalition": "edition__plan__coalition__name",
    "plan_id": "edition__plan_id",
    "plan": "edition__plan__title",
    "edition": "edition__number",
    "status": "edition__status",
    "sensitivity": "sensitivity",
    "id": "pk",
}
# What is in force before what is in work, in the order of the plan.
ORDER = (F("edition__in_force_at").desc(nulls_last=True), "edition_id", "position")


def _sections(user: User) -> QuerySet[Section]:
    """Those that the account reads, where it may find them."""
    access = access_of(user)
    writes_in = [
        grant.coalition_id for grant in access.grants if grant.group == Group.ADMINISTRATOR
    ]
    in_force = Q(edition__status=EditionStatus.IN_FORCE)
    in_work = Q(edition__status__in=IN_WORK, edition__plan__coalition__in=writes_in)
    visible: QuerySet[Section] = Section.objects.visible_to(user)
    return visible.filter(in_force | in_work, removed_at__isnull=True)


def _protocols(user: User) -> QuerySet[Section]:
    return _sections(user).filter(_is_ones_own(user))


def _others(user: User) -> QuerySet[Section]:
    return _sections(user).exclude(_is_ones_own(user))


def _is_ones_own(user: User) -> Q:
    """What a role of the account has to know, of editions in force."""
    roles = sorted({grant.role for grant in access_of(user).grants})
    return Q(edition__status=EditionStatus.IN_FORCE, protocol_for__overlap=roles)


def _placed(facts: Facts, user: User) -> Place:
    status = EditionStatus(facts["status"]).label.lower()
    where = f"{facts['coalition']} · {facts['plan']}, edition {facts['edition']}, {status}"
    if facts["sensitivity"] == Sensitivity.RESTRICTED:
        where += " · restricted: open it to read it, which is on record"
    at = (facts["slug"], facts["plan_id"], facts["edition"], facts["id"])
    return Place(address("workspace_section", *at), where)


PROTOCOLS = Source(
    kind="protocols",
    label="Your protocols",
    rows=_protocols,
    title="title",
    texts=("html",),
    facts=FACTS,
    coalition="edition__plan__coalition",
    is_html=True,
    newest=ORDER,
    secret=("sensitivity", Sensitivity.RESTRICTED),
    placed=_placed,
)
PLANS = Source(
    kind="plans",
    label="Plans",
    rows=_others,
    title="title",
    texts=("html",),
    facts=FACTS,
    coalition="edition__plan__coalition",
    is_html=True,
    newest=ORDER,
    secret=("sensitivity", Sensitivity.RESTRICTED),
    placed=_placed,
)
