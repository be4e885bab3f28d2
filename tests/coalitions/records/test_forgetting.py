"""Who left long ago is forgotten but for the name."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person, RosterIdentity
from coalitions.records.tasks import forget_people
from safety_portal.core.audit.models import AuditRow
from tests import builders

pytestmark = pytest.mark.django_db


def test_who_left_long_ago_is_forgotten_but_for_the_name(coalition, capsys):
    def person(name, ends_on, account=None):
        made = builders.make_person(
            district=coalition.district,
            name=name,
            email=f"{name}@x.org",
            phone="5",
            account=account,
        )
        Membership.objects.create(
            person=made,
            coalition=coalition,
            role=Role.STAFF,
            starts_on=date(2010, 1, 1),
            ends_on=ends_on,
        )
        RosterIdentity.objects.create(
            district=coalition.district, source="sds", sourced_id=name, person=made
        )

    person("gone", date(2015, 1, 1))
    person("closed", date(2015, 1, 1), builders.make_account(is_active=False))
    person("signs-in", date(2015, 1, 1), builders.make_account())
    person("here", None)
    person("lately", timezone.localdate())
    call_command("forget_people", "--years", "3", "--json")
    call_command("forget_people", "--years", "3", "--json", "--apply")
    call_command("forget_people", "--years", "3", "--json")
    told = capsys.readouterr().out
    assert [told.count(f'"people": {number}') for number in (2, 0)] == [2, 1]
    assert dict(Person.objects.filter(email="").values_list("name", "phone")) == {
        "gone": "",
        "closed": "",
    }
    assert sorted(RosterIdentity.objects.values_list("sourced_id", flat=True)) == [
        "here",
        "lately",
        "signs-in",
    ]
    assert AuditRow.objects.filter(action="person.forgotten").count() == 2


def test_beat_forgets_by_night_who_left_as_long_ago_as_the_setting_says(coalition, settings):
    settings.PERSON_YEARS = 2
    today = timezone.localdate()
    for name, years in (("gone", 3), ("lately", 1)):
        made = builders.make_person(district=coalition.district, name=name, email=f"{name}@x.org")
        days = {"starts_on": date(2010, 1, 1), "ends_on": today - timedelta(days=366 * years)}
        Membership.objects.create(person=made, coalition=coalition, role=Role.STAFF, **days)
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    for _ in range(2):
        forget_people()
    assert forget_people.name in scheduled
    assert dict(Person.objects.values_list("name", "email")) == {
        "gone": "",
        "lately": "lately@x.org",
    }
    assert AuditRow.objects.filter(action="person.forgotten").count() == 1
