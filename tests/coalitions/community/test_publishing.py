"""The page is published after a preview, and taken back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from coalitions.access.roles import Role
from coalitions.community.actions import publishing
from coalitions.community.lifecycle import PAGE_MOVES, PageState
from coalitions.community.models.page import CommunityPage
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.states import WrongState
from tests import builders
from tests.publishing import make_page, publish

pytestmark = pytest.mark.django_db
SEEN = "a" * 64


def actions_about(page):
    return list(AuditRow.objects.about(page).values_list("action", flat=True))


def test_published_by_an_administrator_who_saw_it(coalition, administrator):
    page = publish(coalition, administrator, SEEN)
    assert (page.state, page.published_by, page.seen_as) == ("published", administrator, SEEN)
    assert actions_about(page) == ["community_page.published"]


@pytest.mark.parametrize("seen", ["", "b" * 64])
def test_nobody_publishes_what_they_have_not_seen(coalition, administrator, seen):
    with pytest.raises(WrongState, match="changed since you looked"):
        publishing.publish_page(coalition=coalition, seen=seen, shown=SEEN, by=administrator)
    assert not CommunityPage.objects.exists()


def test_published_twice_is_refused(coalition, administrator):
    publish(coalition, administrator)
    with pytest.raises(WrongState, match="public already"):
        publish(coalition, administrator)
    assert AuditRow.objects.filter(action="community_page.published").count() == 1


def test_taken_back_keeps_what_was_chosen(coalition, administrator):
    make_page(coalition=coalition, by=administrator, phone="555-0100")
    page = publishing.take_back_page(coalition=coalition, by=administrator)
    page.refresh_from_db()
    assert (page.state, page.published_at, page.seen_as) == ("hidden", None, "")
    assert page.phone == "555-0100"
    assert actions_about(page)[0] == "community_page.taken_back"


def test_what_is_not_public_is_not_taken_back(coalition, administrator):
    with pytest.raises(WrongState, match="not public"):
        publishing.take_back_page(coalition=coalition, by=administrator)


@pytest.mark.parametrize("role", [Role.SRO, Role.OFFICIAL, Role.PARENT])
def test_nobody_else_publishes_or_takes_back(coalition, administrator, role):
    member = builders.make_member(coalition=coalition, role=role)
    with pytest.raises(PermissionDenied):
        publish(coalition, member)
    publish(coalition, administrator)
    with pytest.raises(PermissionDenied):
        publishing.take_back_page(coalition=coalition, by=member)


def test_an_administrator_of_the_district_publishes_no_schools_page(coalition, district_coalition):
    dana = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        publish(coalition, dana)


def test_a_page_is_public_only_by_somebody_who_saw_it(coalition, administrator):
    page = publish(coalition, administrator)
    for wrong in ({"seen_as": ""}, {"published_at": None}, {"state": "hidden"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CommunityPage.objects.filter(pk=page.pk).update(**wrong)


def test_a_page_is_never_deleted(coalition, administrator):
    page = publish(coalition, administrator)
    with pytest.raises(Exception, match=r"permission denied|Cannot delete"), transaction.atomic():
        page.delete()


def test_there_and_back_again():
    assert {PageState.HIDDEN: {"published"}, PageState.PUBLISHED: {"hidden"}} == PAGE_MOVES


def test_members_see_the_page_of_their_coalition(coalition, foreign, administrator, outsider):
    page = publish(coalition, administrator)
    assert list(CommunityPage.objects.visible_to(administrator)) == [page]
    assert not CommunityPage.objects.visible_to(outsider).exists()
    assert list(CommunityPage.objects.published()) == [page]
