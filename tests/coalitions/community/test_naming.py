"""Somebody lets the page name them, and takes that back: nobody does it for them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.community.actions import naming
from coalitions.community.models.consent import NameConsent
from coalitions.community.queries import names_by_seat, own_names
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.states import WrongState
from tests import builders
from tests.coalitions.community.conftest import membership_of
from tests.publishing import show_name

pytestmark = pytest.mark.django_db


def named(coalition):
    return names_by_seat(coalition, on=timezone.localdate())


def test_by_their_own_word(coalition, seat, chief):
    show_name(membership_of(chief), chief)
    assert named(coalition) == {seat.pk: ["Tom Hesse"]}
    assert AuditRow.objects.get(action="name_consent.given").by_id == chief.pk


def test_no_administrator_says_it_for_them(coalition, chief, administrator):
    with pytest.raises(PermissionDenied, match="Only Tom Hesse"):
        show_name(membership_of(chief), administrator)
    assert named(coalition) == {}


def test_taken_back(coalition, chief):
    membership = membership_of(chief)
    show_name(membership, chief)
    naming.hide_name(membership=membership, by=chief)
    assert named(coalition) == {}
    assert AuditRow.objects.filter(action="name_consent.taken_back").exists()


def test_said_twice(chief):
    membership = membership_of(chief)
    show_name(membership, chief)
    with pytest.raises(WrongState, match="already"):
        show_name(membership, chief)
    naming.hide_name(membership=membership, by=chief)
    with pytest.raises(WrongState, match="not on"):
        naming.hide_name(membership=membership, by=chief)


def test_without_a_seat_nobody_is_named(coalition):
    teacher = builders.make_member(coalition=coalition, role=Role.TEACHER)
    with pytest.raises(PermissionDenied, match="holds a seat"):
        show_name(membership_of(teacher), teacher)


def test_a_student_is_never_named(coalition):
    seat = builders.make_seat(coalition=coalition, title="Student", roles=["student"])
    student = builders.make_member(coalition=coalition, role=Role.STUDENT, seat=seat)
    membership = membership_of(student)
    with pytest.raises(PermissionDenied, match="Students"):
        show_name(membership, student)
    NameConsent.objects.create(membership=membership, given_at=timezone.now(), given_by=student)
    assert named(coalition) == {}
    assert own_names(student, coalition, on=timezone.localdate()) == []


def test_who_left_is_named_no_more(coalition, chief):
    membership = membership_of(chief)
    show_name(membership, chief)
    membership.ends_on = timezone.localdate() - timedelta(days=1)
    membership.save(update_fields=["ends_on"])
    assert named(coalition) == {}


def test_one_without_the_seat_is_named_no_more(coalition, chief):
    membership = membership_of(chief)
    show_name(membership, chief)
    membership.seat = None
    membership.save(update_fields=["seat"])
    assert named(coalition) == {}


def test_the_button_and_the_way_back(client, coalition, chief):
    client.force_login(chief)
    at = [coalition.slug, membership_of(chief).pk]
    assert client.post(reverse("community_name_show", args=at)).status_code == 302
    page = client.get(reverse("community", args=[coalition.slug])).content.decode()
    assert "Do not show my name" in page
    assert client.post(reverse("community_name_hide", args=at)).status_code == 302
    assert not NameConsent.objects.exists()


def test_anothers_membership_is_not_there(client, coalition, chief, administrator):
    client.force_login(administrator)
    at = [coalition.slug, membership_of(chief).pk]
    assert client.post(reverse("community_name_show", args=at)).status_code == 404


def test_consents_are_seen_in_the_coalition(coalition, chief, administrator, outsider):
    consent = show_name(membership_of(chief), chief)
    assert list(NameConsent.objects.visible_to(administrator)) == [consent]
    assert not NameConsent.objects.visible_to(outsider).exists()
    assert consent.coalition == coalition
