"""Briefs to be found: what each says today, by who reads it."""

from django.db.models import QuerySet

from coalitions.access.grants import access_of
from coalitions.briefs.models.brief import BriefVersion
from safety_portal.core.accounts.models import User
from safety_portal.core.search.sources import Facts, Place, Source
from safety_portal.core.web.addresses import address


def _briefs(user: User) -> QuerySet[BriefVersion]:
    return BriefVersion.objects.read_by(user).filter(brief__retired_at__isnull=True)


def _placed(facts: Facts, user: User) -> Place:
    """On the pages of the reader's own coalition: a district's brief is read there, too."""
    own = {coalition.pk: coalition for coalition in access_of(user).coalitions}
    of_district = (each for each in own.values() if each.district_id == facts["district_id"])
    here = own.get(facts["coalition_id"]) or next(of_district)
    return Place(address("brief", here.slug, facts["brief_id"]), facts["coalition"])


BRIEFS = Source(
    kind="briefs",
    label="Briefs",
    rows=_briefs,
    title="title",
    texts=("context", "relevance", "techniques", "question"),
    facts={
        "coalition_id": "brief__coalition_id",
        "coalition": "brief__coalition__name",
        "district_id": "brief__coalition__district_id",
        "brief_id": "brief_id",
    },
    coalition="brief__coalition",
    placed=_placed,
)
