"""Pages for everybody: who gets them, in which language, with which headers; kept until a change."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.coalition.actions import change_settings
from coalitions.community.actions import publishing
from safety_portal.portal.community.keeping import Drawn, kept, published
from safety_portal.portal.community.views import public
from tests import builders
from tests.briefing import make_brief
from tests.portal.community.conftest import text
from tests.publishing import choose, make_page, page_now, show_name, translate

pytestmark = pytest.mark.django_db
PAGES = ("community_public", "community_feed", "community_calendar")


def rename(coalition, by, name):
    return change_settings(
        coalition=coalition,
        name=name,
        review_months=12,
        ladder=coalition.ladder,
        approving_board="",
        bulletin_days=365,
        by=by,
    )


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("ending", ["", "_es"])
def test_everybody_gets_them(ask, coalition, page, name, ending):
    answer = ask(name + ending, coalition)
    assert answer.status_code == 200
    assert answer["Content-Language"] == ("es" if ending else "en")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_before_it_is_published(ask, coalition, administrator, name):
    choose(coalition, administrator, phone="555-0100")
    answer = ask(name, coalition)
    assert answer.status_code == 404
    assert "555-0100" not in text(answer)
    assert coalition.name not in text(answer)


@pytest.mark.parametrize("name", PAGES)
def test_taken_back_it_is_gone_at_once(ask, coalition, administrator, page, name):
    known = ask(name, coalition)
    publishing.take_back_page(coalition=coalition, by=administrator)
    assert ask(name, coalition).status_code == 404
    assert ask(name, coalition, HTTP_IF_NONE_MATCH=known["ETag"]).status_code == 404


def test_one_that_was_taken_back_answers_as_one_that_never_was(ask, coalition, client):
    never = client.get("/community/never-was/")
    assert (never.status_code, never.content) == (404, ask(PAGES[0], coalition).content)


def test_no_cookie_and_nothing_to_vary_by(ask, coalition, page):
    answer = ask("community_public", coalition)
    assert not answer.cookies
    assert "Vary" not in answer
    assert answer["Cache-Control"] == "public, no-cache"


def test_a_member_gets_what_nobody_gets(ask, client, coalition, administrator, page):
    nobody = ask("community_public", coalition).content
    client.force_login(administrator)
    answer = ask("community_public", coalition)
    assert answer.content == nobody
    assert not answer.cookies


def test_no_script_and_one_sheet_of_20_kb_with_the_page(ask, coalition, page, settings):
    answer = ask("community_public", coalition).content.decode()
    assert "<script" not in answer
    assert "style=" not in answer
    assert answer.count('rel="stylesheet"') == 1
    sheet = (settings.BASE_DIR / "static/css/community.css").stat().st_size
    assert len(answer.encode()) + sheet < 20_000


def test_who_has_it_already_is_told_so(ask, coalition, page):
    first = ask("community_public", coalition)
    again = ask("community_public", coalition, HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    since = ask("community_public", coalition, HTTP_IF_MODIFIED_SINCE=first["Last-Modified"])
    assert since.status_code == 304


def test_a_change_is_another_page(ask, coalition, administrator, page):
    first = ask("community_public", coalition)
    choose(coalition, administrator, phone="555-0111")
    again = ask("community_public", coalition, HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 200
    assert "555-0111" in text(again)


def test_kept_it_costs_three_queries_whatever_is_on_it(ask, coalition, administrator, page):
    for _ in range(5):
        make_brief(coalition=coalition)
    ask("community_public", coalition)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        ask("community_public", coalition)
    asked = [each["sql"] for each in queries if "CONSTRAINTS" not in each["sql"]]
    assert len(asked) <= 3, asked


def test_composing_costs_the_same_for_many_as_for_one(coalition, administrator, page):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            page_now(coalition)
        return len(queries)

    make_brief(coalition=coalition)
    builders.make_seat(coalition=coalition, title="One")
    one = cost()
    for number in range(10):
        make_brief(coalition=coalition)
        builders.make_seat(coalition=coalition, title=f"Seat {number}", code=f"seat-{number}")
    assert cost() == one


def test_a_public_brief_is_seen_at_once_and_opens(ask, coalition, administrator, page):
    before = ask("community_public", coalition)
    brief = make_brief(coalition=coalition, title="Why doors stay closed")
    rename(coalition, administrator, coalition.name)  # nothing changed: no row
    choose(coalition, administrator, phone="555-0112")
    assert "Why doors stay closed" not in text(before)
    assert "Why doors stay closed" in text(ask("community_public", coalition))
    answer = ask("community_brief", coalition, brief.pk)
    assert "A guest feels welcome." in text(answer)
    assert "Who greets at your doors?" in text(answer)


@pytest.mark.parametrize(
    "said", [{"sensitivity": "members"}, {"audience": ("teacher",)}, {"published": False}]
)
def test_a_brief_for_others_is_not_there(ask, coalition, page, said):
    brief = make_brief(coalition=coalition, title="Not for you", **said)
    assert "Not for you" not in text(ask("community_public", coalition))
    assert ask("community_brief", coalition, brief.pk).status_code == 404


def test_a_foreign_brief_does_not_open_here(ask, coalition, foreign, page):
    brief = make_brief(coalition=foreign)
    assert ask("community_brief", coalition, brief.pk).status_code == 404


def test_a_school_shows_the_briefs_of_its_district(ask, coalition, district_coalition, page):
    make_brief(coalition=district_coalition, title="Of the district")
    assert "Of the district" in text(ask("community_public", coalition))


def test_a_change_in_the_district_is_seen_on_the_schools_page(
    ask, coalition, district_coalition, page
):
    ask("community_public", coalition)
    dana = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    brief = make_brief(coalition=district_coalition, title="Of the district")
    rename(district_coalition, dana, "Cedar")
    assert brief.pk
    assert "Of the district" in text(ask("community_public", coalition))


def test_made_from_the_ends_of_the_chains(coalition, foreign, administrator, outsider, page):
    now = timezone.now()
    before = published(coalition.slug, now=now)
    make_page(coalition=foreign, by=outsider)
    assert published(coalition.slug, now=now) == before
    choose(coalition, administrator, phone="1")
    assert published(coalition.slug, now=now) != before


def test_tomorrow_it_is_made_anew(coalition, page):
    now = timezone.now()
    tomorrow = published(coalition.slug, now=now + timedelta(days=1))
    assert tomorrow != published(coalition.slug, now=now)


def test_what_is_over_is_not_kept(coalition, page):
    now, drawn = timezone.now(), []

    def draw():
        drawn.append(1)
        return Drawn(b"page", over_at=now - timedelta(minutes=1))

    for _ in range(2):
        kept(published(coalition.slug, now=now), "test:en", draw, now=now)
    assert len(drawn) == 2


def test_what_is_not_there_is_not_kept(coalition, page):
    now = timezone.now()
    assert kept(published(coalition.slug, now=now), "none:en", lambda: None, now=now) is None


def test_too_many_pages_anew_from_one_network(ask, coalition, page, monkeypatch):
    monkeypatch.setattr(public, "RATE", "2/m/ip")
    ask("community_public", coalition)
    assert ask("community_brief", coalition, 1).status_code == 404
    assert ask("community_brief", coalition, 2).status_code == 429
    # What is kept is not counted.
    assert ask("community_public", coalition).status_code == 200


def test_spanish_says_the_portals_words_and_the_coalitions_own(ask, coalition, administrator, page):
    choose(coalition, administrator, introduction="Welcome.", phone="1")
    answer = text(ask("community_public_es", coalition))
    assert '<html lang="es">' in answer
    assert "Si ocurre algo" in answer
    assert '<span lang="en">Welcome.</span>' in answer
    translate(coalition, administrator, "introduction", "Welcome.", "Bienvenidos.")
    answer = text(ask("community_public_es", coalition))
    assert "Bienvenidos." in answer
    assert "Welcome." not in answer


def test_a_stale_translation_is_marked(ask, coalition, administrator, page):
    translate(coalition, administrator, "introduction", "Welcome.", "Bienvenidos.")
    choose(coalition, administrator, introduction="Welcome, all.", phone="1")
    answer = text(ask("community_public_es", coalition))
    assert "Bienvenidos." in answer
    assert "anterior al texto actual" in answer
    assert "Welcome, all." in text(ask("community_public", coalition))


def test_each_page_leads_to_the_other_language(ask, coalition, page):
    assert reverse("community_public_es", args=[coalition.slug]) in text(
        ask("community_public", coalition)
    )
    assert 'hreflang="en"' in text(ask("community_public_es", coalition))


def test_a_name_stands_there_by_consent_alone(ask, coalition, page):
    seat = builders.make_seat(coalition=coalition, title="Fire chief", roles=["fire"])
    chief = builders.make_member(coalition=coalition, role=Role.FIRE, name="Tom Hesse", seat=seat)
    answer = text(ask("community_public", coalition))
    assert "Fire chief" in answer
    assert "Tom Hesse" not in answer
    show_name(chief.people.get().memberships.get(), chief)
    assert "Fire chief: Tom Hesse" in text(ask("community_public", coalition))


def test_hostile_words_are_text(ask, coalition, administrator, page):
    choose(coalition, administrator, introduction="<script>alert(1)</script>", phone="{{ 1 }}")
    for name in ("community_public", "community_public_es"):
        answer = text(ask(name, coalition))
        assert "<script" not in answer
        assert "&lt;script&gt;" in answer


def test_a_letter_on_file_in_both_languages(ask, coalition, administrator, page):
    assert ask("community_letter", coalition, "gas_leak").status_code == 404
    choose(coalition, administrator, letters=["gas_leak"], phone="555-0100")
    english, spanish = (
        text(ask(name, coalition, "gas_leak"))
        for name in ("community_letter", "community_letter_es")
    )
    assert "Dear families" in english
    assert "familias" in spanish


def test_only_reading(client, coalition, page):
    address = reverse("community_public", args=[coalition.slug])
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


def test_the_cache_holds_one_row_for_each_page(ask, coalition, administrator, page):
    for phone in ("1", "2", "3"):
        choose(coalition, administrator, phone=phone)
        ask("community_public", coalition)
    assert cache.get(f"public_page:{coalition.pk}:page:en")["content"].count(b"3") > 0
