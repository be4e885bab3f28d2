"""Which pages there are behind the links of a page, and what tells one state of a page from
another.
"""

from collections import Counter, deque
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


def name_of(address):
    """The URL name of an address; None where the portal has no such address."""
    try:
        return resolve(urlsplit(address).path).url_name
    except Resolver404:
        return None


def links_of(html, address):
    """Where the links of a page lead within the portal, without fragments, in their order."""
    found = (
        urldefrag(urljoin(address, link.get("href"))).url
        for link in lxml.html.fromstring(html).iterfind(".//a[@href]")
    )
    here = urlsplit(address).netloc
    return [
        link
        for link in dict.fromkeys(found)
        if urlsplit(link).netloc == here and name_of(link) not in NOT_PAGES
    ]


def state_of(html, address):
    """A page's name and what it offers to do.

    Pages of one template that offer the same are one state.
    """
    main = lxml.html.fromstring(html).find(".//main")
    return name_of(address), frozenset(
        name_of(urljoin(address, form.get("action") or "")) for form in main.iter("form")
    )


def walk(get, starts, *, most, only=None):
    """Follow links from `starts`, each URL name at most `most` times.

    Yields (address asked for, answer).

    get: address -> an answer with status, url and text(). `only`: the URL names that are followed
    at all; None: each.
    """
    waiting, known, times = deque(starts), set(starts), Counter()
    while waiting:
        address = waiting.popleft()
        name = name_of(address)
        if times[name] >= most or (only and name not in only):
            continue
        times[name] += 1
        answer = get(address)
        yield address, answer
        if (
            name not in LETTERS
            and answer.status == 200
            and answer.headers["content-type"].startswith("text/html")
        ):
            new = [link for link in links_of(answer.text(), answer.url) if link not in known]
            known.update(new)
            waiting.extend(new)
