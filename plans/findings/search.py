"""Findings to be found, by who reads what is restricted: each is."""

from plans.findings.models import Finding
from safety_portal.core.look.wording import full_day
from safety_portal.core.search.sources import Facts, Place, Source, day_facts, day_told
from safety_portal.core.web.addresses import address


def _placed(facts: Facts, user: object) -> Place:
    found = f"found on {full_day(day_told(facts, 'found_on'))}"
    at = address("finding", facts["slug"], facts["id"])
    return Place(at, " · ".join(filter(None, [facts["coalition"], facts["place"], found])))


FINDINGS = Source(
    kind="findings",
    label="Findings",
    rows=lambda user: Finding.objects.visible_to(user),
    title="title",
    texts=("words",),
    facts={
        "slug": "coalition__slug",
        "coalition": "coalition__name",
        "place": "place",
        **day_facts("found_on", "found_on"),
        "id": "pk",
    },
    placed=_placed,
)
