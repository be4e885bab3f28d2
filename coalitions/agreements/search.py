"""Agreements to be found, by who sees them; their files are not read."""

from coalitions.agreements.models.agreement import Agreement, AgreementKind
from safety_portal.core.search.sources import Facts, Place, Source
from safety_portal.core.web.addresses import address


def _placed(facts: Facts, user: object) -> Place:
    kind = AgreementKind(facts["kind"]).label
    return Place(address("agreement", facts["slug"], facts["id"]), f"{facts['coalition']} · {kind}")


AGREEMENTS = Source(
    kind="agreements",
    label="Agreements",
    rows=lambda user: Agreement.objects.visible_to(user),
    title="title",
    texts=("terms",),
    facts={"slug": "coalition__slug", "coalition": "coalition__name", "kind": "kind", "id": "pk"},
    placed=_placed,
)
