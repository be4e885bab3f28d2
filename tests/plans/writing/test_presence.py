"""Who has a section open.

Said by the page, kept while it is open, told to members only, and forgotten.
"""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plans.editions.models.distribution import RestrictedRead
from plans.writing.actions import presence
from plans.writing.models import Presence
from plans.writing.tasks import forget_who_left
from tests import builders
from tests.plans import life

pytestmark = pytest.mark.django_db
HERE = "has this section open since"


@pytest.fixture
def scene(coalition, administrator):
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    builders.force_status(scene.edition, "in_review")
    return scene


def browser(account):
    client = Client()
    client.force_login(account)
    return client


def at(scene, section, name="workspace_section"):
    return reverse(
        name, args=[scene.coalition.slug, scene.edition.plan_id, scene.edition.number, section.pk]
    )


def opens(scene, account, section, name="workspace_section"):
    return browser(account).get(at(scene, section, name)).content.decode()


def test_two_who_have_a_section_open_see_each_other_and_nobody_else(scene):
    moment = timezone.localtime().replace(hour=9, minute=41)
    with time_machine.travel(moment, tick=False):
        assert HERE not in opens(scene, scene.fire, scene.protocol)
        assert "Tom Hesse has this section open since 9:41 am." in opens(
            scene, scene.administrator, scene.protocol
        )
        assert "Tom Hesse has this section open since 9:41 am." in opens(
            scene, scene.administrator, scene.protocol, "writing_edit"
        )
        assert HERE not in opens(scene, scene.law, scene.other)
    with time_machine.travel(moment + timedelta(seconds=60), tick=False):
        page = opens(scene, scene.law, scene.protocol)
        assert (
            "Tom Hesse since 9:41 am and Dana Whitlock since 9:41 am have this section open."
            in page
        )
    with time_machine.travel(moment + timedelta(minutes=5), tick=False):
        assert HERE not in opens(scene, scene.fire, scene.protocol)


def test_an_open_page_says_that_it_still_is_and_one_that_is_left_is_forgotten(scene):
    tom, moment = browser(scene.fire), timezone.now()
    url = at(scene, scene.protocol, "writing_presence")
    with time_machine.travel(moment, tick=False):
        assert tom.post(url).json() == {"said": "", "seen": moment.isoformat()}
    for seconds in (40, 80, 120):
        with time_machine.travel(moment + timedelta(seconds=seconds), tick=False):
            tom.post(url)
            assert HERE in browser(scene.law).post(url).json()["said"]
    assert Presence.objects.get(account=scene.fire).opened_at == moment
    # A page that was left before another of the same section was opened takes nobody away; nor does
    # nonsense.
    for left in (moment.isoformat(), "yes", "2026-13-45T99:00:00Z"):
        assert tom.post(url, {"left": left}).json() == {"said": "", "seen": ""}
    assert Presence.objects.filter(account=scene.fire).exists()
    tom.post(url, {"left": (moment + timedelta(seconds=120)).isoformat()})
    assert not Presence.objects.filter(account=scene.fire).exists()


def test_who_is_here_is_told_to_members_who_read_the_section(scene, cast):
    Presence.objects.create(
        section=scene.other, account=scene.fire, opened_at=timezone.now(), seen_at=timezone.now()
    )
    statuses = {
        role: browser(getattr(cast, role))
        .post(at(scene, scene.other, "writing_presence"))
        .status_code
        for role in ("sro", "teacher", "parent")
    }
    assert statuses == {"sro": 200, "teacher": 403, "parent": 403}
    assert list(Presence.objects.values_list("account", flat=True)) == [scene.fire.pk, cast.sro.pk]


def test_a_parent_reads_without_being_told_or_listed(scene, cast):
    type(scene.protocol).objects.filter(pk=scene.protocol.pk).update(sensitivity="public")
    opens(scene, scene.fire, scene.protocol)
    assert HERE not in opens(scene, cast.parent, scene.protocol)
    assert list(Presence.objects.values_list("account", flat=True)) == [scene.fire.pk]


def test_being_here_is_no_reading_of_a_restricted_section(scene):
    browser(scene.fire).post(at(scene, scene.other, "writing_presence"))
    assert (RestrictedRead.objects.count(), Presence.objects.count()) == (0, 1)


def test_nobody_is_listed_at_a_text_that_cannot_change(scene):
    builders.force_status(scene.edition, "in_force")
    opens(scene, scene.fire, scene.protocol)
    browser(scene.fire).post(at(scene, scene.protocol, "writing_presence"))
    assert Presence.objects.count() == 0


def test_rows_of_those_who_left_are_deleted(scene):
    now = timezone.now()
    presence.be_here(section=scene.protocol, by=scene.fire, now=now - timedelta(minutes=5))
    presence.be_here(section=scene.protocol, by=scene.law, now=now)
    forget_who_left()
    assert list(Presence.objects.values_list("account", flat=True)) == [scene.law.pk]
