"""From an agreement to people who read again: the whole way of a finding, in a real browser.

On the walk goes wrong what can (walk/rough.py).
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from plans.assessments.models.assessment import Assessment
from plans.findings.models import Finding
from tests import action_items, builders, walks
from tests.journeys import mending
from tests.journeys.accessibility import faults
from tests.journeys.steps import fill, follow, press, said
from tests.journeys.walk import rough
from tests.journeys.walk.steps import open_walk
from tests.plans import life
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
OFFICER, TEACHER = "Ray Castellan", "Priya Venn"
GYM, GATE = "The gym lock is loose.", "Gate 2 has no lock."
MEND = "Repair the gym lock"


@pytest.fixture
def people(coalition, administrator, settings, tmp_path):
    """A coalition with a plan in force, an officer, a teacher who reads its protocol, and one thing
    that was promised and is late.
    """
    settings.MEDIA_ROOT = tmp_path / "uploads"
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    scene.officer = builders.make_member(coalition=coalition, role="sro", name=OFFICER)
    scene.teacher = builders.make_member(coalition=coalition, role="teacher", name=TEACHER)
    life.put_in_force(scene)
    life.acknowledge(scene, scene.teacher)
    walks.make_checklist(district=coalition.district)
    action_items.make_item(
        coalition=coalition, owner=scene.officer.people.get(), what="Paint the curb", days=-3
    )
    return scene


def test_from_an_agreement_to_those_who_read_again(visit, own_browser, people):
    dana = visit(people.administrator)
    agree(dana)
    assign(dana)
    meet(dana)
    planned = plan_walk(dana)
    walk(own_browser, people.officer, planned)
    begin_to_mend(dana)
    officer = visit(people.officer, width=390)
    mending.open_loop(officer, MEND)
    mending.show_evidence(officer, "New lock set, tried 20 times.")
    mending.stands(officer, "3 of 7 steps done, verifying is due in 7 days")
    assert officer.locator("main form").count() == 0
    expect(officer.locator("main")).to_contain_text("You said that it is done; Dana Whitlock")
    verify_and_change(dana)
    sign_again(dana, visit(people.fire), visit(people.law))
    mending.acknowledge(visit(people.teacher))
    all_seven(dana)


def agree(page):
    """What the sheriff's office promised in writing."""
    page.goto("/")
    page.click("nav >> text=Coalition")
    page.click("main .subtabs >> text=Agreements")
    follow(page, "Add an agreement")
    today = timezone.localdate()
    fill(page, title="Sheriff’s Office, SRO program", terms="An officer, four days a week.")
    fill(page, signer_1="The superintendent", party_2="Sheriff’s Office", signer_2="The sheriff")
    fill(page, signed_on=(today - timedelta(days=9)).isoformat(), starts_on=today.isoformat())
    fill(page, ends_on=(today + timedelta(days=360)).isoformat())
    press(page, "Record the agreement")
    said(page, "is recorded.")


def assign(page):
    """The officer stands on it."""
    follow(page, "Assign an officer")
    page.select_option("[name=person]", label=OFFICER)
    fill(page, starts_on=timezone.localdate().isoformat())
    page.select_option("[name=agreement]", index=1)
    press(page, "Assign")
    said(page, f"{OFFICER} is assigned to")


def meet(page):
    """A meeting whose agenda is made of what is open."""
    page.click("nav >> text=Coalition")
    page.click("main .subtabs >> text=Meetings")
    follow(page, "Plan a meeting")
    in_a_week = timezone.localdate() + timedelta(days=7)
    fill(page, day=in_a_week.isoformat(), starts="15:30", ends="16:30", place="Room B")
    press(page, "Plan this meeting and invite")
    said(page, "on its agenda.")
    expect(page.locator("main table")).to_contain_text("Paint the curb")


def plan_walk(page):
    """A walk that the officer leads."""
    page.click("nav >> text=Sites")
    follow(page, "Plan a walk")
    page.select_option("[name=lead]", label=f"{OFFICER}, School resource officer")
    page.locator("main form [type=submit]").click()
    said(page, "Walk planned")
    return Assessment.objects.get(state="planned")


def walk(own_browser, officer, planned):
    """The officer walks it on a phone, whatever happens, and finishes: two findings."""
    phone = own_browser(officer)
    phone.goto(planned.get_absolute_url())
    press(phone, "Begin the walk")
    open_walk(phone, planned)
    phone = rough.walk(phone, own_browser, officer, planned, missing=GYM, partly=GATE)
    phone.goto(reverse("finding_finish_walk", args=[planned.coalition.slug, planned.pk]))
    press(phone, "Finish this walk")
    said(phone, "The walk is finished: 2 findings.")


def begin_to_mend(page):
    """Each finding has an action item, opened where its loop waits for it."""
    for words, what in ((GYM, MEND), (GATE, "Put a lock on gate 2")):
        finding = Finding.objects.get(words=words)
        mending.open_loop(page, finding.title)
        mending.stands(page, "1 of 7 steps done, an action item is due in 14 days")
        mending.open_item(page, what=what, owner=OFFICER)
        mending.stands(page, f"{what}: 2 of 7 steps done, evidence is due in 4 weeks")
        assert faults(page) == []


def verify_and_change(page):
    """A second person looks; then the plan says what nobody had written down."""
    mending.open_loop(page, MEND)
    mending.verify(page, "Tried it myself.")
    mending.stands(page, "4 of 7 steps done, changing the plan is next")
    mending.name_section(page, "1 Lockdown")
    mending.change_section(page, "Lockdown")
    mending.open_loop(page, MEND)
    mending.stands(page, "5 of 7 steps done, signing is next")


def sign_again(dana, fire, law):
    mending.freeze(dana)
    mending.sign(fire, "Tom Hesse")
    mending.sign(law, "Ellen Prudhomme")
    mending.open_loop(dana, MEND)
    mending.stands(dana, "5 of 7 steps done, signing is due in")
    mending.put_in_force(dana)
    mending.open_loop(dana, MEND)
    mending.stands(dana, "6 of 7 steps done, reading is next")
    expect(dana.locator("main")).to_contain_text("0 of 1 who act under it have read the new text.")


def all_seven(page):
    """Closed, each step with its day and who; the other one is stuck at evidence."""
    mending.open_sites(page)
    follow(page, "Loops")
    expect(page.locator("h1")).to_have_text("1 loop is open; 1 waits for evidence")
    follow(page, "Closed 1")
    follow(page, MEND)
    mending.stands(page, f"{MEND}: loop closed in 0 days")
    today = timezone.localdate().isoformat()
    assert page.locator(f"li.loop-step time[datetime='{today}']").count() >= 7
    assert len(mending.days_of(page)) == 7
    who = [OFFICER, OFFICER, OFFICER, "Dana Whitlock", "Dana Whitlock", "Dana Whitlock", "last"]
    for name, when in zip(who, mending.days_of(page), strict=True):
        assert name in when
    assert page.locator("main form").count() == 0
    assert faults(page) == []
