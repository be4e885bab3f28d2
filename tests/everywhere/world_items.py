"""Action items of a place, one in each state, for members and restricted."""

from django.utils import timezone

from plans.required_changes.models import RequiredChange
from tests import action_items, builders
from tests.everywhere.world_plans import membership_of


def add_action_items(place):
    """place.item (open), .done_item, .verified_item, .accepted_item; .secret_item is restricted."""
    owner, officer = (membership_of(place, role).person for role in ("staff", "sro"))
    of = {"coalition": place.coalition, "by": place.administrator}
    words = f"{place.mark}-inside-item"
    place.item = action_items.make_item(
        **of, owner=owner, what=words, why=f"{words}-why", how_checked=f"{words}-check"
    )
    place.done_item = action_items.make_item(
        **of, owner=owner, what=f"{words}-done", **action_items.done(by=place.cast["staff"])
    )
    place.evidence = action_items.make_evidence(
        item=place.done_item, words=f"{words}-evidence", by=place.cast["staff"]
    )
    place.photo = action_items.make_evidence(
        item=place.done_item, words="", file=builders.png(), file_sha256="0" * 64
    )
    place.verified_item = action_items.make_item(
        **of, owner=owner, what=f"{words}-verified", **action_items.verified()
    )
    place.accepted_item = action_items.make_item(
        **of,
        owner=owner,
        what=f"{words}-accepted",
        **action_items.accepted(accepter=officer, because=f"{words}-because"),
    )
    section = place.at["in_force"]["sections"]["members"]
    place.required_change = RequiredChange.objects.create(
        item=place.item,
        plan=section.edition.plan,
        lineage=section.lineage,
        named_at=timezone.now(),
        named_by=place.administrator,
    )
    secret = f"{place.mark}-secret-item"
    place.secret_item = action_items.make_item(
        **of,
        owner=officer,
        what=secret,
        why=f"{secret}-why",
        is_restricted=True,
        origin_words=f"{secret}-origin",
        origin_key="finding:1",
    )
