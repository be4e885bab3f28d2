"""The page becomes public, and is taken back."""

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.coalition.models import Coalition
from coalitions.community.lifecycle import PageState
from coalitions.community.locks import check_page_move, lock_page
from coalitions.community.models.page import CommunityPage
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.states import WrongState

CHANGED = "The page has changed since you looked at it. Look at the preview again, then publish it."


@transaction.atomic
def publish_page(*, coalition: Coalition, seen: str, shown: str, by: User) -> CommunityPage:
    """Let everybody see the page of a coalition; returns it.

    `seen` is the fingerprint of the preview that the administrator looked at, `shown` that of the
    page as it is now: nobody publishes what they have not seen. Raises WrongState. Audited.
    """
    require(can_administer(by, coalition))
    page = lock_page(coalition)
    check_page_move(page, PageState.PUBLISHED)
    if not seen or seen != shown:
        raise WrongState(CHANGED)
    page.state, page.seen_as = PageState.PUBLISHED, seen
    page.published_at, page.published_by = timezone.now(), by
    if page.pk is None:
        page.saves, page.saved_at, page.saved_by = 1, page.published_at, by
    page.save()
    record(by=by, action="community_page.published", subject=page, scope=coalition, seen_as=seen)
    return page


@transaction.atomic
def take_back_page(*, coalition: Coalition, by: User) -> CommunityPage:
    """Let nobody see the page any more, from the next request on; returns it.

    What was chosen for it stays. Raises WrongState. Audited.
    """
    require(can_administer(by, coalition))
    page = lock_page(coalition)
    check_page_move(page, PageState.HIDDEN)
    page.state, page.seen_as = PageState.HIDDEN, ""
    page.published_at = page.published_by = None
    page.save(update_fields=["state", "seen_as", "published_at", "published_by"])
    record(by=by, action="community_page.taken_back", subject=page, scope=coalition)
    return page
