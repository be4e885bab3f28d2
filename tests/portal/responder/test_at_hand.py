"""The pages of a school at hand: what stands on them, for whom, and what never does."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from coalitions.memberships.models.membership import Membership
from safety_portal.portal.responder.views import KEPT_FOR
from tests import at_hand, builders, calling, reunifying
from tests.portal.responder.conftest import LIST, PLAN, SCHOOL, text

pytestmark = pytest.mark.django_db
QUERIES = 8


def test_the_list_names_every_school_one_answers_for(open_as, above, hand, sibling, foreign):
    page = text(open_as(above.fire, LIST))
    assert "You answer for 2 schools" in page
    assert "Juniper Elementary" in page
    assert "Foxglove Elementary" in page
    assert "Heron" not in page
    assert "Edition 1 in force since" in page
    assert "No plan in force" in page


def test_who_answers_for_a_school_alone_has_that_one(open_as, cast, hand, sibling):
    page = text(open_as(cast.sro, LIST))
    assert "You answer for 1 school" in page
    assert "Foxglove" not in page


def test_a_district_without_schools_says_who_adds_them(open_as, district_coalition):
    account = builders.make_member(coalition=district_coalition, role="fire")
    assert "No school has a coalition yet" in text(open_as(account, LIST))


@pytest.mark.parametrize("address", [LIST, SCHOOL, PLAN])
@pytest.mark.parametrize(
    ("role", "status"),
    [("fire", 200), ("security_officer", 200), ("administrator", 403), ("teacher", 403)],
)
def test_officers_and_responders_have_them_and_others_the_reason(
    open_as, cast, hand, role, status, address
):
    page = open_as(getattr(cast, role), address)
    assert page.status_code == status
    assert status == 200 or "Only officers and responders" in text(page)


@pytest.mark.parametrize("address", [SCHOOL, PLAN, "/responder/schools/cedar-county/"])
def test_strangers_and_districts_get_404(open_as, outsider, hand, district_coalition, address):
    assert open_as(outsider, address).status_code == 404
    fire = builders.make_member(coalition=district_coalition, role="fire")
    status = open_as(fire, address).status_code
    assert status == (404 if "cedar" in address else 200)


def test_a_school_has_numbers_sites_and_cards(open_as, above, hand):
    page = text(open_as(above.fire, SCHOOL))
    assert "Lt. Omar Deen" in page
    assert 'href="tel:+19895550150"' in page
    assert "Not confirmed this semester" in page
    assert "Cedar Grange Hall" in page
    assert "310 Quarry Road" in page
    assert "Stage on the front drive" in page
    assert "Lock the door" in page


def test_a_card_says_what_my_role_does_and_what_staff_do(open_as, above, hand):
    page = text(open_as(above.law_enforcement, SCHOOL))
    assert "Stage on the front drive" not in page
    assert "Lock the door" in page


def test_night_numbers_are_at_hand_and_confirmed_ones_are_not_marked(
    open_as, above, coalition, administrator
):
    calling.make_line(
        coalition=coalition,
        name="Ruth Halvorsen",
        night_phone="989-555-0199",
        **calling.confirmed(by=administrator),
    )
    page = text(open_as(above.ems, SCHOOL))
    assert "989-555-0199" in page
    assert "Not confirmed" not in page


def test_without_plan_numbers_and_sites_each_part_says_so(open_as, above, coalition):
    page = text(open_as(above.fire, SCHOOL))
    assert "No plan in force" in page
    assert "Nobody is on the sheet yet" in page
    assert "No site is named yet" in page
    assert "Nothing to read yet" in text(open_as(above.fire, PLAN))


def test_a_site_that_cannot_be_used_says_why(open_as, above, coalition):
    reunifying.make_site(coalition=coalition, name="Old Mill", agreement=None, which="alternate")
    page = text(open_as(above.fire, SCHOOL))
    assert "Old Mill" in page
    assert "alternate" in page
    assert "No agreement" in page


@pytest.mark.parametrize("address", [LIST, SCHOOL, PLAN])
def test_no_word_of_a_restricted_section_is_on_any_of_them(open_as, above, hand, address):
    assert at_hand.SECRET not in text(open_as(above.fire, address))


def test_the_plan_names_restricted_sections_and_where_they_are_read(open_as, above, hand):
    page = text(open_as(above.fire, PLAN))
    assert "Stage on the front drive" in page
    assert "Needs a signal, and each reading is logged" in page
    address = reverse(
        "workspace_section",
        args=["juniper", hand.edition.plan_id, hand.edition.number, hand.security.pk],
    )
    assert f'href="{address}"' in page


def test_a_restricted_protocol_has_no_card(open_as, above, coalition):
    edition = builders.make_edition(plan=builders.make_plan(coalition=coalition))
    builders.make_section(
        edition=edition, html=at_hand.CARD, protocol_for=["fire"], sensitivity="restricted"
    )
    builders.force_status(edition, "in_force")
    page = text(open_as(above.fire, SCHOOL))
    assert "Stage on the front drive" not in page


def test_pictures_of_the_plan_are_named_beside_it(open_as, above, coalition):
    edition = builders.make_edition(plan=builders.make_plan(coalition=coalition))
    picture = f'<p><img src="picture/{"ab" * 32}" alt="Floor plan"></p>'
    builders.make_section(edition=edition, title="Floor plans", html=picture)
    builders.force_status(edition, "in_force")
    page = text(open_as(above.fire, PLAN))
    assert "Maps and pictures" in page
    assert f"/picture/{'ab' * 32}/" in page


def test_an_edition_in_work_is_said_and_not_here(open_as, above, hand):
    draft = builders.make_edition(plan=hand.edition.plan, number=2)
    builders.make_section(edition=draft, title="Draft", html="<p>Not yet agreed.</p>")
    assert "edition 2 is being drafted and not here" in text(open_as(above.fire, SCHOOL))
    assert "Not yet agreed" not in text(open_as(above.fire, PLAN))
    builders.force_status(draft, "in_review")
    assert "edition 2 is in review and not here" in text(open_as(above.fire, LIST))


def until(response):
    return parse_datetime(response.headers["X-Kept-Until"])


def test_a_phone_may_show_a_page_for_two_weeks_and_not_beyond_the_membership(open_as, above, hand):
    assert until(open_as(above.fire, SCHOOL)) - timezone.now() > KEPT_FOR - timedelta(minutes=1)
    ends_on = timezone.localdate() + timedelta(days=3)
    Membership.objects.filter(person__account=above.fire).update(ends_on=ends_on)
    assert timezone.localdate(until(open_as(above.fire, SCHOOL))) == ends_on
    assert timezone.localdate(until(open_as(above.fire, LIST))) == ends_on


def test_the_longest_of_two_memberships_counts(open_as, above, hand, coalition):
    Membership.objects.filter(person__account=above.fire).update(
        ends_on=timezone.localdate() + timedelta(days=3)
    )
    builders.make_member(coalition=coalition, role="ems", account=above.fire)
    assert until(open_as(above.fire, SCHOOL)) - timezone.now() > timedelta(days=10)


def test_another_membership_that_answers_for_nothing_keeps_nothing(open_as, above, hand, coalition):
    ends_on = timezone.localdate() + timedelta(days=3)
    Membership.objects.filter(person__account=above.fire).update(ends_on=ends_on)
    builders.make_member(coalition=coalition, role="parent", account=above.fire)
    assert timezone.localdate(until(open_as(above.fire, SCHOOL))) == ends_on


def test_the_script_knows_whose_phone_it_is_and_which_pages_to_keep(open_as, above, hand):
    page = open_as(above.fire, LIST).content.decode()
    found = re.search(r'<script id="hand-data"[^>]*>(.*?)</script>', page, re.DOTALL)
    data = json.loads(found[1])
    assert data["account"] == str(above.fire.pk)
    assert (data["scope"], data["worker"]) == (LIST, f"{LIST}worker.js")
    assert data["pages"] == [LIST, SCHOOL, PLAN]


def test_the_worker_is_a_script_that_is_asked_for_anew_each_time(open_as, above):
    answer = open_as(above.fire, f"{LIST}worker.js")
    assert answer["Content-Type"] == "text/javascript"
    assert answer["Cache-Control"] == "no-cache"
    assert b"addEventListener" in b"".join(answer.streaming_content)


def test_a_hostile_name_is_text(open_as, above, coalition):
    name = "</script><img src=x onerror=alert(1)>"
    calling.make_line(coalition=coalition, name=name)
    type(coalition).objects.filter(pk=coalition.pk).update(name=name)
    for address in (LIST, SCHOOL):
        assert "<img src=x" not in text(open_as(above.fire, address))


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize("address", [SCHOOL, PLAN])
def test_a_school_asks_as_much_with_fifty_lines_as_with_one(client, above, hand, address):
    client.force_login(above.fire)
    before = queries(client, address)
    plan = builders.make_plan(coalition=hand.coalition, title="A second plan")
    edition = builders.make_edition(plan=plan)
    for number in range(50):
        builders.make_section(
            edition=edition, title=f"S {number}", html=at_hand.CARD, protocol_for=["fire"]
        )
        calling.make_line(coalition=hand.coalition)
    builders.force_status(edition, "in_force")
    assert queries(client, address) == before <= QUERIES


def test_the_list_asks_as_much_for_twenty_schools_as_for_one(client, above, hand, district):
    client.force_login(above.fire)
    before = queries(client, LIST)
    for number in range(20):
        school = builders.make_school(district=district, name=f"School {number}")
        at_hand.make_at_hand(coalition=builders.make_coalition(school=school))
    assert queries(client, LIST) == before <= QUERIES
