"""Every page of the demo that its people reach by links: no dead link, nothing that axe finds, nothing sideways on a phone."""

import pytest

from coalitions.roles import GROUPS
from safety_portal.demo.seed import sign_ins
from tests.journeys import crawl
from tests.journeys.looking import wrong_with
from tests.plugins.skips import needs_browser

pytestmark = needs_browser
# Who writes a school's plan: a first draft, one in review, one that waits for signatures, one in force; and how many pages of a
# name each opens. The first two reach every state that all four would with two.
PRINCIPALS = {"abel.abbott": 2, "nadia.strand": 2, "ruth.abernathy": 1, "owen.tillery": 1}
# Who opens the same pages as another role before them, since a group may what its first role may: their home and a workspace.
ALIKE = {role for group in GROUPS.values() for role in group[1:]}
VISITORS = [
    *((f"{name}@cedar.example", most) for name, most in PRINCIPALS.items()),
    *((email, 0 if role in ALIKE else 1) for role, _, email in sign_ins()),
]
# Pages that are another page for every role; all others are looked at once, as the first who reaches them.
EACH_AS_EVERYBODY = {"home", "edition"}
ON_THE_WAY = {"home", "plans", "plan", "edition"}


@pytest.fixture(scope="module")
def looked_at():
    """The states of pages that a visitor before has looked at."""
    return set()


@pytest.mark.parametrize(("visitor", "most"), VISITORS)
def test_every_page_behind_the_links_of_home(enter, looked_at, visitor, most):
    """At most so many pages of a name: a list leads to the reader's own and to somebody else's. 0: home and a workspace."""
    page = enter(visitor)
    faults_found, to_look_at, own = [], [], set()
    walked = crawl.walk(page.context.request.get, [page.url], most=most or 1, only=None if most else ON_THE_WAY)
    for address, answer in walked:
        if answer.status != 200:
            faults_found.append(f"{answer.status} {address}")
        elif is_page(answer):
            state = crawl.state_of(answer.text(), answer.url)
            if state not in looked_at or (state[0] in EACH_AS_EVERYBODY and state[0] not in own):
                to_look_at.append(answer.url)
            looked_at.add(state)
            own.add(state[0])
    faults_found += [found for address in to_look_at for found in look(page, address)]
    assert faults_found == []
    assert own >= EACH_AS_EVERYBODY


@pytest.mark.parametrize(
    "address", ["/accounts/login/", "/accounts/password/reset/", "/help/", "/privacy/", "/nowhere/"]
)
def test_every_page_of_nobody(enter, address):
    assert look(enter(), address) == []


@pytest.mark.parametrize(
    "address", ["/c/cedar-county/settings/", "/c/juniper/people/", "/c/cedar-county/plans/1/editions/1/arrange/"]
)
def test_pages_that_refuse(enter, address):
    assert look(enter("keisha.dunmore@cedar.example"), address) == []


def is_page(answer):
    """Whether it is a page of the portal: the book of a plan is not, it is tested with the other files."""
    return answer.headers["content-type"].startswith("text/html") and "<main" in answer.text()


def look(page, address):
    """What is wrong with the page at an address, wide and on a phone."""
    page.goto(address)
    return wrong_with(page)
