"""Each account of the demo opens every page it is offered.

Nothing breaks, nothing offered is refused, an edition named is shown.

Not each role: what breaks a page is often the state of one person's things. A page is opened once
for everybody who stands to its coalition in the same roles and for each state of what it is about;
what is about the reader, once for each reader.
"""

import re
from collections import deque
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import parse_qsl, urljoin, urlsplit

import lxml.html
import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from coalitions.access.grants import access_of
from plans.comments.models.suggestion import Suggestion
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.review.models import Reviewer
from plans.signing.models import Signature
from safety_portal.core.accounts.models import User
from tests.everywhere.asking import at_gate
from training.records.models import TrainingRecord

# The way out; files that take seconds, tested where they are made; letters of the demo, whose links
# are for whom they went to.
NOT_OPENED = {
    "account_logout",
    "book_download",
    "mfa_download_recovery_codes",
    "notice_sent_mail_message",
}
# About the reader, whatever the address says.
ONES_OWN = {
    *(
        "home",
        "home_mine",
        "protocols",
        "protocol_changes",
        "signing_to_sign",
        "signing_batch",
        "signing_sign",
        "review_decide",
    ),
    *("record_own", "membership_account", "notice_own"),
}
# Drawn while somebody waits: one of a kind is opened, and everybody else to whom one is offered is
# asked for at its gate.
PAPERS = {"contact_printed_pdf", "meeting_pdf", "reunification_pdf"}
# Says of an edition what became otherwise since the one that its words name.
SINCE = "writing_since_last_edition"
# So that no test takes minutes where much else runs; and what each account opens that nobody before
# it did.
PARTS, AT_LEAST = 5, 5
NAMES_EDITION = re.compile(r"\bedition\s(\d+)\b", re.IGNORECASE)
HEAD = ".//main//h1|.//main//*[contains(@class, 'lead')]|.//nav[@class='crumbs']"


@dataclass(frozen=True)
class Link:
    """Where a link leads, what it says, and on which page it stands."""

    address: str
    text: str
    page: str


@dataclass
class States:
    """What the things that addresses name are, so that two pages of one kind about things in one
    state are opened once.
    """

    editions: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)

    def read(self):
        """Ask once for all: codes as they are, of anything else whether it is there."""
        editions = Edition.objects.values_list("plan_id", "number", "status", "based_on")
        self.editions = {(plan, number): _told(told) for plan, number, *told in editions}
        named = {
            "section": (Section, ("sensitivity", "change", "removed_at", "not_needed_at")),
            "signature": (Signature, ("state",)),
            "reviewer": (Reviewer, ("decision",)),
            "suggestion": (Suggestion, ("state",)),
            "record": (TrainingRecord, ("state",)),
        }
        for name, (model, fields) in named.items():
            self.rows[name] = {
                pk: _told(told) for pk, *told in model.objects.values_list("pk", *fields)
            }
        return self

    def of(self, page, named):
        """The states of what an address names.

        What a section is, beyond who reads it, shows on its own page only.
        """
        found = [self.rows[name].get(named[name], []) for name in sorted(self.rows.keys() & named)]
        found = [told if page == "section" else told[:1] for told in found]
        return str([self.editions.get((named.get("plan"), named.get("edition"))), *found])


def _told(values):
    return [value if isinstance(value, str) else value is not None for value in values]


def where(address):
    """(URL name, what it names) of an address; (None, {}) where the portal has none such."""
    return resolved(urlsplit(address).path)


@cache
def resolved(path):
    """The same of a path: most links of a page stand on every page."""
    try:
        match = resolve(path)
    except Resolver404:
        return None, {}
    return match.url_name, match.kwargs


def links_of(page, address):
    """The links of a page within the portal; fragments of itself are none."""
    for link in page.iterfind(".//a[@href]"):
        to = urlsplit(urljoin(f"http://testserver{address}", link.get("href")))
        if to.scheme == "http" and to.netloc == "testserver":
            yield Link(
                to._replace(scheme="", netloc="", fragment="").geturl(),
                link.text_content(),
                address,
            )


