"""What a reader may see is the same whether a query is made for them or kept for everybody."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import Role, Sensitivity
from coalitions.memberships.models.membership import Membership
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.section import Section, reading
from plans.review.models import Reviewer
from safety_portal.core.database.kept_queries import KeptQuery
from tests import builders

pytestmark = pytest.mark.django_db
STATES = (EditionStatus.DRAFTING, EditionStatus.IN_REVIEW, EditionStatus.IN_FORCE)


@pytest.fixture
def sections(coalition, sibling, district_coalition, foreign):
    """A section of each sensitivity in an edition of each state, in a district, two of its schools
    and another district.
    """
    made = []
    for place in (coalition, sibling, district_coalition, foreign):
        for state in STATES:
            edition = builders.make_edition(
                plan=builders.make_plan(coalition=place, title=f"Plan {state}")
            )
            made += [
                builders.make_section(edition=edition, title=level, sensitivity=level)
                for level in Sensitivity
            ]
            builders.force_status(edition, state)
    return made


def readers(cast, district_coalition, sibling):
    """An account of each role in a school, one of them in two schools, and of each role in the
    district.
    """
    builders.make_member(coalition=sibling, role=Role.PARENT, account=cast.staff)
    return [
        *vars(cast).values(),
        *(builders.make_member(coalition=district_coalition, role=role) for role in Role),
    ]


def put_to(section, account):
    round_ = builders.make_round(edition=section.edition, opened_by=account)
    held = Membership.objects.filter(person__account=account).latest("pk")
    reviewer = Reviewer.objects.create(
        round=round_, membership=held, due_on=timezone.localdate() + timedelta(days=7)
    )
    reviewer.sections.add(section)


def test_a_kept_query_reads_what_visible_to_reads(
    sections, cast, district_coalition, sibling, outsider
):
    restricted = next(
        each
        for each in sections
        if each.title == "restricted" and each.edition.status == EditionStatus.IN_REVIEW
    )
    put_to(restricted, cast.teacher)
    kept = KeptQuery(lambda: Section.objects.read_by_slots().order_by("pk"))
    seen = set()
    for account in (*readers(cast, district_coalition, sibling), outsider, builders.make_account()):
        found = kept.ask(**reading(access_of(account)))
        assert found == list(Section.objects.visible_to(account).order_by("pk")), account
        seen.add(len(found))
    assert len(seen) > 5
    assert restricted in kept.ask(**reading(access_of(cast.teacher)))


@pytest.mark.parametrize("place", ["plan", "edition", "section"])
def test_a_number_that_no_row_can_have_is_not_found(client, coalition, administrator, place):
    section = builders.make_section(
        edition=builders.make_edition(plan=builders.make_plan(coalition=coalition))
    )
    where = {
        "plan": section.edition.plan_id,
        "edition": section.edition.number,
        "section": section.pk,
    }
    client.force_login(administrator)
    assert (
        client.get(reverse("workspace_section", args=[coalition.slug, *where.values()])).status_code
        == 200
    )
    where[place] = 2**63
    assert (
        client.get(reverse("workspace_section", args=[coalition.slug, *where.values()])).status_code
        == 404
    )
