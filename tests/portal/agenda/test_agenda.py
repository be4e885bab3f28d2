"""A meeting planned with the agenda that the portal composes of what the apps offer."""

import pytest
from django.urls import reverse

from coalitions.meetings.actions import planning
from coalitions.meetings.queries import lines_of
from safety_portal.portal.agenda.offers import offered_to
from tests import builders
from tests.meeting import make_draft, make_line, make_meeting, make_opened

pytestmark = pytest.mark.django_db
ALL = frozenset({"public", "members", "restricted"})


def titles(meeting):
    return [line.title for line in lines_of(meeting)]


def test_the_agenda_page_puts_what_is_open_on_it(client, coalition, administrator):
    builders.make_seat(coalition=coalition, title="Nurse", recommended_minimum=1)
    builders.make_seat(coalition=coalition, code="b", title="Chief", recommended_minimum=1)
    meeting = make_meeting(coalition=coalition, by=administrator)
    client.force_login(administrator)
    url = reverse("agenda", args=[coalition.slug, meeting.pk])
    page = client.get(url).content.decode()
    assert "Seat: Nurse is vacant" in page
    assert "Put all 2 on the agenda" in page
    client.post(reverse("agenda_take", args=[coalition.slug, meeting.pk]), {"key": "all"})
    assert len(titles(meeting)) == 2
    assert "Nothing else is open." in client.get(url).content.decode()
    client.post(reverse("agenda_take", args=[coalition.slug, meeting.pk]), {"key": "nonsense"})
    assert len(titles(meeting)) == 2


def test_a_round_of_review_is_offered(client, coalition, administrator):
    edition = builders.make_edition(plan=builders.make_plan(coalition=coalition, title="The plan"))
    builders.force_status(edition, "in_review")
    builders.make_round(edition=edition)
    meeting = make_meeting(coalition=coalition, by=administrator)
    client.force_login(administrator)
    page = client.get(reverse("agenda", args=[coalition.slug, meeting.pk])).content.decode()
    assert "The plan, edition 1: review" in page


def test_of_two_offers_one_is_put_on_the_agenda(client, coalition, administrator):
    seats = [
        builders.make_seat(coalition=coalition, code=code, title=code, recommended_minimum=1)
        for code in ("nurse", "chief")
    ]
    meeting = make_meeting(coalition=coalition, by=administrator)
    client.force_login(administrator)
    client.post(
        reverse("agenda_take", args=[coalition.slug, meeting.pk]), {"key": f"seat:{seats[1].pk}"}
    )
    assert titles(meeting) == ["Seat: chief is vacant"]


def test_what_is_offered_is_the_coalitions_own(coalition, sibling, administrator):
    builders.make_seat(coalition=sibling, title="zq-sibling", recommended_minimum=1)
    edition = builders.make_edition(plan=builders.make_plan(coalition=sibling, title="zq-sibling"))
    builders.force_status(edition, "in_review")
    builders.make_round(edition=edition)
    other = builders.make_member(coalition=sibling, role="administrator")
    make_draft(coalition=sibling, by=other)
    today = builders.LONG_AGO
    assert offered_to(coalition, on=today, levels=ALL) == []
    assert len(offered_to(sibling, on=today, levels=ALL)) == 3


def test_what_somebody_may_not_read_is_not_offered(coalition, administrator):
    builders.make_seat(coalition=coalition, recommended_minimum=1)
    assert offered_to(coalition, on=builders.LONG_AGO, levels=frozenset({"public"})) == []


def test_a_second_meeting_begins_with_what_the_first_did_not_reach(
    client, coalition, administrator
):
    last = make_opened(coalition=coalition, by=administrator)
    make_line(meeting=last, by=administrator, title="Radios")
    client.force_login(administrator)
    page = client.get(reverse("agenda_plan", args=[coalition.slug])).content.decode()
    assert "did not reach comes along" in page
    client.post(
        reverse("agenda_plan", args=[coalition.slug]),
        {
            "kind": "coalition",
            "day": "2027-01-15",
            "starts": "15:30",
            "ends": "16:45",
            "place": "Room B",
            "who": "all",
        },
    )
    assert titles(last.followed_by) == ["Door checks", "Radios"]


def test_a_meeting_called_off_has_an_agenda_that_stays(client, coalition, administrator):
    meeting = make_meeting(coalition=coalition, by=administrator)
    make_line(meeting=meeting, by=administrator)
    planning.cancel_meeting(meeting=meeting, because="Snow.", by=administrator)
    client.force_login(administrator)
    answer = client.post(reverse("agenda_take", args=[coalition.slug, meeting.pk]), {"key": "all"})
    assert answer.status_code == 409
    page = client.get(reverse("agenda", args=[coalition.slug, meeting.pk])).content.decode()
    assert "Door checks" in page
    assert "Remove" not in page
