"""A comment becomes an action item that names its section."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from coalitions.action_items.checking import AlreadyOpen
from coalitions.action_items.models import ActionItem
from coalitions.memberships.models.membership import Membership
from plans.comments.actions.mending import open_item_of
from plans.required_changes.models import RequiredChange
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(edition):
    return builders.make_section(edition=edition, title="Radios")


@pytest.fixture
def comment(section, cast):
    membership = Membership.objects.get(person__account=cast.fire)
    return builders.make_comment(section=section, membership=membership, body="Nobody has one.")


def given(cast, **changed):
    return {
        "what": "Buy two radios",
        "why": "Nobody has one.",
        "owner": cast.staff.people.get(),
        "due_on": timezone.localdate() + timedelta(days=9),
        "how_checked": "Count them.",
    } | changed


def url_of(comment):
    edition = comment.section.edition
    where = [edition.plan.coalition.slug, edition.plan_id, edition.number, comment.pk]
    return reverse("comment_action_item", args=where)


def test_it_says_where_it_came_from_and_names_the_section(comment, cast):
    item = open_item_of(comment=comment, by=cast.administrator, **given(cast))
    assert item.origin_words == "Comment on Radios, edition 1"
    assert item.origin_address.endswith(f"/sections/{comment.section_id}/")
    assert RequiredChange.objects.get().lineage == comment.section.lineage


def test_an_officer_opens_it_and_names_no_section(comment, cast):
    assert open_item_of(comment=comment, by=cast.sro, **given(cast))
    assert not RequiredChange.objects.exists()


@pytest.mark.parametrize("role", ["fire", "teacher", "health", "official", "parent"])
def test_others_open_none(comment, cast, role):
    with pytest.raises(PermissionDenied):
        open_item_of(comment=comment, by=getattr(cast, role), **given(cast))


def test_of_a_restricted_section_it_is_restricted(edition, cast):
    secret = builders.make_section(edition=edition, title="zq-secret", sensitivity="restricted")
    membership = Membership.objects.get(person__account=cast.fire)
    comment = builders.make_comment(section=secret, membership=membership)
    owner = cast.sro.people.get()
    item = open_item_of(comment=comment, by=cast.administrator, **given(cast, owner=owner))
    assert item.is_restricted
    assert not ActionItem.objects.visible_to(cast.teacher).exists()


def test_one_at_a_time(comment, cast):
    item = open_item_of(comment=comment, by=cast.administrator, **given(cast))
    with pytest.raises(AlreadyOpen) as refused:
        open_item_of(comment=comment, by=cast.administrator, **given(cast, what="Other"))
    assert refused.value.item == item
    assert RequiredChange.objects.count() == 1


def test_the_form_has_what_was_said_as_its_reason(client, comment, cast):
    client.force_login(cast.administrator)
    page = client.get(url_of(comment)).content.decode()
    assert ">\nNobody has one.</textarea>" in page
    data = given(cast) | {"owner": cast.staff.people.get().pk}
    assert client.post(url_of(comment), data).status_code == 302
    assert ActionItem.objects.get().why == "Nobody has one."


def test_the_button_stands_by_the_comment_for_who_may(client, comment, cast):
    section = comment.section
    where = ["juniper", section.edition.plan_id, section.edition.number, section.pk]
    for account, sees in ((cast.administrator, True), (cast.sro, True), (cast.fire, False)):
        client.force_login(account)
        page = client.get(reverse("comments", args=where)).content.decode()
        assert (url_of(comment) in page) == sees


def test_what_is_wrong_is_said_and_what_was_typed_stays(client, comment, cast):
    client.force_login(cast.administrator)
    response = client.post(url_of(comment), {"what": "zq-typed"})
    assert response.status_code == 422
    assert "zq-typed" in response.content.decode()
    assert not ActionItem.objects.exists()
