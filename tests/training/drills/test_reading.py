"""Who sees which drill, what a page shows of it, and that it costs the same for many."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User
from tests import builders
from tests.casting import seen
from tests.drilling import a_weekday, make_drill, make_drill_finding
from tests.markup import flat
from training.drills.models.change import DrillFinding
from training.drills.models.drill import Drill

pytestmark = pytest.mark.django_db
EVERYBODY = {role.value for role in Role}
RUNS = {"administrator"}


@pytest.fixture
def page(client):
    def get(account, name, *args):
        client.force_login(account)
        return client.get(reverse(name, args=args))

    return get


@pytest.mark.parametrize(
    ("fields", "who"),
    [
        ({}, EVERYBODY),
        ({"is_announced": False}, RUNS),
        ({"is_announced": False, "state": "canceled"}, RUNS),
        ({"is_announced": False, "state": "held"}, EVERYBODY),
    ],
)
def test_what_is_unannounced_is_seen_by_who_runs_it(coalition, cast, above, fields, who):
    make_drill(coalition=coalition, **fields)
    assert seen(cast, Drill.objects) == who
    assert seen(above, Drill.objects) == who


def test_who_leads_it_and_who_planned_it_see_it(coalition, cast):
    leader = Membership.objects.get(person__account=cast.teacher)
    make_drill(coalition=coalition, is_announced=False, leader=leader, by=cast.sro)
    assert seen(cast, Drill.objects) == {"administrator", "teacher", "sro"}
    Membership.objects.filter(person__account=cast.sro).update(ends_on=timezone.localdate())
    gone = User.objects.get(pk=cast.sro.pk)
    assert not Drill.objects.visible_to(gone).exists()


def test_other_districts_and_other_schools_see_nothing(coalition, foreign, sibling):
    make_drill(coalition=coalition, state="held")
    for place in (foreign, sibling):
        account = builders.make_member(coalition=place, role=Role.ADMINISTRATOR)
        assert not Drill.objects.visible_to(account).exists()


def test_what_was_found_is_for_members(coalition, cast):
    make_drill_finding(drill=make_drill(coalition=coalition, state="held"))
    assert seen(cast, DrillFinding.objects) == EVERYBODY - {"parent", "student"}


def test_nothing_tells_others_of_an_unannounced_one(coalition, cast, page):
    drill = make_drill(coalition=coalition, kinds=["lockdown"], is_announced=False)
    for account in (cast.teacher, cast.parent, cast.official):
        assert "Lockdown" not in flat(page(account, "drills", coalition.slug))
        assert page(account, "drill", coalition.slug, drill.pk).status_code == 404
    assert "Lockdown drill" in flat(page(cast.administrator, "drills", coalition.slug))


def test_families_read_kind_day_and_minutes_and_nothing_else(coalition, cast, page):
    drill = make_drill(
        coalition=coalition,
        state="held",
        minutes=7,
        lacking=["heard"],
        note="The new bell",
        head_count=412,
    )
    make_drill_finding(drill=drill)
    for role in ("parent", "student"):
        shown = flat(page(getattr(cast, role), "drill", coalition.slug, drill.pk))
        assert "It took 7 minutes." in shown
        assert not any(word in shown for word in ("new bell", "Head count", "heard in every room"))
    shown = flat(page(cast.teacher, "drill", coalition.slug, drill.pk))
    assert "The signal was not heard in every room" in shown
    assert "The bell cannot be heard in Portable 2" in shown
    assert "<dt>Head count</dt><dd>412</dd>" in shown


def test_the_list_says_what_waits_and_what_comes(coalition, cast, page):
    make_drill(coalition=coalition, state="held", kinds=["earthquake"])
    make_drill(coalition=coalition, days=1)
    assert "1 drill held this school year; the next is" in flat(
        page(cast.sro, "drills", coalition.slug)
    )
    make_drill(coalition=coalition, days=-3, kinds=["secure"])
    shown = flat(page(cast.sro, "drills", coalition.slug))
    assert "1 drill waits to be logged; 1 drill held this school year" in shown
    assert "Earthquake drill" in shown
    assert "To log" in shown


def test_a_district_sees_those_of_its_schools(coalition, district_coalition, above, page):
    make_drill(coalition=coalition, state="held")
    shown = flat(page(above.official, "drills", district_coalition.slug))
    assert "Fire drill" in shown
    assert str(coalition.place) in shown


def test_lists_ask_the_same_for_one_and_for_many(
    coalition, district_coalition, above, page, django_assert_max_num_queries
):
    def asked():
        with django_assert_max_num_queries(12) as queries:
            page(above.administrator, "drills", district_coalition.slug)
        return len(queries)

    make_drill(coalition=coalition, state="held")
    make_drill(coalition=coalition)
    page(above.administrator, "drills", district_coalition.slug)
    few = asked()
    for days in range(2, 9):
        make_drill(coalition=coalition, days=days)
        make_drill(coalition=coalition, state="held", days=days)
    assert asked() == few


def test_a_finding_gets_an_action_item_once(coalition, cast, client):
    drill = make_drill(coalition=coalition, state="held")
    finding = make_drill_finding(drill=drill)
    owner = Membership.objects.get(person__account=cast.staff).person_id
    client.force_login(cast.sro)
    address = reverse("drill_act", args=[coalition.slug, drill.pk, finding.pk])
    typed = {
        "what": "Repair the bell",
        "owner": owner,
        "due_on": timezone.localdate() + timezone.timedelta(days=30),
        "how_checked": "Ring it.",
    }
    assert client.post(address, typed).status_code == 302
    assert client.post(address, typed).status_code == 409
    finding.refresh_from_db()
    assert finding.action_item.what == "Repair the bell"
    assert f"/drills/{drill.pk}/" in finding.action_item.origin_address
    assert "Repair the bell" in flat(client.get(drill.get_absolute_url()))


def test_the_form_logs_a_planned_drill_and_another_one(coalition, cast, client):
    drill = make_drill(coalition=coalition, days=0)
    client.force_login(cast.sro)
    address = reverse("drill_log", args=[coalition.slug])
    form = client.get(address).context["form"]
    assert form["drill"].value() == str(drill.pk)
    day = timezone.localdate() - timezone.timedelta(days=max(0, timezone.localdate().weekday() - 4))
    typed = {
        "drill_on": day,
        "minutes": 7,
        "went_right": "yes",
        "sent_key": form["sent_key"].value(),
    }
    assert client.post(address, typed | {"drill": drill.pk}).status_code == 302
    drill.refresh_from_db()
    assert drill.is_held
    other = typed | {"drill": "another", "kinds": ["secure"]}
    assert client.post(address, other).status_code == 302
    assert client.post(address, other).status_code == 302
    assert Drill.objects.held().count() == 2
    again = client.post(address, other | {"sent_key": "11111111-1111-4111-8111-111111111111"})
    assert again.status_code == 422
    assert "Open the one that is logged" in flat(again)


def test_what_a_phone_sends_again_leads_to_what_was_logged(coalition, cast, client):
    drill = make_drill(coalition=coalition, drill_on=a_weekday())
    client.force_login(cast.sro)
    address = reverse("drill_log", args=[coalition.slug])
    typed = {"drill": drill.pk, "minutes": 7, "went_right": "yes", "sent_key": uuid.uuid4()}
    said = client.post(address, typed, headers={"Accept": "application/json"})
    assert said.json() == {"address": drill.get_absolute_url()}
    again = client.post(address, typed)
    assert (again.status_code, again.url) == (302, drill.get_absolute_url())
    assert "You logged this drill already." in flat(client.get(again.url))
    assert client.post(address, typed | {"minutes": 9}).status_code == 422
    client.force_login(cast.administrator)
    assert client.post(address, typed).status_code == 422
    drill.refresh_from_db()
    assert (drill.minutes, drill.logged_by) == (7, cast.sro)


def test_not_all_of_it_asks_which(coalition, cast, client):
    client.force_login(cast.sro)
    address = reverse("drill_log", args=[coalition.slug])
    typed = {"drill": "another", "drill_on": timezone.localdate(), "minutes": 0, "went_right": "no"}
    shown = client.post(address, typed)
    assert shown.status_code == 422
    errors = shown.context["form"].errors
    assert "Say what did not go right" in errors["lacking"][0]
    assert "Choose what was drilled." in errors["kinds"][0]
