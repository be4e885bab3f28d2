"""What administrators see before they publish: what is left out and why, and how it looks."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.community.lifecycle import PagePart
from coalitions.community.models.page import CommunityPage
from coalitions.community.queries import page_of
from safety_portal.core.calendar.school_year import school_year_start
from safety_portal.portal.community.drawing import fingerprint_of
from tests import builders
from tests.agreeing import make_agreement
from tests.briefing import make_brief
from tests.portal.community.conftest import text
from tests.programs import make_decision, make_program
from tests.publishing import choose, left_out, page_now, show_name, translate

pytestmark = pytest.mark.django_db
SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')


@pytest.fixture
def own(client, coalition):
    """own(account) -> the tab of the coalition as the account sees it."""

    def get(account, name="community", *rest):
        client.force_login(account)
        return client.get(reverse(name, args=[coalition.slug, *rest]))

    return get


@pytest.fixture
def in_force(coalition, administrator):
    """An edition in force with a section for everybody, one for members, one that is restricted."""
    edition = builders.make_edition(plan=builders.make_plan(coalition=coalition), number=3)
    for level in ("public", "members", "restricted"):
        builders.make_section(
            edition=edition,
            title=f"{level} title",
            html=f"<p>{level} words.</p>",
            sensitivity=level,
            target="lockdown" if level == "members" else "",
        )
    builders.force_status(edition, "in_force")
    edition.in_force_at, edition.in_force_by = timezone.now(), administrator
    edition.save(update_fields=["in_force_at", "in_force_by"])
    return edition


def publish_as_seen(client, coalition, page):
    seen = SEEN.search(page.content.decode())[1]
    return client.post(reverse("community_publish", args=[coalition.slug]), {"seen": seen})


def test_published_as_it_was_looked_at(client, own, coalition, administrator):
    seen = fingerprint_of(page_now(coalition))
    answer = publish_as_seen(client, coalition, own(administrator))
    assert answer.status_code == 302
    page = page_of(coalition)
    assert page.is_published
    assert page.seen_as == seen


def test_what_changed_meanwhile_has_to_be_looked_at_again(client, own, coalition, administrator):
    looked_at = own(administrator)
    make_brief(coalition=coalition, title="Published meanwhile")
    answer = publish_as_seen(client, coalition, looked_at)
    assert answer.status_code == 409
    assert "changed since you looked" in text(answer)
    assert not CommunityPage.objects.exists()


def test_a_member_sees_whether_it_is_public_and_no_more(own, coalition, administrator):
    make_brief(coalition=coalition, sensitivity="members")
    teacher = builders.make_member(coalition=coalition, role=Role.TEACHER)
    answer = text(own(teacher))
    assert "The public page is not public" in answer
    assert "left out" not in answer
    assert "Publish the page" not in answer


def test_who_holds_a_seat_is_asked_for_their_name(own, coalition):
    seat = builders.make_seat(coalition=coalition, title="Fire chief", roles=["fire"])
    chief = builders.make_member(coalition=coalition, role=Role.FIRE, seat=seat)
    assert "Show my name" in text(own(chief))


def test_the_preview_is_the_page_in_both_languages(own, coalition, administrator):
    english = own(administrator, "community_preview")
    assert "If something happens" in text(english)
    assert english["Cache-Control"] == "private, no-store"
    assert "Si ocurre algo" in text(own(administrator, "community_preview_es"))


def test_sections_that_are_not_public_are_left_out(coalition, in_force):
    page, found = page_now(coalition), left_out(coalition)
    (plan,) = page.plans
    assert [section.text.english for section in plan.sections] == ["<p>public words.</p>"]
    assert plan.number == 3
    assert [annex.title for annex in plan.annexes] == ["Lockdown"]
    assert found["1 section of the plan"] == "Restricted: only who needs to know reads it."


def test_an_edition_in_work_is_no_plan_yet(coalition):
    builders.make_edition(plan=builders.make_plan(coalition=coalition))
    assert page_now(coalition).plans == []
    assert left_out(coalition)["The plan"] == "No edition is in force yet."


def test_names_are_left_out_until_they_say_so(coalition):
    seat = builders.make_seat(coalition=coalition, title="Fire chief", roles=["fire"])
    chief = builders.make_member(coalition=coalition, role=Role.FIRE, seat=seat)
    assert "let the page name them" in left_out(coalition)["1 name"]
    show_name(chief.people.get().memberships.get(), chief)
    assert "1 name" not in left_out(coalition)


def test_a_vacant_seat_is_said_to_be(coalition):
    builders.make_seat(coalition=coalition, title="Nurse")
    (seat,) = page_now(coalition).seats
    assert seat.is_vacant
    assert page_now(coalition).filled == 0


def test_briefs_for_others_are_counted(coalition):
    make_brief(coalition=coalition)
    make_brief(coalition=coalition, sensitivity="members")
    make_brief(coalition=coalition, audience=("teacher",))
    found = left_out(coalition)
    assert found["1 brief"] == "For members of the coalition."
    assert found["1 public brief"] == "Written for other roles than families."
    assert len(page_now(coalition).briefs) == 1


def test_programs_that_nobody_chose_are_left_out(coalition, administrator):
    running = make_program(
        coalition=coalition,
        by=administrator,
        decision=make_decision(coalition=coalition, by=administrator),
        leader=administrator.people.get(),
    )
    assert left_out(coalition)["1 program"] == "Nobody chose it for the page."
    choose(coalition, administrator, programs=[running])
    assert "1 program" not in left_out(coalition)
    assert [each.title.english for each in page_now(coalition).programs] == [running.title]


def test_agreements_are_counted_by_kind_and_nothing_more(coalition, administrator):
    make_agreement(coalition=coalition, by=administrator, title="With the sheriff")
    page = page_now(coalition)
    assert [each.number for each in page.agreements] == [1]
    assert "What 1 agreement say and with whom" in left_out(coalition)


def test_people_trained_by_course_and_none_who_might_be_guessed(coalition):
    held_on = school_year_start(timezone.localdate())
    known, rare = builders.make_course(title="First aid"), builders.make_course(title="Rare")
    own_course = builders.make_course(title="Ours", coalition=coalition)
    for number in range(3):
        person = builders.make_person(district=coalition.district)
        for course in (known, own_course, *([rare] if number == 0 else [])):
            builders.make_record(
                person=person, coalition=coalition, course=course, held_on=held_on, state="verified"
            )
    assert [(each.course, each.people) for each in page_now(coalition).training] == [
        ("First aid", 3)
    ]
    found = left_out(coalition)
    assert "1 course" in found


def test_what_waits_to_be_verified_is_not_counted(coalition):
    for _ in range(3):
        builders.make_record(
            person=builders.make_person(district=coalition.district),
            coalition=coalition,
            course=builders.make_course(title="First aid"),
            held_on=school_year_start(timezone.localdate()),
            state="to_verify",
        )
    assert page_now(coalition).training == []


@pytest.mark.parametrize("part", PagePart)
def test_a_part_that_was_left_out_says_so(coalition, administrator, part):
    choose(coalition, administrator, left_out=[part], phone="1")
    assert left_out(coalition)[part.label] == "An administrator left this part out."


def test_everything_left_out_is_still_a_page(own, coalition, administrator):
    choose(coalition, administrator, left_out=PagePart.values, phone="1")
    answer = text(own(administrator, "community_preview"))
    assert "School safety in" in answer
    assert "<h2>" not in answer


def test_texts_are_listed_and_translated(client, own, coalition, administrator):
    choose(coalition, administrator, introduction="Welcome.")
    assert "Not translated" in text(own(administrator, "community_translations"))
    form = own(administrator, "community_translate", "introduction")
    of_hash = re.search(r'name="of_hash" value="([0-9a-f]{64})"', form.content.decode())[1]
    address = reverse("community_translate", args=[coalition.slug, "introduction"])
    answer = client.post(address, {"spanish": "Bienvenidos.", "of_hash": of_hash})
    assert answer.status_code == 302
    assert "Translated" in text(own(administrator, "community_translations"))


def test_a_stale_one_is_listed_as_older(own, coalition, administrator):
    translate(coalition, administrator, "introduction", "Welcome.", "Bienvenidos.")
    choose(coalition, administrator, introduction="Welcome, all.")
    assert "Older than the English" in text(own(administrator, "community_translations"))


def test_a_text_that_the_page_has_not_is_not_there(own, administrator):
    assert own(administrator, "community_translate", "nonsense").status_code == 404


def test_a_translation_of_what_changed_keeps_what_was_typed(client, own, coalition, administrator):
    choose(coalition, administrator, introduction="Welcome.")
    address = reverse("community_translate", args=[coalition.slug, "introduction"])
    client.force_login(administrator)
    answer = client.post(address, {"spanish": "Bienvenidos.", "of_hash": "0" * 64})
    assert answer.status_code == 409
    assert "Bienvenidos." in text(answer)


def test_taken_back_by_its_button(client, own, coalition, administrator):
    publish_as_seen(client, coalition, own(administrator))
    assert "Take the public page" in text(own(administrator, "community_take_back"))
    address = reverse("community_take_back", args=[coalition.slug])
    assert client.post(address).status_code == 302
    assert not page_of(coalition).is_published


def test_the_community_edition(client, own, coalition, administrator, in_force):
    publish_as_seen(client, coalition, own(administrator))
    answer = text(client.get(reverse("community_plan", args=[coalition.slug])))
    assert "public words." in answer
    assert "members words" not in answer
    assert "restricted" not in answer
    assert "When there is danger inside the school" in answer
    spanish = text(client.get(reverse("community_plan_es", args=[coalition.slug])))
    assert '<div lang="en"><p>public words.</p></div>' in spanish
