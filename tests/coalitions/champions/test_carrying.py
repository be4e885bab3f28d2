"""What there is to carry: all of it public, on a page, as posts and on one page of paper."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from coalitions.champions.carrying.points import LANGUAGES, filled, letter, points, poster
from coalitions.champions.carrying.qr import code_of
from coalitions.champions.writers.paper import html_of
from coalitions.meetings.actions import planning
from coalitions.meetings.models.meeting import MeetingRules
from tests import builders
from tests.briefing import make_brief
from tests.coalitions.champions.conftest import text
from tests.meeting import make_meeting

pytestmark = pytest.mark.django_db


def carry(page, account, coalition, **query):
    return text(page(account, "champions", coalition.slug, **query))


def in_public(coalition):
    MeetingRules.objects.create(coalition=coalition, is_open=True)
    by = builders.make_member(coalition=coalition, role="administrator")
    return make_meeting(coalition=coalition, by=by)


def test_two_points_are_always_there(page, coalition, champion):
    shown = carry(page, champion, coalition)
    assert "2 things to carry to the community this month" in shown
    assert "Why doors stay closed" in shown
    assert "Why visitors sign in" in shown


def test_the_first_has_its_words_in_two_languages_and_what_to_say(page, coalition, champion):
    shown = carry(page, champion, coalition)
    assert "Our outside doors stay closed" in shown
    assert "Las puertas exteriores" in shown
    assert "When somebody asks: 4 questions and what to say" in shown


def test_another_is_chosen_by_its_title(page, coalition, champion):
    shown = carry(page, champion, coalition, carry="visitors")
    assert "signs in at the office" in shown
    assert "Our outside doors" not in shown
    assert "Our outside doors" in carry(page, champion, coalition, carry="nonsense")


def test_public_briefs_are_carried_and_others_not(page, coalition, champion):
    make_brief(coalition=coalition, title="Mark public", sensitivity="public")
    make_brief(coalition=coalition, title="Mark inside", sensitivity="members")
    shown = carry(page, champion, coalition)
    assert "Mark public" in shown
    assert "Mark inside" not in shown
    assert "3 things to carry" in shown


def test_a_brief_says_that_it_has_no_spanish_text(page, coalition, champion):
    brief = make_brief(coalition=coalition, title="Mark public", sensitivity="public")
    shown = carry(page, champion, coalition, carry=f"brief-{brief.pk}")
    assert "There is no Spanish text of this yet." in shown


def test_a_brief_of_the_district_is_carried_at_its_schools(
    page, coalition, district_coalition, champion
):
    make_brief(coalition=district_coalition, title="Mark of the district", sensitivity="public")
    assert "Mark of the district" in carry(page, champion, coalition)


def test_the_next_public_meeting_is_carried_as_a_letter(page, coalition, champion):
    in_public(coalition)
    shown = carry(page, champion, coalition)
    assert "Invite to the open meeting" in shown


def test_a_meeting_that_is_not_public_is_not_for_carrying(page, coalition, champion, administrator):
    make_meeting(coalition=coalition, by=administrator)
    assert "Invite to" not in carry(page, champion, coalition)


def test_where_people_can_ask_the_letter_invites_to_join(page, asked_here, champion):
    shown = carry(page, champion, asked_here)
    assert "Invite to join the coalition" in shown
    assert f"/community/{asked_here.slug}/join/" in shown
    assert "Print poster" in shown


def test_without_a_public_page_there_is_neither_code_nor_poster(page, coalition, champion):
    shown = carry(page, champion, coalition)
    assert "Print poster" not in shown
    answer = page(champion, "champion_paper", coalition.slug, "poster", "en")
    assert answer.status_code == 404


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("thing", ["doors", "visitors", "poster", "joining", "meeting"])
def test_each_paper_is_one_page(asked_here, thing, language, page, champion):
    if thing == "meeting":
        in_public(asked_here)
    answer = page(champion, "champion_paper", asked_here.slug, thing, language)
    assert answer.status_code == 200
    assert len(PdfReader(io.BytesIO(answer.content)).pages) == 1


@pytest.mark.parametrize(
    ("thing", "language"), [("doors", "fr"), ("nothing", "en"), ("meeting", "en")]
)
def test_there_is_no_such_paper(page, coalition, champion, thing, language):
    answer = page(champion, "champion_paper", coalition.slug, thing, language)
    assert answer.status_code == 404


def test_a_letter_names_the_day_in_its_language(coalition):
    meeting = in_public(coalition)
    day = timezone.localtime(meeting.starts_at)
    papers = [
        html_of(coalition, "meeting", language, page="", now=timezone.now())
        for language in ("en", "es")
    ]
    assert f"{day:%B} {day.day}, {day.year}" in papers[0]
    assert f" de {day.year}" in papers[1]


def test_a_hostile_name_is_text_on_paper(coalition):
    coalition.name = "<script>alert(1)</script>"
    page = html_of(coalition, "poster", "en", page="https://portal.example/", now=timezone.now())
    assert "<script>" not in page


@pytest.mark.parametrize("each", [*points(), letter("meeting"), letter("joining"), poster()])
def test_every_word_is_there_in_each_language(each):
    assert set(each.title) == set(LANGUAGES)
    assert set(each.paper) == set(LANGUAGES)
    assert len({len(paragraphs) for paragraphs in each.paper.values()}) == 1
    for answer in each.answers:
        assert set(answer.asked) == set(answer.said) == set(LANGUAGES)


def test_every_placeholder_is_one_that_is_filled():
    words = dict.fromkeys(["school", "web", "day", "hours", "place"], "x")
    for each in (*points(), letter("meeting"), letter("joining"), poster()):
        for texts in (*each.paper.values(), each.title.values(), each.post.values()):
            assert all("{" not in filled(said, words) for said in texts)


def test_a_placeholder_in_a_name_stays_text():
    assert filled("{school}", {"school": "{web}", "web": "x"}) == "{web}"


def test_the_code_is_drawn_as_squares_within_its_frame():
    code = code_of("https://portal.example/community/cedar/join/")
    assert code.size == 41
    assert code.path.startswith("M4 4h7v1h-7z")


def test_the_page_is_for_members_alone(page, coalition, outsider, above):
    assert page(outsider, "champions", coalition.slug).status_code == 404
    assert page(above.administrator, "champions", coalition.slug).status_code == 403


def test_a_coming_meeting_that_was_called_off_is_not_carried(page, coalition, champion):
    meeting = in_public(coalition)
    by = builders.make_member(coalition=coalition, role="administrator")
    planning.cancel_meeting(meeting=meeting, because="Snow.", by=by)
    assert "Invite to" not in carry(page, champion, coalition)
