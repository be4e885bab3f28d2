"""Every page of the demo that its people reach by links.

No dead link, nothing that axe finds, nothing sideways on a phone.
"""

from urllib.parse import urlsplit

import pytest
import requests
from django.urls import reverse

from coalitions.access.roles import GROUPS
from safety_portal.demo.seed import sign_ins
from tests.journeys import crawl
from tests.journeys.looking import wrong_with
from tests.plugins.skips import needs_browser

pytestmark = needs_browser
# Who writes a school's plan: a first draft, one in review, one that waits for signatures, one in
# force; and how many pages of a name each opens. The first two reach every state that all four
# would with two.
PRINCIPALS = {"abel.abbott": 2, "nadia.strand": 2, "ruth.abernathy": 1, "owen.tillery": 1}
# Who opens the same pages as another role before them, since a group may what its first role may:
# only their home is another.
ALIKE = {role for group in GROUPS.values() for role in group[1:]}
VISITORS = [
    *((f"{name}@cedar.example", most) for name, most in PRINCIPALS.items()),
    *((email, 0 if role in ALIKE else 1) for role, _, email in sign_ins()),
]
# Pages that are another page for every role; all others are looked at once, as the first who
# reaches them.
EACH_AS_EVERYBODY = {"home", "workspace_edition"}
ON_THE_WAY = {"home", "workspace_plans", "workspace_plan", "workspace_edition"}
# What is looked at before it is imported: rows that are new, skipped, refused.
FILES = {
    "roster_new": b"Name,Email,Role,Phone\nNora Quill,nora.quill@cedar.example,Teacher,#REF!\n"
    b"Pat Row,pat@cedar.example,Wizard\nKim Small,kim@cedar.example,Student\nNobody,,Teacher\n",
    "transcript_new": b"Date,Course,Hours,Status\n1/5/2026,CPR and AED,2,Passed\n1/6/2026,Radio drill,2,Failed\n"
    b"1/7/2039,Radio drill,2,Passed\n1/8/2026,Academy,90,Passed\n",
    "directory_import_new": b"NCES School ID,School Name,NCES District ID,District Name,State,Phone\n"
    b"399990000099,Quarry School,3999900,Cedar County Schools,OH,#REF!\n,No Number,3999900,Cedar County Schools,OH\n",
}


@pytest.fixture(scope="module")
def looked_at():
    """The states of pages that a visitor before has looked at."""
    return set()


@pytest.mark.parametrize(("visitor", "most"), VISITORS)
def test_every_page_behind_the_links_of_home(enter, looked_at, visitor, most):
    """At most so many pages of a name: a list leads to one's own and to somebody else's. 0.

    Only home is looked at.
    """
    page = enter(visitor)
    faults_found, states = [], {}
    with session_of(page) as session:
        only = None if most else ON_THE_WAY
        for address, opened in crawl.walk(session, [page.url], most=most or 1, only=only):
            if opened.status == 404 and urlsplit(address).path.startswith("/community/"):
                continue  # of the preview of a page that is not public: its links as they will be
            if opened.status != 200:
                faults_found.append(f"{opened.status} {address}")
            elif opened.is_page:
                states.setdefault(crawl.state_of(opened), opened.address)
    for state in to_look_at(states, looked_at, each=EACH_AS_EVERYBODY if most else {"home"}):
        looked_at.add(state)
        faults_found += look(page, states[state])
    assert faults_found == []
    assert {name for name, _ in states} >= EACH_AS_EVERYBODY


def session_of(page):
    """What opens pages as the visitor, without a browser."""
    session = requests.Session()
    for cookie in page.context.cookies():
        session.cookies.set(cookie["name"], cookie["value"])
    return session


def to_look_at(states, looked_at, *, each):
    """The states that are part of none before, those that offer the most first; and the first of
    each of the names in `each`.
    """
    known, own = set(looked_at), set()
    first = {name: state for state in reversed(states) if (name := state[0]) in each}
    for state in sorted(states, key=lambda state: -len(state[1])):
        if first.get(state[0]) == state or not any(
            crawl.is_part_of(state, other) for other in known
        ):
            known.add(state)
            own.add(state)
    return [state for state in states if state in own]


def test_every_page_behind_a_file_that_is_looked_at(enter):
    """Its preview and its columns; nothing is imported."""
    page, found = enter("dana.whitlock@cedar.example"), []
    for name, content in FILES.items():
        page.goto(reverse(name, args=[] if name == "directory_import_new" else ["cedar-county"]))
        page.set_input_files(
            "main input[type=file]", {"name": "rows.csv", "mimeType": "text/csv", "buffer": content}
        )
        upload = page.url
        page.click("main form [type=submit]")
        page.wait_for_url(lambda url, upload=upload: url != upload)
        preview = page.url.removesuffix("columns/")
        assert page.title() != "", preview
        found += [*look(page, preview), *look(page, f"{preview}columns/")]
        assert page.locator("main h1, h1").count() == 1
    assert found == []


@pytest.mark.parametrize(
    "address", ["/accounts/login/", "/accounts/password/reset/", "/help/", "/privacy/", "/nowhere/"]
)
def test_every_page_of_nobody(enter, address):
    assert look(enter(), address) == []


@pytest.mark.parametrize(
    "address",
    [
        "/c/cedar-county/settings/",
        "/c/juniper/people/",
        "/c/cedar-county/plans/1/editions/1/arrange/",
    ],
)
def test_pages_that_refuse(enter, address):
    assert look(enter("keisha.dunmore@cedar.example"), address) == []


def look(page, address):
    """What is wrong with the page at an address, wide and on a phone."""
    page.goto(address)
    return wrong_with(page)
