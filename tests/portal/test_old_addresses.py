"""An address of the release before leads to where its page is now; what was posted goes there."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import resolve, reverse

from coalitions.access import view_as
from plans.comments.actions import suggesting
from safety_portal.portal.old_addresses import MOVED
from tests import builders
from tests.plans import life

pytestmark = pytest.mark.django_db
CONTRACT = Path(settings.BASE_DIR) / "docs/contract.md"


def filled(route):
    """An address of a route, with a slug or a number in each part."""
    route = re.sub(r"<slug:\w+>", "juniper", route)
    return "/" + re.sub(r"<int:\w+>", "7", route)


@pytest.mark.parametrize("old", MOVED)
def test_what_is_read_is_led_on_for_good_with_its_parts_and_its_query(client, old):
    answer = client.get(filled(old) + "?page=2&who=a%20b")
    assert answer.status_code == 301
    found, before = resolve(answer["Location"].split("?")[0]), resolve(filled(old))
    assert (found.view_name, found.kwargs) == (MOVED[old], before.kwargs)
    assert answer["Location"].endswith("?page=2&who=a%20b")


@pytest.mark.parametrize("old", MOVED)
def test_what_is_posted_is_posted_again_to_where_it_is_now(client, old):
    answer = client.post(filled(old), {"because": "x"})
    assert answer.status_code == 308
    assert resolve(answer["Location"]).view_name == MOVED[old]


@pytest.mark.parametrize("old", MOVED)
def test_no_page_of_today_answers_at_an_old_address(old):
    assert resolve(filled(old)).app_names == ["old_addresses"]


def test_the_addresses_of_the_contract_answer_themselves():
    promised = re.findall(r"^\| `(/[^`]*)` \|", CONTRACT.read_text(), re.M)
    assert len(promised) > 8
    for address in promised:
        assert "old_addresses" not in resolve(re.sub(r"<\w+>", "x", address)).app_names


@pytest.fixture
def scene(coalition, administrator):
    return life.make_scene(coalition=coalition, administrator=administrator)


def of_signature(scene):
    """The address of the page on which the scene's officer signs, now and before."""
    life.freeze(scene)
    edition = scene.edition
    where = [scene.coalition.slug, edition.plan_id, edition.number, life.asked(scene, scene.law).pk]
    now = reverse("signing_sign", args=where)
    return now, now.replace("/signatures/", "/sign/")


def test_a_link_in_a_mail_of_before_leads_its_signer_to_the_signature(client, scene):
    now, old = of_signature(scene)
    client.force_login(scene.law)
    answer = client.get(old, follow=True)
    assert (answer.redirect_chain, answer.status_code) == ([(now, 301)], 200)


def test_who_is_signed_out_signs_in_first_and_a_stranger_learns_nothing(client, scene):
    now, old = of_signature(scene)
    assert client.get(old, follow=True).redirect_chain[-1][0] == (
        f"{reverse('account_login')}?next={now}"
    )
    client.force_login(builders.make_account(name="Of nobody"))
    assert client.get(old, follow=True).status_code == 404


def test_a_suggestion_is_accepted_by_a_form_that_was_open(client, scene):
    html = scene.protocol.html.replace("</p>", " Twice.</p>", 1)
    made = suggesting.suggest(section=scene.protocol, html=html, by=scene.fire)
    where = [scene.coalition.slug, scene.edition.plan_id, scene.edition.number, made.pk]
    now = reverse("comment_suggestion_accept", args=where)
    client.force_login(scene.administrator)
    client.post(now.replace("/accept/", "/take/"), {"change": "editorial"}, follow=True)
    made.refresh_from_db()
    assert made.state == "accepted"


def test_who_looks_as_another_role_stops_by_a_page_of_before_and_changes_nothing_by_one(
    client, coalition, administrator
):
    client.force_login(administrator)
    client.post(reverse("coalition_view_as", args=[coalition.slug]), {"role": "teacher"})
    assert client.session[view_as.KEY]["role"] == "teacher"
    posted = client.post(f"/c/{coalition.slug}/turn-of-year/", follow=True)
    assert posted.status_code == 403
    client.post("/see-as/stop/", follow=True)
    assert view_as.KEY not in client.session


@pytest.mark.parametrize("text", ["//evil.example", "a\r\nSet-Cookie: a=b", "é", "%", "x" * 5000])
def test_a_query_of_any_kind_stays_a_query(client, text):
    answer = client.get("/see-as/stop/", {"next": text})
    assert answer["Location"].startswith("/view-as/stop/?next=")
    assert not set(answer["Location"]) & set("\r\n")
