"""A button is shown to whom its address lets in, where the two asked different questions before."""

import pytest
from django.urls import reverse

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from plans.editions.lifecycle import EditionStatus
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    """What an account gets at an address."""

    def get(account, name, *args):
        client.force_login(account)
        response = client.get(reverse(name, args=args))
        assert response.status_code == 200
        return response.content.decode()

    return get


def link(name, *args):
    return f'href="{reverse(name, args=args)}"'


@pytest.mark.parametrize("role", [Role.FIRE, Role.TEACHER, Role.OFFICIAL, Role.PARENT])
def test_who_sees_who_signed_finds_it_from_the_plan(page, coalition, role):
    """The way to it was the administrators' alone; parents and students see the plan only."""
    edition = builders.make_edition(plan=builders.make_plan(coalition=coalition))
    section = builders.make_section(edition=edition, sensitivity="public")
    builders.force_status(edition, EditionStatus.IN_FORCE)
    member = builders.make_member(coalition=coalition, role=role)
    where = [coalition.slug, edition.plan_id, edition.number]
    shown = page(member, "workspace_section", *where, section.pk)
    assert (link("signing_signatures", *where) in shown) == (role != Role.PARENT)
    assert link("workspace_retire", *where) not in shown


def test_who_holds_a_seat_finds_from_the_list_who_signs_for_them(page, coalition):
    seat = builders.make_seat(coalition=coalition, signs_plan=True)
    chief, medic, teacher = (
        builders.make_member(coalition=coalition, role=role)
        for role in (Role.FIRE, Role.EMS, Role.TEACHER)
    )
    held, designee = (Membership.objects.get(person__account=each) for each in (chief, medic))
    Membership.objects.filter(pk=held.pk).update(seat=seat)
    builders.make_designation(holder=held, designee=designee)
    to_designee = link("membership_designate", coalition.slug, held.pk)
    assert to_designee in page(chief, "membership_seats", coalition.slug)
    assert to_designee not in page(teacher, "membership_seats", coalition.slug)


def test_the_operator_brings_in_schools_and_forms_coalitions_as_a_member_of_any_role(
    page, district_coalition, school
):
    operator = builders.make_member(coalition=district_coalition, role=Role.STAFF)
    offered = [
        link("directory_import_new"),
        link("invitation_form_coalition", district_coalition.slug, school.pk),
    ]
    shown = page(operator, "coalition_schools", district_coalition.slug)
    assert [each in shown for each in offered] == [False, False]
    operator.is_superuser = True
    operator.save(update_fields=["is_superuser"])
    shown = page(operator, "coalition_schools", district_coalition.slug)
    assert [each in shown for each in offered] == [True, True]


def test_who_looks_as_another_role_is_offered_nothing_that_is_refused(
    client, page, coalition, administrator
):
    membership = Membership.objects.get(person__account=administrator)
    leave = link("membership_leave", coalition.slug, membership.pk)
    log = link("record_log", coalition.slug)
    assert leave in page(administrator, "membership_account")
    assert log in page(builders.make_member(coalition=coalition, role=Role.SRO), "home")
    client.force_login(administrator)
    client.post(reverse("coalition_view_as", args=[coalition.slug]), {"role": "sro"})
    shown = [client.get(reverse(name)).content.decode() for name in ("membership_account", "home")]
    assert [leave in shown[0], log in shown[1]] == [False, False]


def test_who_only_reaches_in_finds_what_they_read_that_is_restricted(
    page, coalition, district_coalition
):
    officer = builders.make_member(coalition=district_coalition, role=Role.SRO)
    reads = link("edition_access_log", coalition.slug)
    assert reads in page(officer, "workspace_plans", coalition.slug)
    assert "What you have read that is restricted" in page(
        officer, "edition_access_log", coalition.slug
    )


def test_a_vote_is_recorded_and_its_minutes_added_by_who_edits_the_plan(page, coalition):
    edition = builders.make_edition(plan=builders.make_plan(coalition=coalition))
    builders.make_section(edition=edition)
    builders.force_status(edition, EditionStatus.AWAITING_SIGNATURES)
    where = [coalition.slug, edition.plan_id, edition.number]
    writer, reader = (
        builders.make_member(coalition=coalition, role=role)
        for role in (Role.ADMINISTRATOR, Role.FIRE)
    )
    record, thaw = link("signing_vote", *where), link("workspace_thaw", *where)
    shown = page(writer, "signing_signatures", *where)
    assert [record in shown, thaw in shown] == [True, True]
    shown = page(reader, "signing_signatures", *where)
    assert [record in shown, thaw in shown] == [False, False]