def forms_of(page, address):
    """The addresses that the forms and buttons of a page send to."""
    for form in page.iterfind(".//form"):
        if form.get("method", "get").lower() == "post":
            yield urljoin(address, form.get("action") or address)
    for button in page.iterfind(".//button[@formaction]"):
        yield urljoin(address, button.get("formaction"))


def refused(account, page, address):
    """A sentence for each form of a page whose gate lets its reader send nothing there."""
    for to in dict.fromkeys(forms_of(page, address)):
        if no := at_gate(urlsplit(to).path, account=account, method="POST"):
            yield f"{address} shows {account} a form to {to}, and its gate says: {no.text}"


class Walk:
    """Accounts, one after the other; `opened` remembers what was opened for whom."""

    def __init__(self, opened):
        self.states, self.opened, self.wrong, self.pages = States().read(), opened, [], 0

    def key(self, account, address):
        """What decides how a page looks.

        Who asks (or only how they stand to the coalition), for which page, of what.
        """
        name, named = where(address)
        if name in PAPERS:
            return name, named.get("document")
        if name in ONES_OWN:
            return name, account.pk, str(named)
        holds, slug = access_of(account), named.get("coalition")
        inside = [sorted(holds.roles_in(each)) for each in holds.coalitions if each.slug == slug]
        reach = inside or sorted({(hold.role, hold.of_school) for hold in holds.grants})
        asked = sorted(dict(parse_qsl(urlsplit(address).query)))
        return name, str(reach), bool(slug), self.states.of(name, named), str(asked)

    def go(self, account):
        client, met = Client(raise_request_exception=False), set()
        client.force_login(account)
        waiting = deque([Link("/", "", "signing in")])
        while waiting:
            link = waiting.popleft()
            if link.address in met or where(link.address)[0] in NOT_OPENED:
                continue
            met.add(link.address)
            key = self.key(account, link.address)
            if key not in self.opened:
                self.opened.add(key)
                waiting.extend(self.open(client, account, link))
            elif key[0] in PAPERS:
                self.ask_gate(account, link)

    def ask_gate(self, account, link):
        """Note where the gate of a link refuses the account to which it is offered."""
        if no := at_gate(urlsplit(link.address).path, account=account):
            self.wrong.append(f"{link.address}, offered to {account} on {link.page}: {no.text}")

    def open(self, client, account, link):
        """Open a link, note what is wrong with what it opens, and return the links found there."""
        answer = client.get(link.address, follow=True)
        self.pages += 1
        if answer.status_code != 200:
            self.wrong.append(
                f"{answer.status_code} {link.address}, offered to {account} on {link.page}: “{link.text.strip()}”"
            )
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            return []
        page, here = lxml.html.fromstring(answer.content.decode()), answer.request["PATH_INFO"]
        self.compare(link, page)
        self.wrong += map(str, refused(account, page, here))
        found = list(links_of(page, here))
        self.wrong.extend(map(says_another, filter(names_another, found)))
        return found

    def compare(self, link, page):
        """A link that names an edition opens that one, by the head of the page too."""
        named = NAMES_EDITION.findall(link.text)
        if named and "plan" in where(link.address)[1]:
            head = " ".join(part.text_content() for part in page.xpath(HEAD))
            if named[-1] not in NAMES_EDITION.findall(head):
                self.wrong.append(f"{says_another(link)}: {' '.join(head.split())}")


def names_another(link):
    """Whether a link to a plan names an edition that its address does not name."""
    name, named = where(link.address)
    said = NAMES_EDITION.findall(link.text)
    return bool(
        said and "plan" in named and name != SINCE and str(named.get("edition")) != said[-1]
    )


def says_another(link):
    return f"“{link.text.strip()}” on {link.page} leads to {link.address}"


@pytest.fixture(scope="module")
def opened():
    """What was opened for whom: the database of each part is a copy of the same demo."""
    return set()


@pytest.mark.parametrize("part", range(PARTS))
def test_every_account_opens_every_page_it_is_offered(seeded_database, settings, opened, part):
    settings.DEMO = True
    walk = Walk(opened)
    accounts = User.objects.filter(is_active=True).order_by("pk")[part::PARTS]
    for account in accounts:
        walk.go(account)
    assert walk.pages >= AT_LEAST * len(accounts)
    assert not walk.wrong, "\n".join(dict.fromkeys(walk.wrong))
