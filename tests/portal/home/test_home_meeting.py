"""The next meeting on home pages: to parents and students before everything, with Come first."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.meetings.actions import approving, inviting, planning
from coalitions.meetings.models.agenda import AgendaLine
from coalitions.meetings.models.invitee import Invitee
from coalitions.meetings.models.meeting import MeetingRules
from coalitions.memberships.models.membership import Membership
from safety_portal.core.authority import may
from tests import builders
from tests.action_items import make_item
from tests.markup import flat
from tests.meeting import make_approved, make_line, make_meeting, make_opened, write

pytestmark = pytest.mark.django_db
HEADING = re.compile(r"<h1>(.*?)</h1>")


def home(client, account):
    client.force_login(account)
    return flat(client.get("/"))


def main_of(page):
    return page[page.index("<main") : page.index("</main>")]


@pytest.fixture
def parent(coalition):
    return builders.make_member(coalition=coalition, role=Role.PARENT, name="Keisha Dunmore")


@pytest.mark.parametrize("role", [Role.PARENT, Role.STUDENT])
def test_come_is_the_first_button(client, coalition, administrator, role):
    account = builders.make_member(coalition=coalition, role=role)
    make_meeting(coalition=coalition, by=administrator)
    page = home(client, account)
    first = re.search(r"<button[^>]*>|<a class=\"btn[^>]*>", main_of(page))[0]
    assert 'value="comes"' in first
    assert "btn-primary" in first
    assert page.count("btn-primary") == 1
    assert re.fullmatch(r"The coalition meets .*; say if you come", HEADING.search(page)[1])
    # It stands above, and not again among what is owed.
    assert "Say whether you come" not in page


def test_the_answer_comes_back_to_the_home_page(client, coalition, administrator, parent):
    meeting = make_meeting(coalition=coalition, by=administrator)
    client.force_login(parent)
    address = reverse("meeting_answer", args=[coalition.slug, meeting.pk])
    said = client.post(address, {"answer": "comes", "back": "home"}, follow=True)
    assert said.redirect_chain == [("/", 302)]
    page = flat(said)
    assert "You come" in main_of(page)
    assert 'value="comes"' not in page
    assert "I cannot come</button>" in page
    assert HEADING.search(page)[1] == "Nothing is asked of you now"
    invitee = Invitee.objects.get(meeting=meeting, person__account=parent)
    assert invitee.answer == "comes"
    said = client.post(address, {"answer": "\u202emaybe", "back": "home"}, follow=True)
    assert "Say whether you come, or cannot." in flat(said)
    invitee.refresh_from_db()
    assert invitee.answer == "comes"
    elsewhere = client.post(address, {"answer": "cannot", "back": "https://evil.example/"})
    assert elsewhere["Location"] == reverse("meeting", args=[coalition.slug, meeting.pk])


def test_what_else_is_pressing_is_said_before(client, coalition, administrator, parent):
    make_meeting(coalition=coalition, by=administrator)
    person = parent.people.get()
    make_item(coalition=coalition, owner=person, days=-2)
    page = home(client, parent)
    assert HEADING.search(page)[1].startswith("1 overdue; the coalition meets ")
    assert page.index('value="comes"') < page.index('aria-labelledby="yours"')


def test_without_a_meeting_the_page_says_who_sets_it(client, coalition, administrator, parent):
    name = str(administrator.people.get())
    assert f"The next meeting is not set; {name} sets it." in home(client, parent)
    plan = reverse("agenda_plan", args=[coalition.slug])
    assert f'not set. <a href="{plan}">Plan one</a>' in home(client, administrator)
    assert plan not in home(client, parent)
    chair = builders.make_member(
        coalition=coalition, role=Role.FIRE, name="Tom Hesse", is_chair=True
    )
    assert "The next meeting is not set; Tom Hesse sets it." in home(client, parent)
    Membership.objects.filter(person__account__in=[chair, administrator]).update(
        ends_on=timezone.localdate()
    )
    assert "The next meeting is not set." in home(client, parent)


def test_one_that_is_over_or_cancelled_is_not_next(client, coalition, administrator, parent):
    meeting = make_meeting(coalition=coalition, by=administrator)
    planning.cancel_meeting(meeting=meeting, because="Snow.", by=administrator)
    make_meeting(coalition=coalition, by=administrator, days=-2)
    assert "The next meeting is not set" in home(client, parent)


def test_who_is_not_asked_is_told_and_has_no_button(client, coalition, administrator, parent):
    meeting = make_meeting(
        coalition=coalition, by=administrator, people=[administrator.people.get()]
    )
    page = home(client, parent)
    assert reverse("meeting", args=[coalition.slug, meeting.pk]) in page
    assert 'value="comes"' not in page


@pytest.mark.parametrize("role", Role)
def test_the_buttons_are_for_whom_the_gate_lets_answer(
    role, cast, coalition, client, administrator
):
    asked = builders.make_member(coalition=coalition, role=Role.STAFF)
    account = getattr(cast, role.value)
    meeting = make_meeting(coalition=coalition, by=administrator)
    if role in (Role.TEACHER, Role.PARENT):
        invitee = Invitee.objects.get(meeting=meeting, person__account=account)
        inviting.withdraw(invitee=invitee, by=administrator)
    for each in (account, asked):
        allowed = bool(may(each, "meeting_answer", meeting))
        assert ('name="answer"' in home(client, each)) == allowed


def test_who_looks_as_a_parent_answers_nothing(client, coalition, administrator):
    make_meeting(coalition=coalition, by=administrator)
    client.force_login(administrator)
    client.post(reverse("coalition_view_as", args=[coalition.slug]), {"role": "parent"})
    page = flat(client.get("/"))
    assert "Next meeting" in page
    assert 'name="answer"' not in page


def test_the_agenda_has_only_what_its_reader_reads(client, coalition, administrator, parent):
    meeting = make_meeting(coalition=coalition, by=administrator)
    for sensitivity in ("public", "members", "restricted"):
        make_line(
            meeting=meeting, by=administrator, title=f"zq-{sensitivity}", sensitivity=sensitivity
        )
    teacher = builders.make_member(coalition=coalition, role=Role.TEACHER)
    for account, read in (
        (parent, {"public"}),
        (teacher, {"public", "members"}),
        (administrator, {"public", "members", "restricted"}),
    ):
        assert set(re.findall(r"zq-(\w+)", home(client, account))) == read
    assert "people come" not in home(client, parent)
    assert re.search(r"\d of \d+ people come", home(client, teacher))


def test_parents_find_the_minutes_that_have_something_public(
    client, coalition, administrator, parent
):
    made = make_approved(coalition=coalition, by=administrator)
    page = home(client, parent)
    assert 'id="public_minutes"' not in page
    assert AgendaLine.objects.filter(meeting=made, sensitivity="members").exists()


def test_public_minutes_are_linked_and_open(client, coalition, administrator, parent):
    meeting = make_opened(coalition=coalition, by=administrator)
    line = make_line_later(meeting, administrator)
    write(meeting=meeting, by=administrator, line=line)
    approving.approve(
        meeting=approving.hand_in(meeting=meeting, by=administrator), by=administrator
    )
    address = reverse("meeting_minutes", args=[coalition.slug, meeting.pk])
    page = home(client, parent)
    assert f'href="{address}"' in page
    assert client.get(address).status_code == 200
    everybody = reverse("meeting_public", args=[coalition.slug])
    assert everybody not in page
    MeetingRules.objects.create(coalition=coalition, is_open=True)
    assert everybody in home(client, parent)
    assert client.get(everybody).status_code == 200
    teacher = builders.make_member(coalition=coalition, role=Role.TEACHER)
    assert 'id="public_minutes"' not in home(client, teacher)


def make_line_later(meeting, by):
    """A public line of a meeting that is being held."""
    line = meeting.lines.get()
    type(line).objects.filter(pk=line.pk).update(sensitivity="public")
    return line
