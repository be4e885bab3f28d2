"""Memberships: begun, changed, ended; what the database itself refuses.

And looking as another role.
"""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from coalitions.access.grants import load
from coalitions.access.roles import Role
from coalitions.invitations.pasted_list import read_lines
from coalitions.memberships.actions import memberships
from coalitions.memberships.models.membership import Membership
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders


@pytest.fixture
def person(coalition):
    return builders.make_person(district=coalition.district, name="Tess Odell")


@pytest.mark.django_db
def test_the_database_refuses_two_memberships_in_one_role_on_one_day(coalition, sibling, person):
    def hold(**fields):
        Membership.objects.create(
            **{"person": person, "coalition": coalition, "role": Role.TEACHER} | fields
        )

    hold(starts_on=date(2025, 1, 1), ends_on=date(2025, 6, 1))
    with (
        pytest.raises(IntegrityError, match="one_membership_per_role_at_a_time"),
        transaction.atomic(),
    ):
        hold(starts_on=date(2025, 5, 31))
    # The day it ends is the first it no longer holds; another role, another coalition do not
    # matter.
    hold(starts_on=date(2025, 6, 1))
    hold(starts_on=date(2025, 1, 1), role=Role.STAFF)
    hold(starts_on=date(2025, 1, 1), coalition=sibling)
    with pytest.raises(IntegrityError, match="membership_ends_after_start"), transaction.atomic():
        hold(starts_on=date(2024, 1, 2), ends_on=date(2024, 1, 1))


@pytest.mark.django_db
def test_a_membership_holds_from_its_first_day_to_the_day_before_its_end(
    coalition, person, administrator
):
    account = builders.make_account()
    person.account = account
    person.save()
    membership = memberships.add_membership(
        coalition=coalition, person=person, role=Role.STAFF, by=administrator, on=date(2026, 3, 2)
    )
    memberships.end_membership(membership=membership, by=administrator, on=date(2026, 3, 9))
    held = [bool(load(account, on=date(2026, 3, day)).grants) for day in (1, 2, 8, 9)]
    assert held == [False, True, True, False]
    with pytest.raises(WrongState, match="has ended already"):
        memberships.end_membership(membership=membership, by=administrator, on=date(2026, 3, 9))
    memberships.add_membership(
        coalition=coalition, person=person, role=Role.STAFF, by=administrator, on=date(2026, 3, 9)
    )
    with pytest.raises(Refused):
        memberships.add_membership(
            coalition=coalition,
            person=person,
            role=Role.STAFF,
            by=administrator,
            on=date(2026, 4, 1),
        )


@pytest.mark.django_db
def test_the_last_administrator_counts_only_those_who_can_sign_in(coalition, administrator):
    mine = Membership.objects.get(person__account=administrator)
    without_account = builders.make_person(district=coalition.district)
    memberships.add_membership(
        coalition=coalition, person=without_account, role=Role.ADMINISTRATOR, by=administrator
    )
    builders.make_member(
        coalition=coalition, role=Role.ADMINISTRATOR, account=builders.make_account(is_active=False)
    )
    with pytest.raises(WrongState):
        memberships.end_membership(membership=mine, by=administrator)
    builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR)
    assert (
        memberships.end_membership(membership=mine, by=administrator).ends_on
        == timezone.localdate()
    )


@pytest.mark.django_db
def test_changing_a_membership_moves_it_to_another_seat(client, coalition, administrator):
    seat = builders.make_seat(coalition=coalition, roles=["fire"])
    elsewhere = builders.make_seat(coalition=builders.make_coalition(), roles=["fire"])
    account = builders.make_member(coalition=coalition, role=Role.FIRE)
    membership = Membership.objects.get(person__account=account)
    client.force_login(administrator)
    url = reverse("membership_change", args=[coalition.slug, membership.pk])
    assert client.post(url, {"title": "Chief", "seat": elsewhere.pk}).status_code == 422
    assert (
        client.post(url, {"title": "Chief", "seat": seat.pk, "is_chair": "on"}).status_code == 302
    )
    membership.refresh_from_db()
    assert (membership.title, membership.seat, membership.is_chair) == ("Chief", seat, True)


