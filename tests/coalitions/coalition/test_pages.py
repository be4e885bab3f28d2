"""The pages of a coalition: what they say, who opens them, and what they cost."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coalitions.access.roles import Role
from coalitions.coalition.models import Coalition
from coalitions.invitations.actions import accepting, forming, inviting
from coalitions.invitations.models import Invitation
from coalitions.memberships.models.membership import Membership
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from tests import builders

pytestmark = pytest.mark.django_db
MOST_QUERIES = 8


def link_of(invitation_result):
    return invitation_result[1].removeprefix("http://localhost:8000")


def text_of(response):
    return response.content.decode()


@pytest.fixture
def formed(school):
    """A coalition with its starter seats, formed by action, and its administrator."""
    coalition, _, link = forming.form_coalition(
        school=school,
        administrator_email="dana@example.org",
        administrator_name="Dana Whitlock",
        by=None,
    )
    membership = accepting.accept(
        token=link.rstrip("/").rpartition("/")[2], password=builders.PASSWORD
    )
    return coalition, membership.person.account


def test_the_first_screen_counts_members_and_vacant_seats(client, formed):
    coalition, dana = formed
    client.force_login(dana)
    vacant = coalition.seats.filter(recommended_minimum__gt=0).count()
    page = text_of(client.get(reverse("membership_people", args=[coalition.slug])))
    assert f"<h1>1 member, {vacant} seats vacant</h1>" in page
    assert "Dana Whitlock" in page


def test_inviting_by_page_fills_a_seat_when_accepted(client, formed):
    coalition, dana = formed
    fire = coalition.seats.get(code="fire")
    client.force_login(dana)
    url = reverse("invitation_send", args=[coalition.slug])
    answer = client.post(
        url,
        {
            "email": "chief@example.org",
            "name": "Akers",
            "role": "fire",
            "title": "Fire chief",
            "seat": fire.pk,
        },
    )
    assert (answer.status_code, answer.url) == (302, reverse("invitations", args=[coalition.slug]))
    again = client.post(url, {"email": "chief@example.org", "name": "Akers", "role": "fire"})
    assert again.status_code == 422
    assert "has an unanswered invitation in this role" in text_of(again)
    wrong_seat = client.post(
        url, {"email": "t@example.org", "name": "T", "role": "teacher", "seat": fire.pk}
    )
    assert "is taken by the role Fire service" in text_of(wrong_seat)
    assert set(Invitation.objects.values_list("email", flat=True)) == {
        "dana@example.org",
        "chief@example.org",
    }


def test_a_pasted_list_invites_everybody_or_nobody_and_shows_every_line(client, formed):
    coalition, dana = formed
    client.force_login(dana)
    url = reverse("invitation_send_many", args=[coalition.slug])
    good = (
        "Ines Marsh <ines@example.org>, Mental health, Counselor\n\nAkers\tchief@example.org\tfire"
    )
    bad = f"{good}\nno address here\nx@example.org, wizard\nines@example.org, mental_health\ndana@example.org, administrator"
    refused = client.post(url, {"people": bad})
    page = text_of(refused)
    assert refused.status_code == 422
    for sentence in (
        "Line 4,",
        "There is no e-mail address",
        "Line 5,",
        "“wizard” is not a role",
        "Line 6,",
        "as in line 1",
    ):
        assert sentence in page
    assert Invitation.objects.count() == 1

    # What only the database knows is shown line by line as well.
    refused = client.post(url, {"people": f"{good}\ndana@example.org, administrator"})
    assert "Line 4," in text_of(refused)
    assert "is a member of Juniper Elementary in this role already" in text_of(refused)
    assert (Invitation.objects.count(), Message.objects.count()) == (1, 1)

    assert client.post(url, {"people": good}).status_code == 302
    sent = Invitation.objects.exclude(email="dana@example.org").order_by("id")
    assert list(sent.values_list("name", "email", "role", "title")) == [
        ("Ines Marsh", "ines@example.org", "mental_health", "Counselor"),
        ("Akers", "chief@example.org", "fire", ""),
    ]


def test_ending_a_membership_names_the_person_and_takes_effect_at_once(
    client, coalition, administrator
):
    teacher = builders.make_member(coalition=coalition, role=Role.TEACHER, name="Tess Odell")
    membership = Membership.objects.get(person__account=teacher)
    client.force_login(teacher)
    assert client.get(reverse("membership_people", args=[coalition.slug])).status_code == 200
    client.force_login(administrator)
    url = reverse("membership_end", args=[coalition.slug, membership.pk])
    assert "End the membership of Tess Odell as Teacher?" in text_of(client.get(url))
    assert client.post(url, {"because": "Moved away."}).status_code == 302
    told = Message.objects.get()
    assert (told.to_address, "Moved away." in told.text) == (teacher.email, True)
    client.force_login(teacher)
    assert client.get(reverse("membership_people", args=[coalition.slug])).status_code == 404


def test_the_last_administrator_is_told_why_not(client, coalition, administrator):
    client.force_login(administrator)
    membership = Membership.objects.get(person__account=administrator)
    answer = client.post(reverse("membership_end", args=[coalition.slug, membership.pk]), {})
    assert answer.status_code == 409
    assert "is the only administrator of Juniper Elementary who can sign in" in text_of(answer)
    answer = client.post(reverse("membership_leave", args=[coalition.slug, membership.pk]))
    assert answer.status_code == 409
    assert Membership.objects.get(pk=membership.pk).ends_on is None


def test_the_vacant_seats_alone(client, coalition, administrator):
    filled, vacant = (
        builders.make_seat(coalition=coalition, title=title)
        for title in ("Fire chief", "School nurse")
    )
    builders.make_member(coalition=coalition, role=Role.FIRE, seat=filled)
    client.force_login(administrator)
    pages = {
        query: client.get(
            reverse("membership_seats", args=[coalition.slug]) + query
        ).content.decode()
        for query in ("", "?vacant")
    }
    assert {query: re.findall(r'id="seat-(\d+)"', page) for query, page in pages.items()} == {
        "": [str(filled.pk), str(vacant.pk)],
        "?vacant": [str(vacant.pk)],
    }


def test_seats_say_required_for_law_and_recommended_for_practice(client, district):
    coalition, _, link = forming.form_coalition(
        district=district, administrator_email="dana@example.org", by=None
    )
    dana = accepting.accept(
        token=link.rstrip("/").rpartition("/")[2], name="Dana", password=builders.PASSWORD
    ).person.account
    client.force_login(dana)
    page = text_of(client.get(reverse("membership_seats", args=[coalition.slug])))
    assert "by law in FL: s. 1006.07(6). Known second-hand; check the citation." in page
    assert "as good practice: federal team guidance." in page
    assert "TEC 37.109" not in page
    seat = coalition.seats.get(code="district_safety_coordinator")
    empty = reverse("seat_leave_empty", args=[coalition.slug, seat.pk])
    before = text_of(client.get(reverse("membership_seats", args=[coalition.slug]))).count(
        "tag-vacant"
    )
    assert client.post(empty, {"because": "The superintendent does it."}).status_code == 302
    page = text_of(client.get(reverse("membership_seats", args=[coalition.slug])))
    assert page.count("tag-vacant") == before - 1
    assert "Not needed: The superintendent does it." in page


def test_a_district_administrator_forms_the_coalition_of_a_school(
    client, district_coalition, school, coalition
):
    without = builders.make_school(district=school.district, name="Aspen Middle")
    dana = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    client.force_login(dana)
    page = text_of(client.get(reverse("coalition_schools", args=[district_coalition.slug])))
    assert "<h1>1 of 2 schools has a coalition</h1>" in page
    url = reverse("invitation_form_coalition", args=[district_coalition.slug, without.pk])
    assert client.post(url, {"email": "pat@example.org", "name": "Pat"}).status_code == 302
    formed = Coalition.objects.get(school=without)
    assert formed.invitations.get().email == "pat@example.org"
    assert formed.seats.count() > 10

    sro = builders.make_member(coalition=district_coalition, role=Role.SRO)
    client.force_login(sro)
    assert client.post(url, {"email": "sro@example.org", "name": "Sro"}).status_code == 403
    elsewhere = builders.make_school(district=builders.make_district(), name="Far")
    client.force_login(dana)
    far = reverse("invitation_form_coalition", args=[district_coalition.slug, elsewhere.pk])
    assert client.get(far).status_code == 404


def test_settings_keep_the_ladder_as_days_before_and_after(client, coalition, administrator):
    client.force_login(administrator)
    url = reverse("coalition_settings", args=[coalition.slug])
    assert 'value="30, 14, 7, 1"' in text_of(client.get(url))
    data = {"name": "Juniper", "review_months": 6, "days_before": "7, 60, 7", "days_after": "3, 1"}
    data |= {"approving_board": " Board of Education ", "bulletin_days": 90}
    assert client.post(url, data).status_code == 302
    coalition.refresh_from_db()
    assert (coalition.name, coalition.review_months, coalition.ladder) == (
        "Juniper",
        6,
        [60, 7, -1, -3],
    )
    assert coalition.approving_board == "Board of Education"
    assert coalition.bulletin_days == 90
    refused = client.post(url, {**data, "days_before": "soon"})
    assert (refused.status_code, "Write whole days" in text_of(refused)) == (422, True)


def test_the_record_of_changes_is_for_administrators_and_holds_no_other_coalition(
    client, coalition, administrator, sibling, cast
):
    inviting.invite(
        coalition=coalition,
        email="new@example.org",
        name="Newcomer",
        role="teacher",
        by=administrator,
    )
    inviting.invite(
        coalition=sibling,
        email="hidden@example.org",
        name="Hidden",
        role="teacher",
        by=builders.make_member(coalition=sibling, role=Role.ADMINISTRATOR),
    )
    url = reverse("coalition_changes", args=[coalition.slug])
    client.force_login(administrator)
    page = text_of(client.get(url))
    assert ("Newcomer" in page, "Hidden" in page, "hidden@" in page) == (True, False, False)
    assert AuditRow.objects.filter(scope=sibling.pk).exists()
    client.force_login(cast.teacher)
    assert client.get(url).status_code == 403


def fifty(coalition, *, by):
    agencies = [builders.make_agency(district=coalition.district) for _ in range(50)]
    for agency in agencies:
        seat = builders.make_seat(coalition=coalition)
        builders.make_member(coalition=coalition, role=Role.FIRE, agency=agency, seat=seat)
        builders.make_school(district=coalition.district)
        inviting.invite(coalition=coalition, email=f"to{agency.pk}@example.org", role="fire", by=by)


@pytest.mark.parametrize(
    "name",
    [
        "membership_people",
        "invitations",
        "membership_seats",
        "membership_agencies",
        "coalition_schools",
        "coalition_changes",
    ],
)
def test_lists_cost_the_same_with_one_row_and_with_fifty(name, client, district_coalition):
    administrator = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    seat = builders.make_seat(coalition=district_coalition)
    builders.make_member(coalition=district_coalition, role=Role.FIRE, seat=seat)
    inviting.invite(
        coalition=district_coalition, email="first@example.org", role="fire", by=administrator
    )
    client.force_login(administrator)
    url = reverse(name, args=[district_coalition.slug])

    def queries():
        with CaptureQueriesContext(connection) as captured:
            response = client.get(url)
        assert response.status_code == 200
        return len(captured), len(response.content)

    one, _ = queries()
    fifty(district_coalition, by=administrator)
    many, size = queries()
    assert many == one
    assert many <= MOST_QUERIES
    assert size <= 40_000
    assert re.search(r'rel="next">(Show more|Older) ', client.get(url).content.decode())
