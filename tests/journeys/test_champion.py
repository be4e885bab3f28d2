"""From a phone to the community: somebody asks to join, is invited, and says where they spoke."""

import re

import pytest
from playwright.sync_api import expect

from coalitions.champions.models.asking import JoinRequest
from coalitions.champions.models.talk import Talk
from safety_portal.core.notices.models import Message
from tests import builders, championing
from tests.championing import make_request, make_talk
from tests.journeys.accessibility import faults
from tests.journeys.steps import fill, follow, press, said
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390}
JOIN = "/community/juniper/join/"
HERE = "/c/juniper/champions/"


@pytest.fixture
def asked_here(coalition):
    championing.open_asking(coalition=coalition)
    return coalition


def link_of(kind, start):
    """The path of the link in the one mail of a kind."""
    text = Message.objects.get(kind=kind).text
    return re.search(rf"https?://[^/\s]+({start}\S+)", text)[1]


def ask(page):
    """What somebody types on a phone, as far as the page that tells of the mail."""
    page.goto(JOIN)
    fill(page, name="Alma Reyes", email="alma@example.org", why="I know most families here.")
    press(page, "Ask to join")
    expect(page.locator("h1")).to_have_text("Now open the link in your e-mail")


def confirm(page):
    page.goto(link_of("join_confirm", "/champions/confirm/"))
    press(page, "Yes, I ask to join")
    expect(page.locator("h1")).to_contain_text("You have asked to join")


def invite(page):
    """An administrator, from what is owed on Home."""
    page.goto("/")
    page.locator("a", has_text="Answer somebody who asks to join").first.click()
    expect(page.locator("h1")).to_contain_text("Alma Reyes asks to join")
    page.select_option("[name=role]", "parent")
    press(page, "Invite them")
    said(page, "Invitation sent to alma@example.org.")


def accept(page):
    page.goto(link_of("invitation", "/invitations/"))
    expect(page.locator("main")).to_contain_text("As a local champion")
    page.fill("[name=password]", builders.PASSWORD)
    page.check("[name=promise]")
    page.click("button:has-text('Accept')")
    said(page, "You are a member of")


def speak(page):
    page.goto(HERE)
    expect(page.locator("h1")).to_contain_text("things to carry to the community this month")
    fill(page, audience="Parent night", people="60")
    press(page, "Log it")
    said(page, "Logged.")


@pytest.mark.parametrize("script", [True, False])
def test_asked_on_a_phone_invited_and_carried(visit, asked_here, administrator, script):
    stranger = visit(**PHONE, java_script_enabled=script)
    ask(stranger)
    assert JoinRequest.objects.get().state == "unconfirmed"
    confirm(stranger)
    assert stranger.context.cookies() == []
    invite(visit(administrator, java_script_enabled=script))
    accept(stranger)
    speak(stranger)
    talk = Talk.objects.get()
    assert (talk.audience, talk.people) == ("Parent night", 60)
    teacher = visit(builders.make_member(coalition=asked_here), java_script_enabled=script)
    teacher.goto(HERE)
    expect(teacher.locator("main")).to_contain_text("spoke 1 time, to about 60 people")
    assert "Alma" not in teacher.content()


def test_declined_with_words(visit, asked_here, administrator):
    make_request(coalition=asked_here, name="Alma Reyes", email="alma@example.org")
    page = visit(administrator)
    page.goto(HERE)
    follow(page, "Who asks to join")
    follow(page, "Alma Reyes")
    fill(page, answer="Thank you. Come to our open meetings.")
    press(page, "Decline and send these words")
    said(page, "Your words are on their way to alma@example.org.")
    assert "Come to our open meetings." in Message.objects.get(kind="join_declined").text


def test_the_words_of_a_post_are_copied(visit, asked_here):
    champion = championing.make_champion(coalition=asked_here)
    page = visit(champion)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(HERE)
    page.get_by_role("button", name="Copy the post in Español").click()
    expect(page.locator("[role=status]", has_text="Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("Las puertas exteriores")


def test_what_is_missing_is_said_on_the_phone_and_nothing_lost(visit, asked_here):
    page = visit(**PHONE)
    page.goto(JOIN)
    fill(page, name="Alma Reyes", why="My words")
    press(page, "Ask to join")
    expect(page.locator(".errors")).to_contain_text("E-mail: This field is required.")
    expect(page.locator("[name=why]")).to_have_value("My words")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_its_pages_are_accessible_and_fit(visit, asked_here, administrator, width):
    champion = championing.make_champion(coalition=asked_here)
    make_talk(coalition=asked_here, account=champion, days_ago=0)
    asked = make_request(coalition=asked_here)
    looked_at = [
        (visit(width=width), (JOIN, f"{JOIN}?asked")),
        (visit(champion, width=width), (HERE, f"{HERE}?carry=visitors")),
        (
            visit(administrator, width=width),
            (f"{HERE}requests/", f"{HERE}requests/{asked.pk}/", f"{HERE}asking/"),
        ),
    ]
    for page, paths in looked_at:
        for path in paths:
            page.goto(path)
            assert faults(page) == []
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
