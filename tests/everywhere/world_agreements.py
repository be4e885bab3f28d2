"""An agreement, the one that renews it, its papers and the officer who stands on it, for world.py."""

from datetime import timedelta

from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.agreements.models.agreement import AgreementReview, Amendment
from coalitions.agreements.models.paper import PaperRead
from tests import agreeing, builders
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


def grow_agreements(place):
    """One more agreement that ends, with a paper, and an officer of somebody new on it."""
    account = builders.make_member(coalition=place.coalition, role=Role.SRO)
    school = builders.make_school(district=place.coalition.district, name=f"{place.mark}-site")
    agreement = agreeing.make_agreement(
        coalition=place.coalition, schools=[school, place.school], by=account
    )
    agreeing.make_paper(agreement=place.agreement, by=account, title="More")
    agreeing.make_assignment(
        person=account.people.get(),
        school=school,
        coalition=place.coalition,
        agreement=place.agreement,
        by=account,
    )
    AgreementReview.objects.create(
        agreement=place.agreement,
        reviewed_on=timezone.localdate() - timedelta(days=place.agreement.reviews.count() + 1),
        outcome="No change.",
        made_at=timezone.now(),
        made_by=account,
    )
    Amendment.objects.create(
        agreement=place.agreement,
        amended_on=timezone.localdate(),
        because="A word.",
        before={"terms": "One."},
        after={"terms": "Two."},
        made_at=timezone.now(),
        made_by=account,
    )
    PaperRead.objects.create(
        paper=place.secret_paper,
        account=account,
        reader_name=str(account),
        role="sro",
        read_at=timezone.now(),
    )
    agreeing.renew(agreement, signed_on=None, by=account, title=f"Renewal {agreement.pk}")
