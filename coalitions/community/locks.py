"""The page of a coalition, locked while it changes."""

from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.community.lifecycle import PAGE_MOVES, PageState
from coalitions.community.models.page import CommunityPage
from safety_portal.core.states import check_move

WHERE_IT_STANDS = {
    PageState.HIDDEN: "The page is not public.",
    PageState.PUBLISHED: "The page is public already.",
}


def lock_page(coalition: Coalition) -> CommunityPage:
    """The page as it stands now, locked with its coalition; one not saved where there is none."""
    place = lock_coalition(coalition)
    rows = CommunityPage.objects.select_for_update(no_key=True, of=("self",))
    page = rows.filter(coalition=place).first() or CommunityPage(coalition=place, saves=0)
    page.coalition = place
    return page


def check_page_move(page: CommunityPage, new: PageState) -> None:
    """Raise WrongState, with where the page stands, unless it may become `new`."""
    sentence = WHERE_IT_STANDS[PageState(page.state)]
    check_move(PAGE_MOVES, old=page.state, new=new, sentence=sentence)
