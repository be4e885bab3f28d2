"""A brief goes on the agenda of a meeting, to the members of a role, and onto home pages."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.briefs.actions import using
from coalitions.briefs.actions.choosing import choose_days
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from safety_portal.portal.agenda.offers import offered_to
from tests import builders
from tests.briefing import fetched, make_brief, seen
from tests.coalitions.briefs.conftest import text
from tests.meeting import make_meeting

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LEVELS = frozenset({"public", "members", "restricted"})


@pytest.fixture
def meeting(coalition, administrator):
    return make_meeting(coalition=coalition, by=administrator)


def test_its_question_is_one_line_of_an_agenda_that_says_where_it_is_from(
    coalition, administrator, meeting
):
    brief = make_brief(coalition=coalition, title="Doors", question="Who greets?")
    shown = fetched(administrator, brief)
    assert using.discuss_brief(shown=shown, meeting=meeting, by=administrator) == 1
    assert using.discuss_brief(shown=shown, meeting=meeting, by=administrator) == 0
    line = meeting.lines.get(origin_key=f"brief:{brief.pk}")
    assert (line.title, line.sensitivity) == ("Who greets?", "public")
    assert line.origin_words == "Question of the brief “Doors”"
    assert line.origin_path == reverse("brief", args=[coalition.slug, brief.pk])
    assert AuditRow.objects.filter(action="brief.put_on_agenda").count() == 1


def test_of_a_brief_for_members_the_line_is_for_members(coalition, administrator, meeting):
    brief = make_brief(coalition=coalition, sensitivity="members")
    shown = fetched(administrator, brief)
    using.discuss_brief(shown=shown, meeting=meeting, by=administrator)
    assert meeting.lines.get(origin_key=f"brief:{brief.pk}").sensitivity == "members"


def test_who_makes_no_agendas_puts_nothing_on_one(coalition, officer, meeting):
    brief = make_brief(coalition=coalition)
    with pytest.raises(PermissionDenied, match="plan its meetings"):
        using.discuss_brief(shown=fetched(officer, brief), meeting=meeting, by=officer)


def test_by_page_a_meeting_is_chosen(
    post, page, coalition, administrator, meeting, foreign, outsider
):
    brief = make_brief(coalition=coalition)
    elsewhere = make_meeting(coalition=foreign, by=outsider)
    args = ("brief_agenda", coalition.slug, brief.pk)
    assert "Put it on the agenda" in text(page(administrator, *args))
    assert post(administrator, *args, meeting=elsewhere.pk).status_code == 422
    assert post(administrator, *args, meeting=meeting.pk).status_code == 302
    assert meeting.lines.filter(origin_key=f"brief:{brief.pk}").count() == 1


def test_without_a_meeting_the_page_leads_to_planning_one(page, coalition, administrator):
    brief = make_brief(coalition=coalition)
    shown = text(page(administrator, "brief_agenda", coalition.slug, brief.pk))
    assert "No meeting is planned" in shown


def test_the_agenda_of_the_next_meeting_offers_the_question_of_the_day(coalition):
    make_brief(coalition=coalition, question="Who greets?")
    choose_days(on=TODAY)
    offered = list(offered_to(coalition, on=TODAY, levels=LEVELS))
    assert [line.title for line in offered if line.key.startswith("brief:")] == ["Who greets?"]


def test_no_brief_no_line(coalition):
    assert not [
        line
        for line in offered_to(coalition, on=TODAY, levels=LEVELS)
        if line.key.startswith("brief:")
    ]


def send(brief, by, role="teacher"):
    return using.send_brief(shown=fetched(by, brief), role=role, by=by)


def test_it_is_sent_to_each_member_of_a_role_once_a_version(coalition, officer, teacher, parent):
    brief = make_brief(coalition=coalition, title="Doors", question="Who greets?")
    first, again = send(brief, officer), send(brief, officer)
    assert (first.now, first.before, again.now, again.before) == (1, 0, 0, 1)
    mail = Message.objects.get(kind="brief_sent")
    assert mail.account == teacher
    assert "Doors" in mail.subject
    assert "It asks: Who greets?" in mail.text
    assert reverse("brief", args=[coalition.slug, brief.pk]) in mail.text
    assert AuditRow.objects.filter(action="brief.sent").count() == 1


def test_of_a_brief_for_members_only_the_title_travels(coalition, officer, teacher):
    brief = make_brief(
        coalition=coalition, sensitivity="members", title="Inside", question="Secret question?"
    )
    send(brief, officer)
    mail = Message.objects.get(kind="brief_sent")
    assert "Inside" in mail.subject
    assert "Secret question" not in mail.text + mail.html
    assert "guest feels welcome" not in mail.text + mail.html


@pytest.mark.parametrize("said", [{"sensitivity": "members"}, {"audience": ("teacher",)}])
def test_it_is_not_sent_to_who_may_not_read_it(coalition, officer, parent, said):
    brief = make_brief(coalition=coalition, **said)
    with pytest.raises(Refused, match="Parents do not read this brief"):
        send(brief, officer, "parent")
    assert not Message.objects.filter(kind="brief_sent").exists()


def test_a_role_that_nobody_holds_is_said(coalition, officer):
    with pytest.raises(Refused, match="Nobody else in"):
        send(make_brief(coalition=coalition), officer, "fire")


def test_whom_no_mail_reaches_is_named(coalition, officer):
    person = builders.make_person(district=coalition.district, name="Ann Lee")
    coalition.memberships.create(person=person, role=Role.FIRE, starts_on=builders.LONG_AGO)
    sent = send(make_brief(coalition=coalition), officer, "fire")
    assert (sent.now, sent.unreached) == (0, ("Ann Lee",))


def test_what_is_not_published_is_not_sent(coalition, officer, teacher):
    brief = make_brief(coalition=coalition, published=False, by=officer)
    with pytest.raises(WrongState):
        send(brief, officer)


def test_a_teacher_sends_nothing(post, coalition, teacher):
    brief = make_brief(coalition=coalition)
    assert post(teacher, "brief_send", coalition.slug, brief.pk, role="staff").status_code == 403


@pytest.mark.parametrize("role", list(Role))
def test_it_stands_on_every_home_page(page, coalition, role):
    account = builders.make_member(coalition=coalition, role=role)
    brief = make_brief(coalition=coalition, title="Doors", question="Who greets?")
    choose_days(on=TODAY)
    shown = text(page(account, "home"))
    assert "Brief of the day" in shown
    assert "Doors" in shown
    assert "Prevent by collaboration" in shown
    assert "Who greets?" in shown
    assert f'href="/c/{coalition.slug}/briefs/{brief.pk}/"' in shown


def test_a_brief_for_members_stands_on_no_home_page_of_parents(page, coalition, parent, teacher):
    make_brief(coalition=coalition, title="Inside", sensitivity="members")
    choose_days(on=TODAY)
    assert "Inside" in text(page(teacher, "home"))
    assert "Inside" not in text(page(parent, "home"))
    assert "Brief of the day" not in text(page(parent, "home"))


def test_a_home_page_costs_no_query_more(
    page, coalition, teacher, django_assert_num_queries, django_assert_max_num_queries
):
    page(teacher, "home")
    with django_assert_max_num_queries(60) as without:
        page(teacher, "home")
    for _ in range(3):
        make_brief(coalition=coalition)
    choose_days(on=TODAY)
    with django_assert_num_queries(len(without)):
        page(teacher, "home")


def test_on_the_pages_of_a_school_a_districts_brief_is_the_schools_to_use(
    coalition, district_coalition, administrator, meeting, teacher
):
    brief = make_brief(coalition=district_coalition)
    shown = fetched(administrator, brief, coalition)
    assert using.discuss_brief(shown=shown, meeting=meeting, by=administrator) == 1
    assert using.send_brief(shown=shown, role="teacher", by=administrator).now == 1
    assert not seen(brief, coalition).is_own
