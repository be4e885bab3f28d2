"""An agreement, the one that renews it, its papers and the officer who stands on it, for world.py."""

from datetime import timedelta

from django.utils import timezone

from tests import agreeing
from tests.everywhere.world_plans import membership_of


def add_agreements(place):
    """One that ends soon with a draft that renews it; words for members and a restricted paper.

    The officer's assignment stands on it, a second one of a colleague on nothing.
    """
    inside, secret = f"{place.mark}-inside", f"{place.mark}-secret"
    place.agreement = agreeing.make_agreement(
        coalition=place.coalition,
        schools=[place.school],
        title=f"{inside}-agreement",
        terms=f"{inside}-terms",
        parties=[f"{inside}-party"],
        by=place.administrator,
        ends_on=timezone.localdate() + timedelta(days=20),
    )
    place.renewal = agreeing.renew(
        place.agreement, signed_on=None, by=place.administrator, parties=[f"{inside}-party"]
    )
    place.paper = agreeing.make_paper(agreement=place.agreement, title=f"{inside}-paper")
    place.secret_paper = agreeing.make_paper(
        agreement=place.agreement, title=f"{secret}-paper", sensitivity="restricted"
    )
    assigned = {"coalition": place.coalition, "school": place.school, "by": place.administrator}
    place.assignment = agreeing.make_assignment(
        person=membership_of(place, "sro").person, agreement=place.agreement, **assigned
    )
    agreeing.make_assignment(person=membership_of(place, "security_officer").person, **assigned)
