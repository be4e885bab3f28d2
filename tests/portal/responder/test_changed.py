"""What a school's pages say that changed since their reader looked, and what opening them leaves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.contacts.models.contact import ContactChange
from coalitions.openings.models import Opening
from coalitions.reunification.models.site import ReunificationSite
from tests import at_hand, builders
from tests.portal.responder.conftest import LIST, PLAN, SCHOOL, text

pytestmark = pytest.mark.django_db


def ways():
    return sorted(Opening.objects.values_list("page", "way"))


def test_opening_is_logged_each_time_and_the_list_is_no_opening(open_as, above, hand):
    for address in (LIST, SCHOOL, SCHOOL, PLAN):
        open_as(above.fire, address)
    assert ways() == [("plan", "opened"), ("school", "opened"), ("school", "opened")]


def test_what_a_phone_keeps_is_logged_as_kept(open_as, above, hand):
    for _ in range(2):
        open_as(above.fire, SCHOOL, **{"X-Kept": "yes"})
    assert ways() == [("school", "kept")]


def test_the_first_time_says_so_and_keeping_does_not_count(open_as, above, hand):
    open_as(above.fire, SCHOOL, **{"X-Kept": "yes"})
    assert "You look here for the first time" in text(open_as(above.fire, SCHOOL))
    again = text(open_as(above.fire, SCHOOL))
    assert "Changed since you looked" in again
    assert "Nothing: plan, numbers and sites are as you saw them" in again


def test_what_changed_since_i_looked_is_said(open_as, above, hand, administrator):
    earlier = timezone.now() - timedelta(days=3)
    at_hand.make_opening(coalition=hand.coalition, account=above.fire, at=earlier)
    ContactChange.objects.create(
        contact=hand.contact, before={}, after={}, made_at=timezone.now(), made_by=administrator
    )
    page = text(open_as(above.fire, SCHOOL))
    assert "Emergency operations plan, edition 1 came into force" in page
    assert "The numbers of Lt. Omar Deen changed" in page
    assert "Lt. Omar Deen answers now: Fire and EMS" in page
    assert "Families would be met at Cedar Grange Hall" in page


def test_what_ended_since_i_looked_is_said_too(open_as, above, hand, administrator):
    at_hand.make_opening(coalition=hand.coalition, account=above.fire)
    now = {"ended_at": timezone.now(), "ended_by": administrator}
    type(hand.place).objects.update(**now)
    ReunificationSite.objects.update(given_up_at=timezone.now(), given_up_by=administrator)
    page = text(open_as(above.fire, SCHOOL))
    assert "Lt. Omar Deen answers no more" in page
    assert "Families are no longer met at Cedar Grange Hall" in page


def test_a_material_change_names_its_section_and_no_restricted_one(open_as, above, coalition):
    at_hand.make_opening(coalition=coalition, account=above.fire)
    edition = builders.make_edition(plan=builders.make_plan(coalition=coalition, title="Plan"))
    for title, more in (
        ("Evacuate", {"change": "material"}),
        ("Hold", {"change": "editorial"}),
        ("Security annex", {"change": "material", "sensitivity": "restricted"}),
    ):
        builders.make_section(edition=edition, title=title, **more)
    builders.force_status(edition, "in_force")
    type(edition).objects.update(in_force_at=timezone.now(), in_force_by=above.administrator)
    page = text(open_as(above.fire, SCHOOL))
    assert "Plan, edition 1 came into force: Evacuate <" in page


def test_what_another_looked_at_counts_for_them_alone(open_as, above, hand):
    at_hand.make_opening(coalition=hand.coalition, account=above.ems)
    assert "You look here for the first time" in text(open_as(above.fire, SCHOOL))
