"""The digest of a day names the brief of the day: its title, and nothing more of it."""

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.briefs.actions.choosing import choose_days
from coalitions.briefs.offering.digest import BriefsOfTheDay
from safety_portal.core.notices import digest
from tests import builders
from tests.briefing import make_brief

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def named(*accounts):
    told = BriefsOfTheDay()([account.pk for account in accounts], on=TODAY)
    return {account: told.get(account.pk, {}).get("title") for account in accounts}


def test_each_reads_that_of_their_level(coalition, teacher, parent, outsider):
    make_brief(coalition=coalition, title="Inside", sensitivity="members")
    choose_days(on=TODAY)
    assert named(teacher, parent, outsider) == {teacher: "Inside", parent: None, outsider: None}


def test_it_leads_to_the_pages_of_the_readers_own_coalition(coalition, district_coalition, teacher):
    brief = make_brief(coalition=district_coalition)
    choose_days(on=TODAY)
    (told,) = BriefsOfTheDay()([teacher.pk], on=TODAY).values()
    assert told["path"] == f"/c/{coalition.slug}/briefs/{brief.pk}/"


def test_who_is_parent_here_and_member_there_reads_as_a_member(coalition, sibling, parent):
    builders.make_member(coalition=sibling, role=Role.TEACHER, account=parent)
    make_brief(coalition=coalition, title="For all")
    make_brief(coalition=sibling, title="Inside", sensitivity="members")
    choose_days(on=TODAY)
    assert named(parent) == {parent: "Inside"}


def test_who_left_reads_none(coalition, teacher):
    make_brief(coalition=coalition)
    choose_days(on=TODAY)
    teacher.people.get().memberships.update(ends_on=TODAY)
    assert named(teacher) == {teacher: None}


def test_for_many_it_asks_twice(coalition, teacher, officer, django_assert_num_queries):
    make_brief(coalition=coalition)
    choose_days(on=TODAY)
    briefs = BriefsOfTheDay()
    with django_assert_num_queries(2):
        briefs([teacher.pk], on=TODAY)
    with django_assert_num_queries(1):
        briefs([teacher.pk, officer.pk], on=TODAY)


def parts(**reading):
    return {
        "on": TODAY.toordinal(),
        "subject": "1 overdue: Cedar",
        "from_name": "",
        "heading": "1 overdue",
        "name": "Ann",
        "address": "ann@example.org",
        "rows": [],
        "scopes": ["Cedar"],
        "has_many_scopes": False,
        **reading,
    }


def test_a_mail_names_it_and_leads_there_and_older_ones_are_drawn_without():
    line = {"label": "Brief of the day", "title": "Doors & more", "path": "/c/x/briefs/1/"}
    mail = digest.write(parts(reading=line))
    assert "Brief of the day: Doors & more" in mail.text
    assert "/c/x/briefs/1/" in mail.text
    assert "Doors &amp; more" in mail.html
    assert "Brief of the day" not in digest.write(parts()).text
