"""Which pages there are behind the links of a page, and what tells one state of a page from
another.
"""

from collections import Counter, deque
from dataclasses import dataclass
from functools import cache
from urllib.parse import urldefrag, urljoin, urlsplit

import lxml.html
from django.urls import Resolver404, resolve

# Files, tested where they are made; and the way out.
NOT_PAGES = {
    *(
        "book_download",
        "workspace_picture",
        "signing_scan",
        "agreement_paper",
        "contact_csv",
        "contact_printed_pdf",
        "approval_minutes",
        "record_certificate",
        "record_all_csv",
        "record_own_csv",
    ),
    *("ledger_csv", "mfa_download_recovery_codes", "account_logout"),
}
# The demo shows everybody everybody's mail; where a letter leads is for whom it was written to.
LETTERS = {"notice_sent_mail_message"}


@dataclass(frozen=True)
class Opened:
    """What an address led to: the status, where that is, and the tree of it; None for a file."""

    status: int
    address: str
    tree: lxml.html.HtmlElement | None

    @property
    def is_page(self):
        """Whether it is a page of the portal.

        The book of a plan is not, it is tested with the other files.
        """
        return self.tree is not None and self.tree.find(".//main") is not None


def name_of(address):
    """The URL name of an address; None where the portal has no such address."""
    return name_of_path(urlsplit(address).path)


@cache
def name_of_path(path):
    """The same of a path: most links of a page stand on every page."""
    try:
        return resolve(path).url_name
    except Resolver404:
        return None


def links_of(opened):
    """Where the links of a page lead within the portal, without fragments, in their order."""
    found = (
        urldefrag(urljoin(opened.address, link.get("href"))).url
        for link in opened.tree.iterfind(".//a[@href]")
    )
    here = urlsplit(opened.address).netloc
    return [
        link
        for link in dict.fromkeys(found)
        if urlsplit(link).netloc == here and name_of(link) not in NOT_PAGES
    ]


def state_of(opened):
    """A page's name and what it offers to do.

    Pages of one template that offer the same are one state.
    """
    return name_of(opened.address), frozenset(
        name_of(urljoin(opened.address, form.get("action") or ""))
        for form in opened.tree.find(".//main").iter("form")
    )


def is_part_of(state, other):
    """Whether all that a page offers to do is offered by another of its name.

    A page that offers nothing is part of none that does: it is for who only reads.
    """
    return state[0] == other[0] and state[1] <= other[1] and bool(state[1]) == bool(other[1])


def open_with(session, address):
    """The Opened that a session of requests gets at an address."""
    answer = session.get(address)
    is_html = answer.headers["content-type"].startswith("text/html") and answer.content
    return Opened(
        answer.status_code, answer.url, lxml.html.fromstring(answer.text) if is_html else None
    )


def walk(session, starts, *, most, only=None):
    """Follow links from `starts`, each URL name at most `most` times.

    Yields (address asked for, Opened). `only`: the URL names that are followed at all; None: each.
    """
    waiting, known, times = deque(starts), set(starts), Counter()
    while waiting:
        address = waiting.popleft()
        name = name_of(address)
        if times[name] >= most or (only and name not in only):
            continue
        times[name] += 1
        opened = open_with(session, address)
        yield address, opened
        if name not in LETTERS and opened.status == 200 and opened.tree is not None:
            new = [link for link in links_of(opened) if link not in known]
            known.update(new)
            waiting.extend(new)
