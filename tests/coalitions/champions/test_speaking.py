"""A champion says in one line where they spoke; it is counted without their name."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coalitions.access import grants
from coalitions.champions.actions.speaking import log_talk, remove_talk
from coalitions.champions.models.talk import Talk
from coalitions.champions.queries import spoken_of
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.calendar.school_year import school_year_start
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import championing
from tests.championing import make_talk
from tests.coalitions.champions.conftest import text

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def log(account, coalition, **fields):
    told = {"held_on": TODAY, "audience": "Rotary lunch", "about": "", "people": 22} | fields
    return log_talk(here=championing.here(account, coalition), by=account, **told)


def test_a_line_is_logged(coalition, champion):
    talk = log(champion, coalition, about="Why doors stay closed")
    assert (talk.audience, talk.people, talk.logged_by) == ("Rotary lunch", 22, champion)
    assert [row.action for row in AuditRow.objects.all()] == ["talk.logged"]


def test_by_the_line_of_the_page(post, page, coalition, champion):
    told = {"held_on": TODAY.isoformat(), "audience": "Parent night", "people": "60"}
    assert post(champion, "champion_talk_log", coalition.slug, **told).status_code == 302
    shown = text(page(champion, "champions", coalition.slug))
    assert "Parent night" in shown
    assert "1 time, about 60 people, since" in shown


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, "has not come yet"),
        ({"held_on": TODAY - timedelta(days=800)}, "this school year and the one before"),
        ({"people": 0}, "how many people"),
        ({"people": 20_001}, "how many people"),
        ({"audience": "\u200b "}, "where, or to whom"),
    ],
)
def test_what_cannot_be_is_refused(coalition, champion, fields, said):
    with pytest.raises(Refused, match=said):
        log(champion, coalition, **fields)
    assert not Talk.objects.exists()


def test_what_was_refused_stands_in_the_line_again(post, coalition, champion):
    told = {"held_on": "2199-01-01", "audience": "My words", "people": "60"}
    answer = post(champion, "champion_talk_log", coalition.slug, **told)
    assert answer.status_code == 422
    assert "My words" in text(answer)


def test_the_same_line_twice_is_one(coalition, champion):
    log(champion, coalition)
    with pytest.raises(Refused, match="already"):
        log(champion, coalition, people=30)


def test_only_champions_log(cast, coalition):
    for account in vars(cast).values():
        with pytest.raises(PermissionDenied):
            log(account, coalition)


def test_a_champion_of_another_coalition_does_not(coalition, sibling, champion):
    with pytest.raises(PermissionDenied):
        log(champion, sibling)


def test_another_is_not_spoken_for(coalition, champion, cast):
    with pytest.raises(PermissionDenied):
        log_talk(
            here=championing.here(champion, coalition),
            held_on=TODAY,
            audience="Rotary",
            about="",
            people=3,
            by=cast.parent,
        )


def test_who_is_no_champion_any_more_logs_no_more(coalition, champion):
    champion.people.get().memberships.update(is_local_champion=False)
    with pytest.raises(PermissionDenied):
        log(champion, coalition)


def test_looking_as_a_role_logs_nothing(coalition, champion):
    grants.view_as(champion, coalition=coalition, role="parent")
    with pytest.raises(PermissionDenied):
        log(champion, coalition)


def test_others_see_how_many_and_not_who(page, coalition, champion, cast):
    make_talk(coalition=coalition, account=champion, audience="Mark planted", days_ago=0)
    shown = text(page(cast.teacher, "champions", coalition.slug))
    assert "Local champions spoke 1 time, to about 22 people" in shown
    assert "planted" not in shown
    assert "Nadia" not in shown
    assert "Log it" not in shown


def test_it_is_counted_by_school_year(coalition, champion):
    make_talk(coalition=coalition, account=champion, days_ago=0)
    make_talk(coalition=coalition, account=champion, days_ago=400, audience="Long ago")
    spoken = spoken_of(coalition, since=school_year_start(TODAY))
    assert (spoken.times, spoken.people) == (1, 22)


@pytest.mark.parametrize(
    ("day", "start"),
    [
        (date(2026, 6, 30), date(2025, 7, 1)),
        (date(2026, 7, 1), date(2026, 7, 1)),
        (date(2028, 2, 29), date(2027, 7, 1)),
    ],
)
def test_a_school_year_begins_in_july(day, start):
    assert school_year_start(day) == start


def test_of_two_champions_each_sees_their_own(page, coalition, champion):
    other = championing.make_champion(coalition=coalition, role="staff", name="Omar Reyes")
    make_talk(coalition=coalition, account=champion, audience="Hers")
    make_talk(coalition=coalition, account=other, audience="His")
    shown = text(page(other, "champions", coalition.slug))
    assert "His" in shown
    assert "Hers" not in shown


def test_taken_back(coalition, champion):
    talk = make_talk(coalition=coalition, account=champion)
    remove_talk(talk=talk, by=champion)
    assert not Talk.objects.exists()
    assert [row.action for row in AuditRow.objects.all()] == ["talk.removed"]
    with pytest.raises(WrongState):
        remove_talk(talk=talk, by=champion)


def test_only_who_spoke_takes_it_back(post, coalition, champion, administrator):
    talk = make_talk(coalition=coalition, account=champion)
    with pytest.raises(PermissionDenied):
        remove_talk(talk=talk, by=administrator)
    answer = post(administrator, "champion_talk_remove", coalition.slug, talk.pk)
    assert answer.status_code == 404


def test_by_the_button(post, coalition, champion):
    talk = make_talk(coalition=coalition, account=champion)
    answer = post(champion, "champion_talk_remove", coalition.slug, talk.pk)
    assert answer.status_code == 302
    assert not Talk.objects.exists()


def test_a_hostile_audience_is_text(page, coalition, champion):
    log(champion, coalition, audience="<script>alert(1)</script>")
    assert "<script>alert" not in page(champion, "champions", coalition.slug).content.decode()
