"""The page of a request: what is ticked, previewed and made; for whom; at what cost."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from coalitions.access.grants import view_as
from coalitions.access.roles import Role
from coalitions.public_records.actions.packets import make_packet
from coalitions.public_records.actions.requests import close_request
from coalitions.public_records.library import library
from coalitions.public_records.models.packet import RecordsPacket
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from safety_portal.portal.records_packet.composing import FACTS, compose
from tests import builders
from tests.meeting import make_meeting, make_opened
from tests.public_records import make_kept, make_request

pytestmark = pytest.mark.django_db
# Three of the session and rights, one of the request, nine of the facts, one of its packets.
QUERIES = 14


@pytest.fixture
def in_north_carolina(coalition):
    for place in (coalition.school, coalition.district):
        place.state = "NC"
        place.save(update_fields=["state"])


@pytest.fixture
def asked(coalition, administrator):
    return make_request(coalition=coalition, by=administrator)


@pytest.fixture
def in_force(edition):
    builders.force_status(edition, EditionStatus.IN_FORCE)
    Edition.objects.filter(pk=edition.pk).update(
        in_force_at=timezone.now(), in_force_by=builders.make_account()
    )
    return edition


def text(response):
    return " ".join(response.content.decode().split())


def page(client, account, asked):
    client.force_login(account)
    return client.get(reverse("records_packet", args=[asked.coalition.slug, asked.pk]))


def post(client, account, asked, name="records_packet_make", **data):
    client.force_login(account)
    return client.post(reverse(name, args=[asked.coalition.slug, asked.pk]), data)


def ticked(response):
    found = re.findall(r'value="([a-z_]+)"\s+id="fact-\1"( checked)?', response.content.decode())
    return {code for code, checked in found if checked}


def test_every_fact_that_is_built_is_on_the_list():
    assert set(FACTS) <= {fact.code for fact in library().facts}


def test_what_the_law_asks_for_is_ticked_and_previewed(
    client, administrator, asked, in_force, in_north_carolina
):
    builders.make_seat(coalition=asked.coalition, title="Fire chief")
    shown = page(client, administrator, asked)
    assert ticked(shown) == {"plan_exists"}
    assert "1 fact goes in" in text(shown)
    assert "Open on request" in text(shown)
    assert text(shown).count("has an emergency operations plan in force") == 2


def test_without_a_rule_nothing_is_ticked_and_it_is_said(client, administrator, asked, in_force):
    asked.coalition.school.state = "GA"
    asked.coalition.school.save(update_fields=["state"])
    shown = page(client, administrator, asked)
    assert ticked(shown) == set()
    assert "No rule read for your state" in text(shown)
    assert "Proposed, yours to decide" in text(shown)
    assert "No fact is ticked yet." in text(shown)


def test_a_fact_without_a_value_says_what_is_missing_and_has_no_box(client, administrator, asked):
    shown = page(client, administrator, asked)
    assert "No plan is in force. Put an edition in force first." in text(shown)
    assert 'value="plan_exists"' not in text(shown)


def test_parts_that_are_not_built_are_left_out_not_zero(client, administrator, asked):
    shown = text(page(client, administrator, asked))
    assert len(compose(asked, on=timezone.localdate()).facts) == len(FACTS)
    assert "0 drills" not in shown
    assert "drills were held" not in shown


def test_other_ticks_are_previewed_and_nothing_is_kept(client, administrator, asked, in_force):
    builders.make_seat(coalition=asked.coalition, title="Fire chief")
    chosen = ["seats_and_titles", "nothing"]
    shown = post(client, administrator, asked, "records_packet", fact=chosen)
    assert shown.status_code == 200
    assert ticked(shown) == {"seats_and_titles"}
    assert text(shown).count("The safety coalition has these seats: Fire chief.") == 2
    assert not RecordsPacket.objects.exists()


def test_a_packet_is_made_of_what_is_ticked(client, administrator, asked, in_force):
    answer = post(client, administrator, asked, fact=["plan_exists"])
    packet = RecordsPacket.objects.get()
    assert (answer.status_code, answer.url) == (302, packet.get_absolute_url())
    assert [line.code for line in packet.fact_lines] == ["plan_exists"]
    assert packet.law_state == "Florida"


def test_nothing_ticked_is_said_and_nothing_is_kept(client, administrator, asked):
    answer = post(client, administrator, asked, fact=["plan_exists"])
    assert answer.status_code == 422
    assert "Tick at least one fact" in text(answer)
    assert not RecordsPacket.objects.exists()


def test_a_closed_request_makes_none_and_says_how_it_ended(client, administrator, asked, in_force):
    told = {"closed_on": timezone.localdate(), "because": "Counsel mailed it."}
    close_request(request=asked, outcome="answered", by=administrator, **told)
    shown = text(page(client, administrator, asked))
    assert "This request is closed. Counsel mailed it." in shown
    assert "Make PDF and CSV" not in shown
    assert post(client, administrator, asked, fact=["plan_exists"]).status_code == 409


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_other_members_are_told_why_not(client, asked, role):
    member = builders.make_member(coalition=asked.coalition, role=role)
    answer = page(client, member, asked)
    assert answer.status_code == 403
    assert "Only an administrator of" in text(answer)
    assert post(client, member, asked, fact=["plan_exists"]).status_code == 403


def test_strangers_learn_nothing(client, asked, outsider, foreign):
    assert page(client, outsider, asked).status_code == 404
    client.force_login(outsider)
    path = reverse("records_packet", args=[foreign.slug, asked.pk])
    assert client.get(path).status_code == 404


def test_who_looks_as_another_role_makes_none(administrator, asked, in_force):
    offer = compose(asked, on=timezone.localdate())
    view_as(administrator, coalition=asked.coalition, role=Role.ADMINISTRATOR)
    with pytest.raises(PermissionDenied, match="You are looking"):
        make_packet(request=asked, offer=offer, chosen=["plan_exists"], by=administrator)
    assert not RecordsPacket.objects.exists()


def test_no_name_and_no_word_of_members_gets_in(client, administrator, asked, in_force):
    """Planted where a fact looks: whatever it says, it does not say that."""
    coalition, mark = asked.coalition, "zqsecret"
    agency = builders.make_agency(district=coalition.district, name="Sheriff", kind="police")
    seat = builders.make_seat(coalition=coalition, title="Fire chief", code="fire")
    seat.why = seat.left_empty_because = ""
    member = builders.make_member(
        coalition=coalition, role=Role.FIRE, seat=seat, agency=agency, name=f"{mark} holder"
    )
    meeting = make_opened(coalition=coalition, by=administrator, people=[], days=-5)
    type(meeting).objects.filter(pk=meeting.pk).update(about=f"{mark} about", place=mark)
    Edition.objects.get(pk=in_force.pk).plan.__class__.objects.update(title=f"{mark} plan")
    course = builders.make_course(title=f"{mark} course", provider=mark, coalition=coalition)
    teacher = builders.make_member(coalition=coalition, name=f"{mark} teacher")
    builders.make_record(
        person=teacher.people.get(),
        coalition=coalition,
        course=course,
        held_on=timezone.localdate(),
        state="verified",
        note=mark,
        decided_at=timezone.now(),
        decided_by=member,
    )
    offer = compose(asked, on=timezone.localdate())
    said = [fact.sentence or fact.missing for fact in offer.facts]
    assert sum(bool(fact.sentence) for fact in offer.facts) >= 4
    assert mark not in " ".join(said)


def test_nothing_of_a_day_to_come_is_counted(coalition, administrator):
    today = timezone.localdate()
    asked = make_request(coalition=coalition, by=administrator, ends_on=today + timedelta(days=30))
    make_meeting(coalition=coalition, by=administrator, days=10)
    facts = {fact.code: fact for fact in compose(asked, on=today).facts}
    assert facts["meetings_held"].missing == "No meeting was held in this time."


def test_packets_made_stand_beside_it(client, administrator, asked):
    make_kept(request=asked, by=administrator)
    shown = text(page(client, administrator, asked))
    assert "Packet 1</a>, for Cedar County Herald" in shown
    assert "Each keeps its facts and their values of that day." in shown


def test_the_same_queries_for_one_and_for_fifty(
    client, administrator, asked, in_force, django_assert_num_queries
):
    page(client, administrator, asked)
    path = asked.get_absolute_url()
    _more(asked, administrator, 1)
    with django_assert_num_queries(QUERIES):
        client.get(path)
    _more(asked, administrator, 49)
    with django_assert_num_queries(QUERIES):
        client.get(path)


def _more(asked, by, number):
    coalition = asked.coalition
    for _ in range(number):
        agency = builders.make_agency(district=coalition.district, kind="police")
        seat = builders.make_seat(coalition=coalition)
        builders.make_member(coalition=coalition, seat=seat, agency=agency)
        builders.make_record(
            person=builders.make_member(coalition=coalition).people.get(),
            coalition=coalition,
            held_on=timezone.localdate(),
            state="verified",
            decided_at=timezone.now(),
            decided_by=by,
        )
        make_kept(request=asked, by=by)