@pytest.mark.django_db
def test_looking_as_another_role_shows_its_pages_and_changes_nothing(
    client, coalition, administrator
):
    client.force_login(administrator)
    url = reverse("coalition_view_as", args=[coalition.slug])
    assert client.post(url, {"role": "no such role"}).status_code == 200
    assert client.post(url, {"role": "parent"}).status_code == 302
    page = client.get(reverse("membership_people", args=[coalition.slug])).content.decode()
    assert ("You see what the role" in page, "Invite someone" in page) == (True, False)
    refused = client.post(
        reverse("invitation_send", args=[coalition.slug]), {"email": "x@example.org"}
    )
    assert (refused.status_code, "looking changes nothing" in refused.content.decode()) == (
        403,
        True,
    )
    assert client.post(reverse("membership_account"), {"name": "Somebody"}).status_code == 403
    assert client.get(reverse("coalition_changes", args=[coalition.slug])).status_code == 403
    assert client.post(reverse("coalition_view_as_stop")).status_code == 302
    assert (
        "Invite someone"
        in client.get(reverse("membership_people", args=[coalition.slug])).content.decode()
    )


@pytest.mark.django_db
def test_looking_ends_with_the_right_to_look(client, coalition, administrator):
    another = builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR)
    client.force_login(administrator)
    client.post(reverse("coalition_view_as", args=[coalition.slug]), {"role": "sro"})
    memberships.end_membership(
        membership=Membership.objects.get(person__account=administrator), by=another
    )
    assert client.get(reverse("membership_people", args=[coalition.slug])).status_code == 404
    assert "view_as" not in client.session


@pytest.mark.parametrize(
    ("line", "name", "role", "title"),
    [
        ("Ines Marsh <ines@example.org>, Mental health", "Ines Marsh", "mental_health", ""),
        ('"Marsh, Ines" <ines@example.org>; nurse', "Ines Marsh", "health", ""),
        ('"Dr. Ann Lee, Ph.D." <ines@example.org>; nurse', "Dr. Ann Lee, Ph.D.", "health", ""),
        ("Marsh, Ines, ines@example.org, teacher, Grade 4", "Marsh Ines", "teacher", "Grade 4"),
        ("Ines\tMarsh\tINES@example.org\tSRO", "Ines Marsh", "sro", ""),
        ("ines@example.org, School resource officer", "", "sro", ""),
        (
            "ines@example.org, Ines Marsh, law_enforcement, Chief",
            "Ines Marsh",
            "law_enforcement",
            "Chief",
        ),
    ],
)
def test_a_pasted_line_is_read(line, name, role, title):
    (read,) = read_lines(line)
    assert read.error == ""
    assert read.person == {"email": "ines@example.org", "name": name, "role": role, "title": title}


def test_a_role_for_all_lines_is_taken_where_a_line_names_none():
    plain, named = read_lines("a@example.org\nb@example.org, parent", default_role="teacher")
    assert [plain.person["role"], named.person["role"]] == ["teacher", "parent"]


@pytest.mark.django_db
def test_the_page_that_ends_a_membership_knows_terms_and_who_goes_on_to_chair(
    client, coalition, administrator
):
    tess = builders.make_member(coalition=coalition, role=Role.TEACHER, name="Tess Odell")
    held = Membership.objects.get(person__account=tess)
    builders.make_member(coalition=coalition, role=Role.STAFF, account=tess)
    Membership.objects.filter(person__account=tess).update(is_chair=True)
    Membership.objects.filter(person__account=tess, role=Role.STAFF).update(
        ends_on=date(2099, 6, 30), is_chair=False
    )
    client.force_login(administrator)
    url = reverse("membership_end", args=[coalition.slug, held.pk])
    alone = client.get(url).content.decode()
    assert "Tess Odell stays a member as Staff." in alone
    assert "The coalition loses its chair." in alone
    Membership.objects.filter(person__account=administrator).update(
        is_chair=True, ends_on=date(2099, 6, 30)
    )
    together = client.get(url).content.decode()
    assert "Tess Odell no longer chairs the coalition; Dana Whitlock does." in together
