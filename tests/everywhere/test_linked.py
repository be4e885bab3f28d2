"""A page that no other page leads to is found by nobody."""

import re

import pytest

from tests.everywhere.relations import arguments
from tests.everywhere.sending import ask

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="([^"?#]+)')
# Linked only where there is what this world has not, and what that is.
SOMETIMES = {
    "signing_batch": "several signatures asked of one member",
    "calendar_year_add": "the calendar of a district, opened there",
    "contact_schools": "the sheet of a district, opened there",
    "assessment_checklist_import": "the checklists of a district, opened there",
}


def test_each_page_of_a_coalition_is_linked_from_another(world, places):
    pages = {name: (url, ask(world, url, account)[0]) for name, _, url, account in places}
    linked = {
        link
        for url, page in pages.values()
        if page.status == 200
        for link in LINK.findall(page.text)
        if link != url
    }
    lists = {
        name
        for name, (_, page) in pages.items()
        if arguments(name) == ("coalition",) and page.status == 200
    }
    alone = {name for name in lists if pages[name][0] not in linked}
    assert alone == SOMETIMES.keys(), (
        "No page links to it: give it a tab (coalitions/coalition/tabs.py) or a link."
    )
    assert len(lists) > 25
